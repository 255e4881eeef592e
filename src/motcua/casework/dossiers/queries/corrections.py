"""The correction of a wrong result that is under way, as the desk sees it."""

from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers.enums import Business, CorrectionState, ProposalState
from motcua.casework.dossiers.models import Correction, Dossier, Proposal


@dataclass(frozen=True)
class CorrectionRow:
    """Where it lies; `unit_id` and `drafter_id` tell who may do the next act of it."""

    state: str
    step: str
    reason: str
    due_at: datetime
    holder: str
    unit_id: int
    drafter_id: int | None
    way: str
    sent_back_for: str = ""

    @property
    def mark(self) -> str:
        """Changes when it moves, or when somebody else drafts."""
        return f"{self.state}{self.drafter_id or ''}"


def correction_of(dossier: Dossier) -> CorrectionRow | None:
    """What is open, and the way the wrong result went; no query while the dossier is not returned, else one,
    and one more for the draft that the leader gave back."""
    if dossier.business != Business.RETURNED:
        return None
    row = (
        Correction.objects.filter(dossier=dossier)
        .exclude(state=CorrectionState.DONE)
        .select_related("holder_unit", "drafter", "wrong__given")
        .first()
    )
    if row is None or row.holder_unit is None:
        return None
    return CorrectionRow(
        state=row.state,
        step=str(CorrectionState(row.state).label),
        reason=row.reason,
        due_at=row.due_at,
        holder=_holder(row, row.holder_unit.name),
        unit_id=row.holder_unit.pk,
        drafter_id=row.drafter_id,
        way=row.wrong.given.way if hasattr(row.wrong, "given") else dossier.result_way,
        sent_back_for=_sent_back_for(row),
    )


def _sent_back_for(row: Correction) -> str:
    if row.state != CorrectionState.WAITING_DRAFT:
        return ""
    sent_back = Proposal.objects.filter(
        dossier_id=row.dossier_id, state=ProposalState.SENT_BACK, proposed_at__gte=row.opened_at
    )
    return sent_back.order_by("-pk").values_list("answer_note", flat=True).first() or ""


def _holder(row: Correction, unit: str) -> str:
    if row.state != CorrectionState.WAITING_DRAFT:
        return unit
    return f"{row.drafter.full_name} – {unit}" if row.drafter else f"{unit}, chưa giao cho ai"


def last_words(dossier: Dossier) -> dict[str, str]:
    """What a draft begins with: the result of a returned dossier, or the draft that was sent back."""
    if dossier.business != Business.RETURNED:
        return {}
    last = Proposal.objects.filter(dossier=dossier).order_by("-pk").first()
    return dict(last.data) if last is not None else {}
