"""What an officer writes to the applicant."""

from django import forms

from motcua.casework.dossiers.rules.messages import LONGEST


class MessageForm(forms.Form):
    text = forms.CharField(
        label="Nội dung",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Người nộp đọc ở trang hồ sơ và nhận thư báo. Yêu cầu bổ sung, từ chối thì dùng đúng "
        "việc ở trên: tin nhắn không thay văn bản.",
        error_messages={"required": "Viết nội dung tin nhắn."},
    )
    file = forms.FileField(
        label="Tệp kèm theo", required=False, error_messages={"empty": "Tệp rỗng. Hãy chọn tệp khác."}
    )
