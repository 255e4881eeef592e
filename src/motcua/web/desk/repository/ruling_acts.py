"""The pages on which a keeper ends a paper, lets it count again or takes it from whom it is not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse

from motcua.foundation.kernel.clock import local_date, now
from motcua.records.repository import operations
from motcua.records.repository.enums import RulingKind
from motcua.records.repository.queries import kept as queries
from motcua.records.repository.queries.rows import PaperRow
from motcua.web.desk.act_forms import LONG, say
from motcua.web.desk.one_act import Act
from motcua.web.desk.requests import DeskRequest
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted

if TYPE_CHECKING:
    from motcua.records.repository.models import Holding


def _reason(help_text: str) -> forms.CharField:
    return forms.CharField(
        label="Lý do",
        help_text=f"{help_text} Chủ giấy tờ đọc câu này.",
        max_length=600,
        widget=LONG,
        error_messages=say("Ghi lý do để chủ giấy tờ hiểu."),
    )


class RevokeForm(forms.Form):
    reason = _reason("Số, ngày, cơ quan của quyết định thu hồi.")


class ReplaceForm(forms.Form):
    by_code = forms.ChoiceField(
        label="Giấy tờ thay thế",
        help_text="Giấy tờ còn hiệu lực của cùng chủ, do cơ quan của anh/chị giữ.",
        widget=forms.RadioSelect,
        error_messages=say("Chọn giấy tờ thay thế."),
    )
    reason = _reason("Ví dụ: đã được gia hạn, cấp lại.")

    def __init__(self, *args: Any, rows: list[PaperRow], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["by_code"].choices = [(row.code, _name(row)) for row in rows]  # type: ignore[attr-defined]
        if not rows:
            self.fields["by_code"].help_text = "Kho chưa có giấy tờ nào khác còn hiệu lực của chủ này."


class ReinstateForm(forms.Form):
    reason = _reason("Vì sao giấy tờ vẫn còn giá trị.")


class ReleaseForm(forms.Form):
    number = forms.CharField(
        label="Số định danh hoặc mã số thuế ghi trên giấy tờ",
        help_text="Chép đúng như trên giấy tờ; bỏ trống nếu giấy tờ không ghi số.",
        max_length=20,
        required=False,
    )
    name = forms.CharField(label="Tên chủ ghi trên giấy tờ", max_length=250, required=False)
    reason = _reason("Vì sao giấy tờ không phải của người này.")


@dataclass(frozen=True)
class Ruled:
    """What one kind of ruling is called on its page and in its link, and what it does."""

    title: str
    button: str
    hint: str
    says: str
    done: str
    do: Callable[..., object]


ACTS = {
    RulingKind.REVOKED: Ruled(
        "Ghi giấy tờ đã bị thu hồi",
        "Ghi đã thu hồi",
        "Có quyết định thu hồi, hủy bỏ giấy tờ này.",
        "Từ lúc này giấy tờ hiện là đã thu hồi: chủ giấy tờ không chia sẻ thêm được, hồ sơ mới không lấy "
        "từ kho được nữa. Chủ giấy tờ được báo kèm lý do. Ghi nhầm thì cho có hiệu lực lại được.",
        "Đã ghi giấy tờ bị thu hồi. Chủ giấy tờ được báo.",
        operations.rule_revoked,
    ),
    RulingKind.REPLACED: Ruled(
        "Ghi giấy tờ đã được thay thế",
        "Ghi đã thay thế",
        "Giấy tờ khác của cùng chủ, ví dụ giấy phép gia hạn, đã thay giấy tờ này.",
        "Từ lúc này giấy tờ hiện là đã được thay thế và trỏ đến giấy tờ mới; hồ sơ mới không lấy giấy tờ cũ "
        "từ kho nữa. Chủ giấy tờ được báo kèm lý do.",
        "Đã ghi giấy tờ được thay thế. Chủ giấy tờ được báo.",
        operations.rule_replaced,
    ),
    RulingKind.REINSTATED: Ruled(
        "Cho giấy tờ có hiệu lực lại",
        "Cho có hiệu lực lại",
        "Đã ghi thu hồi hoặc thay thế nhầm, hoặc quyết định thu hồi bị hủy bỏ.",
        "Giấy tờ trở lại như trước khi bị ghi thu hồi hoặc thay thế. Chủ giấy tờ được báo kèm lý do.",
        "Giấy tờ có hiệu lực lại. Chủ giấy tờ được báo.",
        operations.reinstate,
    ),
    RulingKind.RELEASED: Ruled(
        "Giấy tờ không phải của người này",
        "Đưa ra khỏi kho của người này",
        "Giấy tờ đang nằm trong kho của người khác; đưa ra để ghép với chủ đúng.",
        "Người đang giữ không xem được giấy tờ này nữa, các đường dẫn người ấy đã chia sẻ hết tác dụng ngay, "
        "và người ấy được báo kèm lý do. Giấy tờ chờ được ghép với chủ đúng, và không tự quay lại kho này.",
        "Giấy tờ đã ra khỏi kho của người cũ. Giờ ghép với chủ đúng.",
        operations.release,
    ),
}


def act_of(kind: RulingKind, holding: "Holding") -> Act:
    told = ACTS[kind]
    here = reverse("desk:kept_paper", args=[holding.code])
    return Act(
        title=told.title,
        button=told.button,
        done=told.done,
        back=here,
        current="kept_papers",
        says=told.says,
        crumbs=(
            Crumb("Giấy tờ của cơ quan", reverse("desk:kept_papers")),
            Crumb(" ".join(filter(None, (holding.type_name, holding.number_symbol))), here),
            Crumb(told.title),
        ),
    )


def form_of(request: DeskRequest, kind: RulingKind, holding: "Holding") -> forms.Form:
    sent = posted(request)
    if kind is RulingKind.REPLACED:
        at = local_date(now())
        return ReplaceForm(sent, rows=queries.successors(viewer=request.officer, holding=holding, on=at))
    if kind is RulingKind.RELEASED:
        return ReleaseForm(sent, initial={"name": holding.owner_name})
    return RevokeForm(sent) if kind is RulingKind.REVOKED else ReinstateForm(sent)


def _name(row: PaperRow) -> str:
    return " · ".join(filter(None, (f"{row.type_name} {row.number_symbol}".strip(), row.issued)))
