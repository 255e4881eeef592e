"""The table of periods: kinds of records, and the procedures kept as each."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.casework.archives import operations as archives
from motcua.casework.archives.permissions import SETTERS, WATCHERS
from motcua.casework.archives.queries import retention
from motcua.casework.archives.rules import LONGEST_YEARS
from motcua.foundation.kernel.clock import now
from motcua.web.desk import frame
from motcua.web.desk.act_forms import say
from motcua.web.desk.administration.forms import choice, text
from motcua.web.desk.one_act import Act, act_page
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted

TITLE = "Thời hạn bảo quản"


class KindForm(forms.Form):
    title = text("Loại hồ sơ", 200, empty="Ghi tên loại hồ sơ.")
    years = forms.IntegerField(
        label="Số năm bảo quản",
        min_value=1,
        max_value=LONGEST_YEARS,
        required=False,
        widget=forms.TextInput(attrs={"width": "short", "inputmode": "numeric"}),
        help_text="Để trống nếu bảo quản vĩnh viễn.",
        error_messages=say(f"Ghi số năm từ 1 đến {LONGEST_YEARS}."),
    )
    source = text("Nguồn", 300, empty="Ghi văn bản quy định thời hạn này.", help_text="Văn bản, điều, khoản.")
    is_verified = forms.BooleanField(
        label="Đã đối chiếu với văn bản",
        required=False,
        help_text="Chưa đánh dấu thì mọi trang và gói nộp lưu ghi “chưa kiểm chứng”.",
    )


class ProcedureForm(forms.Form):
    procedure_code = text("Mã thủ tục", 60, width="medium", example="2.000086", empty="Ghi mã thủ tục.")
    kind_code = choice("Bảo quản như", [], required=False)

    def __init__(self, sent: QueryDict | None) -> None:
        super().__init__(sent)
        kinds = [(one.code, f"{one.title} ({one.period})") for one in retention.kinds() if not one.is_default]
        self.fields["kind_code"].choices = [("", "Như mọi hồ sơ khác"), *kinds]  # type: ignore[attr-defined]


class PaperTypeForm(forms.Form):
    type_code = choice("Loại giấy tờ", [])
    kind_code = choice("Bảo quản như", [], required=False)

    def __init__(self, sent: QueryDict | None) -> None:
        super().__init__(sent)
        kinds = [(one.code, f"{one.title} ({one.period})") for one in retention.kinds()]
        types = [(code, f"{name} ({code})") for code, name in retention.paper_types()]
        self.fields["type_code"].choices = [("", "Chọn"), *types]  # type: ignore[attr-defined]
        self.fields["kind_code"].choices = [("", "Như thủ tục của giấy tờ"), *kinds]  # type: ignore[attr-defined]


@require_safe
@officer_only(*SETTERS, *WATCHERS)
def periods(request: DeskRequest) -> HttpResponse:
    officer = request.officer
    context = {
        "kinds": retention.kinds(),
        "may_set": any(map(officer.may, SETTERS)),
        "groups": frame.groups(officer=officer, at=now(), current="archives_periods"),
    }
    return render(request, "desk/archives/periods.html", context)


@officer_only(*SETTERS)
def new(request: DeskRequest) -> HttpResponse:
    form = KindForm(posted(request))
    return _page(request, "Thêm loại hồ sơ", form, lambda: _set(request, form, ""))


@officer_only(*SETTERS)
def one(request: DeskRequest, code: str) -> HttpResponse:
    kind = retention.kind(code=code)
    shown = {"title": kind.title, "years": kind.years, "source": kind.source, "is_verified": kind.is_verified}
    form = KindForm(posted(request), initial=shown)
    return _page(request, f"Sửa thời hạn: {kind.title}", form, lambda: _set(request, form, code))


def _set(request: DeskRequest, form: KindForm, code: str) -> None:
    archives.set_kind(by=request.officer, code=code, **form.cleaned_data, at=now())


@officer_only(*SETTERS)
def procedure(request: DeskRequest) -> HttpResponse:
    form = ProcedureForm(posted(request))

    def do() -> None:
        archives.keep_procedure_as(by=request.officer, **form.cleaned_data, at=now())

    return _page(request, "Thời hạn cho một thủ tục", form, do)


@officer_only(*SETTERS)
def paper_type(request: DeskRequest) -> HttpResponse:
    form = PaperTypeForm(posted(request))

    def do() -> None:
        archives.keep_papers_as(by=request.officer, **form.cleaned_data, at=now())

    return _page(request, "Thời hạn cho một loại giấy tờ số hóa", form, do)


def _page(request: DeskRequest, title: str, form: forms.Form, do: Callable[[], None]) -> HttpResponse:
    back = reverse("desk:archives_periods")
    act = Act(
        title=title,
        button="Lưu",
        done="Đã lưu. Các lần nộp lưu đã lập giữ thời hạn cũ.",
        back=back,
        current="archives_periods",
        crumbs=(Crumb(TITLE, back), Crumb(title)),
    )
    return act_page(request, act, form, do)
