"""Who was let to a paper beside its owner: an officer for a dossier in hand, and whoever has a link."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from motcua.foundation.kernel.codes import new_code

from .holdings import Holding

LONGEST_SHARE = timedelta(days=90)


def access_code() -> str:
    return new_code("HA")


def share_code() -> str:
    return new_code("SH")


class Access(models.Model):
    """An officer was let to a paper for a dossier in hand, with a reason, until a moment. Never changed."""

    append_only = True

    code = models.CharField(max_length=20, unique=True, default=access_code)
    holding_code = models.CharField(max_length=20)
    dossier_code = models.CharField(max_length=40)
    officer_code = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["holding_code", "officer_code", "-until"], name="access_of_officer"),
            models.Index(fields=["officer_code", "dossier_code", "until"], name="access_for_a_dossier"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="access_has_a_reason"),
            models.CheckConstraint(condition=~Q(dossier_code=""), name="access_is_for_a_dossier"),
            models.CheckConstraint(condition=Q(until__gt=F("opened_at")), name="access_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.code


class ShareQuerySet(models.QuerySet["Share"]):
    def live(self, *, at: datetime) -> Self:
        return self.filter(ended_at=None, until__gt=at)


class Share(models.Model):
    """A link by which a stranger sees one paper, for a purpose and for a time. Of its token only the hash."""

    code = models.CharField(max_length=20, unique=True, default=share_code)
    token_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256, lower-case hex.")
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="shares")
    purpose = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=40, help_text="Code of the account.")
    until = models.DateTimeField()
    most_openings = models.PositiveIntegerField(null=True, blank=True)
    openings = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=""), name="share_has_a_purpose"),
            models.CheckConstraint(
                condition=Q(until__gt=F("made_at"), until__lte=F("made_at") + LONGEST_SHARE),
                name="share_lasts_at_most_90_days",
            ),
            models.CheckConstraint(
                condition=Q(most_openings=None) | Q(openings__lte=F("most_openings"), most_openings__gt=0),
                name="share_is_opened_no_more_than_allowed",
            ),
            models.CheckConstraint(
                condition=Q(token_hash__regex=r"^[0-9a-f]{64}$"), name="share_keeps_a_hash_only"
            ),
        ]

    def __str__(self) -> str:
        return self.code
