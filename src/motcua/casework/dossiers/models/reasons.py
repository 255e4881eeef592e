"""The kept list of reasons, where each was given, and which are given so often that applicants are told."""

from typing import Self

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import ReasonAbout, ReasonAct
from motcua.foundation.accounts.models import Officer
from motcua.reference.catalogue.models import Procedure, Publication

from .dossier import Dossier


class ReasonQuerySet(models.QuerySet["Reason"]):
    def valid(self) -> Self:
        return self.filter(retired_at=None)

    def fitting(self, *, act: str, procedure_id: int) -> Self:
        """The general ones for that act, and those of the procedure."""
        return self.filter(Q(procedure=None) | Q(procedure_id=procedure_id), act=act)


class Reason(models.Model):
    """Why a dossier is asked for more or refused, in words that anybody may read. Retired, never deleted."""

    code = models.CharField(max_length=20, unique=True, help_text="As officers type it: BS01.")
    act = models.CharField(max_length=12, choices=ReasonAct)
    about = models.CharField(max_length=8, choices=ReasonAbout, default=ReasonAbout.ANY)
    procedure = models.ForeignKey(
        Procedure,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty for a reason that fits every procedure.",
    )
    sentence = models.CharField(max_length=600)
    basis = models.CharField(max_length=300, blank=True, default="")
    retired_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.CharField(max_length=40, help_text="Code of the editor, or of the system.")
    changed_at = models.DateTimeField()

    objects = ReasonQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=~Q(sentence=""), name="reason_says_something"),
            models.CheckConstraint(
                condition=Q(act="supplement") | Q(about="any"), name="only_a_supplement_is_about_a_place"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ReasonGiven(models.Model):
    """One coded reason in one act. `kind` and `slug` say which paper or field; the officer's words are not
    here, so that nothing counted from these rows can tell them."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, help_text="paper, field, or other for the dossier as a whole.")
    slug = models.CharField(max_length=80, blank=True, default="", help_text="Without the row of a table.")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["given_at"], name="reason_given_when")]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.reason_id}"


class CommonReason(models.Model):
    """One of the commonest reasons of a publication at one place of its form, as last counted."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)
    slug = models.CharField(max_length=80, blank=True, default="")
    reason = models.ForeignKey(Reason, on_delete=models.CASCADE, related_name="+")
    dossiers = models.PositiveIntegerField()
    since = models.DateField()
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["publication", "-dossiers", "reason"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "kind", "slug", "reason"], name="common_reason_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}/{self.kind}/{self.slug}"
