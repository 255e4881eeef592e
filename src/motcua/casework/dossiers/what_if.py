"""What if: the last dossiers of a procedure replayed against a package that is not published yet.

Nothing is kept. The replay runs in a transaction in which the database itself refuses to write, and which is
rolled back at its end.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from motcua.casework.payments import queries as payments
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.enums import ClockEventKind
from motcua.foundation.calendar.rules import ClockEvent, WorkingCalendar
from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue.errors import DraftUnknown
from motcua.reference.catalogue.models import Draft as CatalogueDraft
from motcua.reference.catalogue.models import Publication
from motcua.reference.catalogue.rules.papers import Laid
from motcua.reference.workflow import queries as workflow
from motcua.reference.workflow.rules import parse_steps

from . import checking
from .enums import SubStatus
from .errors import NothingToReplay
from .models import ClockEntry, Dossier, FiledPaper, Filing
from .replaying import Change, Package, Past, compare, outcome
from .typed import as_typed

MOST, LONGEST_SECONDS = 500, 20.0


@dataclass(frozen=True)
class Replay:
    """What the package changes, newest dossier first. `is_cut` when the time ran out before the last one."""

    publication_code: str
    asked: int
    looked_at: int
    is_cut: bool
    changes: tuple[Change, ...]

    @property
    def failing(self) -> int:
        return sum(one.is_failing for one in self.changes)

    @property
    def changed(self) -> tuple[Change, ...]:
        return tuple(one for one in self.changes if one.is_changed)


def replay(
    *,
    content: Mapping[str, Any],
    publication_code: str,
    at: datetime,
    last: int = 100,
    longest_seconds: float = LONGEST_SECONDS,
) -> Replay:
    """Hold the last filed dossiers of the procedure against the four parts of a package that has no faults.

    Their answers, case, channel, papers, fee and clock are read as they stand; each is judged on the day of
    its filing. The same number of queries for any number of dossiers.

    Raises: NothingToReplay (the package still has faults).
    """
    last = max(1, min(last, MOST))
    with _leaving_nothing():
        publication = (
            Publication.objects.select_related("procedure", "agency")
            .filter(full_code=publication_code)
            .first()
        )
        if publication is None:
            return Replay(publication_code, last, 0, is_cut=False, changes=())
        calendar = calendars.calendar_in_force(agency_code=publication.agency.code, at=at)
        running = workflow.process_in_force(
            procedure_code=publication.procedure.code,
            agency_code=publication.agency.code,
            on=local_date(at),
        )
        steps = running.steps if running else []
        package, dossiers = _package(content, steps), _dossiers(publication, last)
        changes = tuple(_changes(package, dossiers, steps, calendar, longest_seconds))
    return Replay(publication_code, last, len(changes), is_cut=len(changes) < len(dossiers), changes=changes)


def replay_draft(*, draft_code: str, at: datetime, last: int = 100) -> Replay:
    """As `replay`, for a draft of the catalogue against the procedure that it is to change.

    Raises: DraftUnknown, NothingToReplay.
    """
    draft = CatalogueDraft.objects.select_related("publication").filter(code=draft_code).first()
    if draft is None:
        raise DraftUnknown
    code = draft.publication.full_code if draft.publication else ""
    return replay(content=draft.content, publication_code=code, at=at, last=last)


@contextmanager
def _leaving_nothing() -> Iterator[None]:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        yield
        transaction.set_rollback(True)


def _package(content: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]) -> Package:
    """A draft is kept with its faults; only one that can be read can be replayed."""
    try:
        return Package.of(content, steps=steps)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NothingToReplay() from error


def _dossiers(publication: Publication, last: int) -> list[Dossier]:
    found = Dossier.objects.filter(publication=publication).select_related(
        "version__form_version", "version__fee_version", "process"
    )
    return list(found.order_by("-submitted_at", "-pk")[:last])


def _changes(
    package: Package,
    dossiers: Sequence[Dossier],
    steps: Sequence[Mapping[str, Any]],
    calendar: WorkingCalendar,
    longest_seconds: float,
) -> Iterator[Change]:
    """One after another, until the time is over."""
    facts = _Facts(dossiers)
    ends = time.monotonic() + longest_seconds
    for dossier in dossiers:
        if time.monotonic() > ends:
            return
        own = _own_rules(dossier, steps)
        past = facts.past(dossier, own)
        before, after = (outcome(rules, past, calendar=calendar) for rules in (own, package))
        yield compare(past, before, after)


def _own_rules(dossier: Dossier, steps: Sequence[Mapping[str, Any]]) -> Package:
    """The rules under which the dossier is: its version, and its process or the one that would take it."""
    version = dossier.version
    return Package(
        content=version.content,
        form=checking.form_of(version),
        fee=version.fee_version.content if version.fee_version else None,
        steps=parse_steps(dossier.process.steps if dossier.process else steps),
        time=checking.time_rule(checking.binding_version(dossier)),
    )


class _Facts:
    """What was filed with some dossiers, what they owe and what their clocks say: four queries."""

    def __init__(self, dossiers: Sequence[Dossier]) -> None:
        keys = [dossier.pk for dossier in dossiers]
        self._answers: dict[int, dict[str, Any]] = {}
        for dossier, answers in (
            Filing.objects.filter(dossier__in=keys).order_by("round").values_list("dossier_id", "answers")
        ):
            self._answers[dossier] = answers
        self._papers: dict[int, list[Laid]] = {}
        for paper in (
            FiledPaper.objects.filter(filing__dossier__in=keys).select_related("filing").order_by("pk")
        ):
            laid = Laid(paper.slug, paper.row, issued_on=paper.issued_on, expires_on=paper.expires_on)
            self._papers.setdefault(paper.filing.dossier_id, []).append(laid)
        self._clocks: dict[int, list[ClockEvent]] = {}
        for entry in ClockEntry.objects.filter(dossier__in=keys).order_by("pk"):
            event = ClockEvent(ClockEventKind(entry.kind), entry.at, reason=entry.reason)
            self._clocks.setdefault(entry.dossier_id, []).append(event)
        self._charges = payments.charges_of(subjects=[f"dossier:{dossier.code}" for dossier in dossiers])

    def past(self, dossier: Dossier, own: Package) -> Past:
        charge = self._charges.get(f"dossier:{dossier.code}")
        return Past(
            code=dossier.code,
            filed_at=dossier.submitted_at,
            filed_on=local_date(dossier.submitted_at),
            is_open=dossier.ended_at is None,
            state=str(SubStatus(dossier.sub_status).label),
            case=dossier.case_slug,
            channel=dossier.channel,
            owner_kind=dossier.owner_kind,
            raw=as_typed(own.form, self._answers.get(dossier.pk, {})),
            laid=self._papers.get(dossier.pk, ()),
            clock=self._clocks.get(dossier.pk, ()),
            charge_vnd=charge.amount_vnd if charge else None,
            paid_at=charge.settled_at if charge else None,
        )
