"""What the desk keeps for each officer alone: saved lists, and when a dossier was last looked at."""

from django.db import models
from django.db.models import Value

from motcua.foundation.accounts.models import Officer

from .dossier import Dossier


class SavedList(models.Model):
    """A list that an officer named: a queue, and what was asked of it as its address says."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    queue = models.SlugField(max_length=40)
    asked = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["officer", "name"], name="saved_list_is_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Seen(models.Model):
    """When an officer last opened a dossier; what others did since is marked in lists."""

    officer = models.ForeignKey(Officer, db_index=False, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, db_index=False, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["officer", "dossier"], name="dossier_is_seen_once")]

    def __str__(self) -> str:
        return f"{self.officer_id}/{self.dossier_id}"


class MarksStart(models.Model):
    """From when on an installation that had dossiers before it had marks marks what was not seen; one row,
    or none where marks are as old as the first dossier.
    """

    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(Value(1), name="marks_start_once")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
