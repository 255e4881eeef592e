"""What happens to a dossier: its clock, supplements, proposals, results, notes, and the codes of a day."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import ClockKind, Outcome, PauseReason, ProposalState, Stage
from motcua.foundation.accounts.models import Officer, Unit
from motcua.foundation.calendar.enums import ClockEventKind
from motcua.foundation.calendar.rules import ClockEvent
from motcua.records.letters.models import Letter

from .dossier import Dossier
from .drafts import LaidPaper


class ClockEntry(models.Model):
    """One event of the legal clock; a due date is computed from these alone."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="clock")
    kind = models.CharField(max_length=8, choices=ClockKind)
    at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True, default="")
    reason_code = models.CharField(max_length=12, choices=PauseReason, blank=True, default="")
    basis = models.CharField(max_length=120, blank=True, default="")
    until = models.DateField(null=True, blank=True, help_text="The new last day that an extension names.")

    class Meta:
        ordering = ["dossier", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="extend", until__isnull=False) | ~Q(kind="extend") & Q(until=None),
                name="extension_and_nothing_else_names_a_day",
            ),
            models.CheckConstraint(
                condition=Q(reason_code="") | Q(kind="pause"), name="only_a_pause_has_a_coded_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.kind}"

    @property
    def event(self) -> ClockEvent:
        """What the legal clock counts with; a coded reason in the active language."""
        coded = str(PauseReason(self.reason_code).label) if self.reason_code else ""
        return ClockEvent(
            kind=ClockEventKind(self.kind),
            at=self.at,
            reason=": ".join(filter(None, (coded, self.reason))),
            basis=self.basis,
            until=self.until,
        )


class Supplement(models.Model):
    """What was asked once and in full; each defect is tied to a paper or a field.

    `defects`: [{"kind": "paper"|"field"|"other", "slug": str, "sentence": str}]. While it waits, `typed` and
    `typed_note` hold what the applicant is preparing as an answer, as a draft holds it.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplements")
    stage = models.CharField(max_length=10, choices=Stage)
    defects = models.JSONField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    answer_due_at = models.DateTimeField(help_text="When we remind or, where the sector law says so, cancel.")
    limit_basis = models.CharField(
        max_length=120, blank=True, default="", help_text="The sector law that sets that day; empty: nobody."
    )
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ask_by = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Until when the law wanted it asked; that it was late refuses nothing.",
    )
    basis = models.CharField(max_length=120, blank=True, default="", help_text="On which it was asked.")
    approved_by = models.ForeignKey(
        Officer,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who approved it, where it was not whoever asked alone.",
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    was_answered = models.BooleanField(
        default=True, help_text="Once it is closed: whether somebody answered, or its time ended."
    )
    typed = models.JSONField(null=True, blank=True, help_text="Answers as typed, checked or not.")
    typed_note = models.TextField(blank=True, default="")
    typed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["dossier", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(answered_at=None), name="one_supplement_waits_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.stage}"


class SupplementPaper(LaidPaper):
    """A file laid beside the answer to a supplement that still waits."""

    supplement = models.ForeignKey(Supplement, on_delete=models.CASCADE, related_name="papers")

    def __str__(self) -> str:
        return f"{self.supplement_id}/{self.slug}"


class Apology(models.Model):
    """The one apology that a dossier may have: a draft, then sent with its letter. Law: ND-61-2018/19.9."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="apology")
    reason = models.CharField(max_length=600, blank=True, default="")
    new_day = models.DateField()
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(
        Officer,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Nobody: the system.",
    )
    due_before = models.DateTimeField(null=True, blank=True, help_text="The appointment that it replaces.")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey(Letter, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None, letter=None, due_before=None)
                | Q(sent_at__isnull=False, sent_by__isnull=False, letter__isnull=False)
                & Q(due_before__isnull=False)
                & ~Q(reason=""),
                name="apology_sent_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.new_day}"


class Proposal(models.Model):
    """What a specialist lays before the leader; `data` is what the result will say."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="proposals")
    outcome = models.CharField(max_length=8, choices=Outcome)
    data = models.JSONField()
    opinion = models.TextField(blank=True, default="")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer_note = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["dossier", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(state="waiting"), name="one_proposal_waits_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="proposal_answered_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.outcome}"


class Result(models.Model):
    """A signed answer to a dossier: what was asked for, or a reasoned refusal of it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="results")
    code = models.CharField(max_length=50, unique=True)
    outcome = models.CharField(max_length=8, choices=Outcome)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    signed_as = models.CharField(
        max_length=250, blank=True, default="", help_text="As printed above the name, such as KT. and titles."
    )
    signing_basis = models.CharField(
        max_length=300, blank=True, default="", help_text="The paper that gave the power of signing."
    )
    number = models.PositiveIntegerField(null=True, blank=True)
    symbol = models.CharField(max_length=60, blank=True, default="")
    numbered_at = models.DateTimeField(null=True, blank=True)
    numbered_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["dossier", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number=None, numbered_at=None, numbered_by=None)
                | Q(number__isnull=False, numbered_at__isnull=False, numbered_by__isnull=False),
                name="result_numbered_whole_or_not_at_all",
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
                name="result_returned_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Note(models.Model):
    """An officer's note on a dossier; the applicant does not see it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["dossier", "pk"]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.pk}"


class DaySequence(models.Model):
    """The last number given by a receiving unit on a day."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "on"], name="one_sequence_per_unit_and_day")]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.on}"
