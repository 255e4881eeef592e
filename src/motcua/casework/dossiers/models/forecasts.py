"""How long dossiers of one kind took, counted every night."""

from django.db import models
from django.db.models import Q

from motcua.reference.catalogue.models import Publication


class Forecast(models.Model):
    """The figures of one procedure at one agency and one case, over the last 12 months."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="+")
    case_slug = models.SlugField(max_length=60, blank=True, default="")
    dossiers = models.PositiveIntegerField()
    median = models.DurationField(help_text="Working time from filing to the signed result.")
    ninety = models.DurationField(help_text="Nine of ten took no longer.")
    since = models.DateField()
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["publication", "case_slug"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "case_slug"], name="one_forecast_per_kind"),
            models.CheckConstraint(
                condition=Q(ninety__gte=models.F("median")), name="ninety_is_not_before_median"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}/{self.case_slug}"
