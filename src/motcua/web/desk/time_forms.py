"""The forms of the acts on a dossier's time: pause, resume, adjourn, apologise."""

from typing import Any

from django import forms

from motcua.casework.dossiers.enums import PauseReason
from motcua.casework.dossiers.queries.desk_rows import Desk
from motcua.web.desk.act_forms import LONG, ActForm, a_day, say


class PauseForm(ActForm):
    reason = forms.ChoiceField(
        label="Lý do",
        choices=PauseReason.choices,
        widget=forms.RadioSelect,
        error_messages=say("Chọn một lý do."),
    )
    detail = forms.CharField(
        label="Đang chờ việc gì",
        max_length=150,
        help_text="Người nộp đọc câu này: chờ ai làm gì, ở đâu.",
        error_messages=say("Ghi rõ đang chờ việc gì."),
    )
    basis = forms.CharField(
        label="Căn cứ pháp lý",
        max_length=120,
        help_text="Điều, khoản cho phép không tính thời gian này, ví dụ Điều 9 khoản 4 "
        "Thông tư 02/2015/TT-BKHCN (thời gian đo kiểm).",
        error_messages=say("Ghi căn cứ pháp lý: điều, khoản và tên văn bản."),
    )
    until = a_day("Dự kiến đến ngày", "Ngày anh/chị xem lại hồ sơ.")


class ResumeForm(ActForm):
    reason = forms.CharField(
        label="Vì sao tính tiếp",
        max_length=200,
        widget=LONG,
        help_text="Ví dụ: đã nhận chứng từ nộp tiền, đã có kết quả đo kiểm.",
        error_messages=say("Ghi vì sao tính tiếp."),
    )


class AdjournForm(ActForm):
    reason = forms.CharField(
        label="Vì sao không trả ngay được",
        max_length=150,
        help_text="In trên giấy tiếp nhận, người nộp đọc câu này.",
        error_messages=say("Ghi vì sao không trả ngay được."),
    )
    basis = forms.CharField(
        label="Căn cứ pháp lý",
        max_length=120,
        help_text="Điều, khoản cho phép hẹn sang ngày khác.",
        error_messages=say("Ghi căn cứ pháp lý: điều, khoản và tên văn bản."),
    )
    new_day = a_day("Ngày hẹn trả", "Một ngày làm việc sau ngày lẽ ra phải trả.")


class ApologyForm(ActForm):
    """Begins with what the system or a colleague drafted."""

    reason = forms.CharField(
        label="Lý do chậm",
        max_length=600,
        widget=LONG,
        help_text="Người nộp đọc nguyên văn trên phiếu: việc gì chưa xong, vì sao.",
        error_messages=say("Ghi lý do chậm."),
    )
    new_day = a_day("Ngày hẹn trả mới", "Một ngày làm việc sau hạn hiện nay. Không đổi được lần nữa.")

    def __init__(self, *args: Any, dossier: Desk, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        if dossier.waiting_apology:
            self.initial["reason"] = dossier.waiting_apology.reason
            self.initial["new_day"] = dossier.waiting_apology.new_day
