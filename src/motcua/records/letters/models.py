"""Letters, the templates they were fixed with, and the registers that number them."""

from typing import Self

from django.db import models
from django.db.models import Q

from motcua.foundation.kernel.codes import new_code
from motcua.records.documents.models import Document

from .enums import LetterKind, LetterState


def letter_code() -> str:
    return new_code("L")


def restyle_code() -> str:
    return new_code("R")


class Template(models.Model):
    """The sources of a template as they were when a letter was first fixed with them; never changed."""

    version = models.CharField(max_length=64, primary_key=True, help_text="SHA-256 over the sources.")
    name = models.CharField(max_length=40)
    sources = models.JSONField(help_text="File name → text.")
    first_used_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.version[:8]}"


class Restyle(models.Model):
    """A template file that an agency uploaded: tried, then put in force for its papers; every one is kept."""

    code = models.CharField(max_length=20, unique=True, default=restyle_code)
    agency_code = models.CharField(max_length=60)
    file = models.CharField(max_length=40)
    text = models.TextField()
    note = models.CharField(max_length=200, blank=True, default="")
    uploaded_at = models.DateTimeField()
    uploaded_by = models.CharField(max_length=40)
    in_force = models.BooleanField(default=False)
    starts_on = models.DateField(null=True, blank=True, help_text="The day on which it comes into force.")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency_code", "file"],
                condition=Q(in_force=True),
                name="one_restyle_in_force_per_agency_and_file",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file} {self.code}"


class LetterQuerySet(models.QuerySet["Letter"]):
    def about(self, subject: str) -> Self:
        return self.filter(subject=subject)

    def in_force(self) -> Self:
        return self.exclude(state=LetterState.REVOKED)


class Letter(models.Model):
    """One official paper. `data` holds the very words that are printed."""

    code = models.CharField(max_length=20, unique=True, default=letter_code)
    kind = models.CharField(max_length=20, choices=LetterKind)
    subject = models.CharField(
        max_length=80, db_index=True, help_text="Subject of the act, such as dossier:…."
    )
    agency_code = models.CharField(max_length=60)
    owner_code = models.CharField(max_length=20, blank=True, default="")
    leader_code = models.CharField(
        max_length=40, blank=True, default="", help_text="The officer who signs it."
    )
    is_sample = models.BooleanField(default=False, help_text="Marked MẪU: no legal value.")
    form = models.CharField(
        max_length=40, blank=True, default="", help_text="Legal text and number of its official form."
    )
    data = models.JSONField()
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="+")
    book = models.CharField(max_length=40, blank=True, default="")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    claim = models.TextField(
        blank=True, default="", help_text="Signed words of a result's second QR code; see claims.py."
    )
    state = models.CharField(max_length=20, choices=LetterState)
    trouble = models.CharField(
        max_length=300, blank=True, default="", help_text="Why the last try to make it failed."
    )
    act_id = models.UUIDField()
    fixed_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    document = models.OneToOneField(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="letter"
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["revoked_at"],
                condition=Q(state=LetterState.REVOKED) & ~Q(claim=""),
                name="letters_claims_revoked",
            ),
            models.Index(
                fields=["fixed_at"], condition=Q(state=LetterState.FIXED), name="letters_waiting_to_be_made"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LetterKind.values), name="letter_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=LetterState.values), name="letter_state_is_known"),
            models.CheckConstraint(
                condition=Q(document=None, made_at=None) | Q(document__isnull=False, made_at__isnull=False),
                name="letter_made_whole_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.MADE) | Q(made_at__isnull=False),
                name="letter_that_is_made_has_its_document",
            ),
            models.CheckConstraint(
                condition=Q(number=None, year=None, book="")
                | Q(number__isnull=False, year__isnull=False) & ~Q(book=""),
                name="letter_numbered_whole_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=~Q(state=LetterState.AWAITING_NUMBER) | Q(number=None, made_at=None),
                name="letter_that_awaits_its_number_has_none",
            ),
            models.CheckConstraint(
                condition=Q(state=LetterState.REVOKED) & Q(revoked_at__isnull=False)
                | ~Q(state=LetterState.REVOKED) & Q(revoked_at=None),
                name="letter_revoked_at_a_moment",
            ),
            models.UniqueConstraint(fields=["act_id", "kind"], name="one_letter_of_a_kind_per_act"),
            models.UniqueConstraint(
                fields=["agency_code", "book", "year", "number"],
                condition=Q(number__isnull=False),
                name="letter_number_is_given_once",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Register(models.Model):
    """A book of an agency in a year; its row is the lock under which numbers are given."""

    agency_code = models.CharField(max_length=60)
    book = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last_number = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True, help_text="From then on it gives no number.")
    closed_by = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency_code", "book", "year"], name="one_register_per_agency_book_and_year"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="") | Q(closed_at__isnull=False) & ~Q(closed_by=""),
                name="register_closed_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_code}/{self.book}/{self.year}"


class RegisterEntry(models.Model):
    """One number given: to what, when, by whom."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="entry")
    entered_at = models.DateTimeField()
    entered_by = models.CharField(max_length=40)

    class Meta:
        ordering = ["register", "number"]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="register_gives_a_number_once"),
            models.CheckConstraint(condition=Q(number__gt=0), name="register_numbers_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.register_id}/{self.number}"

    @property
    def symbol(self) -> str:
        """What follows the number. Reads the register: load it along."""
        return self.register.book
