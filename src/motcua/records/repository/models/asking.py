"""What an owner asks to have corrected, and what the agency answered."""

from django.db import models
from django.db.models import Q

from motcua.foundation.kernel.codes import new_code
from motcua.records.repository.enums import AskState, WrongAbout

from .holdings import Holding


def ask_code() -> str:
    return new_code("HC")


class AskedCorrection(models.Model):
    """One request: what is wrong, in the owner's words, and the answer of the agency that keeps the paper."""

    code = models.CharField(max_length=20, unique=True, default=ask_code)
    holding = models.ForeignKey(Holding, on_delete=models.PROTECT, related_name="asked")
    agency_code = models.CharField(max_length=60, help_text="Whose task it is.")
    unit_code = models.CharField(
        max_length=80,
        blank=True,
        default="",
        db_default="",
        help_text="Of the agency that issued the paper; empty where nobody knows: its keepers answer.",
    )
    about = models.CharField(max_length=10, choices=WrongAbout)
    words = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=20, help_text="Code of the account that is told.")
    state = models.CharField(max_length=10, choices=AskState, default=AskState.WAITING)
    corrector = models.CharField(max_length=40, blank=True, default="", help_text="Officer who corrects it.")
    answer = models.TextField(blank=True, default="", help_text="What changed, or why not.")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=40, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["agency_code", "id"],
                condition=Q(state__in=["waiting", "accepted"]),
                name="asked_correction_under_way",
            ),
            models.Index(
                fields=["unit_code", "id"],
                condition=Q(state__in=["waiting", "accepted"]) & ~Q(unit_code=""),
                name="asked_correction_of_unit",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["holding"],
                condition=Q(state__in=["waiting", "accepted"]),
                name="one_correction_asked_at_a_time",
            ),
            models.CheckConstraint(condition=Q(about__in=WrongAbout.values), name="asked_about_is_known"),
            models.CheckConstraint(condition=~Q(words=""), name="asked_correction_has_words"),
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None, answered_by="", corrector="", done_at=None)
                | Q(
                    Q(state="accepted", answered_at__isnull=False, done_at=None),
                    ~Q(answered_by=""),
                    ~Q(corrector=""),
                )
                | Q(
                    Q(state="done", answered_at__isnull=False, done_at__isnull=False),
                    ~Q(answered_by=""),
                    ~Q(answer=""),
                )
                | Q(
                    Q(state="refused", answered_at__isnull=False, done_at__isnull=False),
                    ~Q(answered_by=""),
                    ~Q(answer=""),
                ),
                name="asked_correction_answered_whole_or_not_at_all",
            ),
        ]

    def __str__(self) -> str:
        return self.code
