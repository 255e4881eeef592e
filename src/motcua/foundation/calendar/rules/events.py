"""What goes into the clock: the time rule of a procedure's version, and the events of a dossier."""

from dataclasses import dataclass
from datetime import date, datetime, time

from motcua.foundation.calendar.enums import ClockEventKind, StartEvent, Unit
from motcua.foundation.calendar.errors import TimeRuleRefused

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """So many working hours, calendar days, working days or months; 0 (working) days is "within the day".

    Raises: TimeRuleRefused for a negative or absurd amount, or no hours or months at all.
    """

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        least = 1 if self.unit in (Unit.HOUR, Unit.MONTH) else 0
        if not least <= self.amount <= LONGEST:
            raise TimeRuleRefused(amount=self.amount, unit=self.unit)


@dataclass(frozen=True, slots=True)
class TimeRule:
    """The time that a version of a procedure gives.

    `cutoff`: what comes later in the day counts as received at the opening of the next working day; None
    where the rule says nothing of it. `ceiling`: another limit from the same start; the earlier of the two
    ends the time.
    """

    amount: int
    unit: Unit
    start_event: StartEvent = StartEvent.VALID_PAPERS
    cutoff: time | None = None
    ceiling: TimeLimit | None = None

    def __post_init__(self) -> None:
        TimeLimit(self.amount, self.unit)

    @property
    def limit(self) -> TimeLimit:
        return TimeLimit(self.amount, self.unit)


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """Something that happened to the clock: when, why, on which legal ground.

    Only an extension has `amount` with `unit` (more time after the last day so far) or `until` (a new last
    day; an earlier one changes nothing). Raises ValueError for a moment without a zone and for an extension
    of nothing.
    """

    kind: ClockEventKind
    at: datetime
    reason: str = ""
    basis: str = ""
    amount: int | None = None
    unit: Unit | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("the moment of a clock event needs a time zone")
        says = (self.amount is not None and self.unit is not None) + (self.until is not None)
        if says != (1 if self.kind == ClockEventKind.EXTEND else 0):
            raise ValueError("an extension says by how much or until when, no other event does")
