"""Contents and documents. Documents are named by code outside this room."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from motcua.foundation.kernel.actors import ActorKind
from motcua.foundation.kernel.codes import new_code

from .enums import Damage, Purpose, ScanNote, State


class Content(models.Model):
    """Bytes kept once under their hash, never rewritten."""

    sha256 = models.CharField(max_length=64, primary_key=True, help_text="SHA-256, lower-case hex.")
    size_bytes = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="content_is_named_by_its_hash"
            ),
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="content_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.sha256


class FileCheck(models.Model):
    """One round through all kept files; it goes on where it stopped, night after night."""

    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    position = models.CharField(
        max_length=64, blank=True, default="", help_text="The last content that was looked at."
    )
    files = models.PositiveBigIntegerField(default=0, help_text="How many were looked at.")
    size_bytes = models.PositiveBigIntegerField(default=0, help_text="How much was read of them.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(ended_at=None), name="file_check_under_way_is_one"
            ),
        ]

    def __str__(self) -> str:
        return str(self.begun_at)


class DamagedContent(models.Model):
    """A content that the check did not find as it was kept; mended when a later look found it whole."""

    content = models.OneToOneField(Content, on_delete=models.CASCADE, related_name="damage")
    damage = models.CharField(max_length=10, choices=Damage)
    found_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(damage__in=Damage.values), name="content_damage_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.content_id} {self.damage}"


class DocumentQuerySet(models.QuerySet["Document"]):
    def usable(self) -> Self:
        return self.filter(state=State.ACCEPTED)

    def owned_by(self, *owner_codes: str) -> Self:
        return self.filter(owner_code__in=owner_codes)

    def with_content(self) -> Self:
        return self.select_related("content")


class Document(models.Model):
    """One file that somebody gave, or that we made."""

    code = models.CharField(max_length=20, unique=True)
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="documents")
    file_name = models.CharField(max_length=150)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    scan_note = models.CharField(max_length=12, choices=ScanNote, default=ScanNote.NOT_SCANNED)
    purpose = models.CharField(max_length=20, choices=Purpose)
    owner_code = models.CharField(max_length=20, blank=True, help_text="Opaque code of whose paper it is.")
    uploaded_by = models.CharField(max_length=40, help_text="Opaque code of whoever gave it.")
    uploaded_by_kind = models.CharField(max_length=10)
    pages = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list, help_text="What the look found; see looks.py.")
    created_at = models.DateTimeField()

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["id"], condition=Q(state=State.RECEIVED), name="document_waits_for_scan")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="document_state_is_known"),
            models.CheckConstraint(
                condition=Q(scan_note__in=ScanNote.values), name="document_scan_note_is_known"
            ),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="document_purpose_is_known"),
            models.CheckConstraint(
                condition=Q(uploaded_by_kind__in=[kind.value for kind in ActorKind]),
                name="document_giver_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ACCEPTED, scan_note=ScanNote.INFECTED),
                name="document_with_malware_is_never_accepted",
            ),
        ]

    def __str__(self) -> str:
        return self.code


def upload_code() -> str:
    return new_code("U")


class UploadQuerySet(models.QuerySet["Upload"]):
    def of(self, given_by: str) -> Self:
        return self.filter(given_by=given_by)

    def under_way(self, *, at: datetime) -> Self:
        return self.filter(document_code="", expires_at__gt=at)


class Upload(models.Model):
    """A file that is arriving in pieces; the bytes lie in a part of the same name.

    `received_bytes` is what was promised to be there: synced, whatever happens to the process.
    """

    code = models.CharField(max_length=20, unique=True, default=upload_code)
    given_by = models.CharField(max_length=40, help_text="Opaque code of whoever sends it.")
    subject_code = models.CharField(max_length=40, help_text="Opaque code of what it is laid beside.")
    place = models.CharField(max_length=100, help_text="Which paper there.")
    file_name = models.CharField(max_length=150)
    mark = models.CharField(
        max_length=64, blank=True, default="", help_text="By which the browser knows its file again."
    )
    size_bytes = models.BigIntegerField()
    received_bytes = models.BigIntegerField(default=0)
    begun_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    document_code = models.CharField(max_length=20, blank=True, default="")

    objects = UploadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["given_by", "subject_code"], name="upload_by_giver")]
        constraints = [
            models.CheckConstraint(
                condition=Q(received_bytes__gte=0, received_bytes__lte=models.F("size_bytes")),
                name="upload_holds_no_more_than_was_said",
            ),
            models.CheckConstraint(
                condition=Q(document_code="") | Q(received_bytes=models.F("size_bytes")),
                name="upload_becomes_a_document_when_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_whole(self) -> bool:
        return self.received_bytes == self.size_bytes
