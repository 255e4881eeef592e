"""Published lists at the desk: upload, the report, and what the editor makes a part of the catalogue."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.reference.catalogue import operations, queries, reading
from motcua.reference.catalogue.enums import RowChange, Scheme
from motcua.reference.catalogue.errors import NothingChosen
from motcua.web.desk import frame, own_agencies
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb, Leaf
from motcua.web.ui.refusals import posted, shown_at

PAGE_ROWS = 100
CHANGE_WORDS = {
    RowChange.NEW_PROCEDURE: ("Thủ tục mới", "attention"),
    RowChange.NEW_PUBLICATION: ("Thủ tục đã biết, mới ở cơ quan này", "attention"),
    RowChange.NEW_LEVEL: ("Mức mới của thủ tục đã có", "attention"),
    RowChange.NOTHING: ("Không đổi gì", "neutral"),
    RowChange.UNCLEAR: ("Chưa rõ, chưa xác nhận được", "late"),
}
NEEDED = {"required": "Mục này phải có."}


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Tệp danh mục", error_messages={"required": "Chọn một tệp.", "empty": "Tệp rỗng."}
    )
    title = forms.CharField(label="Tên danh mục", max_length=300, error_messages=NEEDED)
    document = forms.CharField(
        label="Văn bản công bố",
        help_text="Số và ngày, ví dụ: Kế hoạch 08/KH-SKHCN ngày 20/01/2021.",
        max_length=200,
        error_messages=NEEDED,
    )
    scheme = forms.ChoiceField(label="Mức độ theo", choices=Scheme.choices, error_messages=NEEDED)
    plan_year = forms.IntegerField(
        label="Năm kế hoạch",
        min_value=2000,
        max_value=2100,
        error_messages=NEEDED | {"invalid": "Ghi một năm, ví dụ 2021."},
    )


class ConfirmForm(forms.Form):
    """Either a kind of change, all of it, or single rows."""

    change = forms.ChoiceField(required=False, choices=[(one, one) for one in RowChange.values])
    row = forms.TypedMultipleChoiceField(required=False, coerce=int)

    def __init__(self, data: object, places: list[int]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["row"].choices = [(str(place), str(place)) for place in places]  # type: ignore[attr-defined]


@officer_only(Permission.CATALOGUE_EDIT)
def lists(request: DeskRequest) -> HttpResponse:
    form = UploadForm(posted(request), request.FILES or None)
    if form.is_valid():
        with shown_at(form, "file"):
            slug = _keep(request, form)
            messages.success(request, "Đã đọc danh mục. Chưa có gì trong danh mục thủ tục thay đổi.")
            return redirect("desk:list_import", slug)
    context = {
        "form": form,
        "agency": own_agencies.choice(request),
        "imports": queries.list_imports(viewer=request.officer),
        "crumbs": [Crumb("Danh mục công bố", reverse("desk:catalogue")), Crumb("Nhập danh mục")],
        "groups": frame.groups(officer=request.officer, at=now(), current="catalogue"),
    }
    return render(request, "desk/catalogue/lists.html", context, status=422 if form.errors else 200)


def _keep(request: DeskRequest, form: UploadForm) -> str:
    file = form.cleaned_data["file"]
    read = reading.read_upload(file.chunks(), name=file.name or "", known_codes=queries.known_codes())
    facts = {name: form.cleaned_data[name] for name in ("title", "document", "scheme", "plan_year")}
    kept = operations.keep_upload(
        read=read,
        facts=operations.ListFacts(**facts),
        agency_code=own_agencies.chosen(request),
        by=request.officer,
        at=now(),
    )
    return kept.slug


@require_safe
@officer_only(Permission.CATALOGUE_EDIT)
def list_import(request: DeskRequest, slug: str) -> HttpResponse:
    report = queries.list_report(viewer=request.officer, slug=slug)
    page = _page(request, len(report.rows))
    context = {
        "report": report,
        "rows": [(one, *_words(one.change)) for one in report.rows[page * PAGE_ROWS :][:PAGE_ROWS]],
        "waiting": [(change, *_words(change), count) for change, count in sorted(report.waiting.items())],
        "leaf": _leaf(page, len(report.rows)),
        "crumbs": [
            Crumb("Danh mục công bố", reverse("desk:catalogue")),
            Crumb("Nhập danh mục", reverse("desk:lists")),
            Crumb(report.about.title),
        ],
        "groups": frame.groups(officer=request.officer, at=now(), current="catalogue"),
    }
    return render(request, "desk/catalogue/list_import.html", context)


def _words(change: str) -> tuple[str, str]:
    return CHANGE_WORDS[RowChange(change)] if change else ("Đã xác nhận", "good")


def _page(request: DeskRequest, rows: int) -> int:
    asked = request.GET.get("page", "0")
    return min(int(asked), max(rows - 1, 0) // PAGE_ROWS) if asked.isdecimal() and len(asked) < 6 else 0


def _leaf(page: int, rows: int) -> Leaf:
    return Leaf(
        newer="?" + urlencode({"page": page - 1}) if page else "",
        older="?" + urlencode({"page": page + 1}) if (page + 1) * PAGE_ROWS < rows else "",
        shown=min(PAGE_ROWS, rows - page * PAGE_ROWS),
        total=rows,
    )


@require_POST
@officer_only(Permission.CATALOGUE_EDIT)
def list_confirm(request: DeskRequest, slug: str) -> HttpResponse:
    report = queries.list_report(viewer=request.officer, slug=slug)
    form = ConfirmForm(request.POST, [one.place for one in report.rows if one.change])
    if not form.is_valid():
        raise NothingChosen
    places = form.cleaned_data["row"]
    if form.cleaned_data["change"]:
        places = queries.places_of(viewer=request.officer, slug=slug, change=form.cleaned_data["change"])
    done = operations.confirm_rows(list_slug=slug, places=places, by=request.officer, at=now())
    messages.success(request, f"Đã xác nhận {len(done)} dòng vào danh mục thủ tục.")
    return redirect("desk:list_import", slug)
