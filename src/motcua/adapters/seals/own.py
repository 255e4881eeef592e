"""Keys of the installation's own: for seals made before any agency has a certificate, for claims of results.

`<name>.key` in MOTCUA_KEYS is the private key (Ed25519, PEM, 0600), made at first use. To change it, move the
file away: the next signature makes a new one.
"""

import contextlib
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from motcua.foundation.kernel.errors import OutsideFailure

from . import public_keys


class OwnKey:
    """The SealKey of audit.ports. Raises OutsideFailure when the file cannot be read."""

    def __init__(self, name: str = public_keys.SEAL) -> None:
        path = Path(settings.MOTCUA_KEYS) / f"{name}.key"
        try:
            if not path.exists():
                _make(path)
            key = load_pem_private_key(path.read_bytes(), password=None)
        except (OSError, ValueError) as error:
            # Permanent: a key that cannot be read today cannot be read in a minute either.
            raise OutsideFailure(f"The key {path} cannot be read.", permanent=True) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise OutsideFailure(f"The key {path} is not an Ed25519 key.", permanent=True)
        self._key = key
        self.id = public_keys.keep(key.public_key(), name)

    def sign(self, content: bytes) -> bytes:
        return self._key.sign(content)


def _make(path: Path) -> None:
    """Several processes may come here at once: a hard link appears whole and only once."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    draft = path.parent / f"{path.name}.{os.getpid()}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
