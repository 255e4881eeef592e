"""Agencies, their units, officers, the posts they hold and when they are away."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from motcua.foundation.accounts.enums import AgencyLevel, IdentifierForm, Scope, UnitKind
from motcua.foundation.kernel.codes import new_code

from .people import Account
from .periods import meeting, valid_on


def post_code() -> str:
    return new_code("V")


def leave_code() -> str:
    return new_code("LV")


class AgencyQuerySet(models.QuerySet["Agency"]):
    def in_force(self, *, on: date) -> Self:
        return self.filter(valid_on(on))


class Agency(models.Model):
    """An authority: a node of the installation's tree. Every row of law names its agency."""

    code = models.SlugField(max_length=60, unique=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    level = models.CharField(max_length=20, choices=AgencyLevel)
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True, default="")
    place = models.CharField(max_length=80, help_text="Where its papers are dated, such as 'Quảng Trị'.")
    symbol = models.CharField(max_length=20, help_text="Its letters in a document's symbol, such as SKHCN.")
    address = models.CharField(max_length=300, blank=True, default="")
    hotline = models.CharField(max_length=40, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    hours = models.CharField(max_length=120, blank=True, default="", help_text="Opening hours in words.")
    bank_account = models.CharField(max_length=200, blank=True, default="")
    letterhead = models.JSONField(default=dict, blank=True)
    upload_max_bytes = models.PositiveIntegerField(default=20 * 1024 * 1024)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=AgencyLevel.values), name="agency_level_is_known"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="agency_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class AgencyIdentifierQuerySet(models.QuerySet["AgencyIdentifier"]):
    def in_force(self, *, on: date) -> Self:
        return self.filter(valid_on(on))

    def meeting(self, first_day: date, last_day: date | None) -> Self:
        """Those that share a day with the period."""
        return self.filter(meeting(first_day, last_day))


class AgencyIdentifier(models.Model):
    """An identifier of an agency in one form, with the time in which it holds."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="identifiers")
    form = models.CharField(max_length=5, choices=IdentifierForm)
    value = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = AgencyIdentifierQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "value", "valid_from"], name="identifier_is_given_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="identifier_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(form__in=IdentifierForm.values), name="identifier_form_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.value


class Unit(models.Model):
    """A part of an agency: the one-stop desk, a division, the leadership, the office."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    code = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=UnitKind)
    name = models.CharField(max_length=200)
    symbol = models.CharField(max_length=20, blank=True, default="")
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=UnitKind.values), name="unit_kind_is_known"),
        ]

    def __str__(self) -> str:
        return self.code


class Officer(models.Model):
    """A public servant who works on the desk."""

    code = models.CharField(max_length=40, unique=True)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="officer")
    full_name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True, default="", help_text="Chức vụ, as signed.")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def mail_address(self) -> str:
        """For mail of the desk; empty for whoever was shut out."""
        return self.account.email if self.account.is_active else ""


class Role(models.Model):
    """A named set of permissions, as data, with the reach in which they hold."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    permissions = ArrayField(models.CharField(max_length=40), default=list)
    scope = models.CharField(max_length=6, choices=Scope)
    retired_at = models.DateTimeField(null=True, blank=True, help_text="Since then it is not given any more.")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="role_scope_is_known"),
        ]

    def __str__(self) -> str:
        return self.code


class PostQuerySet(models.QuerySet["Post"]):
    def held_on(self, day: date) -> Self:
        return self.filter(valid_on(day))

    def meeting(self, first_day: date, last_day: date | None) -> Self:
        """Those that share a day with the period."""
        return self.filter(meeting(first_day, last_day))


class Post(models.Model):
    """An officer in a unit with a role, from a day to a day."""

    code = models.CharField(max_length=20, unique=True, default=post_code)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="posts")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="post_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["officer", "unit", "role"], condition=Q(valid_to=None), name="post_is_held_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}@{self.unit_id}"


class LeaveQuerySet(models.QuerySet["Leave"]):
    def held_on(self, day: date) -> Self:
        """Those that last that day and were not ended before their time."""
        return self.filter(valid_on(day), ended_at=None)

    def meeting(self, first_day: date, last_day: date) -> Self:
        """Those not ended that share a day with the period."""
        return self.filter(meeting(first_day, last_day), ended_at=None)


class Leave(models.Model):
    """Days on which an officer is away, and who stands in for them. Kept, and ended early at most once."""

    code = models.CharField(max_length=20, unique=True, default=leave_code)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="leaves")
    substitute = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="stands_in"
    )
    valid_from = models.DateField()
    valid_to = models.DateField()
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Ended before its last day was over.")

    objects = LeaveQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="leave_ends_after_start"),
            models.CheckConstraint(
                condition=Q(substitute=None) | ~Q(substitute=F("officer")),
                name="nobody_stands_in_for_themselves",
            ),
        ]

    def __str__(self) -> str:
        return self.code
