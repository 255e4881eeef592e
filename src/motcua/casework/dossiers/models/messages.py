"""Words between the agency and the applicant about one dossier."""

from django.db import models
from django.db.models import Q

from motcua.foundation.accounts.models import Officer, Person
from motcua.records.documents.models import Document

from .dossier import Dossier


class DossierMessage(models.Model):
    """One message. A question of the applicant waits until the agency writes; both sides keep every word."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="messages")
    text = models.TextField()
    written_at = models.DateTimeField()
    by_officer = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateTimeField(
        null=True, blank=True, help_text="Of a question: 8 working hours, our own practice."
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    document = models.ForeignKey(
        Document,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="A file with it.",
    )
    read_at = models.DateTimeField(
        null=True, blank=True, help_text="Of the agency's words, by the applicant."
    )

    class Meta:
        ordering = ["dossier", "pk"]
        indexes = [
            models.Index(
                fields=["dossier"],
                condition=Q(answered_at=None, by_officer=None),
                name="question_that_waits",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(by_officer=None, by_person__isnull=False, answer_by__isnull=False, read_at=None)
                | Q(by_officer__isnull=False, by_person=None, answer_by=None, answered_at=None),
                name="message_is_of_one_side",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}/{self.pk}"
