"""A newly published calendar: shown first, then expected days are counted again and promised ones stay."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries.applicant import dossier_view
from motcua.casework.dossiers.queries.recounts import calendar_effect
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar import operations as calendars
from motcua.foundation.calendar.enums import DayKind
from motcua.foundation.calendar.queries import shipped_calendar
from motcua.foundation.calendar.rules import Day, WorkingCalendar, counts_differ_since
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local
from motcua.foundation.notifications.models import Message
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from tests.factories.accounts import applicant_view, minh
from tests.factories.dossiers import FILED, assigned, numbered, reload

from .traces import no_trace

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)  # five working days end on 05/01/2027
PUBLISHED = NEW_YEAR + timedelta(days=1)
OFF = Day(date(2027, 1, 4), DayKind.OFF, "Nghỉ hoán đổi", "Thông báo 1")


def with_2027(*more: Day, official: bool = True) -> WorkingCalendar:
    shipped = shipped_calendar()
    days = {day.on: day for day in (*shipped.days_of(2027), *more)}
    given = {"years": shipped.years | {2027}, "days": dict(shipped.days) | days}
    return replace(shipped, **given, official_years=shipped.official_years | ({2027} if official else set()))


def publish(calendar: WorkingCalendar, *, agency_code: str = "") -> int:
    version = calendars.publish_calendar(
        days=tuple(calendar.days.values()), hours=calendar.hours, years=calendar.years,
        official_years=calendar.official_years, by=SYSTEM, at=PUBLISHED, agency_code=agency_code,
    )  # fmt: skip
    return version.number


def due(dossier: Dossier) -> tuple[str, bool]:
    found = reload(dossier)
    return f"{local(found.due_at):%d/%m/%Y %H:%M}", found.due_is_provisional


def effect(calendar: WorkingCalendar, *, agency_code: str = ""):
    since = counts_differ_since(shipped_calendar(), calendar)
    return calendar_effect(calendar=calendar, agency_code=agency_code, since=since, at=PUBLISHED)


def test_publishing_counts_an_expected_day_again_with_an_event_and_a_notice():
    dossier = assigned(at=NEW_YEAR)
    receipt = Letter.objects.get(kind=LetterKind.RECEIPT).data
    assert due(dossier) == ("05/01/2027 17:00", True)

    number = publish(with_2027(OFF))
    assert dossiers.spread_recount(after=0, at=PUBLISHED) == 1
    assert dossiers.recount(dossier_code=dossier.code, at=PUBLISHED)

    assert due(dossier) == ("06/01/2027 17:00", False)
    assert reload(dossier).calendar_number == number
    assert Letter.objects.get(kind=LetterKind.RECEIPT).data == receipt
    event = AuditEvent.objects.get(subject=f"dossier:{dossier.code}", kind="DueRecounted")
    assert event.payload["due_before"].startswith("2027-01-05")
    assert event.payload["appointed_at"].startswith("2027-01-06")
    assert (event.payload["calendar"], event.payload["provisional"]) == (number, False)
    assert "06/01/2027" in Message.objects.order_by("-pk")[0].body
    view = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=PUBLISHED)
    assert any("06/01/2027" in row.sentence for row in view.timeline)


def test_publishing_defers_the_counting_in_its_own_transaction():
    publish(with_2027(OFF))

    assert ProcrastinateJob.objects.filter(task_name="dossiers.spread_recount").count() == 1


def test_a_promised_day_stays_whatever_is_published():
    dossier = assigned()  # due on 23/11/2026, an official year
    off = Day(date(2026, 11, 20), DayKind.OFF, "Nghỉ", "Thông báo 2")
    publish(with_2027(off))

    with no_trace():
        assert not dossiers.recount(dossier_code=dossier.code, at=PUBLISHED)
        assert dossiers.spread_recount(after=0, at=PUBLISHED) == 0

    assert due(dossier) == ("23/11/2026 17:00", False)


def test_a_promised_day_stays_through_the_acts_that_follow():
    off = Day(date(2026, 11, 20), DayKind.OFF, "Nghỉ", "Thông báo 2")
    shipped = shipped_calendar()
    calendars.publish_calendar(
        days=tuple((dict(shipped.days) | {off.on: off}).values()), years=shipped.years,
        official_years=shipped.official_years, by=SYSTEM, at=FILED + timedelta(seconds=25),
    )  # fmt: skip

    ended = numbered()  # accepted before the publication, numbered after it

    assert due(ended) == ("23/11/2026 17:00", False)
    assert reload(ended).calendar_number == 0


def test_counting_again_twice_does_nothing_the_second_time():
    dossier = assigned(at=NEW_YEAR)
    publish(with_2027(OFF, official=False))
    dossiers.recount(dossier_code=dossier.code, at=PUBLISHED)
    assert due(dossier) == ("06/01/2027 17:00", True)

    with no_trace():
        assert not dossiers.recount(dossier_code=dossier.code, at=PUBLISHED)


def test_a_day_that_only_became_certain_is_told_too():
    dossier = assigned(at=NEW_YEAR)
    publish(with_2027())

    assert dossiers.recount(dossier_code=dossier.code, at=PUBLISHED)

    assert due(dossier) == ("05/01/2027 17:00", False)


def test_the_preview_says_what_moves_from_when_to_when_and_changes_nothing():
    expected, promised = assigned(at=NEW_YEAR), assigned()
    november = Day(date(2026, 11, 20), DayKind.OFF, "Nghỉ", "Thông báo 2")

    with no_trace():
        found = effect(with_2027(OFF, november))

    assert [(move.code, f"{local(move.due_after):%d/%m}", move.is_expected) for move in found.moves] == [
        (promised.code, "25/11", False),
        (expected.code, "06/01", True),
    ]
    assert (found.moving, found.staying, found.more) == (1, 1, 0)


def test_the_preview_looks_at_the_agency_alone_or_at_all_without_a_calendar_of_their_own():
    dossier = assigned(at=NEW_YEAR)

    assert [move.code for move in effect(with_2027(OFF), agency_code="skhcn-bac-giang").moves] == []
    assert [move.code for move in effect(with_2027(OFF), agency_code="skhcn-quang-tri").moves] == [
        dossier.code
    ]
    publish(with_2027(), agency_code="skhcn-quang-tri")
    assert effect(with_2027(OFF)).moves == ()


def test_a_calendar_that_counts_the_same_asks_nothing(django_assert_num_queries):
    assigned(at=NEW_YEAR)
    named = replace(next(iter(shipped_calendar().days.values())), source="Thông báo đúng")
    calendar = replace(shipped_calendar(), days=dict(shipped_calendar().days) | {named.on: named})

    with django_assert_num_queries(0):
        assert effect(calendar).counted == 0
