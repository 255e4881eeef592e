"""Acts on many dossiers at once: what was ordered, and what became of each."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import BulkAct, LineState
from motcua.foundation.accounts.models import Officer

from .dossier import Dossier


class Bulk(models.Model):
    """One order of an officer: the same act on many dossiers, each carried out in its own transaction."""

    code = models.CharField(max_length=20, unique=True)
    act = models.CharField(max_length=8, choices=BulkAct)
    ordered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(
        Officer,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who is to work.",
    )
    ordered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ordered_by", "-ordered_at"], name="bulk_of_officer")]

    def __str__(self) -> str:
        return self.code


class BulkLine(models.Model):
    """One dossier of an order. `seen` is where it stood when the officer looked: moved since, it is left."""

    bulk = models.ForeignKey(Bulk, on_delete=models.PROTECT, related_name="lines")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    seen = models.CharField(max_length=80)
    state = models.CharField(max_length=8, choices=LineState, default=LineState.WAITING)
    why = models.CharField(max_length=400, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["bulk", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["bulk", "dossier"], name="bulk_names_a_dossier_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", done_at=None, why="")
                | Q(state="done", done_at__isnull=False, why="")
                | Q(state="refused", done_at__isnull=False) & ~Q(why=""),
                name="bulk_line_ended_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bulk_id}/{self.dossier_id}"
