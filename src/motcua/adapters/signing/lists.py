"""Revocation lists in `crl/` of the key folder, laid there by hand or fetched: who is known here as revoked.

They are read by the asking side, not in the bounded child: a list may be larger than a file may cost, and
what is judged by them is a chain that was proved already.
"""

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import httpx
import structlog
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

log = structlog.get_logger()

FOLDER = "crl"
SECONDS = 30.0
MOST_BYTES = 64 * 1024 * 1024
PEM_START = b"-----BEGIN"


def standing(chain: Sequence[bytes], *, by: datetime) -> str:
    """Of a proved chain (DER, from the signer's certificate to the root): `revoked` when a list names one of
    it up to that moment, `good` when lists prove it of each below the root, else `unknown`."""
    certificates = [x509.load_der_x509_certificate(der) for der in chain]
    lists = list(_lists())
    found = {_of(one, issuer, lists, by) for one, issuer in pairwise(certificates)}
    return "revoked" if "revoked" in found else "good" if found == {"good"} else "unknown"


def _of(
    certificate: x509.Certificate,
    issuer: x509.Certificate,
    lists: Sequence[x509.CertificateRevocationList],
    by: datetime,
) -> str:
    verdict = "unknown"
    for one in lists:
        if one.issuer != issuer.subject or _is_indirect(one) or not _is_signed_by(one, issuer):
            continue
        named = one.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if named is not None and named.revocation_date_utc <= by:
            return "revoked"
        if _covers(one, certificate, by):
            verdict = "good"
    return verdict


def _covers(listed: x509.CertificateRevocationList, certificate: x509.Certificate, by: datetime) -> bool:
    """Whether not being on this list proves something: it is whole, had not lapsed by then, and was made
    before the certificate ran out, since lists leave out what ran out."""
    until = listed.next_update_utc
    in_time = until is not None and by <= until and listed.last_update_utc <= certificate.not_valid_after_utc
    return (
        in_time
        and not _has(listed, x509.IssuingDistributionPoint)
        and not _has(listed, x509.DeltaCRLIndicator)
    )


def _is_signed_by(listed: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    try:
        return listed.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]
    except (TypeError, ValueError, UnsupportedAlgorithm):
        return False


def _is_indirect(listed: x509.CertificateRevocationList) -> bool:
    """It speaks of certificates of others, by their serial numbers alone."""
    try:
        return listed.extensions.get_extension_for_class(x509.IssuingDistributionPoint).value.indirect_crl
    except x509.ExtensionNotFound:
        return False


def _has(listed: x509.CertificateRevocationList, kind: type[x509.ExtensionType]) -> bool:
    try:
        listed.extensions.get_extension_for_class(kind)
    except x509.ExtensionNotFound:
        return False
    return True


def _lists() -> Iterator[x509.CertificateRevocationList]:
    """What can be read of them; anything else that lies there is passed over."""
    for path in sorted(_folder().glob("*")):
        listed = _read(path)
        if listed is not None:
            yield listed


def _folder() -> Path:
    return Path(settings.MOTCUA_KEYS) / FOLDER


def _read(path: Path) -> x509.CertificateRevocationList | None:
    try:
        return _loaded(path.read_bytes())
    except (OSError, ValueError):
        return None


def _loaded(given: bytes) -> x509.CertificateRevocationList:
    load = x509.load_pem_x509_crl if PEM_START in given else x509.load_der_x509_crl
    listed = load(given)
    _ = listed.extensions, listed.last_update_utc  # read now what would else fail when it is asked
    return listed


class FetchedLists:
    """The RevocationLists of signing.ports: those that MOTCUA_CRL_URLS names."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes

    def refresh(self) -> int:
        new = 0
        for address in settings.MOTCUA_CRL_URLS:
            try:
                new += _kept(_place(address), _fetched(address, self._most_bytes))
            except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as failure:
                log.warning("revocation_list_not_fetched", address=address, failure=type(failure).__name__)
        return new

    def lapsed(self, *, at: datetime) -> list[str]:
        return [
            address for address in settings.MOTCUA_CRL_URLS if not _is_in_force(_read(_place(address)), at)
        ]


def _is_in_force(listed: x509.CertificateRevocationList | None, at: datetime) -> bool:
    return listed is not None and listed.next_update_utc is not None and at <= listed.next_update_utc


def _place(address: str) -> Path:
    return _folder() / f"{sha256(address.encode()).hexdigest()[:16]}.crl"


def _fetched(address: str, most_bytes: int) -> x509.CertificateRevocationList:
    """Raises ValueError for what is too large or is no list."""
    content = b""
    with httpx.stream("GET", address, timeout=SECONDS, follow_redirects=True) as answer:
        answer.raise_for_status()
        for piece in answer.iter_bytes():
            content += piece
            if len(content) > most_bytes:
                raise ValueError("larger than a list may be")
    return _loaded(content)


def _kept(path: Path, listed: x509.CertificateRevocationList) -> bool:
    """Keep it in the place of the one before, unless that one is newer or of another authority."""
    before = _read(path)
    if before is not None:
        if before.issuer != listed.issuer:
            raise ValueError("of another authority than before")
        if before.last_update_utc >= listed.last_update_utc:
            return False
    path.parent.mkdir(mode=0o700, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.write_bytes(listed.public_bytes(Encoding.DER))
    half.replace(path)
    return True
