"""What this room asks of the outside."""

from datetime import datetime
from typing import Protocol


class SealKey(Protocol):
    """The key that signs one seal. `id`: its short name, letters and digits, never given to another key."""

    @property
    def id(self) -> str: ...

    def sign(self, content: bytes) -> bytes:
        """The signature. Raises OutsideFailure when the key cannot be read."""


class SealSigner(Protocol):
    """Knows the key that signs now, and the public keys of all that signed before."""

    def key(self, *, at: datetime) -> SealKey:
        """The key for a seal made at that moment. Raises OutsideFailure when it cannot be read."""

    def is_signed(self, content: bytes, *, signature: bytes, key_id: str) -> bool:
        """Whether that key, known here, signed the content. An unknown key signed nothing."""

    def public_key(self, key_id: str) -> str | None:
        """The public key (PEM), for whoever checks a seal elsewhere; None if it is not known here."""
