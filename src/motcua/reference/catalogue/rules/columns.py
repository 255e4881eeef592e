"""What the columns of a published list mean, told by their headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.foundation.kernel.text import search_words

_ORDINAL = {"tt", "stt", "so tt", "so thu tu", "thu tu", "ordinal", "no"}
_CODE = re.compile(r"^ma$|^ma (so|tthc|thu tuc|dich vu|dvc|ho so)\b|^code$")
_NAME = re.compile(
    r"\bten (tthc|thu tuc|dich vu|dvc)|\bthu tuc hanh chinh$|^name$|^ten$|^(tthc|dich vu cong)\b"
)
_FIELD = re.compile(r"^linh vuc\b|^field$|^ten linh vuc")
_NOTE = re.compile(r"^ghi chu|^note$")
_PLANNED = re.compile(r"\b(ke hoach|du kien|dang ky|lo trinh|planned)\b")
_CURRENT = re.compile(r"\b(hien tai|hien nay|hien co|dang|current)\b")
_LEVEL = re.compile(r"\bmuc (?:do )?([1-4])\b")
_ABOUT_LEVEL = re.compile(r"\bmuc( do)?\b|\blevel\b|\btoan trinh\b|\bmot phan\b")
WORDS_OF_LEVELS = {"toan trinh": "toan_trinh", "mot phan": "mot_phan", "thong tin": "thong_tin"}


LONGEST_HEADING = 200


@dataclass(frozen=True)
class Column:
    """`part` is a part of a row, "" for a column that means nothing here; `level` where a mark means it."""

    part: str
    level: str = ""
    label: str = ""


Columns = tuple[Column, ...]


def words_of(text: str) -> str:
    return " ".join(search_words(text))


def columns_of(top: Sequence[str], below: Sequence[str] = ()) -> Columns | None:
    """The meaning of the columns under one or two rows of headings; None when these are no headings."""
    if any(len(cell) > LONGEST_HEADING for cell in (*top, *below)):
        return None
    width = max(len(top), len(below))
    tops, belows = [*top, *[""] * (width - len(top))], [*below, *[""] * (width - len(below))]
    columns, group = [], ""
    for over, under in zip(tops, belows, strict=True):
        group = over or (group if under else "")
        columns.append(_column(words_of(group), words_of(under), f"{group} {under}".strip()))
    parts = [column.part for column in columns]
    has_more = {"ordinal", "code", "current", "planned", "level"} & set(parts)
    return tuple(columns) if parts.count("name") == 1 and has_more else None


def _column(group: str, under: str, label: str) -> Column:
    own = under or group
    if group in _ORDINAL:
        return Column("ordinal", label=label)
    for part, pattern in (("code", _CODE), ("field", _FIELD), ("note", _NOTE)):
        if pattern.search(group):
            return Column(part, label=label)
    digits = set(_LEVEL.findall(own))
    level = digits.pop() if len(digits) == 1 else WORDS_OF_LEVELS.get(_word_level(own), "")
    if level or _ABOUT_LEVEL.search(own) or (_PLANNED.search(own) and not _NAME.search(own)):
        return Column(_kind(f"{group} {under}"), level, label)
    return Column("name" if _NAME.search(group) else "", label=label)


def _kind(words: str) -> str:
    if _CURRENT.search(words):
        return "current"
    return "planned" if _PLANNED.search(words) else "level"


def _word_level(words: str) -> str:
    return next((word for word in WORDS_OF_LEVELS if re.search(rf"\b{word}\b", words)), "")


def is_below_headings(cells: Sequence[str]) -> bool:
    """A second row of headings: levels only, no number and no name."""
    filled = [words_of(cell) for cell in cells if cell.strip()]
    return bool(filled) and all(_LEVEL.fullmatch(one) or one in WORDS_OF_LEVELS for one in filled)


def numbers_columns(cells: Sequence[str]) -> bool:
    """A row that only numbers the columns: (1) (2) (3)."""
    filled = [cell.strip("() .") for cell in cells if cell.strip()]
    return len(filled) > 2 and filled == [str(number) for number in range(1, len(filled) + 1)]


def stated_level(text: str) -> str:
    """The level that a cell states in words or as a number; the cell itself where it states none."""
    words = words_of(text)
    if re.fullmatch(r"[1-4]", words):
        return words
    found = set(_LEVEL.findall(words))
    if len(found) == 1 and len(words) <= 20:
        return str(found.pop())
    return WORDS_OF_LEVELS.get(_word_level(words), text.strip()) if len(words) <= 40 else text.strip()


def heading_level(text: str) -> tuple[str, str]:
    """Kind and level that a line above a table gives to its rows: `Danh mục … dự kiến … ở mức độ 3:`."""
    words = words_of(text)
    found = set(_LEVEL.findall(words))
    if len(found) != 1 or not re.search(r"\b(danh muc|phu luc|bieu|bang)\b", words):
        return "", ""
    return ("planned" if _PLANNED.search(words) else "level"), found.pop()
