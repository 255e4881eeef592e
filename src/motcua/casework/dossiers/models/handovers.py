"""Who gave a dossier to whom: one row for each change of hands, written in the act and never changed."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import HolderKind, Punctuality, SubStatus
from motcua.foundation.accounts.models import Officer, Unit

from .dossier import Dossier


class HandOver(models.Model):
    """One change of hands. `until` is the day by which the receiver acts; `result` says of the giver whether
    they gave it on before, on or after their own day, empty where nobody set one.

    Law: TT-01-2018-VPCP/9.
    """

    append_only = True

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="hand_overs")
    act_id = models.UUIDField()
    at = models.DateTimeField()
    given_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False,
        help_text="Nobody: the applicant or the system acted.",
    )  # fmt: skip
    from_kind = models.CharField(max_length=10, choices=HolderKind)
    from_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    from_officer = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_kind = models.CharField(max_length=10, choices=HolderKind)
    to_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_officer = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    until = models.DateTimeField(null=True, blank=True)
    waits_for = models.CharField(max_length=20, choices=SubStatus)
    step_slug = models.CharField(
        max_length=60, blank=True, default="", help_text="The dossier's place in its process, as it keeps it."
    )
    result = models.CharField(max_length=8, choices=Punctuality, blank=True, default="")
    of_papers = models.BooleanField(
        default=False, db_default=False, help_text="Only papers changed hands; who works on it stays."
    )
    note = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["dossier", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_kind__in=HolderKind.values, to_kind__in=HolderKind.values),
                name="hand_over_is_between_known_kinds",
            ),
            models.CheckConstraint(
                condition=Q(result="") | Q(result__in=Punctuality.values), name="hand_over_result_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.pk}"
