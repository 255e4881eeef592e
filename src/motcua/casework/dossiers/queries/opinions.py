"""What each handler of a dossier said, in the order of time: hand-overs and notes, proposals, answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers.enums import Outcome, Stance
from motcua.casework.dossiers.models import Dossier, DossierMessage, Note, Proposal, SideTask, StepProduct

from .hand_overs import hand_over_rows


@dataclass(frozen=True)
class Opinion:
    """Who said or did what, to whom. `kind` is plain words."""

    at: datetime
    kind: str
    by: str
    to: str
    text: str


def opinions_of(dossier: Dossier) -> list[Opinion]:
    """All of them, the oldest first; six queries."""
    found = [
        *_hand_overs(dossier), *_proposals(dossier), *_asked(dossier), *_notes(dossier), *_products(dossier),
        *_messages(dossier),
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.at)


def _hand_overs(dossier: Dossier) -> Iterator[Opinion]:
    for row in hand_over_rows(dossier):
        said = ". ".join(filter(None, (row.waits_for, row.result_word, row.note)))
        yield Opinion(row.at, "Giao nhận", row.given_by or row.giver, row.receiver, said)


def _proposals(dossier: Dossier) -> Iterator[Opinion]:
    rows = Proposal.objects.filter(dossier=dossier).select_related("proposed_by", "answered_by")
    for row in rows.order_by("pk"):
        said = ". ".join(filter(None, (str(Outcome(row.outcome).label), row.opinion)))
        yield Opinion(row.proposed_at, "Ý kiến thẩm định", row.proposed_by.full_name, "Lãnh đạo", said)
        if row.answered_at and row.answered_by:
            answer = row.answer_note or str(row.get_state_display())
            yield Opinion(
                row.answered_at,
                "Ý kiến lãnh đạo",
                row.answered_by.full_name,
                row.proposed_by.full_name,
                answer,
            )


def _asked(dossier: Dossier) -> Iterator[Opinion]:
    rows = SideTask.objects.filter(dossier=dossier).select_related("unit__agency", "asked_by", "ended_by")
    for row in rows.order_by("pk"):
        yield Opinion(row.asked_at, "Hỏi ý kiến", row.asked_by.full_name, row.party, row.question)
        if row.ended_at and row.ended_by:
            stance = str(Stance(row.stance).label) if row.stance else ""
            said = ". ".join(filter(None, (stance, row.answer)))
            by = f"{row.party} ({row.ended_by.full_name})"
            yield Opinion(row.ended_at, "Trả lời ý kiến", by, row.asked_by.full_name, said)


def _notes(dossier: Dossier) -> Iterator[Opinion]:
    for row in Note.objects.filter(dossier=dossier).select_related("written_by").order_by("pk"):
        yield Opinion(row.written_at, "Ghi chú", row.written_by.full_name, "", row.text)


def _products(dossier: Dossier) -> Iterator[Opinion]:
    rows = StepProduct.objects.filter(dossier=dossier).exclude(text="").select_related("kept_by")
    for row in rows.order_by("pk"):
        yield Opinion(row.kept_at, "Ý kiến của bước xử lý", row.kept_by.full_name, "", row.text)


def _messages(dossier: Dossier) -> Iterator[Opinion]:
    rows = DossierMessage.objects.filter(dossier=dossier).select_related("by_officer", "by_person")
    for row in rows.order_by("pk"):
        if row.by_officer:
            yield Opinion(row.written_at, "Trao đổi", row.by_officer.full_name, "Người nộp", row.text)
        elif row.by_person:
            yield Opinion(row.written_at, "Trao đổi", row.by_person.full_name, "Cơ quan", row.text)
