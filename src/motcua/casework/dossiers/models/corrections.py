"""A wrong result corrected at the agency's cost, by a linked new one."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import CorrectionState, WrongOriginal
from motcua.foundation.accounts.models import Officer, Unit
from motcua.records.letters.models import Letter

from .dossier import Dossier
from .work import Result


class Correction(models.Model):
    """The dossier stays returned; the correction has a holder and a deadline of its own until it is done."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="corrections")
    wrong = models.OneToOneField(Result, on_delete=models.PROTECT, related_name="correction")
    right = models.OneToOneField(
        Result, null=True, blank=True, on_delete=models.PROTECT, related_name="corrects"
    )
    state = models.CharField(max_length=16, choices=CorrectionState, default=CorrectionState.WAITING_DRAFT)
    reason = models.CharField(max_length=600)
    holder_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    drafter = models.ForeignKey(
        Officer,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who drafts the right result; nobody until the head of the unit names somebody.",
    )
    due_at = models.DateTimeField(help_text="What the agency promises: no law sets this day.")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    wrong_original = models.CharField(
        max_length=12,
        choices=WrongOriginal,
        blank=True,
        default="",
        help_text="Said where the right result is handed over at the counter.",
    )
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["dossier", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=~Q(state="done"), name="one_correction_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="done", holder_unit=None, done_at__isnull=False, right__isnull=False)
                | ~Q(state="done") & Q(holder_unit__isnull=False, done_at=None),
                name="open_correction_has_a_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.state}"
