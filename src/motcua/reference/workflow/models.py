"""Process versions: kept once, never changed but for their last day (a trigger in the database holds it)."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from motcua.foundation.accounts.models import Agency


class ProcessVersionQuerySet(models.QuerySet["ProcessVersion"]):
    def in_force(self, *, on: date) -> Self:
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on))


class ProcessVersion(models.Model):
    """The internal process of one procedure in one agency.

    `steps` is a list of {name, unit, role, hours, output}; hours count eight to a day of the published time.
    `decision` is empty while no decision has approved it (a sample). `content` is the whole of it as
    published; versions kept before it was kept whole have none.
    """

    procedure_code = models.CharField(max_length=60)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    decision = models.CharField(max_length=300, blank=True, default="")
    steps = models.JSONField()
    content = models.JSONField(null=True, blank=True)
    content_hash = models.CharField(max_length=64)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    kept_at = models.DateTimeField()

    objects = ProcessVersionQuerySet.as_manager()

    class Meta:
        ordering = ["procedure_code", "agency", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure_code", "agency", "number"], name="process_number_is_unique"
            ),
            models.UniqueConstraint(
                fields=["procedure_code", "agency", "content_hash"], name="process_content_is_kept_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="process_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_code} p{self.number}"
