"""What searching needs beside the catalogue itself: the editors' list of words, and when anything changed."""

import uuid

from django.db import models
from django.db.models import Q

from motcua.reference.catalogue.enums import SynonymKind


class Synonym(models.Model):
    """What people type for what names say. One that is taken out stays a row, so it is not reloaded."""

    typed = models.CharField(max_length=80, unique=True, help_text="Lower case, as people type it.")
    meant = models.JSONField(default=list, help_text="Phrases, any of which may be meant; none for a filler.")
    kind = models.CharField(max_length=20, choices=SynonymKind)
    in_use = models.BooleanField(default=True)
    changed_by = models.CharField(max_length=40, help_text="Code of the editor, or of the system.")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["typed"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SynonymKind.values), name="synonym_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="filler", meant=[]) | (~Q(kind="filler") & ~Q(meant=[])),
                name="synonym_means_something_unless_filler",
            ),
        ]

    def __str__(self) -> str:
        return self.typed


class Revision(models.Model):
    """One row: a new random value with every change of what can be found. Triggers write it, nothing else."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    value = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="revision_is_one_row")]

    def __str__(self) -> str:
        return str(self.value)
