"""What officers say of each paper while they read."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import Verdict
from motcua.foundation.accounts.models import Officer

from .dossier import Dossier


class PaperVerdict(models.Model):
    """Whether one paper is in order, as it was filed up to a round; the last word of that round."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="verdicts")
    round = models.PositiveSmallIntegerField()
    slug = models.CharField(max_length=60)
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.CharField(max_length=1000, blank=True, default="")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["dossier", "round", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "round", "slug"], name="one_verdict_per_paper_and_round"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="bad") | ~Q(reason=""), name="paper_not_in_order_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.round}/{self.slug}"
