"""A calendar file is read, or its fault is named with file, line and field."""

from datetime import date
from pathlib import Path

import pytest

from motcua.foundation.calendar.errors import CalendarFileFaulty
from motcua.foundation.calendar.files import SHIPPED, read_calendar

GOOD = """\
hours:
  monday: ["08:00-12:00", "13:00-17:00"]
  tuesday: ["08:00-12:00"]
  wednesday: []
  thursday: []
  friday: []
  saturday: []
  sunday: []
names:
  new_year: {vi: Tết Dương lịch}
  tet: {vi: Tết, en: New Year}
  worked: {vi: "Làm bù ngày {day}"}
sources:
  notice: {vi: Thông báo 1}
years:
  2027:
    official: true
    days:
      - {on: 2027-01-01, off: new_year, source: notice}
      - {on: 2027-02-04, to: 2027-02-06, off: tet, source: notice, verified: false}
      - {on: 2027-02-13, worked: worked, with: 2027-02-08, source: notice}
"""


def a_file(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_calendar_is_read(tmp_path):
    calendar = read_calendar(a_file(tmp_path, GOOD))

    assert (calendar.number, calendar.official_years) == (0, frozenset({2027}))
    assert not calendar.is_working(date(2027, 1, 1))
    assert calendar.is_working(date(2027, 2, 13))
    assert calendar.days[date(2027, 2, 13)].name == "Làm bù ngày 08/02/2027"
    assert [calendar.days[date(2027, 2, day)].verified for day in (4, 5, 6)] == [False] * 3


def test_the_shipped_file_is_read():
    assert read_calendar(SHIPPED).years == frozenset(range(2018, 2027))


@pytest.mark.parametrize(
    ("old", "new", "line", "field"),
    [
        ("2027-01-01, off", "2027-13-01, off", 19, "years.2027.days[0].on"),
        ("2027-01-01, off", "2026-01-01, off", 19, "years.2027.days[0].on"),
        ("to: 2027-02-06", "to: 2027-02-01", 20, "years.2027.days[1].to"),
        ("to: 2027-02-06", "to: 2027-12-06", 20, "years.2027.days[1].to"),
        ("off: new_year", "off: newyear", 19, "years.2027.days[0].off"),
        ("off: new_year", "off: new_year, worked: worked", 19, "years.2027.days[0]"),
        ("off: new_year, ", "", 19, "years.2027.days[0]"),
        ("off: new_year", "off: worked", 19, "years.2027.days[0].off"),
        ("source: notice}", "source: rumour}", 19, "years.2027.days[0].source"),
        (", source: notice}", "}", 19, "years.2027.days[0]"),
        ("verified: false", "verified: perhaps", 20, "years.2027.days[1].verified"),
        ("verified: false", "proven: false", 20, "years.2027.days[1].proven"),
        ("official: true", "official: [true]", 17, "years.2027.official"),
        ("  2027:", "  next:", 17, "years.next"),
        ('["08:00-12:00"]', '["08:00"]', 3, "hours.tuesday[0]"),
        ('["08:00-12:00"]', '"08:00-12:00"', 3, "hours.tuesday"),
        ("  sunday: []\n", "", 2, "hours"),
        ("  sunday: []\n", "  sunday: []\n  sunday: []\n", 9, "hours.sunday"),
        ("names:", "nicknames:", 10, "nicknames"),
        ("{vi: Thông báo 1}", "{vi: }", 14, "sources.notice.vi"),
        ("years:", "years: [\nx", 17, ""),
        ('["08:00-12:00"]', '["12:00-08:00"]', 1, ""),  # well written, but it cannot be
        ("2027-02-04, to: 2027-02-06", "2027-01-01", 1, ""),
    ],
)
def test_a_fault_names_file_line_and_field(tmp_path, old, new, line, field):
    assert old in GOOD

    with pytest.raises(CalendarFileFaulty) as refusal:
        read_calendar(a_file(tmp_path, GOOD.replace(old, new, 1)))

    assert (refusal.value.file, refusal.value.line, refusal.value.field) == ("own.yaml", line, field)
    assert str(refusal.value).startswith(f"own.yaml:{line}: {field}")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"- 1\n", b"a: " * 400_000, b"\x00", b"a: &a [*a]\n", b"[" * 5000]
)
def test_what_is_no_calendar_is_refused(tmp_path, content):
    path = tmp_path / "own.yaml"
    path.write_bytes(content)

    with pytest.raises(CalendarFileFaulty):
        read_calendar(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CalendarFileFaulty, match=r"none\.yaml:1"):
        read_calendar(tmp_path / "none.yaml")
