"""Certificates come and go; every refusal leaves no trace."""

from datetime import UTC, datetime

import pytest

from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.signing import errors, operations, queries
from motcua.records.signing.enums import CertificateKind
from motcua.records.signing.models import Certificate
from tests.factories.papers import AGENCY, AT, BY, a_key

pytestmark = pytest.mark.django_db
AFTER_ALL = datetime(2096, 1, 1, tzinfo=UTC)


def register(key_ref: str = "agency", at: datetime = AT) -> Certificate:
    a_key("agency", "Sở Khoa học và Công nghệ tỉnh Quảng Trị")
    return operations.register_certificate(
        kind=CertificateKind.AGENCY, holder_code=AGENCY, key_ref=key_ref, by=BY, at=at
    )


def test_registering_keeps_what_the_certificate_says_of_itself() -> None:
    certificate = register()

    assert "CN=Sở Khoa học và Công nghệ tỉnh Quảng Trị" in certificate.subject
    assert "MOTCUA DEMO CA — KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in certificate.issuer
    assert len(certificate.fingerprint) == 64
    event = AuditEvent.objects.get()
    assert (event.kind, event.subject) == ("CertificateRegistered", f"certificate:{certificate.code}")


def test_the_same_certificate_is_registered_once() -> None:
    register()

    with pytest.raises(errors.RegisteredAlready):
        register()

    assert Certificate.objects.count() == AuditEvent.objects.count() == 1


def test_a_certificate_that_has_run_out_is_refused_and_leaves_no_trace() -> None:
    with pytest.raises(errors.CertificateExpired, match="2095"):
        register(at=AFTER_ALL)

    assert not Certificate.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("key_ref", ["nothing", "../agency", "", "a/b"])
def test_a_key_that_is_not_there_is_refused_and_leaves_no_trace(key_ref: str) -> None:
    with pytest.raises(OutsideFailure):
        register(key_ref=key_ref)

    assert not Certificate.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_retired_certificate_signs_no_more() -> None:
    certificate = register()

    operations.retire_certificate(code=certificate.code, by=BY, at=AT)

    with pytest.raises(errors.NoCertificate):
        queries.certificate_of(kind=CertificateKind.AGENCY, holder_code=AGENCY, at=AT)
    with pytest.raises(errors.RetiredAlready):
        operations.retire_certificate(code=certificate.code, by=BY, at=AT)
    assert register().code != certificate.code


def test_retiring_what_is_not_there_is_refused() -> None:
    with pytest.raises(errors.CertificateMissing):
        operations.retire_certificate(code="C-NOTHING", by=BY, at=AT)

    assert not AuditEvent.objects.exists()


def test_certificates_that_run_out_are_told_in_time() -> None:
    certificate = register()
    two_months_before = datetime(2094, 11, 15, tzinfo=UTC)

    assert not queries.expiring(on=AT)
    row = queries.expiring(on=two_months_before, within_days=60)[0]

    assert (row.code, row.days_left) == (certificate.code, 47)
