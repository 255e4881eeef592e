"""How a unit gives out work, as data."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import AssignmentWay
from motcua.foundation.accounts.models import Officer, Unit
from motcua.reference.catalogue.models import Field, Procedure


class UnitAssignment(models.Model):
    """Whether the head assigns alone, sees a proposal, or the proposal is carried out at once."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=AssignmentWay)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(way__in=AssignmentWay.values), name="assignment_way_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.way}"


class AssignmentRule(models.Model):
    """In this unit, this procedure or this field goes to this officer; several may share one."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    procedure = models.ForeignKey(
        Procedure, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    field = models.ForeignKey(Field, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(procedure=None, field__isnull=False) | Q(procedure__isnull=False, field=None),
                name="assignment_rule_names_a_procedure_or_a_field",
            ),
            models.UniqueConstraint(
                fields=["unit", "procedure", "field", "officer"],
                nulls_distinct=False,
                name="assignment_rule_is_kept_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.procedure_id or self.field_id}/{self.officer_id}"
