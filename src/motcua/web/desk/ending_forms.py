"""The forms of the acts that end the work on a dossier before its result."""

from typing import Any

from django import forms

from motcua.casework.dossiers.enums import StopReason
from motcua.casework.dossiers.queries.desk_rows import Desk
from motcua.foundation.kernel.clock import local_date
from motcua.web.desk.act_forms import LONG, ActForm, a_day, say


class StopForm(ActForm):
    """Begins with what the applicant asked for, or with the time that is over."""

    stop_code = forms.ChoiceField(
        label="Trường hợp",
        choices=StopReason.choices,
        widget=forms.RadioSelect,
        error_messages=say("Chọn một trường hợp."),
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=600,
        widget=LONG,
        help_text="Người nộp đọc nguyên văn trên thông báo.",
        error_messages=say("Ghi lý do dừng giải quyết."),
    )
    basis = forms.CharField(
        label="Căn cứ pháp lý",
        max_length=300,
        help_text="Điều, khoản của văn bản; nếu người nộp đề nghị thì ghi đơn đề nghị, ngày nào.",
        error_messages=say("Ghi căn cứ: điều, khoản và tên văn bản, hoặc đơn đề nghị của người nộp."),
    )

    def __init__(self, *args: Any, dossier: Desk, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        ending = dossier.ending
        if ending.is_asked and ending.request:
            self.initial["stop_code"] = StopReason.APPLICANT.value
            self.initial["reason"] = ending.request.reason
            self.initial["basis"] = (
                f"Đề nghị của người nộp ngày {local_date(ending.request.asked_at):%d/%m/%Y}"
            )
        elif ending.lapse:
            until = f"{local_date(ending.lapse.answer_due_at):%d/%m/%Y}"
            self.initial["stop_code"] = StopReason.NO_SUPPLEMENT.value
            self.initial["reason"] = f"Đến hết ngày {until} cơ quan chưa nhận được hồ sơ bổ sung."
            self.initial["basis"] = ending.lapse.basis


class IntendForm(ActForm):
    """The last day to reply, where the procedure's data do not give the time."""

    answer_on = a_day(
        "Ngày cuối để người nộp phản hồi",
        "Dữ liệu của thủ tục chưa có thời gian phản hồi (chưa kiểm chứng): cơ quan ghi một ngày "
        "làm việc sau hôm nay.",
    )

    def __init__(self, *args: Any, dossier: Desk, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        if not dossier.names_reply_day:
            del self.fields["answer_on"]
