"""What if: the last dossiers of a procedure replayed against a package that is not published yet.

Nothing is kept. The replay runs in a transaction in which the database itself refuses to write, and which is
rolled back at its end.
"""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.rules import WorkingCalendar
from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue.enums import DraftState
from motcua.reference.catalogue.errors import DraftUnknown
from motcua.reference.catalogue.models import Draft as CatalogueDraft
from motcua.reference.catalogue.models import Publication
from motcua.reference.workflow import queries as workflow

from .errors import NothingToReplay
from .models import Dossier
from .pasts import Facts, own_rules
from .replaying import Change, Package, compare, outcome

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
    def reasons(self) -> list[tuple[str, str, int]]:
        """Why dossiers would fail, the commonest first: label, why, how many."""
        counted = Counter((fault.label, fault.why) for one in self.changes for fault in one.failures)
        return [(label, why, count) for (label, why), count in counted.most_common()]

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

    `draft_code` may be the full code of the publication, which has one open draft at most.

    Raises: DraftUnknown, NothingToReplay.
    """
    open_draft = Q(publication__full_code=draft_code, state__in=[DraftState.EDITING, DraftState.SUBMITTED])
    found = CatalogueDraft.objects.filter(Q(code=draft_code) | open_draft)
    draft = found.select_related("publication").first()
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
    facts = Facts(dossiers)
    ends = time.monotonic() + longest_seconds
    for dossier in dossiers:
        if time.monotonic() > ends:
            return
        own = own_rules(dossier, steps)
        past = facts.past(dossier, own)
        before, after = (outcome(rules, past, calendar=calendar) for rules in (own, package))
        yield compare(past, before, after)
