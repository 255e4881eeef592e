"""The form of the check of papers: one line for each, saved together."""

from typing import Any

from django import forms

from motcua.casework.dossiers.enums import Verdict
from motcua.casework.dossiers.queries.desk_rows import Desk, PaperCheck


class VerdictsForm(forms.Form):
    """What was said when the page was opened goes along, so that only what this officer changed is kept."""

    def __init__(self, *args: Any, dossier: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier = dossier
        for paper in dossier.papers:
            if not paper.is_beside:
                self._add(paper)

    def _add(self, paper: PaperCheck) -> None:
        said = paper.verdict
        choices = [*Verdict.choices, ("", "Bỏ ghi")] if said else Verdict.choices
        self.fields[f"verdict-{paper.slug}"] = forms.ChoiceField(
            label=f"Kết quả kiểm tra: {paper.name}",
            choices=choices,
            required=False,
            initial=said.verdict if said else "",
        )
        self.fields[f"reason-{paper.slug}"] = forms.CharField(
            label=f"Chưa đạt ở điểm nào: {paper.name}",
            max_length=1000,
            required=False,
            initial=said.reason if said else "",
        )
        self.fields[f"was-{paper.slug}"] = forms.CharField(
            required=False, initial=self._mark(said.verdict, said.reason) if said else ""
        )

    @staticmethod
    def _mark(verdict: str, reason: str) -> str:
        return f"{verdict}:{reason}" if verdict else ""

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for slug, (verdict, reason) in self.changed().items():
            if verdict == Verdict.BAD and not reason:
                self.add_error(f"reason-{slug}", "Ghi rõ giấy tờ chưa đạt ở điểm nào.")
        return found

    def changed(self) -> dict[str, tuple[str, str]]:
        """Verdict and reason by paper, where they are not what the page showed."""
        found = {}
        for paper in self.dossier.papers:
            if paper.is_beside:
                continue
            verdict = self.cleaned_data.get(f"verdict-{paper.slug}", "")
            reason = self.cleaned_data.get(f"reason-{paper.slug}", "") if verdict == Verdict.BAD else ""
            if self._mark(verdict, reason) != self.cleaned_data.get(f"was-{paper.slug}", ""):
                found[paper.slug] = (verdict, reason)
        return found

    def lines(self) -> list[tuple[PaperCheck, dict[str, Any] | None]]:
        """Each paper with its fields; none for what was only sent along."""
        return [(paper, None if paper.is_beside else self._line(paper)) for paper in self.dossier.papers]

    def _line(self, paper: PaperCheck) -> dict[str, Any]:
        return {name: self[f"{name}-{paper.slug}"] for name in ("verdict", "reason", "was")}
