"""What a person is preparing, before it is a dossier."""

from django.db import models

from motcua.casework.dossiers.enums import Ground, ResultWay
from motcua.foundation.accounts.models import Account, Officer, Organisation, Person, Unit
from motcua.foundation.kernel.codes import new_code
from motcua.records.documents.models import Document
from motcua.reference.catalogue.models import Publication, Version


def draft_code() -> str:
    return new_code("N")


class Draft(models.Model):
    """What a person is preparing: no state of the law, no code of a dossier, deleted at will.

    `answers` is what was typed, checked or not: {field: [values]}. `revision` counts saves, so that a
    stale tab cannot overwrite a newer one.
    """

    code = models.CharField(max_length=20, unique=True, default=draft_code)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="drafts")
    filer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    case_slug = models.SlugField(max_length=60, blank=True, default="")
    ground = models.CharField(max_length=24, choices=Ground, default=Ground.SELF)
    ground_note = models.CharField(max_length=300, blank=True, default="")
    owner_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    mandator = models.JSONField(default=dict, help_text='{"identity_number", "full_name"}, as typed.')
    answers = models.JSONField(default=dict)
    origins = models.JSONField(
        default=dict, help_text='Where an answer was taken from: {field: {"kind", "ref", "on", "value"}}.'
    )
    helper = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    help_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    left_out = models.JSONField(
        default=list, db_default=[], help_text="Places whose paper of the repository was taken away again."
    )
    result_way = models.CharField(max_length=8, choices=ResultWay, default=ResultWay.ONLINE)
    result_address = models.CharField(max_length=300, blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["-updated_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(helper=None, help_unit=None)
                | models.Q(helper__isnull=False, help_unit__isnull=False),
                name="draft_helper_stands_at_a_desk",
            )
        ]

    def __str__(self) -> str:
        return self.code


class LaidPaper(models.Model):
    """A file that lies where it may still be taken away, for one of the papers that are asked for.

    With `holding_code` it is a reference to what the repository holds: its document, no copy of it.
    """

    slug = models.SlugField(max_length=80)
    row = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Of the table, from 1.")
    row_label = models.CharField(max_length=120, blank=True, default="")
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    holding_code = models.CharField(max_length=20, blank=True, default="", db_default="")
    added_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["pk"]


class DraftPaper(LaidPaper):
    """A file laid beside a draft."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="papers")

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.slug}"
