"""How work on a dossier ends before its result: the applicant asks for it, a leader stops it."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import StopReason
from motcua.foundation.accounts.models import Officer, Person
from motcua.records.letters.models import Letter

from .dossier import Dossier


class StopRequest(models.Model):
    """An applicant asks that the work on an accepted dossier end; a leader answers."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="stop_requests")
    reason = models.CharField(max_length=600)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateTimeField(help_text="8 working hours, as after a filing: our own practice.")
    answered_at = models.DateTimeField(null=True, blank=True)
    declined_for = models.CharField(max_length=600, blank=True, default="")

    class Meta:
        ordering = ["dossier", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(answered_at=None), name="one_stop_request_waits_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.pk}"


class Stop(models.Model):
    """Why a dossier was stopped, on which ground, by whom, with its notice (Mẫu 05 of 2025)."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="stop")
    code = models.CharField(max_length=16, choices=StopReason)
    reason = models.CharField(max_length=600)
    basis = models.CharField(max_length=300)
    stopped_at = models.DateTimeField()
    stopped_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.code}"
