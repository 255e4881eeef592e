"""An agency's own words of notices, every version of them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from motcua.foundation.accounts.models import Agency


class WordingQuerySet(models.QuerySet["Wording"]):
    def standing(self) -> Self:
        """All that count or will: none that was cancelled."""
        return self.filter(cancelled_at=None)

    def begun(self, *, on: date) -> Self:
        """The newest first is the one in force."""
        return self.standing().filter(starts_on__lte=on).order_by("-starts_on", "-pk")


class Wording(models.Model):
    """One version of a notice in one language, from a day; an empty one is the return to the product's words.

    `base_…` is what the product said when this was written, so that a later change of it can be shown.
    Versions are added and never written anew.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    notice = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=120, blank=True)
    body = models.TextField(blank=True)
    note = models.CharField(max_length=200, blank=True)
    base_subject = models.CharField(max_length=250)
    base_body = models.TextField()
    starts_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=40, blank=True)

    objects = WordingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["agency", "notice", "language", "-starts_on", "-id"],
                condition=Q(cancelled_at=None),
                name="wording_in_force",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(subject="") & Q(body="")) | (~Q(subject="") & ~Q(body="")),
                name="wording_is_whole_or_a_return",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice}/{self.language}/{self.pk}"

    @property
    def is_default(self) -> bool:
        return not self.body
