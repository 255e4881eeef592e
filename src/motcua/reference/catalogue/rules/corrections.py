"""What an editor may write beside a row of a list that was read unclearly."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from motcua.foundation.kernel.text import normalise
from motcua.reference.catalogue.errors import CorrectionRefused

from . import codes
from .levels import is_level
from .lists import LONGEST_NAME, Row

PARTS = ("field", "name", "code", "current", "planned", "note")
"""The parts of a row that can be corrected; its place and its number stay."""
LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Frame:
    """What a list allows: its scheme of levels, the authority of its codes, and fields by every known
    spelling, normalised."""

    scheme: str
    authority: str
    fields: frozenset[str]


def changed_parts(read: Row, said: Mapping[str, str]) -> dict[str, str]:
    """The parts that an editor says otherwise than they were read."""
    tidy = {part: " ".join(said[part].split()) for part in PARTS}
    return {part: text for part, text in tidy.items() if text != getattr(read, part)}


def corrected(read: Row, changed: Mapping[str, str]) -> Row:
    """The row as it should read."""
    parts: dict[str, Any] = dict(changed)
    return replace(read, **parts)


def check_correction(row: Row, frame: Frame) -> None:
    """Raises CorrectionRefused unless the row, as corrected, can be confirmed."""
    if not row.name or len(row.name) > LONGEST_NAME:
        raise CorrectionRefused.name()
    if normalise(row.field) not in frame.fields:
        raise CorrectionRefused.field()
    if row.code and not _is_ours(row.code, frame.authority):
        raise CorrectionRefused.code(row.code, frame.authority)
    if not all(is_level(frame.scheme, value) for value in (row.current, row.planned) if value):
        raise CorrectionRefused.level()
    if len(row.note) > LONGEST_NOTE:
        raise CorrectionRefused.note(LONGEST_NOTE)


def _is_ours(code: str, authority: str) -> bool:
    return bool(codes.national_part(code)) and codes.authority_of(code) in {"", authority}
