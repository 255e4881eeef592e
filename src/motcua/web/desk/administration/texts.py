"""The words of notices: what each says and why it is sent, an agency's own from a day, and back."""

from datetime import date
from itertools import groupby
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import wordings
from motcua.casework.dossiers.rules.wordings import LONGEST, LONGEST_SUBJECT
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import administration as agencies
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.desk.administration import forms
from motcua.web.desk.administration.frame import side
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb, Tab
from motcua.web.ui.refusals import posted, shown_at

HERE = "admin_texts"
TITLE = "Lời văn thông báo"


class FromDay(django_forms.Form):
    """When it begins; empty is today."""

    from_day = forms.day("Dùng từ ngày", required=False, help_text="Để trống thì dùng ngay hôm nay.")

    def clean_from_day(self) -> date | None:
        chosen: date | None = self.cleaned_data["from_day"]
        if chosen is not None and chosen < local_date(now()):
            raise django_forms.ValidationError("Chọn hôm nay hoặc một ngày sau hôm nay.")
        return chosen


class Text(FromDay):
    """Subject and body as typed, from which day, and why."""

    subject = forms.text("Tiêu đề thư", LONGEST_SUBJECT)
    body = django_forms.CharField(
        label="Nội dung thư",
        max_length=LONGEST,
        strip=False,
        widget=django_forms.Textarea(attrs={"rows": 18}),
        error_messages=forms.say("Ghi nội dung thư.") | {"max_length": f"Nội dung dài nhất {LONGEST} ký tự."},
    )
    note = forms.text("Sửa những gì", 200, required=False)
    field_order = ("subject", "body", "from_day", "note")

    def __init__(self, *args: Any, has_own_subject: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_own_subject:
            del self.fields["subject"]

    def words(self) -> dict[str, str]:
        return {"subject": self.cleaned_data.get("subject", ""), "body": self.cleaned_data["body"]}


def _crumbs(agency: agencies.AgencyPage, *more: Crumb) -> tuple[Crumb, ...]:
    here = Crumb(agency.name_vi, reverse("desk:admin_texts_of", args=[agency.code]))
    return (Crumb(TITLE, reverse("desk:admin_texts")), here, *more)


@require_safe
@officer_only(Permission.ADMINISTER)
def texts(request: DeskRequest) -> HttpResponse:
    """The agencies whose notices the officer administers."""
    rows = agencies.agencies(request.officer, on=local_date(now()))
    context = {"rows": rows, "groups": side(request, HERE)}
    return render(request, "desk/administration/texts.html", context)


@require_safe
@officer_only(Permission.ADMINISTER)
def texts_of(request: DeskRequest, agency: str) -> HttpResponse:
    """Every notice with what causes it and whose words it speaks."""
    on = local_date(now())
    found = agencies.agency_page(request.officer, code=agency, on=on)
    rows = wordings.agency_notices(viewer=request.officer, agency_code=agency, on=on)
    context = {
        "agency": found,
        "kinds": [(name, list(kinds)) for name, kinds in groupby(rows, key=lambda row: row.group)],
        "crumbs": _crumbs(found),
        "groups": side(request, HERE),
    }
    return render(request, "desk/administration/texts_of.html", context)


@officer_only(Permission.ADMINISTER)
def text(request: DeskRequest, agency: str, notice: str, language: str) -> HttpResponse:
    """One notice in one language; POST shows how it would read, or keeps it."""
    page = wordings.notice_page(
        viewer=request.officer, agency_code=agency, notice=notice, language=language, on=local_date(now())
    )
    asked = request.POST
    if "_put" in asked:
        return _shown(request, agency, page, _with_placeholder(request, page))
    initial = {"subject": page.now.subject, "body": page.now.body}
    form = Text(posted(request), initial=initial, has_own_subject=page.has_own_subject)
    if form.is_valid():
        with shown_at(form, "body"):
            if "_preview" not in asked:
                return _kept(request, agency, page, form)
            tried = wordings.trial(notice=notice, language=language, **form.words())
            return _shown(request, agency, page, form, tried)
    return _shown(request, agency, page, form)


def _kept(request: DeskRequest, agency: str, page: wordings.NoticePage, form: Text) -> HttpResponse:
    where: dict[str, Any] = {
        "agency_code": agency,
        "notice": page.row.key,
        "language": page.state.language,
        "from_day": form.cleaned_data["from_day"],
        "note": form.cleaned_data["note"],
        **form.words(),
    }
    kept = dossiers.keep_wording(by=request.officer, at=now(), **where)
    messages.success(
        request, f"Đã lưu. Thư gửi từ ngày {kept.starts_on:%d/%m/%Y} theo lời này; thư đã gửi không đổi."
    )
    return redirect("desk:admin_text", agency, page.row.key, page.state.language)


def _with_placeholder(request: DeskRequest, page: wordings.NoticePage) -> Text:
    """Without scripts a placeholder comes at the end of what was typed; nothing is kept."""
    typed = {name: request.POST.get(name, "") for name in ("subject", "body", "from_day", "note")}
    known = {one.key: one for one in page.placeholders}
    if one := known.get(request.POST["_put"]):
        typed["body"] = f"{typed['body'].rstrip()}\n\n{one.written}"
    return Text(initial=typed, has_own_subject=page.has_own_subject)


def _shown(
    request: DeskRequest,
    agency: str,
    page: wordings.NoticePage,
    form: Text,
    tried: wordings.Words | None = None,
    back: FromDay | None = None,
) -> HttpResponse:
    found = agencies.agency_page(request.officer, code=agency, on=local_date(now()))
    key, language = page.row.key, page.state.language
    reads = tried or wordings.preview(notice=key, language=language, words=page.now)
    tabs = [
        Tab(one.label, reverse("desk:admin_text", args=[agency, key, one.language]), one.language == language)
        for one in page.row.states
    ]
    context = {
        "agency": found, "page": page, "form": form, "tried": tried, "reads": reads, "tabs": tabs,
        "back": back or FromDay(prefix="back"),
        "crumbs": _crumbs(found, Crumb(page.row.title)), "groups": side(request, HERE),
    }  # fmt: skip
    status = 422 if form.errors or (back and back.errors) else 200
    return render(request, "desk/administration/text.html", context, status=status)


@require_POST
@officer_only(Permission.ADMINISTER)
def to_default(request: DeskRequest, agency: str, notice: str, language: str) -> HttpResponse:
    """Back to the words of the product, today or from a day."""
    page = wordings.notice_page(
        viewer=request.officer, agency_code=agency, notice=notice, language=language, on=local_date(now())
    )
    back = FromDay(request.POST, prefix="back")
    if back.is_valid():
        with shown_at(back, "from_day"):
            where: dict[str, Any] = {"agency_code": agency, "notice": notice, "language": language}
            day = back.cleaned_data["from_day"]
            done = dossiers.return_wording(by=request.officer, at=now(), from_day=day, **where)
            messages.success(request, f"Dùng lời mặc định từ ngày {done.starts_on:%d/%m/%Y}.")
            return redirect("desk:admin_text", agency, notice, language)
    form = Text(
        initial={"subject": page.now.subject, "body": page.now.body}, has_own_subject=page.has_own_subject
    )
    return _shown(request, agency, page, form, back=back)


@require_POST
@officer_only(Permission.ADMINISTER)
def cancel(request: DeskRequest, agency: str, number: int) -> HttpResponse:
    """A version that has not begun."""
    done = dossiers.cancel_wording(by=request.officer, agency_code=agency, number=number, at=now())
    messages.success(request, "Đã hủy bản chưa dùng.")
    return redirect("desk:admin_text", agency, done.notice, done.language)
