"""Numbered lists of what passes between a one-stop desk and a unit or the post: made once, never changed."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import LineState, ListedThing, ListKind
from motcua.foundation.accounts.models import Officer, Unit

from .dossier import Dossier


class HandOverList(models.Model):
    """One list with its number in the desk's year; `unit` is the other side, nobody for the post."""

    append_only = True

    code = models.CharField(max_length=20, unique=True)
    desk = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ListKind)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["desk", "year", "number"], name="hand_over_list_has_its_number_alone"
            ),
            models.CheckConstraint(
                condition=Q(kind="post", unit=None)
                | Q(kind__in=["to_unit", "from_unit"], unit__isnull=False),
                name="hand_over_list_has_another_side",
            ),
        ]
        indexes = [models.Index(fields=["desk", "-made_at", "-id"], name="hand_over_lists_of_desk")]

    def __str__(self) -> str:
        return self.code


class HandOverListLine(models.Model):
    """One dossier of a list. What is printed is kept and never changes; what became of it is `state`.

    Waiting is open; done, or refused with its reason, lets the dossier go on another list.
    """

    list = models.ForeignKey(HandOverList, on_delete=models.PROTECT, related_name="lines")
    place = models.PositiveSmallIntegerField()
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    thing = models.CharField(max_length=10, choices=ListedThing)
    papers = models.PositiveSmallIntegerField()
    procedure = models.CharField(max_length=1000)
    owner = models.CharField(max_length=300)
    address = models.CharField(max_length=500, blank=True, default="", help_text="To which it is posted.")
    state = models.CharField(max_length=8, choices=LineState, default=LineState.WAITING)
    why = models.CharField(max_length=400, blank=True, default="")
    tracking_number = models.CharField(max_length=40, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["list", "place"]
        constraints = [
            models.UniqueConstraint(fields=["list", "place"], name="hand_over_line_has_its_place_alone"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(state="waiting"), name="dossier_is_on_one_open_list"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", done_at=None, done_by=None, why="")
                | Q(state="done", done_at__isnull=False, done_by__isnull=False, why="")
                | Q(state="refused", done_at__isnull=False, done_by__isnull=False) & ~Q(why=""),
                name="hand_over_line_ended_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_id}/{self.place}"
