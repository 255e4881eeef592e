"""What is due soon is due by the end of the next working day, by the calendar of the portal."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import desk, nearness, queues
from motcua.casework.dossiers.queries.filters import WorklistFilters
from motcua.foundation.calendar import operations as calendars
from motcua.foundation.calendar.enums import DayKind
from motcua.foundation.calendar.queries import shipped_calendar
from motcua.foundation.calendar.rules import Day
from motcua.foundation.kernel.actors import SYSTEM
from tests.factories.dossiers import an_authority, filed

from .standings import by_role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_shipped_calendar_is_known_again():
    yield
    nearness.is_known(0, at=datetime(2026, 11, 16, tzinfo=UTC))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}:00+07:00")


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ("2026-11-16T09:00", "2026-11-18T00:00"),  # Monday: all of Tuesday
        ("2026-11-20T09:00", "2026-11-24T00:00"),  # Friday: all of Monday
        ("2026-11-21T09:00", "2026-11-24T00:00"),  # Saturday
        ("2026-11-23T23:59", "2026-11-26T00:00"),  # before 24/11, a day off
    ],
)
def test_it_ends_with_the_next_working_day(at, until):
    assert nearness.soon_until(moment(at)) == moment(until)


def soon(at: datetime) -> tuple[list[str], int]:
    """What is listed as due soon and how many the queue says, at a moment."""
    viewer = by_role("receptionist")
    count = next(one.total.count for one in queues.queues(viewer=viewer, at=at) if one.slug == "soon")
    rows = desk.worklist(viewer=viewer, queue="soon", filters=WorklistFilters(), at=at).rows
    assert {row.tone for row in rows} <= {"attention"}
    return [row.code for row in rows], count


def until(code: str, text: str) -> None:
    Dossier.objects.filter(code=code).update(holder_until=moment(text), legal_due_at=None, due_at=None)


def test_on_a_friday_what_is_due_on_monday_is_due_soon():
    an_authority()
    monday, tuesday = filed(), filed()
    until(monday.code, "2026-11-23T17:00")
    until(tuesday.code, "2026-11-25T08:00")

    assert soon(moment("2026-11-20T08:00")) == ([monday.code], 1)


def test_a_newer_calendar_is_met_by_the_next_page(django_assert_num_queries):
    an_authority()
    dossier, viewer, at = filed(), by_role("receptionist"), moment("2026-11-20T08:00")
    until(dossier.code, "2026-11-25T17:00")
    assert soon(at) == ([], 0)
    shipped = shipped_calendar()
    off = moment("2026-11-23T00:00").date()
    calendars.publish_calendar(
        days=[*shipped.days.values(), Day(off, DayKind.OFF, "Nghỉ bão", "Thông báo 1")],
        hours=shipped.hours, years=shipped.years, official_years=shipped.official_years,
        by=SYSTEM, at=at - timedelta(minutes=1), note="Nghỉ bão",
    )  # fmt: skip

    assert soon(at) == ([dossier.code], 1)
    with django_assert_num_queries(1):
        queues.queues(viewer=viewer, at=at)
