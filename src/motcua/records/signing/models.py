"""Certificates that sign for the authority, every signature made with them, and what checks found.

Keys are never here.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from motcua.foundation.kernel.codes import new_code

from .enums import CertificateKind, MarkKind, Occasion


def certificate_code() -> str:
    return new_code("C")


def signature_code() -> str:
    return new_code("S")


def report_code() -> str:
    return new_code("V")


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def usable(self, *, at: datetime) -> Self:
        return self.filter(not_before__lte=at, not_after__gt=at, retired_at=None)

    def held_by(self, kind: str, holder_code: str) -> Self:
        return self.filter(kind=kind, holder_code=holder_code)


class Certificate(models.Model):
    """A certificate and where its key is found. `holder_code`: an officer's, or an agency's."""

    code = models.CharField(max_length=20, unique=True, default=certificate_code)
    kind = models.CharField(max_length=10, choices=CertificateKind)
    holder_code = models.CharField(max_length=60)
    subject = models.CharField(max_length=300)
    issuer = models.CharField(max_length=300)
    serial = models.CharField(max_length=60, help_text="Hexadecimal.")
    fingerprint = models.CharField(max_length=64, help_text="SHA-256, lower-case hex.")
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    key_ref = models.CharField(max_length=100)
    registered_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "holder_code", "-not_after"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CertificateKind.values), name="certificate_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(not_after__gt=F("not_before")), name="certificate_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["holder_code", "fingerprint"],
                condition=Q(retired_at=None),
                name="certificate_in_use_is_registered_once",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Signature(models.Model):
    """One signature that this installation made: what for, by whom, with what, when and where on the page.

    `page` None: nothing is to be seen of it. A later signature signs the file that this one made.
    Law: TT-01-2019-BNV/6, TT-01-2023-VPCP/8, ND-30-2020/25.
    """

    append_only = True

    code = models.CharField(max_length=20, unique=True, default=signature_code)
    kind = models.CharField(max_length=12, choices=MarkKind)
    subject = models.CharField(max_length=100, help_text="Of what was signed, as in the audit trail.")
    field = models.CharField(max_length=40, help_text="The signature's name in the file.")
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="signatures")
    holder_code = models.CharField(max_length=60)
    signer = models.CharField(max_length=300, help_text="As the certificate says.")
    serial = models.CharField(max_length=60, help_text="Of the certificate, hexadecimal.")
    signed_at = models.DateTimeField()
    act_id = models.UUIDField()
    form_of_copy = models.CharField(
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text="What a certified copy calls itself.",
    )
    signed_sha256 = models.CharField(max_length=64, help_text="Of the file as it was before.")
    file_sha256 = models.CharField(max_length=64, help_text="Of the file with this signature.")
    page = models.PositiveIntegerField(null=True, blank=True)
    left_mm = models.FloatField(default=0)
    top_mm = models.FloatField(default=0)
    width_mm = models.FloatField(default=0)
    height_mm = models.FloatField(default=0)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["subject"], name="signature_by_subject"),
            models.Index(fields=["signed_at"], name="signature_by_moment"),
            models.Index(fields=["file_sha256"], name="signature_by_file"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MarkKind.values), name="signature_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind=MarkKind.NONE, page=None) | ~Q(kind=MarkKind.NONE) & Q(page__gte=1),
                name="signature_that_is_seen_has_a_page",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class KeptReport(models.Model):
    """What a check of a kept file's signatures found, with what it was judged by; never changed.

    It is of the bytes: whatever document has these very bytes has this report. `found` is the report in
    codes, put into words when somebody reads it.
    """

    append_only = True

    code = models.CharField(max_length=20, unique=True, default=report_code)
    file_sha256 = models.CharField(max_length=64)
    document_code = models.CharField(max_length=20, help_text="The document by which the file was checked.")
    occasion = models.CharField(max_length=8, choices=Occasion)
    checked_at = models.DateTimeField()
    checked_by = models.CharField(max_length=40, help_text="Opaque code of whoever asked or gave the file.")
    is_valid = models.BooleanField()
    found = models.JSONField()
    software = models.CharField(max_length=120)
    roots = models.JSONField(help_text="The certificates that were trusted: subject and SHA-256.")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["file_sha256", "-id"], name="report_by_file")]
        constraints = [
            models.CheckConstraint(
                condition=Q(occasion__in=Occasion.values), name="report_occasion_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.code
