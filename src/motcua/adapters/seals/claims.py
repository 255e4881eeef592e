"""The keys that sign the claims of results.

`claim.key` in MOTCUA_KEYS (Ed25519, PEM, 0600) is made at first use. To change it, move the file away: the
next result makes a new one. Public keys stay beside it as `claim-<id>.pub`: older results still hold.
"""

from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings

from . import own, public_keys

NAME = "claim"


class ClaimKeys:
    """The ClaimSigner of letters.ports."""

    def sign(self, content: bytes) -> tuple[str, bytes]:
        key = own.OwnKey(NAME)
        return key.id, key.sign(content)

    def is_signed(self, content: bytes, *, key_id: str, signature: bytes) -> bool:
        return public_keys.is_signed(content, signature=signature, key_id=key_id, name=NAME)

    def public_keys(self) -> Mapping[str, bytes]:
        found = {}
        for path in sorted(Path(settings.MOTCUA_KEYS).glob(f"{NAME}-*.pub")):
            key_id = path.stem.removeprefix(f"{NAME}-")
            key = public_keys.known(key_id, NAME)
            if isinstance(key, Ed25519PublicKey):
                found[key_id] = key.public_bytes_raw()
        return found
