"""The form by which a head puts a dossier before others, or takes it back."""

from typing import Any

from django import forms

from motcua.casework.dossiers.enums import Priority
from motcua.casework.dossiers.queries.desk_rows import Desk
from motcua.casework.dossiers.rules.prioritising import LONGEST
from motcua.web.desk.act_forms import LONG, ActForm, say


class PriorityForm(ActForm):
    priority = forms.TypedChoiceField(
        label="Mức ưu tiên",
        choices=Priority.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=say("Chọn một mức ưu tiên."),
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=LONGEST,
        widget=LONG,
        help_text="Đồng nghiệp đọc câu này trên trang hồ sơ, ví dụ: nối lại giấy phép sắp hết hạn.",
        error_messages=say("Ghi lý do."),
    )

    def __init__(self, *args: Any, dossier: Desk, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        self.initial["priority"] = dossier.priority
