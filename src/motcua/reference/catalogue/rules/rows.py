"""From the pieces of a published list to its rows: joined where a page cut them, nothing dropped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from motcua.reference.catalogue.ports import LINE, PAGE_END, Piece

from . import codes
from .columns import (
    Columns,
    columns_of,
    heading_level,
    is_below_headings,
    numbers_columns,
    stated_level,
    words_of,
)
from .lists import Row

_NUMBER = re.compile(r"([0-9]{1,6})\s*[.)]?")
_SECTION = re.compile(r"(?:[IVXL]{1,6}|[A-H])\s*[.)]?")
_SECTION_TEXT = re.compile(r"(?:(?:[IVXL]{1,6}|[A-H])\s*[.)]\s*|[IVXL]{1,6}\s+)?(?P<field>\S.*)")
_TOTAL = re.compile(r"tổng (số|cộng)\b|cộng\s*(:|\d|$)")
_EMPTY_MARKS = {"", "-", "–", "—", "0", "khong", "k"}
_MARKS = {"x", "✓", "✔", "☑", "☒", "v", "+", "1", "co", "*", "×"}
_PARTS = ("ordinal", "field", "code", "name", "note")


@dataclass
class Draft:
    """A row while its pieces come together."""

    segment: int
    pieces: list[int]
    texts: dict[str, str]
    marks: dict[str, list[str]]
    was_cut: bool = False


@dataclass(frozen=True)
class Read:
    """Rows, and what was seen on the way: their pieces, those that a page cut or that have several marks."""

    rows: tuple[Row, ...]
    lines: tuple[str, ...]
    pieces: tuple[tuple[int, ...], ...] = ()
    segments: tuple[int, ...] = ()
    cut: tuple[int, ...] = ()
    several: tuple[int, ...] = ()
    has_table: bool = False
    headings: tuple[str, ...] = ()


def read(pieces: Sequence[Piece]) -> Read:
    reader = _Reader()
    for place, piece in enumerate(pieces):
        reader.take(place, piece, pieces[place + 1] if place + 1 < len(pieces) else None)
    return reader.finished()


class _Reader:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.drafts: list[Draft] = []
        self.columns: Columns | None = None
        self.table = -1
        self.segment = 0
        self.field = ""
        self.heading: tuple[str, str] = ("", "")
        self.broke = False
        self.skip = -1
        self.headings: list[str] = []

    def take(self, place: int, piece: Piece, following: Piece | None) -> None:
        if place == self.skip:
            return
        if piece.table == PAGE_END:
            self.broke = True
        elif piece.table == LINE:
            self._line(piece.text)
        elif self._is_numbered(piece) or not self._is_heading(place, piece, following):
            self._row(place, piece)

    def _line(self, text: str) -> None:
        self.lines.append(text)
        kind, level = heading_level(text)
        if level:
            self.heading, self.segment = (kind, level), self.segment + 1

    def _is_numbered(self, piece: Piece) -> bool:
        """A row with a number and more in it, under headings: no headings itself."""
        return self.columns is not None and piece.cells[0].isdigit() and len(piece.text) > 40

    def _is_heading(self, place: int, piece: Piece, following: Piece | None) -> bool:
        goes_on = following is not None and following.table == piece.table
        below = following.cells if goes_on and following and is_below_headings(following.cells) else ()
        columns = columns_of(piece.cells, below)
        if columns is None:
            return bool(self.columns) and (numbers_columns(piece.cells) or is_below_headings(piece.cells))
        if below:
            self.skip = place + 1
        if columns == self.columns:
            self.broke = True
        else:
            self.segment += 1
        self.columns, self.table = columns, piece.table
        self.headings += [column.label for column in columns if column.label not in self.headings]
        return True

    def _row(self, place: int, piece: Piece) -> None:
        columns = self.columns
        if columns is None or (piece.table != self.table and len(piece.cells) != len(columns)):
            self._line(piece.text)
            return
        if piece.table != self.table:
            self.table, self.broke = piece.table, True
        draft = self._draft(place, piece, columns)
        ordinal, name = draft.texts.get("ordinal", ""), draft.texts.get("name", "")
        alone = len([cell for cell in piece.cells if cell]) == 1
        if ordinal and _NUMBER.fullmatch(ordinal) and not alone:
            self._new(draft)
        elif _names_field(ordinal, name, draft, alone=alone):
            self.field = field_name(name if name and _is_section_mark(ordinal) else ordinal or name)
        elif ordinal and alone and not _NUMBER.fullmatch(ordinal):
            self._line(ordinal)
        elif _TOTAL.match((ordinal or name).lower()):
            self._line(piece.text)
        elif not ordinal and self._continues(draft, columns):
            self._join(draft)
        else:
            self._new(draft)

    def _draft(self, place: int, piece: Piece, columns: Columns) -> Draft:
        draft = Draft(self.segment, [place], {}, {})
        for column, cell in zip(columns, piece.cells, strict=False):
            if not cell:
                continue
            if column.part in _PARTS:
                draft.texts[column.part] = _joined(draft.texts.get(column.part, ""), cell)
            elif column.level:
                self._mark(draft, column.part, column.level, cell, column.label)
            elif column.part:
                draft.marks.setdefault(column.part, []).append(stated_level(cell))
            else:
                draft.texts["note"] = _joined(draft.texts.get("note", ""), cell)
        for extra in piece.cells[len(columns) :]:
            if extra:
                draft.texts["note"] = _joined(draft.texts.get("note", ""), extra)
        return draft

    def _mark(self, draft: Draft, part: str, level: str, cell: str, label: str) -> None:
        if words_of(cell) in _EMPTY_MARKS and cell.strip().lower() not in _MARKS:
            return
        draft.marks.setdefault(part, []).append(level)
        if cell.strip().lower() not in _MARKS and words_of(cell) not in _MARKS:
            draft.texts["note"] = _joined(draft.texts.get("note", ""), f"{label}: {cell}")

    def _continues(self, draft: Draft, columns: Columns) -> bool:
        """Whether a row without a number is the rest of the row before it."""
        if not self.drafts or "ordinal" not in {column.part for column in columns}:
            return False
        last, name = self.drafts[-1], draft.texts.get("name", "")
        has_code, had_code = (bool(_code_in(one.texts)[0]) for one in (draft, last))
        if (has_code and had_code) or (draft.marks and last.marks):
            return False
        return self.broke or has_code or not name or not name[:1].isupper()

    def _join(self, draft: Draft) -> None:
        last = self.drafts[-1]
        for part, text in draft.texts.items():
            last.texts[part] = _joined(last.texts.get(part, ""), text)
        for part, marks in draft.marks.items():
            last.marks.setdefault(part, []).extend(marks)
        self.field = last.texts["field"] = field_name(last.texts.get("field", ""))
        last.pieces += draft.pieces
        last.was_cut, self.broke = True, False

    def _new(self, draft: Draft) -> None:
        if draft.texts.get("field"):
            self.field = field_name(draft.texts["field"])
        draft.texts["field"] = self.field
        if self.heading[1] and not draft.marks:
            draft.marks["planned" if self.heading[0] == "planned" else "level"] = [self.heading[1]]
        draft.segment, self.broke = self.segment, False
        self.drafts.append(draft)

    def finished(self) -> Read:
        part = "planned" if _is_plan([*self.lines, *self.headings]) else "current"
        rows = [_row_of(place, draft, part) for place, draft in enumerate(self.drafts, start=1)]
        return Read(
            rows=tuple(rows),
            lines=tuple(self.lines),
            pieces=tuple(tuple(draft.pieces) for draft in self.drafts),
            segments=tuple(draft.segment for draft in self.drafts),
            cut=tuple(place for place, draft in enumerate(self.drafts, 1) if draft.was_cut),
            several=tuple(
                place
                for place, draft in enumerate(self.drafts, 1)
                if any(len(set(marks)) > 1 for marks in draft.marks.values())
            ),
            has_table=self.columns is not None,
            headings=tuple(self.headings),
        )


def _is_section_mark(ordinal: str) -> bool:
    return bool(_SECTION.fullmatch(ordinal))


def _names_field(ordinal: str, name: str, draft: Draft, *, alone: bool) -> bool:
    """A row that heads a group: a Roman number or letter and a name, or `Lĩnh vực …` alone."""
    if draft.marks or draft.texts.get("code"):
        return False
    if _is_section_mark(ordinal) and name:
        return True
    only = ordinal or name
    is_named = only.lower().startswith("lĩnh vực ") and only[:1].isupper()
    is_field = is_named or bool(re.match(r"[IVXL]{1,6}\s*[.)]\s*\S", only))
    return alone and is_field and not heading_level(only)[1]


def _row_of(place: int, draft: Draft, part: str) -> Row:
    marks = dict(draft.marks)
    if "level" in marks:
        marks[part] = [*marks.get(part, []), *marks.pop("level")]
    code, name = _code_in(draft.texts)
    ordinal = draft.texts.get("ordinal", "")
    number = _NUMBER.fullmatch(ordinal)
    return Row(
        place=place,
        printed=str(int(number[1])) if number else ordinal,
        field=draft.texts["field"],
        name=name.strip().rstrip(" .;,:-–—").lstrip(" -–—"),
        code=code,
        current=", ".join(dict.fromkeys(marks.get("current", ()))),
        planned=", ".join(dict.fromkeys(marks.get("planned", ()))),
        note=draft.texts.get("note", ""),
    )


def _code_in(texts: dict[str, str]) -> tuple[str, str]:
    """The code, from its own column or out of the name, and the name without it."""
    name, given = texts.get("name", ""), texts.get("code", "")
    if given:
        return re.sub(r"\s+", "", given).strip("().;,-–") or given, name
    found = codes.printed_in(name)
    if found is None:
        return "", name
    return found[0], found[1]


def field_name(printed: str) -> str:
    """`I. Lĩnh vực tiêu chuẩn …:` → `Tiêu chuẩn …`."""
    match = _SECTION_TEXT.fullmatch(printed.strip())
    text = re.sub(r"^lĩnh vực\s*:?\s+", "", match["field"] if match else printed, flags=re.IGNORECASE)
    text = text.strip().rstrip(" .:;")
    return text[:1].upper() + text[1:]


def _joined(first: str, second: str) -> str:
    if not first or not second:
        return first or second
    sticks = first[-1] in "-/" and first[-2:-1].isalnum()
    return first + second if sticks else f"{first} {second}"


def _is_plan(lines: Sequence[str]) -> bool:
    return any(re.search(r"\b(ke hoach|du kien|lo trinh)\b", words_of(line)) for line in lines)
