"""`motcua demo fill`: volume, for tests of speed and for training, made in bulk.

The rows are those that the operations write (a mould is played by the operations and stamped out), the events
are chained and hashed like theirs. Law, people and papers behind them do not exist and say so.
"""

import fcntl
import signal
import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from motcua.foundation.calendar.queries import shipped_calendar
from motcua.foundation.calendar.rules import WorkingCalendar
from motcua.foundation.kernel import clock
from motcua.foundation.kernel.errors import Refused
from motcua.ops.output import YES, note

from . import loading, moulds, owners, scene, schedule, setaside, specimens
from .loading import Say, Work
from .moments import Calendars, minute_of
from .owners import Crowd
from .rows import COPIED
from .scene import Matter, Scale
from .schedule import Plan
from .stamping import Ground

WHOLE = Scale()
SET_ASIDE_FROM = 20_000
"""Dossiers from which on it pays to drop and remake the indexes."""


class NotADemo(Refused):
    def __init__(self) -> None:
        super().__init__("Only an installation made as a demo is filled with volume data.")


@dataclass(frozen=True)
class Filled:
    """What a filling did."""

    dossiers: int
    seconds: float


def main(args: Namespace) -> int:
    started = time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # so that what was set aside comes back
    with open(Path(settings.MOTCUA_DATA) / "fill.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = run(dossiers=args.dossiers, seed=args.seed, at=clock.now(), say=note)
    note(f"{done.dossiers:,} dossiers in {time.monotonic() - started:,.0f} s.")
    return YES


def run(
    *, dossiers: int, seed: int, at: datetime, say: Say, processes: int = 2, scale: Scale = WHOLE
) -> Filled:
    """Add so many dossiers of the five years before `at`. The same seed on the same data gives the same.

    With one process everything happens in the caller's connection, indexes stay in place.

    Raises: NotADemo, FillingFailed, Unnamed.
    """
    if not settings.MOTCUA_DEMO:
        raise NotADemo()
    started = time.monotonic()
    if processes > 1 and setaside.is_pending():
        say("An earlier filling was stopped: bringing its indexes back")
        loading.bring_back(processes=processes, say=say)
    if not dossiers:
        return Filled(0, 0)
    with translation.override("vi"):
        work = prepare(dossiers=dossiers, seed=seed, at=at, say=say, processes=processes, scale=scale)
        return Filled(_load(work, dossiers, say), time.monotonic() - started)


def _load(work: Work, dossiers: int, say: Say) -> int:
    aside = work.processes > 1 and dossiers >= SET_ASIDE_FROM
    say("Dossiers")
    if aside:
        setaside.set_aside([model._meta.db_table for model in COPIED])
    try:
        return loading.fill(work, say=say)
    finally:
        if aside:
            say("Indexes")
            loading.bring_back(processes=work.processes, say=say)


def prepare(*, dossiers: int, seed: int, at: datetime, say: Say, processes: int, scale: Scale) -> Work:
    """Everything before the rows: who and what, moulds, people, numbers."""
    scene.make(scale=scale, at=at, say=say)
    specimens.keep_templates(at=at)
    matters = scene.matters(scale)
    specimens.name_contents({p["slug"] for one in matters for p in one.version.content["papers"]}, at=at)
    calendar, until = shipped_calendar(), clock.local_date(at)
    say("Moulds")
    played = loading.moulds_of(
        matters, calendar=calendar, flavours=_flavours(calendar, until), processes=processes
    )
    say("People and organisations")
    crowd = _crowd(dossiers, seed, at)
    days = schedule.days_of(dossiers, open_share=scale.open_share, until=until, calendar=calendar)
    strides = _strides(list(played.values()))
    bases = {table: loading.reserve(table, stride * dossiers) for table, stride in strides.items()}
    ground = Ground(
        matters=matters,
        moulds=played,
        plan=Plan(
            key=str(seed),
            paces=[_pace(matter) for matter in matters],
            people=crowd.people,
            organisations=crowd.organisations,
            until=until,
            calendar=calendar,
        ),
        crowd=crowd,
        calendars=Calendars(sorted({matter.desk.code for matter in matters})),
        key=f"{seed}/{bases['dossiers_dossier']}",
        recorded=minute_of(at.replace(second=0, microsecond=0)),
        bases=bases,
        strides=strides,
        vouchers=bases["dossiers_dossier"],
    )
    work = Work(ground, days, processes)
    say("Numbers")
    loading.number_everything(work)
    return work


def _crowd(dossiers: int, seed: int, at: datetime) -> Crowd:
    people, organisations = owners.crowd_size(dossiers)
    first = loading.reserve("accounts_person", people)
    crowd = Crowd(
        key=f"{seed}/{first}",
        people=people,
        organisations=organisations,
        first_number=first,
        first_account=loading.reserve("accounts_account", people),
        first_person=first,
        first_organisation=loading.reserve("accounts_organisation", organisations),
        first_membership=loading.reserve("accounts_membership", organisations),
    )
    made_at = f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S+00}"
    loading.copy_crowd(crowd, made_at=made_at, since=scene.SINCE.isoformat())
    return crowd


def _pace(matter: Matter) -> schedule.Pace:
    return schedule.pace_of(
        matter.rule,
        waits_for_fee=matter.waits_for_fee,
        has_fee=matter.has_fee,
        for_people=matter.is_for_people,
        for_organisations=matter.is_for_organisations,
        since=matter.version.valid_from,
    )


def _strides(played: Sequence[Any]) -> dict[str, int]:
    """How many numbers a dossier may need in each table."""
    strides: dict[str, int] = {}
    for mould in played:
        for table, count in mould.counts.items():
            strides[table] = max(strides.get(table, 1), count)
    return strides


def _flavours(calendar: WorkingCalendar, until: date) -> list[tuple[date, bool]]:
    """When the play begins: in a year with official days, and where dues may be provisional, at its end."""
    official = sorted(year for year in calendar.official_years if year < until.year)
    found = [(moulds.first_monday(date(official[-1], 3, 1)), False)]
    soon = until + timedelta(days=120)
    if not all(calendar.is_official(year) for year in range(until.year - schedule.YEARS - 1, soon.year + 1)):
        last = max(calendar.official_years)
        found.append((moulds.first_monday(date(last, 12, 25)), True))
    return found
