"""Bytes of kept documents as files with a path, for machines that want one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj

from motcua.records.documents import queries as documents
from motcua.records.documents.models import Document


@contextmanager
def local_file(document: Document) -> Iterator[Path]:
    """The file itself where the store has it on this machine, to be read only; else a copy for the while.

    Raises ContentMissing, OutsideFailure.
    """
    with documents.stream_of(document) as stream:
        name = getattr(stream, "name", None)
        if isinstance(name, str) and Path(name).is_file():
            yield Path(name)
            return
        with tempfile.NamedTemporaryFile(prefix="motcua-line-") as copy:
            copyfileobj(stream, copy, 1 << 20)
            copy.flush()
            yield Path(copy.name)
