"""The papers of the desk: which official form holds when, and how an agency restyles its templates."""

from datetime import date
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import administration as agencies
from motcua.foundation.kernel.clock import local_date, now
from motcua.records.letters import restyling
from motcua.records.letters import templates_page as templates
from motcua.web.desk.administration import forms
from motcua.web.desk.administration.frame import side
from motcua.web.desk.requests import DeskRequest
from motcua.web.desk.shown import shown_pdf
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at

HERE = "admin_papers"
TITLE = "Mẫu giấy tờ"


class Upload(django_forms.Form):
    """A template as a file or as typed, and why it is changed."""

    file = django_forms.FileField(label="Tệp mẫu (.typ)", required=False)
    text = django_forms.CharField(
        label="Nội dung mẫu",
        required=False,
        strip=False,
        max_length=400_000,
        widget=django_forms.Textarea,
        error_messages={"max_length": "Mẫu dài hơn 400.000 ký tự."},
    )
    note = forms.text("Sửa những gì", 200, required=False)

    def clean_file(self) -> str:
        sent = self.cleaned_data["file"]
        if sent is None:
            return ""
        try:
            return sent.read(400_000).decode("utf-8")  # type: ignore[no-any-return]
        except UnicodeDecodeError as error:
            raise django_forms.ValidationError("Tệp mẫu là văn bản thuần (UTF-8).") from error

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not said.get("file"):
            said["file"] = said.get("text", "").replace("\r\n", "\n")
            if not said["file"].strip():
                self.add_error("file", "Chọn tệp mẫu đã sửa, đuôi .typ, hoặc sửa nội dung mẫu ở dưới.")
        return said


class FromDay(django_forms.Form):
    """When a template comes into force; empty is at once."""

    from_day = forms.day("Dùng từ ngày", required=False)

    def clean_from_day(self) -> date | None:
        chosen: date | None = self.cleaned_data["from_day"]
        if chosen is not None and chosen < local_date(now()):
            raise django_forms.ValidationError("Chọn hôm nay hoặc một ngày sau hôm nay.")
        return chosen


def _crumbs(agency: agencies.AgencyPage, *more: Crumb) -> tuple[Crumb, ...]:
    here = Crumb(agency.name_vi, reverse("desk:admin_papers_of", args=[agency.code]))
    return (Crumb(TITLE, reverse("desk:admin_papers")), here, *more)


def _agency(request: DeskRequest, code: str) -> agencies.AgencyPage:
    return agencies.agency_page(request.officer, code=code, on=local_date(now()))


@require_safe
@officer_only(Permission.ADMINISTER)
def papers(request: DeskRequest) -> HttpResponse:
    """The agencies whose papers the officer administers."""
    rows = agencies.agencies(request.officer, on=local_date(now()))
    context = {"rows": rows, "groups": side(request, HERE)}
    return render(request, "desk/administration/papers.html", context)


@require_safe
@officer_only(Permission.ADMINISTER)
def papers_of(request: DeskRequest, agency: str) -> HttpResponse:
    """Every paper with its forms, regime, days and doubts, and the shared files."""
    found, on = _agency(request, agency), local_date(now())
    context = {
        "agency": found,
        "papers": templates.papers(on=on),
        "shared": templates.SHARED_NAMES.items(),
        "crumbs": _crumbs(found),
        "groups": side(request, HERE),
    }
    return render(request, "desk/administration/papers_of.html", context)


@officer_only(Permission.ADMINISTER)
def template(request: DeskRequest, agency: str, file: str) -> HttpResponse:
    """One template file: where it comes from, what was uploaded, and a form for another one."""
    found, page = _agency(request, agency), templates.file_page(agency_code=agency, file=file)
    form = Upload(posted(request), request.FILES or None, initial={"text": page.text})
    if form.is_valid():
        with shown_at(form, "file"):
            made = restyling.upload(
                agency_code=agency, file=file, text=form.cleaned_data["file"],
                note=form.cleaned_data["note"], by=request.officer.actor, at=now(),
            )  # fmt: skip
            messages.success(request, "Mẫu lập được mọi giấy thử. Xem chỗ khác nhau rồi cho dùng.")
            return redirect("desk:admin_restyle", agency, made.code)
    context = {"agency": found, "page": page, "form": form, "crumbs": _crumbs(found, Crumb(page.title))}
    context["groups"] = side(request, HERE)
    status = 422 if form.errors else 200
    return render(request, "desk/administration/template.html", context, status=status)


@require_safe
@officer_only(Permission.ADMINISTER)
def source(request: DeskRequest, agency: str, file: str) -> HttpResponse:
    """The text in force, to begin a restyle with."""
    _agency(request, agency)
    page = templates.file_page(agency_code=agency, file=file)
    response = HttpResponse(page.text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{page.file}"'
    return response


@require_safe
@officer_only(Permission.ADMINISTER)
def sample(request: DeskRequest, agency: str, name: str) -> HttpResponse:
    """A sample of a paper, marked MẪU, with the files in force or with one restyle."""
    _agency(request, agency)
    text, restyle = request.GET.get("text", ""), request.GET.get("restyle", "")
    pdf = templates.sample(agency_code=agency, name=name, text=text, restyle=restyle, at=now())
    return shown_pdf(pdf, f"{name}-mau.pdf")


@require_safe
@officer_only(Permission.ADMINISTER)
def restyle(request: DeskRequest, agency: str, code: str) -> HttpResponse:
    """A restyle beside what is in force, before it counts."""
    return _compared(request, agency, code, FromDay())


def _compared(request: DeskRequest, agency: str, code: str, form: FromDay) -> HttpResponse:
    found, compared = _agency(request, agency), templates.comparison(agency_code=agency, code=code)
    file = reverse("desk:admin_template", args=[agency, compared.restyle.file])
    context = {
        "agency": found,
        "compared": compared,
        "form": form,
        "crumbs": _crumbs(found, Crumb(compared.title, file), Crumb("So sánh")),
        "groups": side(request, HERE),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/administration/restyle.html", context, status=status)


@require_POST
@officer_only(Permission.ADMINISTER)
def use(request: DeskRequest, agency: str, code: str) -> HttpResponse:
    """At once, or from the day that was chosen."""
    _agency(request, agency)
    form = FromDay(request.POST)
    if not form.is_valid():
        return _compared(request, agency, code, form)
    done = restyling.put_in_force(
        agency_code=agency, code=code, by=request.officer.actor, at=now(), **form.cleaned_data
    )
    said = "Từ nay giấy được lập theo mẫu này; giấy đã lập không đổi."
    if done.starts_on:
        said = f"Giấy được lập theo mẫu này từ ngày {done.starts_on:%d/%m/%Y}; đến hôm đó mẫu được thử lại."
    messages.success(request, said)
    return redirect("desk:admin_template", agency, done.file)


@require_POST
@officer_only(Permission.ADMINISTER)
def stop_using(request: DeskRequest, agency: str, code: str) -> HttpResponse:
    _agency(request, agency)
    done = restyling.end(agency_code=agency, code=code, by=request.officer.actor, at=now())
    messages.success(request, "Mẫu này không còn được dùng.")
    return redirect("desk:admin_template", agency, done.file)
