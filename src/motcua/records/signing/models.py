"""Certificates that sign for the authority. Keys are never in the database."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from motcua.foundation.kernel.codes import new_code

from .enums import CertificateKind


def certificate_code() -> str:
    return new_code("C")


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
