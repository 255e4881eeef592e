"""The acts of this room: a new version of the calendar."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import connection, transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.actors import Actor
from motcua.foundation.kernel.ports import adapter

from . import queries, rules
from .errors import CalendarChangedMeanwhile, CalendarPublishedBackwards, CalendarUnchanged
from .events import CalendarPublished
from .models import CalendarDay, CalendarVersion, WorkingHours
from .ports import PromisedDays
from .rules import OFFICE_HOURS, Day, Week, openings_text

SUBJECT = "calendar"
_PUBLISHING = 7_302_001  # the advisory lock of those who publish: these tables allow no row lock


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_PUBLISHING])


@transaction.atomic
def publish_calendar(
    *,
    days: Sequence[Day],
    hours: Week = OFFICE_HOURS,
    years: Collection[int],
    official_years: Collection[int],
    by: Actor,
    at: datetime,
    agency_code: str = "",
    note: str = "",
    shown: int | None = None,
) -> CalendarVersion:
    """Publish days and hours as the next version; versions before it stay as they are.

    Whoever promised days by an earlier one is told, and decides which of them move (`ports.PromisedDays`).
    `years` are those whose days are all given, `official_years` those of them that rest on announcements.
    `shown` is the number of the calendar from which the change was made, where somebody was shown one.

    Raises: CalendarFaulty, CalendarPublishedBackwards, CalendarUnchanged, CalendarChangedMeanwhile.
    Law: BLLD-2019/112.
    """
    _lock()
    if shown is not None and shown != _in_force(agency_code):
        raise CalendarChangedMeanwhile()
    rules.check_calendar(days=days, hours=hours, years=years, official_years=official_years, note=note)
    content = rules.content_hash(days=days, hours=hours, years=years, official_years=official_years)
    newest = CalendarVersion.objects.latest_first().first()
    before = CalendarVersion.objects.of(agency_code).latest_first().first()
    if before and before.published_at > at:
        raise CalendarPublishedBackwards(number=before.number)
    if before and before.content_hash == content:
        raise CalendarUnchanged(number=before.number)

    version = CalendarVersion.objects.create(
        agency_code=agency_code,
        number=newest.number + 1 if newest else 1,
        published_at=at,
        published_by=f"{by.kind.value}:{by.code}",
        note=note,
        content_hash=content,
        years=sorted(years),
        official_years=sorted(official_years),
    )
    _keep(version, days, hours)

    audit.record(
        CalendarPublished(
            subject=f"{SUBJECT}:{agency_code}" if agency_code else SUBJECT,
            at=at,
            actor=by,
            dimensions=Dimensions(agency=agency_code),
            number=version.number,
            days=len(days),
            official_years=tuple(version.official_years),
            content_hash=content,
        )
    )
    promised: PromisedDays = adapter("promised_days")
    promised.calendar_published(number=version.number, agency_code=agency_code, by=by, at=at)
    return version


def _in_force(agency_code: str) -> int:
    """Read under the lock; 0 is the shipped one."""
    newest = CalendarVersion.objects.filter(agency_code__in={agency_code, ""})
    return newest.order_by("-agency_code", "-number").values_list("number", flat=True).first() or 0


def _keep(version: CalendarVersion, days: Sequence[Day], hours: Week) -> None:
    CalendarDay.objects.bulk_create(
        CalendarDay(
            version=version,
            on=day.on,
            kind=day.kind,
            name=day.name,
            name_en=day.name_en,
            source=day.source,
            verified=day.verified,
            hours=openings_text(day.openings),
        )
        for day in days
    )
    WorkingHours.objects.bulk_create(
        WorkingHours(version=version, weekday=weekday, opens=opening.opens, closes=opening.closes)
        for weekday, openings in enumerate(hours)
        for opening in openings
    )


@transaction.atomic
def seed_shipped_calendar(*, by: Actor, at: datetime) -> CalendarVersion:
    """The product's own calendar as the installation's first version; what is there already stays in force.

    Raises: CalendarFaulty, CalendarPublishedBackwards.
    Law: BLLD-2019/112.
    """
    _lock()
    there = CalendarVersion.objects.of("").latest_first().first()
    if there:
        return there
    shipped = queries.shipped_calendar()
    return publish_calendar(
        days=tuple(shipped.days.values()),
        hours=shipped.hours,
        years=shipped.years,
        official_years=shipped.official_years,
        by=by,
        at=at,
    )
