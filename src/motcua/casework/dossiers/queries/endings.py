"""How a dossier may end before its result, as the desk and the applicant see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers.enums import ProposalState, Stage
from motcua.casework.dossiers.models import Dossier, Proposal, Stop, StopRequest, Supplement
from motcua.casework.dossiers.rules import endings as ending_rules

from .acts import Past
from .apologies import Apologising
from .corrections import CorrectionRow, correction_of
from .losses import LostRow, losses_of


@dataclass(frozen=True)
class StopRequestRow:
    """What the applicant asked for, and what came of it."""

    reason: str
    asked_at: datetime
    answer_by: datetime
    answered_at: datetime | None
    declined_for: str


@dataclass(frozen=True)
class Lapse:
    """A supplement whose time by the sector law is over."""

    answer_due_at: datetime
    basis: str


@dataclass(frozen=True)
class StopRow:
    reason: str
    basis: str
    stopped_at: datetime
    stopped_by: str


@dataclass(frozen=True)
class Ending:
    """`request` is the newest one; `lapse` only while the supplement still waits; `correction` while open."""

    request: StopRequestRow | None
    lapse: Lapse | None
    stop: StopRow | None
    correction: CorrectionRow | None
    lost: tuple[LostRow, ...] = ()

    @property
    def lost_and_asked(self) -> tuple[LostRow, ...]:
        return tuple(row for row in self.lost if row.is_asked)

    @property
    def is_asked(self) -> bool:
        return self.request is not None and self.request.answered_at is None


def ending_of(dossier: Dossier, supplements: Sequence[Supplement], at: datetime) -> Ending:
    """Two queries for a dossier that was loaded with its stop, one more where it is returned."""
    stop: Stop | None = getattr(dossier, "stop", None)
    return Ending(
        request=stop_request_of(dossier),
        lapse=_lapse(supplements, at),
        stop=StopRow(stop.reason, stop.basis, stop.stopped_at, stop.stopped_by.full_name) if stop else None,
        correction=correction_of(dossier),
        lost=losses_of(dossier),
    )


def past_of(
    supplements: Sequence[Supplement],
    apology: Apologising,
    ending: Ending,
    proposals: Sequence[Proposal] = (),
) -> Past:
    """What opens or shuts acts on a dossier."""
    return Past(
        stages_asked=[row.stage for row in supplements],
        last_day_to_apologise=apology.last_day,
        is_asked_to_stop=ending.is_asked,
        correction=ending.correction,
        is_missing_papers=bool(ending.lost_and_asked),
        proposed=next((row.outcome for row in proposals if row.state == ProposalState.WAITING), ""),
    )


def stop_request_of(dossier: Dossier) -> StopRequestRow | None:
    """The newest request; one query."""
    row = StopRequest.objects.filter(dossier=dossier).order_by("-pk").first()
    if row is None:
        return None
    return StopRequestRow(row.reason, row.asked_at, row.answer_by, row.answered_at, row.declined_for)


def _lapse(supplements: Sequence[Supplement], at: datetime) -> Lapse | None:
    asked = (row for row in supplements if row.stage != Stage.REFUSAL)
    waiting = next((row for row in asked if row.answered_at is None), None)
    if waiting is None or not ending_rules.has_lapsed(
        answer_due_at=waiting.answer_due_at, basis=waiting.limit_basis, at=at
    ):
        return None
    return Lapse(waiting.answer_due_at, waiting.limit_basis)
