"""The form with which a supplement on paper is taken in."""

from typing import Any

from django import forms

from motcua.casework.dossiers.enums import Channel, PapersWay
from motcua.casework.dossiers.paper_checks import Brought, Counted
from motcua.casework.dossiers.queries.desk_rows import Desk
from motcua.web.desk.act_forms import LONG, ActForm, say

KINDS = {"originals": "Bản chính", "certified_copies": "Chứng thực", "plain_copies": "Bản chụp"}


class SendPapersForm(ActForm):
    way = forms.ChoiceField(
        label="Cách chuyển", choices=PapersWay.choices, error_messages=say("Chọn cách chuyển.")
    )
    post_number = forms.CharField(
        label="Mã vận đơn",
        max_length=40,
        required=False,
        help_text="Khi gửi qua bưu chính; có thể để trống.",
    )


class ConfirmPapersForm(ActForm):
    missing = forms.CharField(
        label="Giấy tờ thiếu",
        max_length=1000,
        required=False,
        widget=LONG,
        help_text="Để trống nếu đủ như nơi chuyển đã ghi.",
    )


class TakeSupplementForm(ActForm):
    """How many of each paper came; a word for what did not."""

    note = forms.CharField(
        label="Giải trình của người nộp",
        max_length=2000,
        required=False,
        widget=LONG,
        help_text="Ghi khi có giấy không nộp được hoặc nội dung khai được sửa trên giấy.",
    )

    def __init__(self, *args: Any, dossier: Desk, **kwargs: Any) -> None:
        super().__init__(*args, dossier=dossier, **kwargs)
        for paper in dossier.papers:
            for kind, label in KINDS.items():
                self.fields[f"{kind}-{paper.slug}"] = forms.IntegerField(
                    label=f"{label}: {paper.name}",
                    required=False,
                    min_value=0,
                    max_value=99,
                    widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                    error_messages=say("Ghi số bản bằng chữ số."),
                )

    def lines(self) -> list[dict[str, Any]]:
        return [
            {"paper": paper, "counts": [self[f"{kind}-{paper.slug}"] for kind in KINDS]}
            for paper in self.dossier.papers
        ]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and not found.get("note") and not any(self._counted().values()):
            self.add_error(None, "Ghi số bản của ít nhất một giấy tờ, hoặc ghi giải trình của người nộp.")
        return found

    def _counted(self) -> dict[str, Counted | None]:
        counted: dict[str, Counted | None] = {}
        for paper in self.dossier.papers:
            originals, certified, plain = (
                self.cleaned_data.get(f"{kind}-{paper.slug}") or 0 for kind in KINDS
            )
            one = Counted(originals, certified, plain)
            counted[paper.slug] = one if one.is_brought else None
        return counted

    def arguments(self) -> dict[str, Any]:
        papers = {slug: one for slug, one in self._counted().items() if one is not None}
        return {"brought": Brought(Channel.COUNTER, papers), "note": self.cleaned_data["note"]}
