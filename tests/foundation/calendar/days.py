"""The days typed anew from section 9 of the law notes, and small words for the tests."""

from datetime import date, datetime, time

from motcua.foundation.calendar.enums import ClockEventKind, Unit
from motcua.foundation.calendar.rules import ClockEvent, TimeRule
from motcua.foundation.kernel.clock import VIETNAM

WORKED_SATURDAYS = {
    date(2019, 1, 5),
    date(2019, 5, 4),
    date(2024, 5, 4),
    date(2025, 4, 26),
    date(2026, 1, 10),
    date(2026, 8, 22),
}

# Days off from Monday to Friday, "day/month" or "first-last/month", by year.
WEEKDAYS_OFF = {
    2019: "1/1 4-8/2 15/4 29-30/4 1/5 2/9",
    2020: "1/1 23-24/1 27-29/1 2/4 30/4 1/5 2/9",
    2021: "1/1 10-12/2 15-16/2 21/4 30/4 3/5 2-3/9",
    2022: "3/1 31/1 1-4/2 11/4 2-3/5 1-2/9",
    2023: "2/1 20/1 23-26/1 1-3/5 1/9 4/9",
    2024: "1/1 8-9/2 12-14/2 18/4 29-30/4 1/5 2-3/9",
    2025: "1/1 27-31/1 7/4 30/4 1-2/5 1-2/9",
    2026: "1-2/1 16-20/2 27/4 30/4 1/5 31/8 1-2/9 24/11",
}


def weekdays_off(year: int) -> set[date]:
    found = set()
    for words in WEEKDAYS_OFF[year].split():
        days, month = words.split("/")
        first, _, last = days.partition("-")
        found |= {date(year, int(month), day) for day in range(int(first), int(last or first) + 1)}
    return found


def moment(text: str) -> datetime:
    """`2026-02-13 15:10` on a clock in Vietnam; a day alone is nine in the morning."""
    if len(text) == 10:
        return datetime.combine(date.fromisoformat(text), time(9), VIETNAM)
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def start(text: str) -> ClockEvent:
    return ClockEvent(ClockEventKind.START, moment(text))


def pause(text: str) -> ClockEvent:
    return ClockEvent(ClockEventKind.PAUSE, moment(text), "đo kiểm", "TT 02/2015 Đ9")


def resume(text: str) -> ClockEvent:
    return ClockEvent(ClockEventKind.RESUME, moment(text))


def restart(text: str) -> ClockEvent:
    return ClockEvent(ClockEventKind.RESTART, moment(text), "bổ sung sau thẩm định")


def stop(text: str) -> ClockEvent:
    return ClockEvent(ClockEventKind.STOP, moment(text))


def extend(text: str, amount: int, unit: Unit = Unit.WORKING_DAY) -> ClockEvent:
    return ClockEvent(ClockEventKind.EXTEND, moment(text), "xin lỗi và hẹn lại", amount=amount, unit=unit)


def extend_until(text: str, until: str) -> ClockEvent:
    return ClockEvent(ClockEventKind.EXTEND, moment(text), until=date.fromisoformat(until))


def working_days(amount: int, **more: object) -> TimeRule:
    return TimeRule(amount, Unit.WORKING_DAY, **more)  # type: ignore[arg-type]


def days(amount: int, **more: object) -> TimeRule:
    return TimeRule(amount, Unit.DAY, **more)  # type: ignore[arg-type]


def months(amount: int) -> TimeRule:
    return TimeRule(amount, Unit.MONTH)


def hours(amount: int, **more: object) -> TimeRule:
    return TimeRule(amount, Unit.HOUR, **more)  # type: ignore[arg-type]
