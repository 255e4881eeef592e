"""Tables of people, organisations, agencies and officers."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from motcua.foundation.kernel.codes import new_code

from .enums import AgencyLevel, IdentifierForm, Scope, Sex, UnitKind


def account_code() -> str:
    return new_code("A")


def person_code() -> str:
    return new_code("P")


def organisation_code() -> str:
    return new_code("O")


def login_session_code() -> str:
    return new_code("S")


def membership_code() -> str:
    return new_code("M")


def post_code() -> str:
    return new_code("V")


def valid_on(day: date, *, of: str = "") -> Q:
    """Begun and not ended that day; `of`: the relation whose rows have the days."""
    begin, end = (f"{of}__{name}" if of else name for name in ("valid_from", "valid_to"))
    return Q((f"{begin}__lte", day)) & (Q((end, None)) | Q((f"{end}__gte", day)))


def _meeting(first_day: date, last_day: date | None) -> Q:
    """Shares a day with the period; an open end is no end."""
    lasts = Q(valid_to=None) | Q(valid_to__gte=first_day)
    return lasts if last_day is None else lasts & Q(valid_from__lte=last_day)


class AccountManager(BaseUserManager["Account"]):
    def open(self) -> "models.QuerySet[Account]":
        return self.filter(closed_at=None)


class Account(AbstractBaseUser):
    """A way to sign in. People type their e-mail, kept in lower case; the session holds the account."""

    code = models.CharField(max_length=20, unique=True, default=account_code)
    email = models.EmailField(max_length=254)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=2, default="vi", choices=[("vi", "Tiếng Việt"), ("en", "English")])
    created_at = models.DateTimeField()
    failed_sign_ins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    objects = AccountManager()

    USERNAME_FIELD = "code"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=Q(closed_at=None), name="one_open_account_per_email"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(is_active=False), name="closed_account_is_not_active"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Person(models.Model):
    """A natural person; may exist without an account (filed at the counter)."""

    code = models.CharField(max_length=20, unique=True, default=person_code)
    account = models.OneToOneField(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="person"
    )
    identity_number = models.CharField(max_length=12, null=True, blank=True, unique=True)
    full_name = models.CharField(max_length=120)
    name_norm = models.CharField(max_length=120, db_index=True, default="")
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=6, choices=Sex, blank=True, default="")
    phone = models.CharField(max_length=20, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(identity_number=None) | Q(identity_number__regex=r"^[0-9]{12}$"),
                name="identity_number_has_12_digits",
            ),
            models.CheckConstraint(condition=Q(sex__in=["", *Sex.values]), name="person_sex_is_known"),
        ]

    def __str__(self) -> str:
        return self.code


class Organisation(models.Model):
    """A legal person known by its tax number."""

    code = models.CharField(max_length=20, unique=True, default=organisation_code)
    tax_number = models.CharField(max_length=14, unique=True, null=True, blank=True)
    name = models.CharField(max_length=250)
    name_norm = models.CharField(max_length=250, db_index=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    phone = models.CharField(max_length=20, blank=True, default="")
    email = models.EmailField(blank=True, default="")

    def __str__(self) -> str:
        return self.code


class MembershipQuerySet(models.QuerySet["Membership"]):
    def held_on(self, day: date) -> Self:
        return self.filter(valid_on(day))


class Membership(models.Model):
    """A person who may file for an organisation, from a day to a day, on a stated ground."""

    code = models.CharField(max_length=20, unique=True, default=membership_code)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    position = models.CharField(max_length=120, blank=True, default="")
    is_legal_representative = models.BooleanField(default=False)
    ground = models.CharField(
        max_length=200,
        blank=True,
        default="",
        help_text="The paper that authorises a person who is not the head.",
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(valid_to=None), name="membership_is_held_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.organisation_id}"


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
        return self.filter(_meeting(first_day, last_day))


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
    on_leave_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Role(models.Model):
    """A named set of permissions, as data, with the reach in which they hold."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    permissions = ArrayField(models.CharField(max_length=40), default=list)
    scope = models.CharField(max_length=6, choices=Scope)

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
        return self.filter(_meeting(first_day, last_day))


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


class LoginSession(models.Model):
    """A place where an account is signed in; the owner sees and ends it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="login_sessions")
    code = models.CharField(max_length=20, unique=True, default=login_session_code)
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=200, blank=True, default="")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.code


class Attempt(models.Model):
    """How often something was tried from one place in one window: the limits on guessing."""

    key = models.CharField(max_length=80)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="one_count_per_window")]

    def __str__(self) -> str:
        return f"{self.key}@{self.window}"
