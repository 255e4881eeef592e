"""Keys as PKCS#12 files of the key folder: `<key_ref>.p12`, `<key_ref>.password`, and `<key_ref>.png` if any.

The password file may be a link to a secret of the service manager. A key is read once per process, and again
when its file changes.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates, load_pkcs12
from cryptography.x509 import Certificate
from django.conf import settings

from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.signing.ports import CertificateFacts, Mark

from .facts import facts_of

SAFE_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True)
class _Loaded:
    changed_ns: int
    pack: PKCS12KeyAndCertificates
    certificate: Certificate


class Pkcs12Signers:
    """The Signers of signing.ports, for files; pyHanko comes with the first signature, so to workers only."""

    def __init__(self) -> None:
        self._loaded: dict[Path, _Loaded] = {}

    def sign(
        self, *, pdf: bytes, key_ref: str, field: str, mark: Mark | None, at: datetime, reason: str
    ) -> bytes:
        loaded = self._load(key_ref)
        pades = import_module("motcua.adapters.signing.pades")
        signed: bytes = pades.sign(
            pdf,
            signer=pades.signer_of(loaded.pack),
            field=field,
            mark=mark,
            at=at,
            reason=reason,
            services=pades.configured_services(),
        )
        return signed

    def sign_bytes(self, content: bytes, *, key_ref: str) -> bytes:
        key = self._load(key_ref).pack.key
        if isinstance(key, RSAPrivateKey):
            return key.sign(content, padding.PKCS1v15(), hashes.SHA256())
        if isinstance(key, ec.EllipticCurvePrivateKey):
            return key.sign(content, ec.ECDSA(hashes.SHA256()))
        if isinstance(key, Ed25519PrivateKey):
            return key.sign(content)
        raise OutsideFailure(f"The key {key_ref} is of a kind that cannot sign here.", permanent=True)

    def public_key(self, *, key_ref: str) -> bytes:
        key = self._load(key_ref).certificate.public_key()
        return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def certificate(self, *, key_ref: str) -> CertificateFacts:
        return facts_of(self._load(key_ref).certificate)

    def picture(self, *, key_ref: str) -> bytes | None:
        path = self._path(key_ref).with_name(f"{key_ref}.png")
        return path.read_bytes() if path.is_file() else None

    def _path(self, key_ref: str) -> Path:
        if not SAFE_REFERENCE.fullmatch(key_ref):
            raise OutsideFailure("A key is named by letters, digits, dots and dashes.", permanent=True)
        return Path(settings.MOTCUA_KEYS) / f"{key_ref}.p12"

    def _load(self, key_ref: str) -> _Loaded:
        path = self._path(key_ref)
        try:
            changed_ns = path.stat().st_mtime_ns
            known = self._loaded.get(path)
            if known is not None and known.changed_ns == changed_ns:
                return known
            password = path.with_name(f"{key_ref}.password").read_bytes().rstrip(b"\r\n")
            pack = load_pkcs12(path.read_bytes(), password)
        except OSError as error:
            # permanent False: somebody lays the file there and the job tries again
            raise OutsideFailure(f"The key {key_ref} cannot be read from the key folder.") from error
        except ValueError as error:
            raise OutsideFailure(
                f"The key {key_ref} does not open with its password.", permanent=True
            ) from error
        if pack.key is None or pack.cert is None:
            raise OutsideFailure(
                f"The file of the key {key_ref} lacks a key or its certificate.", permanent=True
            )
        loaded = _Loaded(changed_ns=changed_ns, pack=pack, certificate=pack.cert.certificate)
        self._loaded[path] = loaded
        return loaded
