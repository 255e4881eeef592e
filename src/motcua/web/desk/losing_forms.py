"""The forms of lost papers: which, what happened, and what is there again."""

from typing import Any

from django import forms

from motcua.casework.dossiers.queries.desk_rows import Desk, PaperCheck
from motcua.casework.dossiers.queries.kept_papers import is_kept
from motcua.web.desk.act_forms import LONG, ActForm, say


def _what_is_kept(dossier: Desk, paper: PaperCheck) -> str:
    if is_kept(dossier, paper):
        return "hệ thống còn lưu, lập lại từ đó"
    return "không có tệp, xin lại bằng chi phí của cơ quan"


class LostForm(ActForm):
    slugs = forms.MultipleChoiceField(
        label="Giấy tờ bị mất",
        widget=forms.CheckboxSelectMultiple,
        error_messages=say("Chọn ít nhất một giấy tờ bị mất."),
    )
    what_happened = forms.CharField(
        label="Phát hiện thế nào, sự việc ra sao",
        max_length=600,
        widget=LONG,
        help_text="Người nộp đọc nguyên văn trong thư xin lỗi.",
        error_messages=say("Ghi sự việc: ai phát hiện, khi nào, mất ở đâu, vì sao."),
    )

    def __init__(self, *args: Any, dossier: Desk, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        missing = {one.slug for one in dossier.ending.lost_and_asked}
        self.fields["slugs"].choices = [  # type: ignore[attr-defined]
            (paper.slug, f"{paper.name}: {_what_is_kept(dossier, paper)}")
            for paper in dossier.papers
            if paper.slug not in missing and not paper.is_beside
        ]


class ReplaceLostForm(ActForm):
    slugs = forms.MultipleChoiceField(
        label="Giấy tờ đã có lại",
        widget=forms.CheckboxSelectMultiple,
        error_messages=say("Chọn ít nhất một giấy tờ đã có lại."),
    )

    def __init__(self, *args: Any, dossier: Desk, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        self.fields["slugs"].choices = [  # type: ignore[attr-defined]
            (one.slug, one.name) for one in dossier.ending.lost_and_asked
        ]
