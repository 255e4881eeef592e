"""Public keys, kept in MOTCUA_KEYS as `<name>-<id>.pub`: a seal outlives the key that made it."""

import hashlib
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from django.conf import settings

SEAL = "seal"
PublicKey = Ed25519PublicKey | RSAPublicKey | ec.EllipticCurvePublicKey


def id_of(key: PublicKey) -> str:
    """The first 16 hex digits of the SHA-256 of the key: its 32 bytes if Ed25519, else its DER."""
    if isinstance(key, Ed25519PublicKey):
        content = key.public_bytes_raw()
    else:
        content = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(content).hexdigest()[:16]


def path_of(key_id: str, name: str = SEAL) -> Path:
    return Path(settings.MOTCUA_KEYS) / f"{name}-{key_id}.pub"


def keep(key: PublicKey, name: str = SEAL) -> str:
    """Keep it if it is new; its id."""
    key_id = id_of(key)
    path = path_of(key_id, name)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    return key_id


def known(key_id: str, name: str = SEAL) -> PublicKey | None:
    """The key kept under that id; None if none is, or if another one lies there under its name."""
    if not key_id.isalnum():
        return None
    try:
        key = load_pem_public_key(path_of(key_id, name).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(key, PublicKey) or id_of(key) != key_id:
        return None
    return key


def is_signed(content: bytes, *, signature: bytes, key_id: str, name: str = SEAL) -> bool:
    """Ed25519; else SHA-256 with ECDSA or RSA (PKCS #1 v1.5), as agencies' certificates sign."""
    key = known(key_id, name)
    try:
        if isinstance(key, Ed25519PublicKey):
            key.verify(signature, content)
        elif isinstance(key, RSAPublicKey):
            key.verify(signature, content, padding.PKCS1v15(), hashes.SHA256())
        elif key is not None:
            key.verify(signature, content, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return key is not None


def pem(key_id: str) -> str | None:
    key = known(key_id)
    return None if key is None else key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
