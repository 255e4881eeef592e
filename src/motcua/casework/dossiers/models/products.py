"""What the steps of an internal process produced."""

from django.db import models
from django.db.models import Q

from motcua.foundation.accounts.models import Officer
from motcua.records.documents.models import Document
from motcua.reference.workflow.enums import Product

from .dossier import Dossier


class StepProduct(models.Model):
    """Words or a file that a step must produce, kept after a round of filing. Never changed: a newer one of
    the same kind stands in its place."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="products")
    step_slug = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Product)
    text = models.TextField(blank=True, default="")
    document = models.ForeignKey(Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["dossier", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="opinion", document=None) & ~Q(text="")
                | Q(kind__in=["report", "draft"], document__isnull=False, text=""),
                name="step_product_is_words_or_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.step_slug}/{self.kind}"
