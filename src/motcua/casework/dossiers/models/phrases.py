"""Texts that officers write again and again, of one officer or of a unit."""

from django.db import models
from django.db.models import Q

from motcua.casework.dossiers.enums import PhraseKind
from motcua.foundation.accounts.models import Officer, Unit


class Phrase(models.Model):
    """A text under a name; its placeholders are filled when it is put into a form."""

    kind = models.CharField(max_length=12, choices=PhraseKind)
    name = models.CharField(max_length=80)
    text = models.TextField(max_length=2000)
    officer = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    changed_by = models.CharField(max_length=40)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(officer=None, unit__isnull=False) | Q(officer__isnull=False, unit=None),
                name="phrase_is_of_an_officer_or_a_unit",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(text=""), name="phrase_is_named_and_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.name
