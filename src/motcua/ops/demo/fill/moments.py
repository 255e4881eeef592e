"""Moments as whole minutes, and every way in which a row, an event or a paper writes them.

A moment of volume data is a number of minutes on a clock in Vietnam, counted from day 0 of the calendar
(`date.toordinal`). Vietnam keeps one time all year, so that UTC is always 420 minutes before it.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from motcua.casework.dossiers.operations._clock import FOLLOW_UP_WORKING_DAYS
from motcua.foundation.audit import rules as audit
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.enums import ClockEventKind, Unit
from motcua.foundation.calendar.models import CalendarVersion
from motcua.foundation.calendar.rules import (
    ClockEvent,
    TimeLimit,
    TimeRule,
    WorkingCalendar,
    add_working_hours,
    answer_by,
    compute_due,
    limit_end,
)
from motcua.foundation.kernel.clock import VIETNAM, local
from motcua.records.letters import official
from motcua.records.letters import rules as letters
from motcua.records.letters.enums import FormKind

DAY: Final = 24 * 60
UTC_BEHIND: Final = 7 * 60


def minute_of(at: datetime) -> int:
    """Raises ValueError for a moment between two minutes."""
    there = local(at)
    if there.second or there.microsecond:
        raise ValueError(f"{at} is not a whole minute.")
    return there.toordinal() * DAY + there.hour * 60 + there.minute


def moment_of(minute: int) -> datetime:
    day, left = divmod(minute, DAY)
    return datetime.combine(date.fromordinal(day), time(left // 60, left % 60), VIETNAM)


class _Texts(dict[int, str]):
    """A way of writing a day or a minute of the day, each made once."""

    def __init__(self, make: Callable[[int], str]) -> None:
        self._make = make

    def __missing__(self, key: int) -> str:
        self[key] = text = self._make(key)
        return text


_ISO = _Texts(lambda day: date.fromordinal(day).isoformat())
_WORDS = _Texts(lambda day: letters.date_words(date.fromordinal(day)))
_SLASH = _Texts(lambda day: f"{date.fromordinal(day):%d/%m/%Y}")
_TIME = _Texts(lambda minute: f"{minute // 60:02d}:{minute % 60:02d}")
_FORM_TEXT = _Texts(lambda day: _form_text(date.fromordinal(day)))
_HOURS = _Texts(lambda minute: f"{minute // 60:02d} giờ {minute % 60:02d} phút")


def _column(minute: int) -> str:
    day, left = divmod(minute - UTC_BEHIND, DAY)
    return f"{_ISO[day]} {_TIME[left]}:00+00"


def _plain(minute: int) -> str:
    day, left = divmod(minute - UTC_BEHIND, DAY)
    return f"{_ISO[day]}T{_TIME[left]}:00.000000+00:00"


def _utc(minute: int) -> str:
    day, left = divmod(minute - UTC_BEHIND, DAY)
    return f"{_ISO[day]}T{_TIME[left]}:00+00:00"


def _vietnam(minute: int) -> str:
    day, left = divmod(minute, DAY)
    return f"{_ISO[day]}T{_TIME[left]}:00+07:00"


def _words(minute: int) -> str:
    day, left = divmod(minute, DAY)
    return f"{_HOURS[left]}, {_WORDS[day]}"


def _slash(minute: int) -> str:
    day, left = divmod(minute, DAY)
    return f"{_SLASH[day]} {_TIME[left]}"


def _form_text(on: date) -> str:
    """The legal text whose forms hold that day; the play has no kind whose number changed with it."""
    form = official.form_on(FormKind.RECEIPT, on)
    return form.text if form else ""


def form_tokens(value: Any, *, moment: str) -> Any:
    """The words of an official form, or its key, with tokens for the text that gives it at that moment."""
    if isinstance(value, Mapping):
        return {name: form_tokens(one, moment=moment) for name, one in value.items()}
    for key, name in official.NAMES_OF_TEXTS.items():
        value = value.replace(key, f"⟦{moment}:form_text⟧").replace(name, f"⟦{moment}:form_text_name⟧")
    return value


FORMS: Final[Mapping[str, Callable[[int], str]]] = {
    "column": _column,
    "plain": _plain,
    "utc": _utc,
    "vietnam": _vietnam,
    "words": _words,
    "slash": _slash,
    "day": lambda minute: _ISO[minute // DAY],
    "day_words": lambda minute: _WORDS[minute // DAY],
    "form_text": lambda minute: _FORM_TEXT[minute // DAY],
    "form_text_name": lambda minute: official.NAMES_OF_TEXTS[_FORM_TEXT[minute // DAY]],
    "day_slash": lambda minute: _SLASH[minute // DAY],
}
"""How a moment is written, by name. The first is what a COPY takes; the last ones write the day alone."""


def written(at: datetime, *, day_too: bool) -> dict[str, str]:
    """Every text that the product's own rules make of a moment, by the form's name.

    `day_too`: also of its day alone, which is right for the moment of an act only.
    """
    texts = {
        "plain": str(audit.plain(at)),
        "utc": at.astimezone(UTC).isoformat(),
        "vietnam": local(at).isoformat(),
        "words": letters.moment_words(at),
        "slash": f"{local(at):%d/%m/%Y %H:%M}",
    }
    if day_too:
        on = local(at).date()
        texts |= {
            "day": on.isoformat(),
            "day_words": letters.date_words(on),
            "day_slash": f"{on:%d/%m/%Y}",
        }
    return texts


class Calendars:
    """The calendar that counted at each moment, as an act of that moment would have asked for it."""

    def __init__(self, agency_codes: list[str]) -> None:
        self._known: dict[str, tuple[list[int], list[WorkingCalendar]]] = {}
        for code in agency_codes:
            published = CalendarVersion.objects.filter(agency_code__in={code, ""}).order_by("published_at")
            moments = list(published.values_list("published_at", flat=True))
            since = [datetime(1, 1, 2, tzinfo=UTC), *moments]
            found = [calendars.calendar_in_force(agency_code=code, at=at) for at in since]
            self._known[code] = ([_minute_from(at) for at in moments], found)

    def at(self, agency_code: str, minute: int) -> WorkingCalendar:
        bounds, found = self._known[agency_code]
        return found[bisect_right(bounds, minute)]


def _minute_from(at: datetime) -> int:
    """The first whole minute from that moment on."""
    there = local(at)
    whole = there.replace(second=0, microsecond=0)
    return minute_of(whole if whole == there else whole + timedelta(minutes=1))


class Clockwork:
    """The moments that the law computes from those of the acts, counted by the calendar room's rules.

    Kept by calendar and day where nothing finer matters, since a million dossiers share few thousand days.
    """

    def __init__(self) -> None:
        self._answers: dict[tuple[int, int], int] = {}
        self._closings: dict[tuple[int, int, int], int] = {}
        self._limits: dict[tuple[TimeLimit, int, int], int] = {}
        self._steps: dict[tuple[int, int, int], int] = {}
        self._dues: dict[tuple[TimeRule, int, int], tuple[int, int, bool]] = {}

    def answer_by(self, calendar: WorkingCalendar, minute: int) -> int:
        key = (calendar.number, minute)
        if key not in self._answers:
            self._answers[key] = minute_of(answer_by(submitted_at=moment_of(minute), calendar=calendar))
        return self._answers[key]

    def closing(self, calendar: WorkingCalendar, minute: int, working_days: int | None) -> int:
        """The end of business so many working days later; None takes our own practice."""
        days = working_days or FOLLOW_UP_WORKING_DAYS
        key = (calendar.number, minute // DAY, days)
        if key not in self._closings:
            day = calendar.add_working_days(date.fromordinal(minute // DAY), days)
            self._closings[key] = minute_of(calendar.closing(day))
        return self._closings[key]

    def limit_end(self, calendar: WorkingCalendar, limit: TimeLimit, minute: int) -> int:
        key = (limit, calendar.number, minute if limit.unit == Unit.HOUR else minute // DAY)
        if key not in self._limits:
            self._limits[key] = minute_of(limit_end(at=moment_of(minute), limit=limit, calendar=calendar))
        return self._limits[key]

    def step_end(self, calendar: WorkingCalendar, minute: int, hours: int) -> int:
        """When a step of so many working hours ends that begins at that minute."""
        key = (calendar.number, minute, hours)
        if key not in self._steps:
            ends = add_working_hours(at=moment_of(minute), working_hours=hours, calendar=calendar)
            self._steps[key] = minute_of(ends)
        return self._steps[key]

    def due(self, calendar: WorkingCalendar, rule: TimeRule, minute: int) -> tuple[int, int, bool]:
        """Appointment, legal end, and whether it is provisional."""
        by_day = rule.cutoff is None and rule.unit != Unit.HOUR
        key = (rule, calendar.number, minute // DAY if by_day else minute)
        if key not in self._dues:
            start = ClockEvent(ClockEventKind.START, moment_of(minute))
            due = compute_due(events=[start], rule=rule, calendar=calendar)
            assert due is not None, "a started clock has a due date"
            self._dues[key] = (minute_of(due.due_at), minute_of(due.legal_due_at), due.provisional)
        return self._dues[key]
