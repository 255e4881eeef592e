"""XLSX: the cells of every sheet as kept in the file. Formulas are never computed."""

import posixpath
import zipfile

from .gathering import Gathered, Unreadable
from .parts import Parts, opened

MOST_COLUMNS = 100
MOST_ROWS = 200_000
"""Rows of a sheet that are looked at, empty ones as well."""


def read(package: zipfile.ZipFile, gathered: Gathered, *, max_expanded_bytes: int) -> None:
    with opened(package, gathered, max_expanded_bytes=max_expanded_bytes) as parts:
        book = _Book()
        parts.parse("xl/workbook.xml", book)
        targets = parts.relationships("xl/_rels/workbook.xml.rels")
        sheets = [_Sheet() for _ in book.sheets]
        for (relation, _), sheet in zip(book.sheets, sheets, strict=True):
            target = targets.get(relation, ("", True))[0]
            name = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
            name = target.lstrip("/") if target.startswith("/") else name
            if name in parts.names:
                parts.parse(name, sheet)
        strings = _shared(parts, {one for sheet in sheets for one in sheet.shared})
    for table, ((_, hidden), sheet) in enumerate(zip(book.sheets, sheets, strict=True)):
        if (hidden and sheet.rows) or sheet.hidden_rows:
            gathered.remark("hidden_part")
        _gather(table, sheet, strings, gathered)


def _gather(table: int, sheet: "_Sheet", strings: dict[int, str], gathered: Gathered) -> None:
    for number, row in sheet.rows:
        if number in sheet.formulas:
            gathered.remark("formula", here=True)
        cells = [""] * (max(row) + 1)
        for column, value in row.items():
            cells[column] = strings.get(value, "") if isinstance(value, int) else value
        gathered.row(table, cells)


class _Book:
    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            self.sheets.append((attributes.get("id", ""), attributes.get("state", "visible") != "visible"))

    def end(self, name: str) -> None:
        pass

    def text(self, data: str) -> None:
        pass


class _Sheet:
    """Rows as {column: text, or the number of a shared string}."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, dict[int, str | int]]] = []
        self.formulas: set[int] = set()
        self.shared: set[int] = set()
        self.hidden_rows = False
        self._seen = 0
        self._row: dict[int, str | int] = {}
        self._column = -1
        self._type = ""
        self._text: list[str] | None = None
        self._value = self._formula = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._seen += 1
            if self._seen > MOST_ROWS:
                raise Unreadable("too_many_rows")
            self._row, self._column = {}, -1
            self._is_hidden = attributes.get("hidden") in {"1", "true"}
        elif name == "c":
            self._column = _column(attributes.get("r", ""), self._column + 1)
            self._type, self._value, self._formula = attributes.get("t", "n"), "", ""
        elif name in {"v", "t", "f"}:
            self._text = []

    def text(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def end(self, name: str) -> None:
        if name in {"v", "t"} and self._text is not None:
            self._value += "".join(self._text)
            self._text = None
        elif name == "f":
            self._formula = "=" + "".join(self._text or ())
            self.formulas.add(self._seen)
            self._text = None
        elif name == "c" and 0 <= self._column < MOST_COLUMNS:
            self._keep_cell()
        elif name == "row" and self._row:
            self.hidden_rows |= self._is_hidden
            self.rows.append((self._seen, self._row))
            if len(self.rows) > 20_000:
                raise Unreadable("too_many_rows")

    def _keep_cell(self) -> None:
        if self._type == "s" and self._value.isdigit():
            self.shared.add(int(self._value))
            self._row[self._column] = int(self._value)
        elif self._value or self._formula:
            value = self._value or self._formula
            is_whole = self._type == "n" and value.endswith(".0")
            self._row[self._column] = value[:-2] if is_whole else value


def _column(reference: str, following: int) -> int:
    """`AB12` → 27."""
    letters = [c for c in reference if "A" <= c <= "Z"][:4]
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1 if letters else following


def _shared(parts: Parts, wanted: set[int]) -> dict[int, str]:
    strings = _Strings(wanted)
    if wanted and "xl/sharedStrings.xml" in parts.names:
        parts.parse("xl/sharedStrings.xml", strings)
    return strings.found


class _Strings:
    """Only the shared strings that a cell names are kept."""

    def __init__(self, wanted: set[int]) -> None:
        self.found: dict[int, str] = {}
        self._wanted = wanted
        self._number = -1
        self._in_text = self._in_phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._number += 1
        elif name == "rPh":
            self._in_phonetic = True
        elif name == "t":
            self._in_text = self._number in self._wanted and not self._in_phonetic

    def text(self, data: str) -> None:
        if self._in_text:
            self.found[self._number] = self.found.get(self._number, "") + data

    def end(self, name: str) -> None:
        if name == "t":
            self._in_text = False
        elif name == "rPh":
            self._in_phonetic = False
