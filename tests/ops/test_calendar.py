"""`motcua calendar due`: from a file without a database, from the portal's calendar otherwise."""

import json
from argparse import Namespace
from datetime import date, datetime
from pathlib import Path

import pytest

from motcua.foundation.calendar import files, operations
from motcua.foundation.calendar.enums import DayKind
from motcua.foundation.calendar.rules import Day
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import now
from motcua.ops import cli
from motcua.ops.commands import calendar

DUE = ["calendar", "due", "--received", "2026-02-13T15:10", "--amount", "5"]
DEAD = "postgresql://a:b@127.0.0.1:1/c"
OWN = """\
hours: {monday: [08:00-12:00], tuesday: [08:00-12:00], wednesday: [08:00-12:00], thursday: [08:00-12:00],
        friday: [08:00-12:00], saturday: [], sunday: []}
names: {anniversary: {vi: Ngày truyền thống, en: Anniversary}}
sources: {notice: {vi: Thông báo 7}}
years:
  2026:
    official: false
    days:
      - {on: 2026-02-16, off: anniversary, source: notice}
"""


@pytest.fixture
def nothing_made(tmp_path, monkeypatch):
    monkeypatch.setenv("MOTCUA_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def own(tmp_path: Path) -> str:
    (tmp_path / "own.yaml").write_text(OWN)
    return str(tmp_path / "own.yaml")


@pytest.mark.parametrize(
    ("unit", "amount", "due_at"),
    [
        ("working_day", "5", "2026-02-27T17:00:00+07:00"),
        ("day", "5", "2026-02-23T17:00:00+07:00"),
        ("month", "1", "2026-03-13T17:00:00+07:00"),
        ("hour", "2", "2026-02-23T07:40:00+07:00"),
    ],
)
def test_each_unit_is_answered_as_json(nothing_made, capsys, unit, amount, due_at):
    assert cli.main([*DUE[:4], "--amount", amount, "--unit", unit, "--explain", "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert found["due_at"] == due_at
    assert all(line["sentence"] for line in found["lines"])


@pytest.mark.parametrize(
    ("language", "first", "tet"),
    [
        ("vi", "Thời hạn giải quyết: 5 ngày làm việc.", "Tết Âm lịch"),
        ("en", "Time allowed: 5 working days.", "Lunar New Year"),
    ],
)
def test_the_explanation_speaks_the_language_that_is_asked_for(nothing_made, capsys, language, first, tet):
    assert cli.main([*DUE, "--explain", "--language", language]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == first
    assert tet in "\n".join(lines)
    assert lines[-1].startswith("2026-02-27T17:00:00+07:00")


def test_without_explain_there_is_the_date_alone(nothing_made, capsys):
    assert cli.main(DUE) == 0

    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_file_is_counted_by_without_any_database(nothing_made, monkeypatch, capsys, own):
    monkeypatch.setenv("DATABASE_URL", DEAD)

    assert cli.main([*DUE, "--calendar", own, "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert found["due_at"] == "2026-02-23T12:00:00+07:00"
    assert found["provisional"]


@pytest.mark.django_db
def test_otherwise_the_calendar_of_the_portal_counts(monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", DEAD)  # there is one: which it is, the connection of the test knows
    shipped = files.shipped()
    off = Day(date(2026, 2, 23), DayKind.OFF, "Nghỉ của cơ quan", "Thông báo 7")
    version = operations.publish_calendar(
        days=[*shipped.days.values(), off],
        years=shipped.years,
        official_years=shipped.official_years,
        by=SYSTEM,
        at=now(),
        agency_code="A-1",
    )
    asked = {"received": datetime(2026, 2, 13, 15, 10), "amount": 5, "unit": "working_day", "cutoff": None}
    asked |= {"calendar": None, "language": "vi", "explain": True, "json": True}

    found = []
    for agency in ("", "A-1"):
        calendar.due(Namespace(**asked, agency=agency))
        found.append(json.loads(capsys.readouterr().out))

    assert [one["due_at"][:10] for one in found] == ["2026-02-27", "2026-03-02"]
    assert [one["calendar"] for one in found] == [0, version.number]
    assert "Thông báo 7" in json.dumps(found[1]["lines"], ensure_ascii=False)


@pytest.mark.parametrize("cutoff", ["15:00+07:00", "15:00Z", "3 giờ chiều", "25:00"])
def test_an_hour_with_a_zone_or_none_at_all_is_refused(nothing_made, capsys, cutoff):
    assert cli.main([*DUE, "--cutoff", cutoff]) == 2

    answered = capsys.readouterr()
    assert answered.out == ""
    assert "15:00" in answered.err


def test_a_year_that_cannot_be_counted_is_refused_with_the_reason(nothing_made, capsys):
    assert cli.main([*DUE[:2], "--received", "2250-01-01T09:00", "--amount", "5"]) == 2

    answered = capsys.readouterr()
    assert answered.out == ""
    assert "years" in answered.err
