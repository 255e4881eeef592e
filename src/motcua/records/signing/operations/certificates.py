"""Certificates come and go."""

from datetime import datetime

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import Actor
from motcua.foundation.kernel.ports import adapter
from motcua.records.signing import errors, rules
from motcua.records.signing.enums import CertificateKind
from motcua.records.signing.events import CertificateRegistered, CertificateRetired
from motcua.records.signing.models import Certificate
from motcua.records.signing.ports import Signers


@transaction.atomic
def register_certificate(
    *, kind: CertificateKind, holder_code: str, key_ref: str, by: Actor, at: datetime
) -> Certificate:
    """Let a key of the key folder sign for an officer or an agency; what it says of itself is kept.

    Raises: RegisteredAlready, CertificateExpired, OutsideFailure.
    """
    signers: Signers = adapter("signer")
    facts = signers.certificate(key_ref=key_ref)
    rules.check_validity(not_before=facts.not_before, not_after=facts.not_after, at=at)
    held = Certificate.objects.held_by(kind, holder_code).select_for_update(of=("self",))
    if held.filter(fingerprint=facts.fingerprint, retired_at=None).order_by("pk").exists():
        raise errors.RegisteredAlready()
    certificate = Certificate.objects.create(
        kind=kind,
        holder_code=holder_code,
        key_ref=key_ref,
        registered_at=at,
        subject=facts.subject[:300],
        issuer=facts.issuer[:300],
        serial=facts.serial,
        fingerprint=facts.fingerprint,
        not_before=facts.not_before,
        not_after=facts.not_after,
    )
    audit.record(
        CertificateRegistered(
            subject=f"certificate:{certificate.code}",
            at=at,
            actor=by,
            certificate_kind=kind.value,
            holder=holder_code,
            fingerprint=facts.fingerprint,
            not_after=facts.not_after,
        )
    )
    return certificate


@transaction.atomic
def retire_certificate(*, code: str, by: Actor, at: datetime) -> Certificate:
    """From now on the certificate signs nothing more; what it signed stays as it is.

    Raises: CertificateMissing, RetiredAlready.
    """
    certificate = Certificate.objects.select_for_update(of=("self",)).filter(code=code).first()
    if certificate is None:
        raise errors.CertificateMissing()
    if certificate.retired_at is not None:
        raise errors.RetiredAlready()
    certificate.retired_at = at
    certificate.save(update_fields=["retired_at"])
    audit.record(
        CertificateRetired(
            subject=f"certificate:{code}", at=at, actor=by, fingerprint=certificate.fingerprint
        )
    )
    return certificate
