"""What travels between one-stop desks: what this desk has to send on, what comes to it, what lies here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, Q, QuerySet, When

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import PapersState, PapersWay
from motcua.casework.dossiers.models import Dossier, Forwarding
from motcua.casework.dossiers.rules.forwarding import STAYS_HERE
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Unit
from motcua.foundation.accounts.queries import OfficerView

from .words import desk_words, step_words

SHOWN = 200
RECENT = 30
_RELATED = (
    "dossier__publication__procedure", "dossier__agency", "from_unit__agency", "to_unit__agency", "sent_by",
    "confirmed_by",
)  # fmt: skip


@dataclass(frozen=True)
class PapersRow:
    """The papers of a dossier on their way; `is_late` by now while they have to be sent or confirmed."""

    code: str
    procedure_name: str
    from_desk: str
    to_desk: str
    to_unit_code: str
    papers: int
    state: str
    state_label: str
    received_at: datetime
    due_at: datetime
    is_late: bool
    sent_at: datetime | None
    sent_by: str
    way: str
    post_number: str
    confirmed_at: datetime | None
    confirmed_by: str
    missing: str


@dataclass(frozen=True)
class HereRow:
    """A dossier of another agency that lies at this desk now."""

    code: str
    procedure_name: str
    agency_name: str
    step: str
    until: datetime | None
    is_late: bool


@dataclass(frozen=True)
class Board:
    """All that goes between this desk and others."""

    to_send: tuple[PapersRow, ...]
    to_confirm: tuple[PapersRow, ...]
    sent: tuple[PapersRow, ...]
    came: tuple[PapersRow, ...]
    here: tuple[HereRow, ...]


def board(*, viewer: OfficerView, at: datetime) -> Board:
    """For the desks where the viewer receives; the nearest deadline first. Five queries."""
    desks = permissions.desk_ids(viewer, Permission.DOSSIER_RECEIVE)
    rows = Forwarding.objects.all()
    return Board(
        to_send=_rows(_to_send(desks).order_by("due_at", "pk")[:SHOWN], at),
        to_confirm=_rows(_to_confirm(desks).order_by("due_at", "pk")[:SHOWN], at),
        sent=_rows(rows.on_the_way().filter(from_unit_id__in=desks).order_by("due_at", "pk")[:SHOWN], at),
        came=_rows(
            rows.filter(
                Q(from_unit_id__in=desks) | Q(to_unit_id__in=desks), state=PapersState.THERE
            ).order_by("-confirmed_at", "-pk")[:RECENT],
            at,
        ),
        here=_here(desks, at),
    )


def waiting_count(*, viewer: OfficerView, at: datetime) -> tuple[int, int]:
    """How many papers this desk has to send or to confirm, and how many of them are late; one query."""
    desks = permissions.desk_ids(viewer, Permission.DOSSIER_RECEIVE)
    found = (_to_send(desks) | _to_confirm(desks)).aggregate(
        all=Count("pk"), late=Count(Case(When(due_at__lt=at, then="pk")))
    )
    return int(found["all"]), int(found["late"])


def papers_of(dossier: Dossier, at: datetime) -> tuple[PapersRow, ...]:
    """The ways of one dossier's papers; no query where it is decided where it was received."""
    if dossier.reception_unit.agency_id == dossier.agency_id:
        return ()
    return _rows(Forwarding.objects.filter(dossier=dossier).order_by("pk"), at)


def _to_send(desks: Iterable[int]) -> "QuerySet[Forwarding]":
    found = Forwarding.objects.here().filter(from_unit_id__in=desks)
    return found.exclude(dossier__business__in=STAYS_HERE)


def _to_confirm(desks: Iterable[int]) -> "QuerySet[Forwarding]":
    return Forwarding.objects.on_the_way().filter(to_unit_id__in=desks)


def _here(desks: Iterable[int], at: datetime) -> tuple[HereRow, ...]:
    found = (
        Dossier.objects.open()
        .filter(holder_unit_id__in=desks)
        .exclude(agency_id=F("holder_unit__agency_id"))
        .select_related("publication__procedure", "agency")
        .order_by("holder_until", "pk")[:SHOWN]
    )
    return tuple(
        HereRow(
            code=one.code,
            procedure_name=one.publication.procedure.name,
            agency_name=one.agency.name_vi,
            step=step_words(one.sub_status, one.business),
            until=one.holder_until,
            is_late=one.holder_until is not None and one.holder_until < at,
        )
        for one in found
    )


def desk_name(unit: Unit) -> str:
    """A desk in words; `agency` is loaded."""
    return desk_words(unit.name, unit.agency.name_vi, is_elsewhere=True)


def desk_elsewhere(dossier: Dossier) -> str:
    """The desk that received it, where it is not one of the agency that decides; its agency is loaded."""
    unit = dossier.reception_unit
    return "" if unit.agency_id == dossier.agency_id else desk_name(unit)


def _rows(found: "QuerySet[Forwarding]", at: datetime) -> tuple[PapersRow, ...]:
    return tuple(_row(one, at) for one in found.select_related(*_RELATED))


def _row(one: Forwarding, at: datetime) -> PapersRow:
    waits = one.state in (PapersState.HERE, PapersState.ON_THE_WAY)
    return PapersRow(
        code=one.dossier.code,
        procedure_name=one.dossier.publication.procedure.name,
        from_desk=desk_name(one.from_unit),
        to_desk=desk_name(one.to_unit),
        to_unit_code=one.to_unit.code,
        papers=one.papers,
        state=one.state,
        state_label=str(PapersState(one.state).label),
        received_at=one.received_at,
        due_at=one.due_at,
        is_late=waits and one.due_at < at,
        sent_at=one.sent_at,
        sent_by=one.sent_by.full_name if one.sent_by else "",
        way=str(PapersWay(one.way).label) if one.way else "",
        post_number=one.post_number,
        confirmed_at=one.confirmed_at,
        confirmed_by=one.confirmed_by.full_name if one.confirmed_by else "",
        missing=one.missing,
    )
