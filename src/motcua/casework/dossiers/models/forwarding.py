"""Papers received for another agency of the province: where they lie, by when they go, who got them."""

from typing import Self

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import PapersState, PapersWay
from motcua.foundation.accounts.models import Officer, Unit

from .dossier import Dossier


class ForwardingQuerySet(models.QuerySet["Forwarding"]):
    def here(self) -> Self:
        """Still at the desk that received them."""
        return self.filter(state=PapersState.HERE)

    def on_the_way(self) -> Self:
        return self.filter(state=PapersState.ON_THE_WAY)


class Forwarding(models.Model):
    """The papers of one round of a dossier, from the desk that took them to that of the deciding agency.

    `due_at` is by when they leave, then by when the other desk says that it has them; a change of hands is
    kept as a hand-over beside it. Of a withdrawn acceptance nothing has to go: STAYED.
    Law: ND-61-2018/18.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="forwardings")
    round = models.PositiveSmallIntegerField()
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    papers = models.PositiveSmallIntegerField(help_text="How many sheets and files in all were counted.")
    state = models.CharField(max_length=12, choices=PapersState, default=PapersState.HERE)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=PapersWay, blank=True, default="")
    post_number = models.CharField(max_length=40, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    missing = models.CharField(max_length=1000, blank=True, default="", help_text="What did not come.")

    objects = ForwardingQuerySet.as_manager()

    class Meta:
        ordering = ["dossier", "round", "pk"]
        indexes = [
            models.Index(
                fields=["from_unit", "due_at"], condition=Q(state="here"), name="forwarding_to_send"
            ),
            models.Index(
                fields=["to_unit", "due_at"], condition=Q(state="on_the_way"), name="forwarding_to_confirm"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(state="here"),
                name="forwarding_of_a_dossier_waits_once",
            ),
            models.CheckConstraint(condition=Q(state__in=PapersState.values), name="forwarding_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["here", "stayed"], sent_at=None, sent_by=None, confirmed_at=None)
                | Q(state="on_the_way", sent_at__isnull=False, sent_by__isnull=False, confirmed_at=None)
                | Q(
                    state="there",
                    sent_at__isnull=False,
                    sent_by__isnull=False,
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                ),
                name="forwarding_goes_step_by_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}#{self.round}"
