"""The tracking book on paper: one making of a year's book as a PDF, with how far it has come."""

from django.db import models
from django.db.models import Q

from motcua.foundation.accounts.models import Officer
from motcua.foundation.kernel.codes import new_code
from motcua.records.documents.models import Document


def print_code() -> str:
    return new_code("B")


class BookPrint(models.Model):
    """`done` of `total` entries are set; the document is there when all are."""

    code = models.CharField(max_length=20, unique=True, default=print_code)
    agency_code = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField()
    failed_at = models.DateTimeField(null=True, blank=True)
    document = models.OneToOneField(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(document=None) | Q(failed_at=None), name="book_print_is_made_or_failed"
            )
        ]
        indexes = [models.Index(fields=["agency_code", "year", "-id"], name="book_print_of_year")]

    def __str__(self) -> str:
        return self.code
