"""An Ed25519 key of the installation, made at first use and kept in MOTCUA_KEYS.

`seal.key` is the private key (PEM, 0600). Each public key stays as `seal-<id>.pub`, so that seals made
before a
change of keys can still be verified. To change keys, move `seal.key` away: the next seal makes a new one.
"""

import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from motcua.foundation.kernel.errors import OutsideFailure


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _id_of(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(_raw(key)).hexdigest()[:16]


class Ed25519Sealer:
    """The sealer of audit.ports."""

    def key_id(self) -> str:
        return _id_of(self._private().public_key())

    def sign(self, content: bytes) -> bytes:
        return self._private().sign(content)

    def is_signed(self, content: bytes, *, signature: bytes, key_id: str) -> bool:
        if not key_id.isalnum():
            return False
        try:
            key = serialization.load_pem_public_key((self._folder() / f"seal-{key_id}.pub").read_bytes())
        except (OSError, ValueError):
            return False
        if not isinstance(key, Ed25519PublicKey) or _id_of(key) != key_id:
            return False
        try:
            key.verify(signature, content)
        except InvalidSignature:
            return False
        return True

    def _folder(self) -> Path:
        return Path(settings.MOTCUA_KEYS)

    def _private(self) -> Ed25519PrivateKey:
        path = self._folder() / "seal.key"
        try:
            if not path.exists():
                self._make(path)
            key = serialization.load_pem_private_key(path.read_bytes(), password=None)
        except (OSError, ValueError) as error:
            # Permanent: a key that cannot be read today cannot be read in a minute either.
            raise OutsideFailure(f"The seal key {path} cannot be read.", permanent=True) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise OutsideFailure(f"The seal key {path} is not an Ed25519 key.", permanent=True)
        return key

    def _make(self, path: Path) -> None:
        """Several processes may come here at once: a hard link appears whole and only once."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = Ed25519PrivateKey.generate()
        public = path.parent / f"seal-{_id_of(key.public_key())}.pub"
        public.write_bytes(
            key.public_key().public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        )
        draft = path.parent / f"seal.key.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(
                key.private_bytes(
                    serialization.Encoding.PEM,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                )
            )
        try:
            os.link(draft, path)
        except FileExistsError:
            public.unlink()
        finally:
            draft.unlink()
