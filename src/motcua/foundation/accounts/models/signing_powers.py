"""In whose place officers sign."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from motcua.foundation.accounts.enums import SigningPowerKind
from motcua.foundation.kernel.codes import new_code

from .authorities import Agency, Officer
from .periods import meeting, valid_on


def signing_power_code() -> str:
    return new_code("QK")


class SigningPowerQuerySet(models.QuerySet["SigningPower"]):
    def held_on(self, day: date) -> Self:
        return self.filter(valid_on(day))

    def meeting(self, first_day: date, last_day: date | None) -> Self:
        """Those that share a day with the period."""
        return self.filter(meeting(first_day, last_day))


class SigningPower(models.Model):
    """How an officer signs for an agency from a day to a day: whom they sign for, and on what basis.

    Which power fits whom is the agency's to say, so it is kept as data. With `absent` it holds only while the
    officer stands in for that colleague. Law: ND-30-2020/8.
    """

    code = models.CharField(max_length=20, unique=True, default=signing_power_code)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="signing_powers")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    absent = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=3, choices=SigningPowerKind)
    principal = models.CharField(max_length=120, help_text="The post or body signed for, such as 'Giám đốc'.")
    basis = models.CharField(max_length=300, help_text="The paper that gives the power.")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = SigningPowerQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="signing_power_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(absent=None) | ~Q(absent=F("officer")), name="nobody_signs_for_themselves"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SigningPowerKind.values), name="signing_power_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code
