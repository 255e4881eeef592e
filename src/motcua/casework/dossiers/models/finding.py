"""What the lists of officers need beside a dossier: the words it is found by, and how much lies where."""

from typing import Any, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from motcua.foundation.accounts.models import Agency, Officer, Unit
from motcua.reference.catalogue.models import Publication

from .dossier import OPEN, Dossier

_COUNTED: dict[str, Any] = {
    "on_delete": models.DO_NOTHING,
    "related_name": "+",
    "db_constraint": False,
    "db_index": False,
}


class SearchWords(models.Model):
    """Owner, filer, their numbers and telephones, and what was answered: plain words without diacritics.

    Kept by triggers of the database (see the migration that makes this table); nothing here writes it.
    """

    dossier = models.OneToOneField(Dossier, primary_key=True, on_delete=models.CASCADE, related_name="search")
    words = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["words"], name="dossier_words", fastupdate=False)]

    def __str__(self) -> str:
        return f"{self.dossier_id}"


class QueueCountQuerySet(models.QuerySet["QueueCount"]):
    def open(self) -> Self:
        return self.filter(business__in=OPEN)


class QueueCount(models.Model):
    """So many dossiers lie in one place; the sum of the rows of a place counts, single rows are changes.

    The columns are called as a dossier's, so what tells a queue of dossiers tells its rows here. Kept by
    triggers of the database; `operations.counting` folds the rows and compares them with the dossiers.
    """

    agency = models.ForeignKey(Agency, **_COUNTED)
    reception_unit = models.ForeignKey(Unit, **_COUNTED)
    work_unit = models.ForeignKey(Unit, null=True, blank=True, **_COUNTED)
    publication = models.ForeignKey(Publication, **_COUNTED)
    holder_kind = models.CharField(max_length=10)
    holder_unit = models.ForeignKey(Unit, null=True, blank=True, **_COUNTED)
    holder_officer = models.ForeignKey(Officer, null=True, blank=True, **_COUNTED)
    business = models.CharField(max_length=20)
    sub_status = models.CharField(max_length=20)
    n = models.IntegerField()

    objects = QueueCountQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["agency"], name="queue_count_of_agency")]

    def __str__(self) -> str:
        return f"{self.sub_status} {self.n:+d}"
