"""One row of a published list at the desk: what was read, and how an editor says that it should read."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.reference.catalogue import operations, queries
from motcua.reference.catalogue.queries import RowReport
from motcua.web.desk import frame
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at

NEEDED = {"required": "Mục này phải có."}
LABELS = {
    "field": "Lĩnh vực",
    "name": "Tên thủ tục",
    "code": "Mã",
    "current": "Mức hiện tại",
    "planned": "Mức kế hoạch",
    "note": "Ghi chú",
}


class RowForm(forms.Form):
    """Every part of a row that can be corrected, with what was read under it where this differs."""

    name = forms.CharField(
        label=LABELS["name"], max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), error_messages=NEEDED
    )
    code = forms.CharField(label=LABELS["code"], max_length=60, required=False)
    field = forms.ChoiceField(label=LABELS["field"], error_messages=NEEDED)
    current = forms.ChoiceField(label=LABELS["current"], required=False)
    planned = forms.ChoiceField(label=LABELS["planned"], required=False)
    note = forms.CharField(
        label=LABELS["note"], max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: QueryDict | None, report: RowReport) -> None:
        shown = {part: getattr(report.row, part) for part in LABELS}
        super().__init__(data, initial=shown)
        levels, fields = [("", "Không ghi"), *report.levels], [("", "Chọn lĩnh vực"), *report.fields]
        for part, choices in (("current", levels), ("planned", levels), ("field", fields)):
            self.fields[part].choices = choices  # type: ignore[attr-defined]
        for part, bound in self.fields.items():
            read = getattr(report.read, part)
            bound.help_text = f"Đọc được: {read}" if read else "Không đọc được gì."
        self.fields["code"].help_text += f" Để trống, hoặc ghi như 2.000086.000.00.00.{report.authority}."


@officer_only(Permission.CATALOGUE_EDIT)
def list_row(request: DeskRequest, slug: str, place: int) -> HttpResponse:
    report = queries.row_report(viewer=request.officer, slug=slug, place=place)
    form = RowForm(posted(request), report)
    if form.is_valid():
        with shown_at(form, None):
            operations.correct_row(
                list_slug=slug, place=place, said=form.cleaned_data, by=request.officer, at=now()
            )
            done = f"Đã ghi cách hiểu dòng {report.read.number}. Nội dung đọc được vẫn giữ nguyên."
            messages.success(request, done)
            return redirect("desk:list_import", slug)
    context = {
        "report": report,
        "form": form,
        "crumbs": [
            Crumb("Danh mục công bố", reverse("desk:catalogue")),
            Crumb("Nhập danh mục", reverse("desk:lists")),
            Crumb(report.about.title, reverse("desk:list_import", args=[slug])),
            Crumb(f"Dòng {report.read.number}"),
        ],
        "groups": frame.groups(officer=request.officer, at=now(), current="catalogue"),
    }
    return render(request, "desk/catalogue/list_row.html", context, status=422 if form.errors else 200)
