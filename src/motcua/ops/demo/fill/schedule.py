"""When what happens to which dossier: the plan of a filling, drawn from a seed. Pure.

A plan is drawn day by day, each day from its own seed, so that two processes draw halves of it and any part
can be drawn again. Acts happen on working days, each in its own part of the day, in the order of the law.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from random import Random
from typing import NamedTuple

from motcua.foundation.calendar.enums import Unit
from motcua.foundation.calendar.rules import TimeRule, WorkingCalendar

from .moments import DAY

YEARS = 5
OPEN_WITHIN_DAYS = 60
WEEKEND_WEIGHT = 0.2
NEWEST_ENDED_DAYS = 4

ENDED = (
    ("returned", 65),
    ("refusal_returned", 4),
    ("supplement_returned", 2),
    ("refused", 16),
    ("withdrawn", 13),
)
"""How dossiers end, of a hundred: six events of its own for each dossier on average."""

OPEN = (
    ("filed", 20),
    ("supplement", 10),
    ("accepted", 12),
    ("assigned", 28),
    ("proposed", 14),
    ("signed", 4),
    ("numbered", 12),
)
"""Where open dossiers stand, of a hundred."""

WINDOWS = {
    "withdrawn": (450, 470),
    "refused": (470, 480),
    "asked": (450, 480),
    "answered": (1080, 1320),
    "accepted": (480, 540),
    "paid": (545, 585),
    "assigned": (590, 640),
    "proposed": (645, 690),
    "signed": (815, 880),
    "numbered": (885, 940),
    "returned": (945, 1010),
}
"""The minutes of the day in which each act may happen: acts of one day follow one another."""

FILING_MINUTES = tuple([*range(450, 690, 5)] * 3 + [*range(810, 1020, 5)] * 3 + [*range(360, 1380, 15)])
"""When people file: mostly in office hours, some early and late."""


class Outline(NamedTuple):
    """One dossier as planned: whose, about what, how far, and the moment of each act."""

    number: int
    matter: int
    ending: str
    owner_kind: str
    owner: int
    specialist: int
    acts: dict[str, int]


class Pace(NamedTuple):
    """What the plan needs of a procedure."""

    working_days: int
    waits_for_fee: bool
    has_fee: bool
    for_people: bool
    for_organisations: bool
    since: int


def pace_of(
    rule: TimeRule,
    *,
    waits_for_fee: bool,
    has_fee: bool,
    for_people: bool,
    for_organisations: bool,
    since: date,
) -> Pace:
    days = rule.amount if rule.unit == Unit.WORKING_DAY else max(1, rule.amount * 5 // 7)
    return Pace(days, waits_for_fee, has_fee, for_people, for_organisations, since.toordinal())


@dataclass(frozen=True)
class Counts:
    """How many dossiers were filed on a day: those that have ended and those that are open."""

    day: int
    first: int
    ended: int
    open: int


def days_of(dossiers: int, *, open_share: float, until: date, calendar: WorkingCalendar) -> list[Counts]:
    """The days of a plan with their dossiers, oldest first; `until` itself is not filed on."""
    last = until.toordinal() - 1
    first = until.replace(year=until.year - YEARS, day=min(until.day, 28)).toordinal()
    open_ = round(dossiers * open_share)
    weights = [
        1.0 if calendar.is_working(date.fromordinal(day)) else WEEKEND_WEIGHT
        for day in range(first, last + 1)
    ]
    ended = _spread(dossiers - open_, [*weights[:-NEWEST_ENDED_DAYS], *[0.0] * NEWEST_ENDED_DAYS])
    recent = [
        weight * (place + 1) if place >= 0 else 0.0
        for place, weight in enumerate(weights, start=OPEN_WITHIN_DAYS - len(weights))
    ]
    waiting = _spread(open_, recent)
    found, number = [], 0
    for day, (done, left) in enumerate(zip(ended, waiting, strict=True), start=first):
        if done or left:
            found.append(Counts(day, number, done, left))
        number += done + left
    return found


def _spread(count: int, weights: Sequence[float]) -> list[int]:
    """Whole parts of `count` in proportion to the weights, rounded so that they add up."""
    whole, before, parts = sum(weights), 0, []
    for upto in accumulate(weights):
        here = round(count * upto / whole)
        parts.append(here - before)
        before = here
    return parts


class Plan:
    """Draws the dossiers of a day."""

    def __init__(
        self,
        *,
        key: str,
        paces: Sequence[Pace],
        people: int,
        organisations: int,
        until: date,
        calendar: WorkingCalendar,
    ) -> None:
        self._key, self._paces = key, paces
        self._people, self._organisations = people, organisations
        self._until = until.toordinal()
        self._zipf = list(accumulate(1 / (rank + 1) for rank in range(len(paces))))
        self._worked = _working_days(until, calendar)

    def draw(self, counts: Counts) -> Iterator[Outline]:
        """The dossiers filed on that day, in the order of their numbers."""
        random = Random(f"{self._key}/{counts.day}")
        total = counts.ended + counts.open
        ranks = random.choices(range(len(self._paces)), cum_weights=self._zipf, k=total)
        ends = random.choices(
            [name for name, _ in ENDED], weights=[weight for _, weight in ENDED], k=counts.ended
        )
        ends += random.choices(
            [name for name, _ in OPEN], weights=[weight for _, weight in OPEN], k=counts.open
        )
        for place in range(total):
            yield self._one(random, counts, place, ranks[place], ends[place])

    def _one(self, random: Random, counts: Counts, place: int, rank: int, ending: str) -> Outline:
        while self._paces[rank].since > counts.day:
            rank = (rank + 1) % len(self._paces)
        pace = self._paces[rank]
        as_person = pace.for_people and (not pace.for_organisations or random.random() < 0.4)
        owner = int(random.random() * (self._people if as_person else self._organisations))
        acts = {"filed": counts.day * DAY + random.choice(FILING_MINUTES)}
        ending = self._play(random, acts, pace, ending, is_open=place >= counts.ended)
        return Outline(
            number=counts.first + place,
            matter=rank,
            ending=ending,
            owner_kind="person" if as_person else "organisation",
            owner=owner,
            specialist=int(random.random() * 64),
            acts=acts,
        )

    def _play(self, random: Random, acts: dict[str, int], pace: Pace, ending: str, *, is_open: bool) -> str:
        """Set the moments of all acts up to the ending; the ending that was reached before `until`."""
        today = bisect_right(self._worked, acts["filed"] // DAY)
        left = len(self._worked) - today
        if left < 1:
            return "filed"
        if not is_open and ending.endswith("returned") and left < 9:
            ending = "withdrawn" if random.random() < 0.5 else "refused"
        if ending in ("withdrawn", "refused"):
            self._act(random, acts, ending, today)
            return ending
        if ending.startswith("supplement"):
            self._act(random, acts, "asked", today)
            if ending == "supplement":
                return ending
            today += 1 + int(random.random() * max(1, min(8, left - 9)))
            self._act(random, acts, "answered", today)
            today += 1
        gap = self._gap(random, pace)
        if not is_open:
            gap = min(gap, len(self._worked) - today - 5)
        return self._process(random, acts, pace, ending, today, gap)

    def _act(self, random: Random, acts: dict[str, int], name: str, place: int) -> None:
        start, end = WINDOWS[name]
        acts[name] = self._worked[place] * DAY + start + int(random.random() * (end - start))

    def _process(
        self, random: Random, acts: dict[str, int], pace: Pace, ending: str, today: int, gap: int
    ) -> str:
        """From the acceptance on; a dossier whose next act would lie ahead stays where it is."""
        last = "filed"
        for stage in self._path(random, pace, ending):
            today += gap if stage == "proposed" else stage not in ("accepted", "numbered")
            if today >= len(self._worked):
                break
            self._act(random, acts, stage, today)
            last = stage
        if last == "returned":
            return ending
        if last == "paid" and not pace.waits_for_fee:
            del acts["paid"]
        if last == "accepted" and pace.waits_for_fee:
            return "unpaid"
        return "accepted" if last == "paid" else last

    @staticmethod
    def _path(random: Random, pace: Pace, ending: str) -> list[str]:
        path = ["accepted", "paid", "assigned", "proposed", "signed", "numbered", "returned"]
        if not pace.has_fee:
            path.remove("paid")
        if ending == "filed":
            return []
        if ending == "accepted":
            return path[: 2 if pace.waits_for_fee and random.random() < 0.5 else 1]
        return path[: path.index(ending) + 1] if ending in path else path

    @staticmethod
    def _gap(random: Random, pace: Pace) -> int:
        """Working days of appraisal: most in time, four of a hundred too late."""
        if random.random() < 0.04:
            return pace.working_days + 1 + int(random.random() * 10)
        return max(1, int(pace.working_days * (0.2 + 0.5 * random.random())) - 3)


def _working_days(until: date, calendar: WorkingCalendar) -> list[int]:
    """The working days before `until`, far enough back for every plan."""
    first = until.toordinal() - (YEARS + 1) * 366
    return [day for day in range(first, until.toordinal()) if calendar.is_working(date.fromordinal(day))]
