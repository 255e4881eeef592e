"""Self-service machines of one-stop desks."""

from typing import Self

from django.db import models
from django.db.models import Q

from motcua.foundation.kernel.codes import new_code

from .authorities import Officer, Unit


def kiosk_code() -> str:
    return new_code("KO")


class KioskQuerySet(models.QuerySet["Kiosk"]):
    def in_force(self) -> Self:
        """Those that nobody revoked and whose desk is open."""
        return self.filter(revoked_at=None, unit__closed_on=None)


class Kiosk(models.Model):
    """A machine that the public uses by itself, at a one-stop desk.

    Its key is shown once and kept as a hash; it opens the mode of the machine and nothing else.
    """

    code = models.CharField(max_length=20, unique=True, default=kiosk_code)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="kiosks")
    name = models.CharField(max_length=80)
    place = models.CharField(max_length=160, help_text="Where it stands, such as 'Sảnh tầng 1'.")
    key_hash = models.CharField(max_length=64, unique=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="Nobody where the machine's owner did it at the command line.",
    )  # fmt: skip
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = KioskQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(revoked_at=None), name="kiosk_name_is_one_at_a_desk"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class KioskSeen(models.Model):
    """When a kiosk last showed a page; a table of its own, since it is kept while pages are read."""

    kiosk = models.OneToOneField(Kiosk, on_delete=models.CASCADE, primary_key=True, related_name="seen")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.kiosk_id)
