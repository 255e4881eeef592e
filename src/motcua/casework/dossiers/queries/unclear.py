"""Requests whose competent agency is not clear, as the desk that keeps them shows them."""

from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import UnclearState
from motcua.casework.dossiers.errors.places import UnclearMissing
from motcua.casework.dossiers.models import UnclearQuerySet, UnclearRequest
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.letters import queries as letters

from .counter import COPIES
from .words import CHANNEL_WORDS

SHOWN = 200
RECENT = 30
_RELATED = (
    "unit", "filer", "received_by", "holder", "publication__procedure", "publication__agency", "decided_by",
    "dossier", "letter",
)  # fmt: skip


@dataclass(frozen=True)
class UnclearRow:
    """One request; `is_late` by now while it is open."""

    code: str
    state: str
    state_label: str
    wants: str
    papers: str
    channel: str
    filer_name: str
    filer_phone: str
    desk: str
    received_at: datetime
    received_by: str
    holder: str
    until: datetime | None
    is_late: bool
    publication_code: str
    procedure_name: str
    agency_name: str
    reason: str
    basis: str
    decided_at: datetime | None
    decided_by: str
    dossier_code: str
    has_letter: bool

    @property
    def is_open(self) -> bool:
        return self.state in (UnclearState.WAITING, UnclearState.ASSIGNED)

    @property
    def is_assigned(self) -> bool:
        return self.state == UnclearState.ASSIGNED


@dataclass(frozen=True)
class UnclearBoard:
    open: tuple[UnclearRow, ...]
    ended: tuple[UnclearRow, ...]


def board(*, viewer: OfficerView, at: datetime) -> UnclearBoard:
    """What waits at the viewer's desks, the nearest deadline first, and what ended last; two queries."""
    mine = _of(viewer)
    ended = mine.exclude(state__in=[UnclearState.WAITING, UnclearState.ASSIGNED])
    return UnclearBoard(
        open=_rows(mine.open().order_by("holder_until", "pk")[:SHOWN], at),
        ended=_rows(ended.order_by("-received_at", "-pk")[:RECENT], at),
    )


def one(*, viewer: OfficerView, code: str, at: datetime) -> UnclearRow:
    """Raises UnclearMissing: what is not of one's desk does not exist."""
    rows = _rows(_of(viewer).filter(code=code), at)
    if not rows:
        raise UnclearMissing()
    return rows[0]


def typed_for(*, viewer: OfficerView, code: str) -> dict[str, str]:
    """What the counter's page of an assigned request begins with. Raises UnclearMissing."""
    found = _of(viewer).filter(code=code, state=UnclearState.ASSIGNED).select_related("filer").first()
    if found is None:
        raise UnclearMissing()
    return {
        "_token": found.code,
        "_filer_identity_number": found.filer.identity_number or "",
        "_channel": found.channel,
    }


def answer_pdf(*, viewer: OfficerView, code: str, at: datetime) -> bytes:
    """The refusal in two copies, for the printer. Raises UnclearMissing."""
    found = _of(viewer).filter(code=code).exclude(letter=None).select_related("letter").first()
    if found is None or found.letter is None:
        raise UnclearMissing()
    return letters.copies_of(codes=[found.letter.code], copies=COPIES, at=at)


def _of(viewer: OfficerView) -> UnclearQuerySet:
    desks = permissions.desk_ids(viewer, Permission.DOSSIER_RECEIVE)
    return UnclearRequest.objects.filter(unit_id__in=desks)


def _rows(found: UnclearQuerySet, at: datetime) -> tuple[UnclearRow, ...]:
    return tuple(_row(one, at) for one in found.select_related(*_RELATED))


def _row(one: UnclearRequest, at: datetime) -> UnclearRow:
    publication = one.publication
    return UnclearRow(
        code=one.code,
        state=one.state,
        state_label=str(UnclearState(one.state).label),
        wants=one.wants,
        papers=one.papers,
        channel=CHANNEL_WORDS[one.channel],
        filer_name=one.filer.full_name,
        filer_phone=one.filer.phone,
        desk=one.unit.name,
        received_at=one.received_at,
        received_by=one.received_by.full_name,
        holder=one.holder.full_name if one.holder else "",
        until=one.holder_until,
        is_late=one.holder_until is not None and one.holder_until < at,
        publication_code=publication.full_code if publication else "",
        procedure_name=publication.procedure.name if publication else "",
        agency_name=publication.agency.name_vi if publication else "",
        reason=one.reason,
        basis=one.basis,
        decided_at=one.decided_at,
        decided_by=one.decided_by.full_name if one.decided_by else "",
        dossier_code=one.dossier.code if one.dossier else "",
        has_letter=one.letter_id is not None,
    )
