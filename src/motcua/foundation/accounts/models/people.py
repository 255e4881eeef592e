"""Accounts, people, organisations, and where somebody is signed in."""

from datetime import date
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from motcua.foundation.accounts.enums import Sex
from motcua.foundation.kernel.codes import new_code

from .periods import valid_on


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
