"""How an event is written down for hashing, linked and sealed. Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

FIRST = bytes(32)  # what stands before a subject's first event, and before the first seal
_LEAF, _NODE = b"\x00", b"\x01"


def plain(value: Any) -> Any:
    """`value` as JSON keeps it: moments in UTC with microseconds, enumerations by value.

    Raises ValueError for what has no one way of being written: fractions, moments without a zone, other
    types.
    """
    if value is None or (isinstance(value, bool | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("A moment in an event needs a time zone.")
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    raise ValueError(f"An event cannot keep a {type(value).__name__}.")


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one way of writing `content`: keys in order, no spaces, UTF-8."""
    return json.dumps(
        plain(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    ).encode()


def digest(content: Mapping[str, Any]) -> bytes:
    """SHA-256 of the canonical content; the content holds the hash before it, and so the chain."""
    return hashlib.sha256(canonical(content)).digest()


class MerkleTree:
    """A Merkle root over a stream of hashes, in memory that grows with the logarithm of their number.

    The tree of RFC 6962: leaves and nodes are hashed apart, so that no node can pass for a leaf; a tree of n
    leaves splits at the largest power of two below n.
    """

    def __init__(self) -> None:
        self.count = 0
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> None:
        self.count += 1
        size, peak = 1, hashlib.sha256(_LEAF + leaf).digest()
        while self._peaks and self._peaks[-1][0] == size:
            peak = _join(self._peaks.pop()[1], peak)
            size *= 2
        self._peaks.append((size, peak))

    def root(self) -> bytes:
        """Of no leaves: SHA-256 of nothing."""
        if not self._peaks:
            return hashlib.sha256(b"").digest()
        peaks = [peak for _, peak in self._peaks]
        found = peaks.pop()
        while peaks:
            found = _join(peaks.pop(), found)
        return found


def _join(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()
