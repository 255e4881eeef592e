"""A test CA that proves nothing: its private key is public, here, on purpose.

Only an installation marked as a demo trusts it. It issues the certificates of the sample authority, so that
a demo signs and verifies as a real installation does. Made once by `scripts/demo-ca`.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

NAME = "MOTCUA DEMO CA — KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
FOLDER = Path(__file__).parent
ROOT = FOLDER / "root.pem"
ROOT_KEY = FOLDER / "root-key.pem"
PASSWORD = b"motcua-demo"
VALID_FROM = datetime(2015, 1, 1, tzinfo=UTC)
VALID_TO = datetime(2095, 1, 1, tzinfo=UTC)

SIGNING_USE = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)


def issue(*, folder: Path, key_ref: str, common_name: str, organisation: str) -> Path:
    """A new key and a certificate of the test CA as `<key_ref>.p12`, with its password; kept if there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"{key_ref}.p12"
    if target.exists():
        return target
    root = x509.load_pem_x509_certificate(ROOT.read_bytes())
    root_key = serialization.load_pem_private_key(ROOT_KEY.read_bytes(), password=None)
    assert isinstance(root_key, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(_name(common_name, organisation))
        .issuer_name(root.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(VALID_TO)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(SIGNING_USE, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False
        )
        .sign(root_key, hashes.SHA256())
    )
    protection = serialization.BestAvailableEncryption(PASSWORD)
    _write(target.with_suffix(".password"), PASSWORD)
    packed = pkcs12.serialize_key_and_certificates(key_ref.encode(), key, certificate, [root], protection)
    _write(target, packed)
    return target


def _name(common_name: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name[:64]),
        ]
    )


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
