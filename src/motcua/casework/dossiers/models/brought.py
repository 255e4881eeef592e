"""What came on paper: how many of each paper were brought in a round."""

from django.db import models

from .dossier import Filing


class BroughtPaper(models.Model):
    """One of the papers asked for, as it was handed over at a counter or came by post. Never changed."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="brought")
    slug = models.SlugField(max_length=80)
    originals = models.PositiveSmallIntegerField(default=0)
    certified_copies = models.PositiveSmallIntegerField(default=0)
    plain_copies = models.PositiveSmallIntegerField(default=0)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "slug"], name="paper_is_counted_once_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id}/{self.slug}"
