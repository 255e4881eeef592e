"""What a folder that cannot be written to means for whoever keeps a file."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from motcua.records.documents.errors import StoreAway, StoreFull

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


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
