"""The form of a change of procedure: shape only."""

from typing import Any

from django import forms

from motcua.casework.dossiers.queries.righting import RightingLook
from motcua.web.desk.act_forms import ReasonForm, say


class RightingForm(ReasonForm):
    publication_code = forms.CharField(
        max_length=60, widget=forms.HiddenInput, error_messages=say("Chọn thủ tục đúng trước.")
    )
    case_slug = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, look: RightingLook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.look = look
        if look.fit is not None:
            self.initial["publication_code"] = look.fit.publication_code
            self.initial["case_slug"] = look.fit.case_slug
        self.fields[
            "reason"
        ].help_text = "Vì sao hồ sơ thuộc thủ tục này. Người nộp đọc được lý do trong tin báo."
