"""Published lists: rows as printed, oddities, likenesses to known procedures."""

from django.db import models
from django.db.models import Q

from motcua.foundation.accounts.models import Agency
from motcua.reference.catalogue.enums import FindingKind, LikenessState, Scheme

from .publications import Procedure, Publication


class ListImport(models.Model):
    """A published list that came in: shipped with the product, or uploaded. Its rows have its slug."""

    slug = models.SlugField(max_length=60, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="list_imports")
    authority = models.CharField(max_length=10, help_text="What the codes end in, such as H50.")
    title = models.CharField(max_length=300)
    document = models.CharField(max_length=200, help_text="Number and day of the document, as cited.")
    scheme = models.CharField(max_length=10, choices=Scheme)
    plan_year = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=200, blank=True, default="")
    file_type = models.CharField(max_length=10, blank=True, default="")
    file_sha256 = models.CharField(max_length=64, blank=True, default="")
    imported_by = models.CharField(max_length=40)
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["-imported_at", "slug"]
        constraints = [
            models.CheckConstraint(condition=Q(scheme__in=Scheme.values), name="list_scheme_is_known"),
        ]

    def __str__(self) -> str:
        return self.slug


class ListRow(models.Model):
    """A row of a published list, kept as printed. It changes the catalogue only when it is confirmed.

    How an editor says that it should read stands beside it, part by part; what was read stays.

    Rows of lists that came in before rows were confirmed one by one have a publication and nobody's name.
    """

    list_slug = models.SlugField(max_length=60)
    ordinal = models.PositiveIntegerField(help_text="Place in the file, from 1.")
    printed = models.CharField(max_length=20, help_text="The number printed in the list.")
    raw = models.JSONField()
    corrected = models.JSONField(null=True, blank=True, help_text="The parts that an editor corrected.")
    corrected_by = models.CharField(max_length=40, null=True, blank=True, help_text="Code of the editor.")
    corrected_at = models.DateTimeField(null=True, blank=True)
    publication = models.ForeignKey(
        Publication, null=True, blank=True, on_delete=models.PROTECT, related_name="list_rows"
    )
    confirmed_by = models.CharField(max_length=40, null=True, blank=True, help_text="Code of the editor.")
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["list_slug", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["list_slug", "ordinal"], name="list_row_is_kept_once"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, publication__isnull=False),
                name="list_row_is_confirmed_by_someone_as_something",
            ),
            models.CheckConstraint(
                condition=Q(corrected=None, corrected_by=None, corrected_at=None)
                | Q(corrected__isnull=False, corrected_by__isnull=False, corrected_at__isnull=False),
                name="list_row_is_corrected_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_slug}/{self.ordinal}"


class Finding(models.Model):
    """Something odd in a list that was imported: reported, not mended."""

    list_slug = models.SlugField(max_length=60)
    kind = models.CharField(max_length=30, choices=FindingKind)
    rows = models.JSONField(help_text="Places in the file.")
    facts = models.JSONField(help_text="What the sentence about it says.")
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["list_slug", "id"]
        constraints = [
            models.UniqueConstraint(fields=["list_slug", "kind", "rows"], name="finding_is_reported_once"),
            models.CheckConstraint(condition=Q(kind__in=FindingKind.values), name="finding_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.list_slug}: {self.kind}"


class Likeness(models.Model):
    """A proposal that a row without a code is a known procedure; only an editor says yes or no."""

    row = models.ForeignKey(ListRow, on_delete=models.PROTECT, related_name="likenesses")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="likenesses")
    score = models.PositiveSmallIntegerField(help_text="0 to 100.")
    state = models.CharField(max_length=10, choices=LikenessState, default=LikenessState.PROPOSED)
    decided_by = models.CharField(max_length=40, null=True, blank=True, help_text="Code of the editor.")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["row", "-score"]
        constraints = [
            models.UniqueConstraint(fields=["row", "procedure"], name="likeness_is_proposed_once"),
            models.UniqueConstraint(
                fields=["row"], condition=Q(state="confirmed"), name="row_is_one_known_procedure"
            ),
            models.CheckConstraint(condition=Q(score__lte=100), name="likeness_score_is_at_most_100"),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by=None, decided_at=None)
                | Q(state__in=["confirmed", "rejected"], decided_by__isnull=False, decided_at__isnull=False),
                name="likeness_is_decided_by_someone_or_proposed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_id}~{self.procedure_id}"
