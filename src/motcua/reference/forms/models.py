"""Form versions: kept once, never changed (a trigger in the database holds it)."""

from django.db import models
from django.db.models import Q


class FormVersion(models.Model):
    """One version of an electronic form; `content` follows the published schema."""

    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="form_version_number_is_unique_per_form"),
            models.UniqueConstraint(
                fields=["code", "content_hash"], name="form_version_content_is_kept_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="form_version_number_counts_from_one"),
        ]
        ordering = ["code", "number"]

    def __str__(self) -> str:
        return f"{self.code} v{self.number}"
