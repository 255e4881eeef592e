"""Acts on many dossiers at once: what was ordered, and what became of each."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import BulkAct, LineState, PaperSeen, Taker
from motcua.casework.dossiers.rules.returns import Taking
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
    made = models.TextField(blank=True, default="", help_text="What the step that ends has produced.")
    text = models.TextField(
        blank=True, default="", help_text="What is written to the applicants, with its placeholders."
    )
    taken_by = models.CharField(max_length=16, choices=Taker, blank=True, default="")
    taken_name = models.CharField(
        max_length=120, blank=True, default="", help_text="Who takes the results at the counter."
    )
    paper_seen = models.CharField(max_length=16, choices=PaperSeen, blank=True, default="")
    is_signed = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["ordered_by", "-ordered_at"], name="bulk_of_officer")]

    def __str__(self) -> str:
        return self.code

    @property
    def taking(self) -> Taking:
        return Taking(
            by=self.taken_by, name=self.taken_name, paper_seen=self.paper_seen, is_signed=self.is_signed
        )


class BulkLine(models.Model):
    """One dossier of an order. `seen` is where it stood when the officer looked: moved since, it is left."""

    bulk = models.ForeignKey(Bulk, on_delete=models.PROTECT, related_name="lines")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    seen = models.CharField(max_length=160)
    tracking_number = models.CharField(max_length=40, blank=True, default="")
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
