"""What becomes of dossiers under way when a new version is published, and of each of them."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import CrossingState
from motcua.foundation.kernel.codes import new_code
from motcua.reference.catalogue.enums import UnderWay
from motcua.reference.catalogue.models import Publication, Version

from .dossier import Dossier


def transition_code() -> str:
    return new_code("T")


class Transition(models.Model):
    """What an editor chose with a new version: dossiers under way move to it, or their filers are asked.

    Where they stay there is no transition. `ground` is the legal ground as it was written.
    """

    code = models.CharField(max_length=20, unique=True, default=transition_code)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")
    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="+")
    under_way = models.CharField(max_length=4, choices=UnderWay)
    ground = models.TextField()
    decided_by = models.CharField(max_length=40, help_text="Code of the officer.")
    decided_at = models.DateTimeField()
    spread_at = models.DateTimeField(null=True, blank=True, help_text="When every dossier had its job.")

    class Meta:
        ordering = ["-decided_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(under_way__in=["move", "ask"]), name="transition_moves_or_asks"
            ),
            models.CheckConstraint(condition=~Q(ground=""), name="transition_has_a_legal_ground"),
        ]

    def __str__(self) -> str:
        return self.code


class Crossing(models.Model):
    """One dossier in a transition: `touched` says what a move changes, `kept` what a move back restores."""

    transition = models.ForeignKey(Transition, on_delete=models.PROTECT, related_name="crossings")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="crossings")
    old_version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=CrossingState)
    why_left = models.CharField(max_length=20, blank=True, default="")
    touched = models.JSONField(default=dict)
    kept = models.JSONField(default=dict)
    at = models.DateTimeField(help_text="When it was asked, moved or left.")
    answered_at = models.DateTimeField(null=True, blank=True)
    moved_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["transition", "dossier"]
        constraints = [
            models.UniqueConstraint(fields=["transition", "dossier"], name="dossier_crosses_once"),
            models.CheckConstraint(
                condition=Q(state__in=CrossingState.values), name="crossing_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="moved_back", moved_back_at__isnull=False)
                | (~Q(state="moved_back") & Q(moved_back_at=None)),
                name="crossing_is_moved_back_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transition_id}/{self.dossier_id}"
