"""What this room asks of the outside."""

from typing import Protocol


class SealSigner(Protocol):
    """Signs seals with the installation's key, and knows the keys it signed with before."""

    def key_id(self) -> str:
        """The short name of the key that `sign` uses now."""

    def sign(self, content: bytes) -> bytes:
        """The signature. Raises OutsideFailure when the key cannot be read."""

    def is_signed(self, content: bytes, *, signature: bytes, key_id: str) -> bool:
        """Whether that key, known here, signed the content. An unknown key signed nothing."""
