"""What a folder that cannot be written to means for whoever keeps a file, or a bad disk for who reads one."""

import errno
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from motcua.foundation.kernel.errors import MotcuaError
from motcua.records.documents.errors import ContentBroken, ContentMissing, StoreAway, StoreFull

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
GONE = frozenset({errno.ENOENT, errno.ENOTDIR})
OF_THE_FILE = frozenset(
    {errno.EIO, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ELOOP, errno.EBADMSG, errno.EUCLEAN}
)
"""A bad sector, a lost right, a torn file system: others beside it can be read."""


@contextmanager
def writing() -> Iterator[None]:
    """Raises StoreFull or StoreAway for what the system says of the disk."""
    try:
        yield
    except OSError as error:
        raise (StoreFull() if error.errno in FULL else StoreAway()) from error


def write_all(descriptor: int, piece: bytes) -> None:
    """Without a buffer of ours, so that a full disk is met here. Raises StoreFull, StoreAway."""
    left = memoryview(piece)
    with writing():
        while left:
            left = left[os.write(descriptor, left) :]


class Reading(io.FileIO):
    """A kept file whose disk may fail in the middle. Raises ContentMissing, ContentBroken, StoreAway."""

    def __init__(self, path: Path) -> None:
        try:
            super().__init__(path)
        except OSError as error:
            raise _unread(error) from error

    def readinto(self, buffer: Any, /) -> int:
        try:
            return super().readinto(buffer) or 0
        except OSError as error:
            raise _unread(error) from error

    def readall(self) -> bytes:
        try:
            return super().readall() or b""
        except OSError as error:
            raise _unread(error) from error


def _unread(error: OSError) -> MotcuaError:
    if error.errno in GONE:
        return ContentMissing()
    return ContentBroken() if error.errno in OF_THE_FILE else StoreAway()
