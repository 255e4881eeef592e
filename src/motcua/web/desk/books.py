"""The tracking book: which there are, a year's entries with filters, closing, as PDF and as XLSX."""

from dataclasses import asdict
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries import books as queries
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local_date, now
from motcua.records.documents import queries as documents
from motcua.web.desk import frame, xlsx
from motcua.web.desk.act_forms import a_day
from motcua.web.desk.administration.forms import Nothing
from motcua.web.desk.one_act import Act, act_page
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted

TITLE = "Sổ theo dõi hồ sơ"
STATES = (
    ("", "Tất cả"),
    ("open", "Đang giải quyết"),
    ("returned", "Đã trả kết quả"),
    ("ended", "Từ chối, rút, dừng"),
    ("struck", "Số không còn dùng"),
)


class FilterForm(forms.Form):
    """What may be asked of a book; anything else in the address is ignored."""

    code = forms.CharField(max_length=40, required=False)
    number = forms.IntegerField(min_value=1, required=False)
    state = forms.ChoiceField(choices=STATES, required=False)
    since = a_day("Nhận từ ngày", required=False)
    until = a_day("Đến hết ngày", required=False)

    def days(self) -> list[forms.BoundField]:
        """The days as they were typed, an unreadable one with what is wrong."""
        return [self["since"], self["until"]]

    def filters(self) -> queries.BookFilters:
        self.is_valid()
        return queries.BookFilters(**{name: value for name, value in self.cleaned_data.items() if value})


@require_safe
@officer_only(Permission.DOSSIER_SEE)
def books(request: DeskRequest) -> HttpResponse:
    found = queries.books(viewer=request.officer)
    groups = frame.groups(officer=request.officer, at=now(), current="books")
    return render(request, "desk/books/list.html", {"books": found, "groups": groups})


@require_safe
@officer_only(Permission.DOSSIER_SEE)
def book(request: DeskRequest, agency: str, year: int) -> HttpResponse:
    officer, at = request.officer, now()
    found = queries.book(viewer=officer, agency_code=agency, year=year)
    form, below = FilterForm(request.GET), _number(request.GET.get("below", ""))
    filters = form.filters()
    page = queries.page(viewer=officer, agency_code=agency, year=year, filters=filters, below=below)
    context = {"book": found, "page": page, "form": form, "filters": filters, "below": below}
    context |= {"states": STATES, "links": _links(filters, page), "crumbs": _crumbs(f"Năm {year}")}
    context["is_over"] = local_date(at).year > year
    context["prints"] = queries.prints(viewer=officer, agency_code=agency, year=year)
    context["groups"] = frame.groups(officer=officer, at=at, current="books")
    return render(request, "desk/books/book.html", context)


@officer_only(Permission.DOSSIER_NUMBER)
def close(request: DeskRequest, agency: str, year: int) -> HttpResponse:
    found = queries.book(viewer=request.officer, agency_code=agency, year=year)
    return act_page(
        request,
        _closing(found),
        Nothing(posted(request)),
        lambda: dossiers.close_book(by=request.officer, agency_code=agency, year=year, at=now()),
    )


def _closing(book: queries.Book) -> Act:
    back = reverse("desk:book", args=[book.agency_code, book.year])
    title = f"Khóa sổ năm {book.year}"
    return Act(
        title=title,
        button="Khóa sổ",
        done=f"Đã khóa sổ năm {book.year}.",
        back=back,
        current="books",
        says=f"Sổ năm {book.year} có {book.last_number} số. Sau khi khóa, sổ không nhận thêm số nào; việc "
        "này không hoàn lại được. Bản in của cả sổ được lập ngay.",
        crumbs=(Crumb(TITLE, reverse("desk:books")), Crumb(f"Năm {book.year}", back), Crumb(title)),
    )


@require_POST
@officer_only(Permission.DOSSIER_SEE)
def print_book(request: DeskRequest, agency: str, year: int) -> HttpResponse:
    dossiers.print_book(by=request.officer, agency_code=agency, year=year, at=now())
    return redirect(reverse("desk:book", args=[agency, year]) + "#prints")


@require_safe
@officer_only(Permission.DOSSIER_SEE)
def printed(request: DeskRequest, code: str) -> FileResponse:
    found = dossiers.take_print(by=request.officer, code=code, at=now())
    response = FileResponse(
        documents.stream_of(found), filename=found.file_name, content_type="application/pdf"
    )
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@officer_only(Permission.DOSSIER_SEE)
def table(request: DeskRequest, agency: str, year: int) -> HttpResponseBase:
    """What the page shows, the filters of its address included."""
    officer, filters = request.officer, FilterForm(request.GET).filters()
    rows = queries.table(viewer=officer, agency_code=agency, year=year, filters=filters)
    dossiers.record_export(
        by=officer,
        queue="book",
        part=f"{agency}/{year}",
        columns=list(queries.HEAD),
        is_whole=not filters.is_set,
        at=now(),
    )
    return xlsx.answer(queries.HEAD, rows, name=f"so-theo-doi-{agency}-{year}")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _links(filters: queries.BookFilters, page: queries.BookPage) -> dict[str, str]:
    """Addresses of the first and of the next page with the same filters; empty where there is none."""
    kept = {name: _written(value) for name, value in asdict(filters).items() if value}
    older = "?" + urlencode({**kept, "below": page.next}) if page.next else ""
    return {"first": "?" + urlencode(kept), "older": older}


def _written(value: str | int | date) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _crumbs(last: str) -> list[Crumb]:
    return [Crumb(TITLE, reverse("desk:books")), Crumb(last)]
