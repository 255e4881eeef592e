"""A dossier that was filed under the wrong procedure, put under the right one."""

from django.db import models
from django.db.models import Q

from motcua.foundation.accounts.models import Officer
from motcua.reference.catalogue.models import Version
from motcua.reference.workflow.models import ProcessVersion

from .dossier import Dossier


class ProcedureChange(models.Model):
    """One change of procedure; the code of the dossier stays. Never changed.

    `rounds` were filed under the old version. `fields` and `papers` name for what is new what it was carried
    over from. `paid_too_much_vnd` is what the owner paid above the fee of the right procedure.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="procedure_changes")
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    rounds = models.PositiveSmallIntegerField()
    old_version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    old_case_slug = models.SlugField(max_length=60, blank=True, default="")
    old_process = models.ForeignKey(
        ProcessVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    old_due_at = models.DateTimeField(null=True, blank=True)
    new_version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    new_case_slug = models.SlugField(max_length=60, blank=True, default="")
    fields = models.JSONField(default=dict)
    papers = models.JSONField(default=dict)
    paid_too_much_vnd = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["dossier", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="change_of_procedure_has_a_reason"),
            models.UniqueConstraint(fields=["dossier", "rounds"], name="procedure_changes_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.rounds}"
