"""How a sitting ended in which a dossier was to be settled at once."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import SittingEnd
from motcua.foundation.accounts.models import Agency, Officer

from .dossier import Dossier


class Sitting(models.Model):
    """Settled while the applicant waited, or put off to a day with a reason and its ground.

    The agency stands here as it was on that day, so that a month is counted by one index.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="sitting")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, db_index=False, related_name="+")
    end = models.CharField(max_length=10, choices=SittingEnd)
    ended_at = models.DateTimeField()
    ended_by = models.ForeignKey(Officer, on_delete=models.PROTECT, db_index=False, related_name="+")
    reason = models.CharField(max_length=200, blank=True, default="")
    basis = models.CharField(max_length=120, blank=True, default="")
    new_day = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["agency", "ended_at"], name="sitting_of_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(Q(end="adjourned", new_day__isnull=False), ~Q(reason=""), ~Q(basis=""))
                | Q(end="settled", new_day=None, reason="", basis=""),
                name="adjourned_sitting_names_day_reason_and_ground",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.end}"
