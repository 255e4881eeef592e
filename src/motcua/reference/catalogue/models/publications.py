"""Procedures as agencies publish them.

A procedure is published by an agency (publication), in versions that never change: a trigger in the database
refuses any change but that of the last day of validity and the withdrawal of one with a mistake.
"""

from datetime import date
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from motcua.foundation.accounts.models import Agency
from motcua.reference.catalogue.enums import LevelKind, Scheme, UnderWay
from motcua.reference.forms.models import FormVersion
from motcua.reference.workflow.models import ProcessVersion


class Field(models.Model):
    """A field of public services (lĩnh vực)."""

    code = models.SlugField(max_length=60, unique=True)
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True, default="")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.code


class Procedure(models.Model):
    """A procedure: the national part `p.nnnnnn` of its code, or a local id while nobody knows the code.

    `known_as` is set when an editor has confirmed that a local one is a known procedure; nothing is moved.
    """

    code = models.CharField(max_length=60, unique=True)
    name = models.TextField()
    name_en = models.TextField(blank=True, default="")
    name_norm = models.TextField(help_text="Name and keywords without diacritics, for searching.")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="procedures")
    known_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="also_known"
    )

    class Meta:
        ordering = ["code"]
        indexes = [GinIndex(SearchVector("name_norm", config="simple"), name="procedure_words")]
        constraints = [
            models.CheckConstraint(
                condition=Q(known_as=None) | ~Q(known_as=F("id")), name="procedure_is_not_known_as_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_national(self) -> bool:
        return self.code[:2] in {"1.", "2.", "3."}


class PublicationQuerySet(models.QuerySet["Publication"]):
    def by_code(self, code: str) -> Self:
        """By full code in either form, or by the procedure's own code."""
        return self.filter(Q(full_code=code) | Q(short_code=code) | Q(procedure__code=code))


class Publication(models.Model):
    """A procedure as published by one agency; the decision is null where only a list names it.

    The decision is that of the newest version. An abolished one has the decision that ended it, and its last
    day.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="publications")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="publications")
    full_code = models.CharField(
        max_length=60, unique=True, help_text="2.000086.000.00.00.H50, or a local id."
    )
    short_code = models.CharField(max_length=60, unique=True, help_text="2.000086.H50, or the same local id.")
    decision_number = models.CharField(max_length=60, null=True, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    decision_agency = models.CharField(max_length=200, null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    abolition_number = models.CharField(max_length=60, null=True, blank=True)
    abolition_on = models.DateField(null=True, blank=True)
    abolition_agency = models.CharField(max_length=200, null=True, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["full_code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision_number=None, decision_on=None, decision_agency=None)
                | Q(decision_number__isnull=False, decision_on__isnull=False, decision_agency__isnull=False),
                name="publication_decision_is_whole_or_absent",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="publication_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(abolition_number=None, abolition_on=None, abolition_agency=None)
                | Q(
                    abolition_number__isnull=False,
                    abolition_on__isnull=False,
                    abolition_agency__isnull=False,
                    valid_to__isnull=False,
                ),
                name="publication_is_abolished_by_a_whole_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.full_code


class FeeVersion(models.Model):
    """One version of a fee rule; never changed."""

    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["code", "number"]
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="fee_number_is_unique"),
            models.UniqueConstraint(fields=["code", "content_hash"], name="fee_content_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} v{self.number}"


class VersionQuerySet(models.QuerySet["Version"]):
    def standing(self) -> Self:
        """Those that nobody has withdrawn."""
        return self.filter(withdrawn_at=None)

    def in_force(self, *, on: date) -> Self:
        return self.standing().filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))


class Version(models.Model):
    """One version of what an agency publishes about a procedure, with form, fee and process. Never changed.

    Versions that the product ships have no decision and no draft. `under_way` says what dossiers filed before
    it do, on which legal ground. One with a mistake is withdrawn: nobody files under it any more.
    """

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    sources = models.JSONField()
    form_version = models.ForeignKey(
        FormVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    fee_version = models.ForeignKey(
        FeeVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    process_version = models.ForeignKey(
        ProcessVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=40, null=True, blank=True, help_text="Code of the approver.")
    draft = models.OneToOneField(
        "catalogue.Draft", null=True, blank=True, on_delete=models.PROTECT, related_name="version"
    )
    decision_number = models.CharField(max_length=60, null=True, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    decision_agency = models.CharField(max_length=200, null=True, blank=True)
    under_way = models.CharField(max_length=4, choices=UnderWay, null=True, blank=True)
    ground = models.TextField(null=True, blank=True, help_text="Legal ground of `under_way`.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=40, null=True, blank=True)
    withdrawn_reason = models.TextField(null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["publication", "number"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="version_number_is_unique"),
            models.UniqueConstraint(
                fields=["publication", "content_hash"], name="version_content_is_published_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="version_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(decision_number=None, decision_on=None, decision_agency=None)
                | Q(decision_number__isnull=False, decision_on__isnull=False, decision_agency__isnull=False),
                name="version_decision_is_whole_or_absent",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, withdrawn_reason__isnull=False),
                name="version_is_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(under_way=None) | Q(under_way__in=UnderWay.values),
                name="version_under_way_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} v{self.number}"


class Level(models.Model):
    """The level of online service of a publication, by one scheme, for one case ("" for all)."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="levels")
    version = models.ForeignKey(
        Version, null=True, blank=True, on_delete=models.PROTECT, related_name="levels"
    )
    case = models.SlugField(max_length=60, blank=True, default="")
    scheme = models.CharField(max_length=10, choices=Scheme)
    value = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=LevelKind)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)
    source_row = models.ForeignKey(
        "catalogue.ListRow", null=True, blank=True, on_delete=models.PROTECT, related_name="levels"
    )

    class Meta:
        ordering = ["publication", "kind", "year", "case", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(scheme__in=Scheme.values), name="level_scheme_is_known"),
            models.CheckConstraint(condition=Q(kind__in=LevelKind.values), name="level_kind_is_known"),
            models.UniqueConstraint(
                fields=["publication", "version", "case", "scheme", "kind", "year", "source", "value"],
                nulls_distinct=False,
                name="level_is_stated_once_per_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication_id} {self.scheme}:{self.value}"
