"""Colleagues named in an internal note."""

from django.db import models
from django.db.models import Q

from motcua.foundation.accounts.models import Officer

from .work import Note


class Mention(models.Model):
    """One colleague named in a note, kept as data: nobody reads names out of old words again.

    `said` is the name as it stands in the note behind its @; empty where the writer chose it beside the note.
    `read_at` is when they opened the dossier's notes, `stood_in_at` when somebody who stands in for them did.
    """

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="mentions")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=300, blank=True, default="")
    read_at = models.DateTimeField(null=True, blank=True)
    stood_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["note", "pk"]
        indexes = [
            models.Index(fields=["officer"], condition=Q(read_at=None), name="mention_that_is_unread"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["note", "officer"], name="officer_is_named_once_in_a_note"),
        ]

    def __str__(self) -> str:
        return f"{self.note_id}/{self.officer_id}"
