"""What somebody brought whose competent agency is not clear yet: kept with a holder and a deadline."""

from typing import Self

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import Channel, UnclearState
from motcua.foundation.accounts.models import Officer, Person, Unit
from motcua.records.letters.models import Letter
from motcua.reference.catalogue.models import Publication

from .dossier import Dossier


class UnclearQuerySet(models.QuerySet["UnclearRequest"]):
    def open(self) -> Self:
        return self.filter(state__in=[UnclearState.WAITING, UnclearState.ASSIGNED])


class UnclearRequest(models.Model):
    """No dossier yet: it becomes one when it is registered under the procedure that it was assigned to, or
    it ends with an answer that no agency here decides it. `code` is the token of that registration.
    """

    code = models.CharField(max_length=20, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    filer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    wants = models.TextField(help_text="What the person asks for, in their words.")
    papers = models.CharField(max_length=1000, blank=True, default="", help_text="What came on paper.")
    channel = models.CharField(max_length=8, choices=Channel)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=UnclearState, default=UnclearState.WAITING)
    holder = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    holder_until = models.DateTimeField(null=True, blank=True)
    publication = models.ForeignKey(
        Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(blank=True, default="")
    basis = models.CharField(max_length=500, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = UnclearQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        indexes = [
            models.Index(
                fields=["unit", "holder_until"],
                condition=Q(state__in=["waiting", "assigned"]),
                name="unclear_queue_of_desk",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=["waiting", "assigned"], holder__isnull=False, holder_until__isnull=False
                )
                | Q(state__in=["registered", "answered"], holder=None, holder_until=None),
                name="unclear_open_has_holder_and_deadline",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None, publication=None, dossier=None, letter=None)
                | Q(state="assigned", decided_at__isnull=False, publication__isnull=False, dossier=None)
                | Q(state="registered", publication__isnull=False, dossier__isnull=False)
                | Q(state="answered", decided_at__isnull=False, dossier=None, letter__isnull=False),
                name="unclear_goes_step_by_step",
            ),
        ]

    def __str__(self) -> str:
        return self.code
