from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar import operations, queries
from motcua.foundation.calendar.enums import DayKind
from motcua.foundation.calendar.errors import (
    CalendarChangedMeanwhile,
    CalendarFaulty,
    CalendarMissing,
    CalendarPublishedBackwards,
    CalendarUnchanged,
)
from motcua.foundation.calendar.models import CalendarDay, CalendarVersion, WorkingHours
from motcua.foundation.calendar.queries import shipped_calendar
from motcua.foundation.calendar.rules import OFFICE_HOURS, Day, Opening, same_hours
from motcua.foundation.kernel.actors import SYSTEM, Actor, ActorKind

from .days import moment

LAN = Actor(ActorKind.OFFICER, "O-LAN")
FRIDAY = moment("2026-11-20")
MONDAY = moment("2026-11-23")
NEW_YEAR = Day(date(2027, 1, 1), DayKind.OFF, "Tết Dương lịch", "Thông báo 1", True, "New Year's Day")
EIGHT_TO_FOUR = same_hours([Opening(time(8), time(12)), Opening(time(12, 30), time(16))])


def publish(at=FRIDAY, **more):
    content = {"days": [NEW_YEAR], "hours": OFFICE_HOURS, "years": {2027}, "official_years": {2027}}
    return operations.publish_calendar(**(content | {"by": LAN, "at": at} | more))


def everything():
    return [model.objects.count() for model in (CalendarVersion, CalendarDay, WorkingHours, AuditEvent)]


@pytest.mark.django_db
class TestPublishCalendar:
    def test_a_version_is_kept_with_its_days_and_hours(self):
        version = publish(note="Theo thông báo")

        assert (version.number, version.published_by) == (1, "officer:O-LAN")
        assert [(day.on, day.kind) for day in CalendarDay.objects.all()] == [(date(2027, 1, 1), "off")]
        assert WorkingHours.objects.count() == 10

    def test_the_event_says_who_published_what(self):
        version = publish(agency_code="A-1")

        event = AuditEvent.objects.get()
        assert (event.kind, event.subject, event.actor_code) == ("CalendarPublished", "calendar:A-1", "O-LAN")
        assert event.payload["number"] == version.number
        assert event.payload["content_hash"] == version.content_hash

    def test_a_change_that_was_shown_from_another_calendar_is_not_published(self):
        shown = publish().number
        publish(at=MONDAY, hours=EIGHT_TO_FOUR, shown=shown)
        before = everything()

        with pytest.raises(CalendarChangedMeanwhile):
            publish(at=MONDAY, note="Từ lịch cũ", years={2027, 2028}, shown=shown)
        with pytest.raises(CalendarChangedMeanwhile):
            publish(at=MONDAY, agency_code="A-1", shown=0)

        assert everything() == before

    def test_numbers_count_over_the_whole_installation(self):
        assert [publish().number, publish(agency_code="A-1").number, publish(agency_code="A-2").number] == [
            1,
            2,
            3,
        ]

    def test_the_version_before_stays_as_it_was(self):
        first = publish()
        publish(at=MONDAY, hours=EIGHT_TO_FOUR)

        assert queries.calendar_numbered(number=first.number).hours == OFFICE_HOURS

    @pytest.mark.parametrize(
        "faulty",
        [
            {"days": [NEW_YEAR, NEW_YEAR]},
            {"days": [Day(date(2027, 1, 1), DayKind.OFF, " ", "Thông báo 1")]},
            {"days": [Day(date(2027, 1, 1), DayKind.OFF, "Tết", "")]},
            {"days": [Day(date(2027, 1, 1), DayKind.OFF, "T" * 201, "Thông báo 1")]},
            {"days": [NEW_YEAR, Day(date(2027, 1, 4), DayKind.WORKING, "Làm bù", "Thông báo 1")]},
            {"days": [NEW_YEAR, Day(date(1800, 1, 4), DayKind.OFF, "Nghỉ", "Thông báo 1")]},
            {"days": [Day(date(2027, 9, 2), DayKind.OFF, "Quốc khánh", "Thông báo 1")]},
            {"days": []},
            {"official_years": {2027, 2028}},
            {"years": {2027, 2028}},
            {"hours": ((),) * 7},
            {"hours": OFFICE_HOURS[:5]},
            {"hours": same_hours([Opening(time(9), time(8))])},
            {"hours": same_hours([Opening(time(8), time(12)), Opening(time(11), time(13))])},
            {"note": "n" * 501},
        ],
    )
    def test_a_faulty_calendar_is_refused_and_leaves_no_trace(self, faulty):
        with pytest.raises(CalendarFaulty):
            publish(**faulty)

        assert everything() == [0, 0, 0, 0]

    def test_all_faults_are_told_at_once(self, english):
        with pytest.raises(CalendarFaulty) as refusal:
            publish(days=[Day(date(2027, 1, 1), DayKind.OFF, "", "")])

        assert refusal.value.faults == ("01/01/2027 has no name.", "01/01/2027 has no source.")

    def test_the_same_content_again_is_refused_and_leaves_no_trace(self):
        publish()
        before = everything()

        with pytest.raises(CalendarUnchanged):
            publish(at=MONDAY)

        assert everything() == before

    def test_a_version_before_its_predecessor_is_refused_and_leaves_no_trace(self):
        publish(at=MONDAY)
        before = everything()

        with pytest.raises(CalendarPublishedBackwards):
            publish(at=FRIDAY, hours=EIGHT_TO_FOUR)

        assert everything() == before

    @pytest.mark.parametrize("model", [CalendarVersion, CalendarDay, WorkingHours])
    def test_the_application_can_change_no_version(self, model):
        publish()

        for statement in ("DELETE FROM {}", "UPDATE {} SET id = 0", "TRUNCATE {}"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(statement.format(model._meta.db_table))


@pytest.mark.django_db
class TestConstraints:
    @pytest.mark.parametrize(
        ("row", "name"),
        [
            (
                lambda v: CalendarDay(version=v, on=date(2027, 1, 1), kind="off", name="x", source="y"),
                "once_per",
            ),
            (
                lambda v: CalendarDay(version=v, on=date(2027, 1, 2), kind="?", name="x", source="y"),
                "kind_is",
            ),
            (lambda v: CalendarDay(version=v, on=date(2027, 1, 2), kind="off", name="x"), "name_and_source"),
            (lambda v: WorkingHours(version=v, weekday=7, opens=time(8), closes=time(9)), "on_a_weekday"),
            (lambda v: WorkingHours(version=v, weekday=5, opens=time(9), closes=time(8)), "close_after"),
            (lambda v: WorkingHours(version=v, weekday=0, opens=time(7, 30), closes=time(9)), "open_once"),
            (lambda v: a_version(number=0), "start_at_one"),
            (lambda v: a_version(number=v.number), "number"),
            (lambda v: a_version(official_years=[2030]), "official_years_are_given"),
            (lambda v: a_version(published_by=""), "who_and_what"),
        ],
    )
    def test_the_database_refuses_what_cannot_be(self, row, name):
        version = publish()

        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row(version).save(force_insert=True)


def a_version(**more):
    fields = {
        "number": 9,
        "published_at": FRIDAY,
        "published_by": "officer:O-LAN",
        "content_hash": "0" * 64,
        "years": [2027],
        "official_years": [2027],
    }
    return CalendarVersion(**(fields | more))


@pytest.mark.django_db
class TestSeedShippedCalendar:
    def test_the_shipped_calendar_becomes_the_first_version(self):
        version = operations.seed_shipped_calendar(by=SYSTEM, at=FRIDAY)

        assert version.number == 1
        assert CalendarDay.objects.count() == len(shipped_calendar().days)
        assert AuditEvent.objects.get().kind == "CalendarPublished"

    def test_seeding_twice_gives_the_same_version_and_no_second_event(self):
        first = operations.seed_shipped_calendar(by=SYSTEM, at=FRIDAY)

        assert operations.seed_shipped_calendar(by=SYSTEM, at=MONDAY) == first
        assert AuditEvent.objects.count() == 1

    def test_a_calendar_of_the_installation_is_not_replaced(self):
        published = publish()

        assert operations.seed_shipped_calendar(by=SYSTEM, at=MONDAY) == published


@pytest.mark.django_db
class TestCalendarInForce:
    def test_without_any_version_it_is_the_shipped_one(self):
        assert queries.calendar_in_force(agency_code="A-1", at=FRIDAY) == shipped_calendar()

    def test_the_newest_version_published_by_then_counts(self):
        publish(at=FRIDAY)
        publish(at=MONDAY, hours=EIGHT_TO_FOUR)

        numbers = [
            queries.calendar_in_force(agency_code="", at=at).number
            for at in (FRIDAY - timedelta(seconds=1), FRIDAY, MONDAY - timedelta(seconds=1), MONDAY)
        ]

        assert numbers == [0, 1, 1, 2]

    def test_an_agency_with_a_calendar_of_its_own_follows_that_one(self):
        publish(agency_code="A-1", hours=EIGHT_TO_FOUR)
        publish(at=MONDAY)

        own = queries.calendar_in_force(agency_code="A-1", at=MONDAY)
        other = queries.calendar_in_force(agency_code="A-2", at=MONDAY)

        assert (own.number, own.agency_code, own.hours) == (1, "A-1", EIGHT_TO_FOUR)
        assert (other.number, other.agency_code, other.hours) == (2, "", OFFICE_HOURS)

    def test_what_is_read_is_what_was_published(self):
        publish()

        found = queries.calendar_in_force(agency_code="", at=FRIDAY)

        assert found.days == {NEW_YEAR.on: NEW_YEAR}
        assert (found.years, found.official_years) == (frozenset({2027}), frozenset({2027}))

    def test_the_seeded_calendar_is_the_shipped_one_under_its_number(self):
        operations.seed_shipped_calendar(by=SYSTEM, at=FRIDAY)

        found = queries.calendar_in_force(agency_code="A-1", at=FRIDAY)

        assert (found.number, found.days, found.hours) == (
            1,
            shipped_calendar().days,
            shipped_calendar().hours,
        )

    def test_the_shipped_content_costs_one_query_even_the_first_time(self, django_assert_num_queries):
        operations.seed_shipped_calendar(by=SYSTEM, at=FRIDAY)

        with django_assert_num_queries(1):
            queries.calendar_in_force(agency_code="A-1", at=FRIDAY)

    def test_other_content_is_read_once_in_a_process(self, django_assert_num_queries):
        publish(note="read once", days=[NEW_YEAR, Day(date(2027, 6, 7), DayKind.OFF, "Nghỉ", "Thông báo 2")])

        with django_assert_num_queries(3):
            queries.calendar_in_force(agency_code="", at=FRIDAY)
        with django_assert_num_queries(1):
            queries.calendar_in_force(agency_code="", at=FRIDAY)

    def test_a_number_finds_its_calendar_again(self):
        version = publish(agency_code="A-1")

        assert queries.calendar_numbered(number=version.number).agency_code == "A-1"
        assert queries.calendar_numbered(number=0) == shipped_calendar()
        with pytest.raises(CalendarMissing):
            queries.calendar_numbered(number=99)

    def test_the_versions_of_an_agency_newest_first(self):
        publish()
        publish(at=MONDAY, hours=EIGHT_TO_FOUR)
        publish(agency_code="A-1")

        assert [row.number for row in queries.versions_of(agency_code="")] == [2, 1]
