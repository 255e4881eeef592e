"""What the acts on a draft of a process take from a browser: shape only."""

from django import forms

from motcua.reference.workflow.operations import Decision
from motcua.web.desk.administration.forms import day, say, text


class Publishing(forms.Form):
    number = text("Số quyết định phê duyệt", 60, example="123/QĐ-SKHCN", width="medium")
    on = day("Ngày ký")
    agency = text("Cơ quan ban hành", 200)
    valid_from = day("Áp dụng từ ngày")

    @property
    def decision(self) -> Decision:
        named = self.cleaned_data
        return Decision(number=named["number"], on=named["on"], agency=named["agency"])


class Reason(forms.Form):
    reason = forms.CharField(
        label="Lý do",
        max_length=4000,
        widget=forms.Textarea(),
        error_messages=say("Ghi lý do để người soạn biết phải sửa gì."),
    )


class Upload(forms.Form):
    file = forms.FileField(
        label="Tệp bảng quy trình",
        error_messages=say("Chọn một tệp CSV hoặc XLSX.") | {"empty": "Tệp rỗng."},
    )
