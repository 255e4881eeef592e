"""Reading a published list into rows and everything that is odd in it; changes nothing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from motcua.foundation.kernel import ports
from motcua.reference.catalogue import shipped

from .enums import ListFileProblem
from .errors import ListUnreadable
from .ports import ListFile
from .rules import codes, rows
from .rules.contradictions import all_oddities
from .rules.lists import Oddity, Row

MOST_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class ReadList:
    """A list as read. An oddity's `rows` count the rows from 1."""

    file_type: str
    rows: tuple[Row, ...]
    oddities: tuple[Oddity, ...]
    name: str = ""
    sha256: str = ""


def read_list(path: Path, *, name: str, known_codes: Collection[str] | None = None) -> ReadList:
    """Read a file of a stranger. `known_codes` are national parts; by default those that the product ships.

    Raises: ListUnreadable, OutsideFailure.
    """
    if path.stat().st_size > MOST_BYTES:
        raise ListUnreadable(ListFileProblem.TOO_LARGE)
    found: ListFile = ports.adapter("list_reader").read(path, name=name)
    if found.problem:
        raise ListUnreadable(found.problem)
    read = rows.read(found.pieces)
    if not read.rows:
        raise ListUnreadable(ListFileProblem.NO_TABLE)
    odd = all_oddities(
        read,
        remarks=found.remarks,
        known_codes=shipped_codes() if known_codes is None else known_codes,
        known_fields=shipped.known_spellings(),
    )
    with open(path, "rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return ReadList(found.file_type, read.rows, tuple(odd), name=name, sha256=digest)


def read_upload(
    chunks: Iterable[bytes], *, name: str, known_codes: Collection[str] | None = None
) -> ReadList:
    """The same for a file that comes in pieces; nothing of it stays on the disk.

    Raises: ListUnreadable, OutsideFailure.
    """
    with TemporaryDirectory(prefix="motcua-list-") as folder:
        path = Path(folder) / "list"
        with open(path, "wb") as file:
            _write(chunks, file)
        return read_list(path, name=name, known_codes=known_codes)


def _write(chunks: Iterable[bytes], file: BinaryIO) -> None:
    left = MOST_BYTES
    for chunk in chunks:
        left -= len(chunk)
        if left < 0:
            raise ListUnreadable(ListFileProblem.TOO_LARGE)
        file.write(chunk)


def shipped_codes() -> set[str]:
    """The national parts that shipped lists and procedures name."""
    listed = {codes.national_part(row.code) for one in shipped.published_lists() for row in one.rows}
    return (listed | set(shipped.folders())) - {""}
