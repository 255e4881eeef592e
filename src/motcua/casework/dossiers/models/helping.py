"""Who helps at which desk: what a citizen types to say so."""

from django.db import models
from django.db.models import Q

from motcua.foundation.accounts.models import Officer, Unit


class HelpCode(models.Model):
    """The code of one helper at one desk; a new one takes the place of the one before."""

    digits = models.CharField(max_length=8, unique=True)
    helper = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["helper", "unit"], name="help_code_is_one_for_each_helper"),
            models.CheckConstraint(
                condition=Q(digits__regex=r"^[0-9]{8}$"), name="help_code_has_eight_digits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.helper_id}@{self.unit_id}"
