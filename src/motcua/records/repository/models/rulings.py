"""What keepers said of papers by hand, and why."""

from django.db import models
from django.db.models import Q

from motcua.foundation.kernel.codes import new_code
from motcua.records.repository.enums import RulingKind

from .holdings import Holding


def ruling_code() -> str:
    return new_code("HR")


class Ruling(models.Model):
    """A keeper ended a paper, let it count again, or took it from whom it is not. Never changed.

    Events name it by its code; the reason, which may say anything, stays here.
    """

    append_only = True

    code = models.CharField(max_length=20, unique=True, default=ruling_code)
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="rulings")
    kind = models.CharField(max_length=12, choices=RulingKind)
    owner_code = models.CharField(
        max_length=20, blank=True, default="", help_text="Whose the paper was until then."
    )
    reason = models.CharField(max_length=600)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40, help_text="Code of the officer.")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RulingKind.values), name="ruling_kind_is_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="ruling_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(kind="released") | ~Q(owner_code=""), name="ruling_released_from_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.code
