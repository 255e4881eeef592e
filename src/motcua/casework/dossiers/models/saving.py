"""Papers that the repository spares people: taken from it, or asked for again with a reason."""

from django.db import models
from django.db.models import Q

from motcua.foundation.accounts.models import Agency, Officer

from .dossier import Dossier
from .work import Supplement


class SavedPaper(models.Model):
    """A paper that its owner did not hand in again: a filing took it from the repository. Never changed.

    Agency and procedure stand here as they were on that day, so that a month is counted by one index.
    """

    append_only = True

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="saved_papers")
    slug = models.SlugField(max_length=80)
    row = models.PositiveSmallIntegerField(null=True, blank=True)
    holding_code = models.CharField(max_length=20)
    owner_code = models.CharField(max_length=20)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False, related_name="+")
    procedure_code = models.CharField(max_length=60)
    channel = models.CharField(max_length=8)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["agency", "saved_at"], name="saved_paper_of_agency"),
            models.Index(fields=["owner_code"], name="saved_paper_of_owner"),
            models.Index(fields=["holding_code"], name="saved_paper_of_holding"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "slug", "row", "holding_code"],
                nulls_distinct=False,
                name="paper_is_saved_once_in_a_dossier",
            ),
            models.CheckConstraint(condition=~Q(holding_code=""), name="saved_paper_is_held"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.slug}"


class AskedAgain(models.Model):
    """An officer asked for a paper that the repository holds valid for the owner, and said why."""

    append_only = True

    supplement = models.ForeignKey(Supplement, on_delete=models.PROTECT, related_name="asked_again")
    slug = models.SlugField(max_length=80)
    holding_code = models.CharField(max_length=20)
    reason = models.CharField(max_length=600)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False, related_name="+")
    procedure_code = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["agency", "asked_at"], name="asked_again_of_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["supplement", "slug", "holding_code"], name="paper_is_asked_again_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="asked_again_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.supplement_id}/{self.slug}"
