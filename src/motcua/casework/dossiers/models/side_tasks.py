"""What others do for a dossier while it is worked on: opinions they are asked for, sub-dossiers they hold."""

from typing import Self

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import SideKind, SideState, Stance
from motcua.foundation.accounts.models import Officer, Unit
from motcua.records.documents.models import Document

from .dossier import OPEN, Dossier


class SideTaskQuerySet(models.QuerySet["SideTask"]):
    def unanswered(self) -> Self:
        """Those that the dossier still waits for, begun or not."""
        return self.filter(state__in=[SideState.NEXT, SideState.WAITING])

    def at_work(self) -> Self:
        """Those that somebody has to answer now."""
        return self.filter(state=SideState.WAITING, dossier__business__in=OPEN)


class SideTask(models.Model):
    """One thing asked of one party, with its own clock: from `begun_at` to `due_at`, under the dossier's.

    The party is a unit here, or an agency without accounts whose letter is recorded by hand. A sub-dossier
    (PART) comes from a step of the process; one that follows another begins when that is answered.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="side_tasks")
    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=8, choices=SideKind)
    step_slug = models.CharField(max_length=60, blank=True, default="")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agency_name = models.CharField(max_length=200, blank=True, default="")
    question = models.TextField()
    hours = models.PositiveIntegerField(null=True, blank=True, help_text="Working hours, of a sub-dossier.")
    state = models.CharField(max_length=8, choices=SideState)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    holder = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)
    told_late_at = models.DateTimeField(null=True, blank=True, help_text="When the one-stop desk was told.")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance, blank=True, default="")
    answer = models.TextField(blank=True, default="", help_text="Or why the dossier goes on without one.")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    letter_number = models.CharField(max_length=60, blank=True, default="")
    letter_on = models.DateField(null=True, blank=True)

    objects = SideTaskQuerySet.as_manager()

    class Meta:
        ordering = ["dossier", "pk"]
        indexes = [
            models.Index(
                fields=["unit", "due_at"], condition=Q(state="waiting"), name="side_task_queue_of_unit"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit=None) & ~Q(agency_name="") | Q(unit__isnull=False, agency_name=""),
                name="side_task_has_one_party",
            ),
            models.CheckConstraint(
                condition=Q(state="next", begun_at=None, due_at=None)
                | Q(state="waived")
                | Q(begun_at__isnull=False, due_at__isnull=False),
                name="side_task_begun_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["next", "waiting"], ended_at=None, ended_by=None, answer="")
                | Q(state__in=["answered", "waived"], ended_at__isnull=False, ended_by__isnull=False)
                & ~Q(answer=""),
                name="side_task_ended_whole_or_not_at_all",
            ),
            models.UniqueConstraint(
                fields=["dossier", "step_slug"],
                condition=~Q(step_slug=""),
                name="side_task_of_a_step_is_once",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def party(self) -> str:
        """The asked one in words; `unit__agency` is loaded."""
        return f"{self.unit.name}, {self.unit.agency.name_vi}" if self.unit else self.agency_name

    @property
    def is_late(self) -> bool:
        """Ended after its deadline; one that still waits is late by the clock of whoever asks."""
        return bool(self.ended_at and self.due_at and self.ended_at > self.due_at)


class SidePaper(models.Model):
    """A file of the dossier that the asked party is given to read."""

    task = models.ForeignKey(SideTask, on_delete=models.PROTECT, related_name="papers")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["task", "document"], name="side_paper_is_given_once")]

    def __str__(self) -> str:
        return f"{self.task_id}/{self.document_id}"
