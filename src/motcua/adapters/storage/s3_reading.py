"""An object of an S3-compatible store, read as a file: streaming, from any place, checked by its hash."""

import hashlib
import io
from collections.abc import Callable
from typing import Any

from botocore.exceptions import BotoCoreError

from motcua.records.documents.errors import ContentBroken, StoreAway


class Reading(io.RawIOBase):
    """Asked for anew only when somebody really reads elsewhere; all of it read in order is checked.

    `fetch` answers a GET from a place on.
    """

    def __init__(self, sha256: str, fetch: Callable[[int], Any]) -> None:
        self._sha256, self._fetch = sha256, fetch
        first = fetch(0)
        self._body, self._stands_at = first["Body"], 0
        self._size: int = first["ContentLength"]
        self._wanted = 0
        self._digest, self._hashed = hashlib.sha256(), 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._wanted

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._wanted, io.SEEK_END: self._size}[whence]
        self._wanted = max(0, start + offset)
        return self._wanted

    def readinto(self, buffer: Any) -> int:
        if self._wanted >= self._size:
            return 0
        if self._wanted != self._stands_at:
            self._body.close()
            self._body, self._stands_at = self._fetch(self._wanted)["Body"], self._wanted
        try:
            piece: bytes = self._body.read(len(buffer))
        except (BotoCoreError, OSError) as error:
            raise StoreAway from error
        if not piece:
            raise ContentBroken
        self._check(piece)
        buffer[: len(piece)] = piece
        self._wanted = self._stands_at = self._stands_at + len(piece)
        return len(piece)

    def close(self) -> None:
        if not self.closed:
            self._body.close()
        super().close()

    def _check(self, piece: bytes) -> None:
        """The last piece is not given out unless the whole is what its name says."""
        if self._stands_at != self._hashed:
            return
        self._digest.update(piece)
        self._hashed += len(piece)
        if self._hashed == self._size and self._digest.hexdigest() != self._sha256:
            raise ContentBroken
