"""The forms for requests whose competent agency is not clear: shape only."""

from typing import Any

from django import forms

from motcua.casework.dossiers.enums import Channel
from motcua.casework.dossiers.intake import TypedParty
from motcua.casework.dossiers.operations import Wanted
from motcua.foundation.kernel.codes import new_code
from motcua.web.desk.act_forms import LONG, say


class TakeInForm(forms.Form):
    """`token` is made with the page, so that a second press keeps nothing twice."""

    token = forms.RegexField(r"^Q-[0-9A-Z]{12}$", widget=forms.HiddenInput, required=False)
    number = forms.CharField(
        label="Số định danh", max_length=30, error_messages=say("Ghi số định danh như trên thẻ căn cước.")
    )
    name = forms.CharField(
        label="Họ và tên", max_length=120, required=False, help_text="Để trống nếu cổng đã biết người này."
    )
    phone = forms.CharField(label="Điện thoại", max_length=20, required=False)
    email = forms.EmailField(
        label="Thư điện tử", required=False, error_messages=say("Ghi thư điện tử đúng dạng, hoặc để trống.")
    )
    address = forms.CharField(label="Địa chỉ", max_length=300, required=False)
    channel = forms.ChoiceField(
        label="Cách nộp",
        choices=[(Channel.COUNTER, "Trực tiếp tại quầy"), (Channel.POST, "Qua bưu chính công ích")],
        error_messages=say("Chọn cách nộp."),
    )
    wants = forms.CharField(
        label="Người nộp yêu cầu việc gì",
        max_length=4000,
        widget=LONG,
        error_messages=say("Ghi người nộp yêu cầu việc gì."),
    )
    papers = forms.CharField(
        label="Giấy tờ đã nộp",
        max_length=1000,
        required=False,
        help_text="Tên và số bản; giấy tờ giữ tại quầy cho đến khi xác định được cơ quan giải quyết.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("token", new_code("Q"))

    def wanted(self) -> Wanted:
        data = self.cleaned_data
        party = TypedParty(*(data[name] for name in ("number", "name", "phone", "email", "address")))
        return Wanted(
            token=data["token"] or new_code("Q"),
            filer=party,
            wants=data["wants"],
            channel=data["channel"],
            papers=data["papers"],
        )


class AssignRequestForm(forms.Form):
    publication_code = forms.CharField(
        label="Mã thủ tục",
        max_length=60,
        help_text="Mã đầy đủ; tìm bằng ô tìm thủ tục ở trên.",
        error_messages=say("Ghi mã đầy đủ của thủ tục."),
    )
    reason = forms.CharField(
        label="Vì sao thuộc cơ quan này",
        max_length=2000,
        widget=LONG,
        error_messages=say("Ghi lý do."),
    )


class AnswerRequestForm(forms.Form):
    reason = forms.CharField(
        label="Lý do và hướng dẫn nơi cần đến",
        max_length=2000,
        widget=LONG,
        error_messages=say("Ghi lý do."),
    )
    basis = forms.CharField(
        label="Căn cứ pháp lý",
        max_length=500,
        help_text="Điều, khoản của văn bản làm căn cứ.",
        error_messages=say("Ghi căn cứ pháp lý."),
    )
