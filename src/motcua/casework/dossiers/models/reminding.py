"""Reminders that a paper of the repository ends."""

from django.db import models


class ExpiryReminder(models.Model):
    """Its owner was told that a paper ends in so many days; once for each paper and number of days."""

    append_only = True

    holding_code = models.CharField(max_length=20)
    days = models.PositiveSmallIntegerField()
    told = models.PositiveSmallIntegerField(help_text="How many people were written to.")
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holding_code", "days"], name="expiry_is_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.holding_code}/{self.days}"
