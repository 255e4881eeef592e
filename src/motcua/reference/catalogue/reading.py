"""Reading a published list into rows and everything that is odd in it; changes nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

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
    lines: tuple[str, ...] = ()


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
    return ReadList(found.file_type, read.rows, tuple(odd), read.lines)


def shipped_codes() -> set[str]:
    """The national parts that shipped lists and procedures name."""
    listed = {codes.national_part(row.code) for one in shipped.published_lists() for row in one.rows}
    return (listed | set(shipped.folders())) - {""}
