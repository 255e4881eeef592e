"""An authority whose certificates, signatures, stamps and lists bear the dates that a test wants. No network."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from io import BytesIO
from typing import Any

from asn1crypto import crl as asn1_crl
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from motcua.adapters.signing import pades
from motcua.adapters.signing.trust_services import TrustServices
from tests.factories import files
from tests.stand_ins.trust_services import a_name, key_usage

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
DAY = timedelta(days=1)
PLACE = x509.UniformResourceIdentifier("http://ca.invalid/crl")


def day(number: int, year: int = 2024) -> datetime:
    return datetime(year, 3, number, 8, tzinfo=UTC)


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


@dataclass
class Dated:
    """The signer's certificate ends at `until`; `says_where` names an address of lists in it."""

    until: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    says_where: bool = True
    name: str = "DATED ROOT"

    @cached_property
    def key(self) -> ec.EllipticCurvePrivateKey:
        return ec.generate_private_key(ec.SECP256R1())

    @cached_property
    def root(self) -> x509.Certificate:
        return self._issued(self.name, self.key, {"ca": True})

    @cached_property
    def signer(self) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
        key = ec.generate_private_key(ec.SECP256R1())
        return key, self._issued("Trần Thanh Trường", key, {"until": self.until})

    @cached_property
    def stamper(self) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
        key = rsa.generate_private_key(65537, 2048)
        return key, self._issued("DATED TSA", key, {"stamps": True})

    def _issued(self, common: str, key: Key, kind: Mapping[str, Any]) -> x509.Certificate:
        ca = kind.get("ca", False)
        used = ("key_cert_sign", "crl_sign") if ca else ("digital_signature", "content_commitment")
        builder = (
            x509.CertificateBuilder()
            .subject_name(a_name(common))
            .issuer_name(a_name(self.name))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(datetime(2018, 1, 1, tzinfo=UTC))
            .not_valid_after(kind.get("until", datetime(2040, 1, 1, tzinfo=UTC)))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False)
            .add_extension(key_usage(*used), True)
        )
        if not ca and self.says_where:
            point = x509.DistributionPoint([PLACE], None, None, None)
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), False)
        if kind.get("stamps"):
            builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
        return builder.sign(self.key, hashes.SHA256())

    def signed(self, *, claimed: datetime, stamped: datetime | None = None) -> bytes:
        """A PDF whose signer says `claimed`, and whose stamp, if any, says `stamped`."""
        key, certificate = self.signer
        pack = pkcs12.serialize_key_and_certificates(
            b"signer", key, certificate, None, serialization.NoEncryption()
        )
        return pades.sign(
            files.a_pdf(), signer=pades.signer_of(pkcs12.load_pkcs12(pack, None)), field="leader", mark=None,
            at=claimed, reason="Kết quả", services=_StampedAt(self, stamped),
        )  # fmt: skip

    def stamps_at(self, moment: datetime) -> DummyTimeStamper:
        key, certificate = self.stamper
        der = key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        registry = SimpleCertificateStore.from_certs([asn1_x509.Certificate.load(_der(self.root))])
        return DummyTimeStamper(
            asn1_x509.Certificate.load(_der(certificate)),
            keys.PrivateKeyInfo.load(der),
            registry,
            fixed_dt=moment,
        )

    def crl(self, *, on: datetime, revoked: datetime | None = None, until: datetime | None = None) -> bytes:
        """A list of that day, with the signer on it if he was revoked."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.root.subject)
            .last_update(on)
            .next_update(until or on + 7 * DAY)
            .add_extension(x509.CRLNumber(1), False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False)
        )
        if revoked:
            gone = x509.RevokedCertificateBuilder().serial_number(self.signer[1].serial_number)
            builder = builder.add_revoked_certificate(gone.revocation_date(revoked).build())
        return builder.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def with_lists(pdf: bytes, *lists: bytes) -> bytes:
    """With these revocation lists in the file's own store, added afterwards."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    loaded = [asn1_crl.CertificateList.load(one) for one in lists]
    DocumentSecurityStore.supply_dss_in_writer(writer, None, crls=loaded, embed_roots=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


class _StampedAt(TrustServices):
    def __init__(self, authority: Dated, stamped: datetime | None) -> None:
        super().__init__()
        object.__setattr__(self, "made", (authority, stamped))

    @asynccontextmanager
    async def asked(self, metadata: Any, signer: Any) -> AsyncIterator[Any]:
        authority, stamped = self.made  # type: ignore[attr-defined]
        yield metadata, authority.stamps_at(stamped) if stamped else None
