"""The forms of the acts on a dossier's time: pause, resume."""

from django import forms

from motcua.casework.dossiers.enums import PauseReason
from motcua.web.desk.act_forms import DAYS, LONG, ActForm, say


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
    until = forms.DateField(
        label="Dự kiến đến ngày",
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"example": "28/11/2026"}),
        help_text="Ngày anh/chị xem lại hồ sơ.",
        error_messages=say("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 28/11/2026."),
    )


class ResumeForm(ActForm):
    reason = forms.CharField(
        label="Vì sao tính tiếp",
        max_length=200,
        widget=LONG,
        help_text="Ví dụ: đã nhận chứng từ nộp tiền, đã có kết quả đo kiểm.",
        error_messages=say("Ghi vì sao tính tiếp."),
    )
