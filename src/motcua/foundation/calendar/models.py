"""Versions of the calendar: written once; the application may add to these tables, never change them."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from .enums import DayKind
from .rules.checks import LONGEST_NAME, LONGEST_NOTE, LONGEST_SOURCE


class CalendarVersionQuerySet(models.QuerySet["CalendarVersion"]):
    def of(self, agency_code: str) -> Self:
        """The versions of one agency; "" is the whole installation."""
        return self.filter(agency_code=agency_code)

    def published_by_then(self, at: datetime) -> Self:
        return self.filter(published_at__lte=at)

    def latest_first(self) -> Self:
        return self.order_by("-number")


class CalendarVersion(models.Model):
    """One publication of days and hours, for an agency or ("") for the whole installation.

    Numbers count over the whole installation, so that a number alone says which calendar a date came from.
    """

    append_only = True

    agency_code = models.CharField(max_length=40, blank=True, default="")
    number = models.PositiveIntegerField(unique=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=80, help_text="Kind and code of the actor.")
    note = models.CharField(max_length=LONGEST_NOTE, blank=True, default="")
    content_hash = models.CharField(max_length=64)
    years = ArrayField(models.PositiveSmallIntegerField(), help_text="Years whose days are all given.")
    official_years = ArrayField(models.PositiveSmallIntegerField(), help_text="Of these, the official ones.")

    objects = CalendarVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="calendar_version_numbers_start_at_one"),
            models.CheckConstraint(
                condition=Q(years__contains=F("official_years")), name="calendar_official_years_are_given"
            ),
            models.CheckConstraint(
                condition=~Q(published_by="") & ~Q(content_hash=""), name="calendar_version_says_who_and_what"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_code or '*'} v{self.number}"


class CalendarDay(models.Model):
    """A day off or a worked day of one version."""

    append_only = True

    version = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="days")
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=DayKind)
    name = models.CharField(max_length=LONGEST_NAME)
    name_en = models.CharField(max_length=LONGEST_NAME, blank=True, default="")
    source = models.CharField(max_length=LONGEST_SOURCE)
    verified = models.BooleanField(default=False)
    hours = models.CharField(
        max_length=100, blank=True, default="", help_text="The day's own, such as 07:30-11:30."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="short") & ~Q(hours="") | Q(kind="off", hours="") | Q(kind="working"),
                name="calendar_half_day_has_hours_and_day_off_none",
            ),
            models.UniqueConstraint(fields=["version", "on"], name="calendar_day_stands_once_per_version"),
            models.CheckConstraint(condition=Q(kind__in=DayKind.values), name="calendar_day_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(source=""), name="calendar_day_has_name_and_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.kind}"


class WorkingHours(models.Model):
    """One stretch of working time on a weekday (0 is Monday), in Vietnam's time."""

    append_only = True

    version = models.ForeignKey(CalendarVersion, on_delete=models.PROTECT, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "weekday", "opens"], name="working_hours_open_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(weekday__range=(0, 6)), name="working_hours_are_on_a_weekday"),
            models.CheckConstraint(
                condition=Q(opens__lt=F("closes")), name="working_hours_close_after_they_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H:%M}–{self.closes:%H:%M}"
