"""What a certificate says of itself, for the signing room."""

from cryptography.hazmat.primitives import hashes
from cryptography.x509 import Certificate

from motcua.records.signing.ports import CertificateFacts


def facts_of(certificate: Certificate) -> CertificateFacts:
    return CertificateFacts(
        subject=certificate.subject.rfc4514_string(),
        issuer=certificate.issuer.rfc4514_string(),
        serial=f"{certificate.serial_number:X}",
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
    )
