"""Who entered what, what was decided, and what the second round found."""

from django.db import models
from django.db.models import Q

from motcua.foundation.kernel.codes import new_code
from motcua.records.digitisation.enums import Verdict

from .papers import Paper
from .plans import Box


def lot_code() -> str:
    return new_code("DL")


class Keying(models.Model):
    """One person's entry of a paper's fields: taken in hand, then done. Nobody keys a paper twice.

    `round` is 1 or 2; who has it in hand for longer than an hour loses it to the next.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="keyings")
    round = models.PositiveSmallIntegerField()
    officer_code = models.CharField(max_length=40)
    values = models.JSONField(null=True, blank=True)
    taken_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    void_at = models.DateTimeField(null=True, blank=True, help_text="The paper was scanned or bound anew.")

    class Meta:
        ordering = ["paper", "round"]
        indexes = [
            models.Index(fields=["taken_at"], condition=Q(done_at=None, void_at=None), name="keying_in_hand"),
            models.Index(
                fields=["officer_code", "void_at"],
                condition=Q(void_at__isnull=False),
                name="keying_given_back",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "round"], condition=Q(void_at=None), name="keying_of_a_round_is_one"
            ),
            models.UniqueConstraint(
                fields=["officer_code", "paper"],
                condition=Q(void_at=None),
                name="keyings_of_a_paper_are_by_different_people",
            ),
            models.CheckConstraint(condition=Q(round__in=(1, 2)), name="keying_is_the_first_or_second"),
            models.CheckConstraint(
                condition=Q(done_at=None, values__isnull=True)
                | Q(done_at__isnull=False, values__isnull=False),
                name="keying_done_has_values",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id}/{self.round}"


class Decision(models.Model):
    """What a third person decided where two differed. `values` only of the fields in which they did."""

    append_only = True

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="decisions")
    officer_code = models.CharField(max_length=40)
    values = models.JSONField()
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.paper_id)


def decided_by(officer_code: str) -> models.QuerySet[Decision]:
    """What an officer decided of the entries that papers have now, not of those before they were anew."""
    entries = Keying.objects.filter(paper=models.OuterRef("paper"), void_at=None).order_by("taken_at")
    first = models.Subquery(entries.values("taken_at")[:1])
    return Decision.objects.filter(officer_code=officer_code, decided_at__gte=first)


class KeyingError(models.Model):
    """Somebody, or the machine (`officer_code` empty), had a field otherwise than was decided.

    The decision itself may be wrong: a row with `taken_back` says that a later look gave them right.
    """

    append_only = True

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="errors")
    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="+")
    officer_code = models.CharField(max_length=40, blank=True, default="")
    field = models.CharField(max_length=30)
    at = models.DateTimeField()
    taken_back = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [models.Index(fields=["box", "officer_code", "field"], name="keying_error_by_person")]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.field}"


class Lot(models.Model):
    """Papers of a box whose fields were checked, looked at a second time by sample.

    `plan_size` and `plan_accepted` by the campaign's sampling as it was then; `seed` lets it be shown.
    """

    code = models.CharField(max_length=20, unique=True, default=lot_code)
    box = models.ForeignKey(Box, on_delete=models.PROTECT, related_name="lots")
    size = models.PositiveIntegerField()
    plan_size = models.PositiveIntegerField()
    plan_accepted = models.PositiveIntegerField()
    seed = models.CharField(max_length=40)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.OPEN)
    drawn_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="lot_verdict_is_known"),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.ACCEPTED) | Q(closed_at__isnull=False),
                name="lot_accepted_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class LotPaper(models.Model):
    """A paper of a lot. `is_chosen`: it is to be looked at; `wrong`: the fields that the look set right."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="papers")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="lots")
    is_chosen = models.BooleanField(default=False)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.CharField(max_length=40, blank=True, default="")
    wrong = models.JSONField(default=list)

    class Meta:
        ordering = ["lot", "paper"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "paper"], name="paper_is_once_in_a_lot"),
            models.CheckConstraint(
                condition=Q(looked_at=None, looked_by="") | Q(looked_at__isnull=False) & ~Q(looked_by=""),
                name="lot_paper_looked_at_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot_id}/{self.paper_id}"
