"""Papers of a dossier that the agency lost, and how each came back."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import LostState
from motcua.foundation.accounts.models import Officer
from motcua.records.letters.models import Letter

from .dossier import Dossier


class Loss(models.Model):
    """What happened, told to the applicant with an apology; the agency bears the cost. Law: ND-61-2018/21."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="losses")
    what_happened = models.CharField(max_length=600)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["dossier", "pk"]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.pk}"


class LostPaper(models.Model):
    """One paper: there is a file of it here, or it is asked for again, or it is there again."""

    loss = models.ForeignKey(Loss, on_delete=models.PROTECT, related_name="papers")
    slug = models.SlugField(max_length=80)
    state = models.CharField(max_length=8, choices=LostState)
    back_at = models.DateTimeField(null=True, blank=True)
    back_by = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["loss", "slug"], name="paper_is_lost_once_in_a_loss"),
            models.CheckConstraint(
                condition=Q(state="back", back_at__isnull=False, back_by__isnull=False)
                | ~Q(state="back") & Q(back_at=None, back_by=None),
                name="lost_paper_back_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loss_id}/{self.slug}"
