"""Days with hours of their own: whole working days for counting days, half of one for counting hours."""

from dataclasses import replace
from datetime import date, time

import pytest

from motcua.foundation.calendar import files, operations, queries
from motcua.foundation.calendar.enums import DayKind
from motcua.foundation.calendar.errors import CalendarFaulty, CalendarFileFaulty
from motcua.foundation.calendar.queries import shipped_calendar
from motcua.foundation.calendar.rules import (
    OFFICE_HOURS,
    Day,
    Opening,
    WorkingCalendar,
    check_calendar,
    compute_due,
    content_hash,
)
from motcua.foundation.kernel.actors import SYSTEM

from .days import hours, moment, start, working_days

MORNING = (Opening(time(7, 30), time(11, 30)),)
HALF = Day(date(2026, 12, 31), DayKind.SHORT, "Tổng kết năm", "Thông báo 9", openings=MORNING)
SATURDAY = Day(date(2026, 12, 19), DayKind.WORKING, "Làm bù buổi sáng", "Thông báo 9", openings=MORNING)


def with_days(*days: Day) -> WorkingCalendar:
    shipped = shipped_calendar()
    return replace(shipped, days=dict(shipped.days) | {day.on: day for day in days})


@pytest.mark.parametrize(
    ("received", "rule", "due_at"),
    [
        ("2026-12-29", working_days(2), "2026-12-31 11:30"),  # a working day, which closes at noon
        ("2026-12-31 07:30", hours(4), "2026-12-31 11:30"),
        ("2026-12-31 07:30", hours(5), "2027-01-04 08:30"),  # the afternoon does not count
        ("2026-12-18", working_days(1), "2026-12-19 11:30"),  # a Saturday worked for half a day
        ("2026-12-18 16:00", hours(2), "2026-12-19 08:30"),
    ],
)
def test_a_half_day_counts_whole_in_days_and_by_its_hours_in_hours(received, rule, due_at):
    due = compute_due(events=[start(received)], rule=rule, calendar=with_days(HALF, SATURDAY))

    assert due is not None
    assert due.due_at == moment(due_at)


def test_the_explanation_says_the_hours_and_the_source(english):
    due = compute_due(events=[start("2026-12-29")], rule=working_days(2), calendar=with_days(HALF))

    assert due is not None
    sentence = next(line.sentence for line in due.lines if line.code == "short_day")
    assert "07:30-11:30 only" in sentence
    assert "Thông báo 9" in sentence


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (replace(HALF, openings=()), "a half day says its hours"),
        (replace(HALF, kind=DayKind.OFF), "a day off has none"),
        (replace(HALF, on=date(2026, 12, 19)), "weekly day off"),
        (replace(HALF, openings=(Opening(time(11), time(8)),)), "close after they open"),
        (replace(HALF, openings=(*MORNING, Opening(time(11), time(12)))), "overlap"),
    ],
)
def test_a_half_day_that_contradicts_itself_is_refused(english, day, sentence):
    new_year = Day(date(2026, 1, 1), DayKind.OFF, "Tết", "x")

    with pytest.raises(CalendarFaulty, match=sentence):
        check_calendar(days=[new_year, day], hours=OFFICE_HOURS, years={2026}, official_years=set())


@pytest.mark.django_db
def test_a_half_day_is_published_and_read_back_whole():
    calendar = with_days(HALF, SATURDAY)

    version = operations.publish_calendar(
        days=tuple(calendar.days.values()), years=calendar.years, official_years=calendar.official_years,
        by=SYSTEM, at=moment("2026-11-20"),
    )  # fmt: skip

    found = queries.calendar_numbered(number=version.number)
    assert found.day(HALF.on) == HALF
    assert found.day(SATURDAY.on) == SATURDAY


def test_days_without_hours_of_their_own_keep_the_hash_they_had():
    plain = {"hours": OFFICE_HOURS, "years": {2026}, "official_years": {2026}}
    off = Day(date(2026, 1, 1), DayKind.OFF, "Tết", "x")

    assert content_hash(days=[off], **plain) != content_hash(days=[off, HALF], **plain)
    assert content_hash(days=[off], **plain).startswith("7f2021808e13f5ee")


def test_a_file_gives_half_days(tmp_path):
    file = tmp_path / "own.yaml"
    text = files.SHIPPED.read_text(encoding="utf-8")
    entry = "      - {on: 2026-12-31, short: new_year, hours: [07:30-11:30], source: notice}\n"
    head, days = text.split("  2026:\n", 1)
    official, rest = days.split("    days:\n", 1)
    sources = head.replace("sources:\n", "sources:\n  notice: {vi: Thông báo 9}\n", 1)
    file.write_text(f"{sources}  2026:\n{official}    days:\n{entry}{rest}", encoding="utf-8")

    assert files.read_calendar(file).openings(date(2026, 12, 31)) == MORNING

    file.write_text(file.read_text().replace("short: new_year", "short: new_year, off: new_year"))
    with pytest.raises(CalendarFileFaulty, match=r"2026\.days"):
        files.read_calendar(file)
