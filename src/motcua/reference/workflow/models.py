"""Process versions: kept once, never changed but for their last day (a trigger in the database holds it).

Drafts stand apart: they are read by nobody but editors until one becomes a version.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from motcua.foundation.accounts.models import Agency

from .enums import DraftState


class ProcessVersionQuerySet(models.QuerySet["ProcessVersion"]):
    def in_force(self, *, on: date) -> Self:
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gte=on))


class ProcessVersion(models.Model):
    """The internal process of one procedure in one agency.

    `steps` is a list of {name, unit, role, hours, output, slug, next, back, skip} (rules.parse_steps); hours
    count eight to a day of the published time. `decision` is empty while no decision has approved it (a
    sample). `content` is the whole of it as published; versions kept before it was kept whole have none.
    One that came with a procedure has no draft and no decision of its own.
    """

    procedure_code = models.CharField(max_length=60)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    decision = models.CharField(max_length=300, blank=True, default="")
    steps = models.JSONField()
    content = models.JSONField(null=True, blank=True)
    content_hash = models.CharField(max_length=64)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    kept_at = models.DateTimeField()
    draft = models.OneToOneField(
        "workflow.ProcessDraft", null=True, blank=True, on_delete=models.PROTECT, related_name="version"
    )
    decision_number = models.CharField(max_length=60, null=True, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    decision_agency = models.CharField(max_length=200, null=True, blank=True)
    published_by = models.CharField(max_length=40, null=True, blank=True, help_text="Code of the approver.")

    objects = ProcessVersionQuerySet.as_manager()

    class Meta:
        ordering = ["procedure_code", "agency", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure_code", "agency", "number"], name="process_number_is_unique"
            ),
            models.UniqueConstraint(
                fields=["procedure_code", "agency", "content_hash"], name="process_content_is_kept_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="process_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(
                    draft=None,
                    decision_number=None,
                    decision_on=None,
                    decision_agency=None,
                    published_by=None,
                )
                | Q(
                    draft__isnull=False,
                    decision_number__isnull=False,
                    decision_on__isnull=False,
                    decision_agency__isnull=False,
                    published_by__isnull=False,
                    valid_from__isnull=False,
                ),
                name="process_is_approved_by_a_whole_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_code} p{self.number}"

    def holds_on(self, day: date) -> bool:
        """As in_force says it of many."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


class ProcessDraft(models.Model):
    """A process in the making.

    `rows` is the table as it was written, faults and all (rules.Row). `revision` grows by one with each save,
    so that two editors never overwrite each other unseen. `writers` are the codes of all who wrote in it.
    """

    code = models.CharField(max_length=40, unique=True)
    procedure_code = models.CharField(max_length=60)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    base = models.ForeignKey(
        ProcessVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rows = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=DraftState, default=DraftState.EDITING)
    writers = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    changed_by = models.CharField(max_length=40)
    changed_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=40, null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    sent_back_reason = models.TextField(
        blank=True, default="", help_text="Why it came back, for its writers."
    )

    class Meta:
        ordering = ["-changed_at", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=DraftState.values), name="process_draft_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(submitted_by=None, submitted_at=None)
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="process_draft_submission_is_whole_or_absent",
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_by__isnull=False),
                name="process_draft_is_submitted_by_someone",
            ),
            models.UniqueConstraint(
                fields=["procedure_code", "agency"],
                condition=Q(state__in=["editing", "submitted"]),
                name="process_has_one_open_draft",
            ),
        ]

    def __str__(self) -> str:
        return self.code
