"""How the queues stand for who holds a role in a unit, where administrators said so."""

from django.db import models

from motcua.foundation.accounts.models import Role, Unit


class QueueArrangement(models.Model):
    """`lines` by place: slug, name, shown, cols, sort. Without a row they stand as the product says."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    lines = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "role"], name="queue_arrangement_is_one_for_unit_and_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.role_id}"
