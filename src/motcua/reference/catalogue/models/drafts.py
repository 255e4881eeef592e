"""Drafts: what editors work on, apart from what is live, and their last changes."""

from django.db import models
from django.db.models import Q

from motcua.foundation.accounts.models import Agency
from motcua.reference.catalogue.enums import ChangeKind, DraftState

from .publications import Publication, Version


class Draft(models.Model):
    """A package in the making. It is read by nobody but editors until it is published as a version.

    `content` holds the four parts {procedure, form, fee, process}, whatever faults they have. `revision`
    grows by one with each save, so that two editors never overwrite each other unseen. People are codes.
    """

    code = models.CharField(max_length=40, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="drafts")
    publication = models.ForeignKey(
        Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts"
    )
    base_version = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    content = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=DraftState, default=DraftState.EDITING)
    created_by = models.CharField(max_length=40)
    opened_at = models.DateTimeField()
    changed_by = models.CharField(max_length=40)
    changed_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=40, null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    sent_back_reason = models.TextField(
        blank=True, default="", help_text="Why it came back, for its editors."
    )

    class Meta:
        ordering = ["-changed_at", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DraftState.values), name="draft_state_is_known"),
            models.CheckConstraint(
                condition=Q(submitted_by=None, submitted_at=None)
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="draft_submission_is_whole_or_absent",
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_by__isnull=False),
                name="draft_is_submitted_by_someone",
            ),
            models.UniqueConstraint(
                fields=["publication"],
                condition=Q(state__in=["editing", "submitted"]),
                name="publication_has_one_open_draft",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class DraftChange(models.Model):
    """One saved change of a draft, kept so that it can be undone; only the last ones are kept.

    `revision` is the one that it made; `before` is what its part said until then.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=4, choices=ChangeKind)
    part = models.CharField(max_length=10)
    before = models.JSONField(null=True)
    by = models.CharField(max_length=40, help_text="Code of the editor.")
    at = models.DateTimeField()

    class Meta:
        ordering = ["draft", "revision"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ChangeKind.values), name="draft_change_kind_is_known"
            ),
            models.UniqueConstraint(fields=["draft", "revision"], name="draft_change_makes_one_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.revision}"
