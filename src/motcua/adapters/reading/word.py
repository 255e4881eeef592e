"""DOCX: paragraphs and tables of the body in order. Fields are never computed, nothing is fetched."""

import zipfile

from .gathering import Gathered
from .parts import opened

FIELDS_THAT_COMPUTE = ("=", "DDE", "INCLUDE", "LINK", "IMPORT", "DATABASE", "RD", "QUOTE", "IF")
MOST_COLUMNS = 100


def read(package: zipfile.ZipFile, gathered: Gathered, *, max_expanded_bytes: int) -> None:
    with opened(package, gathered, max_expanded_bytes=max_expanded_bytes) as parts:
        parts.parse("word/document.xml", _Body(gathered))


class _Body:
    """A table inside a cell is text of that cell. A cell over two rows stands in the first."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._tables = 0
        self._depth = 0
        self._skipped = 0
        self._row: list[str] = []
        self._cell: list[str] = []
        self._paragraph: list[str] = []
        self._span = 1
        self._goes_on = False
        self._in_text = self._in_field = False
        self._list = ""
        self._counted: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Fallback" or self._skipped:
            self._skipped += 1
            return
        match name:
            case "tbl":
                self._tables += not self._depth
                self._depth += 1
            case "tr" if self._depth == 1:
                self._row = []
            case "tc" if self._depth == 1:
                self._cell, self._span, self._goes_on = [], 1, False
            case "p":
                self._paragraph, self._list = [], ""
            case "t":
                self._in_text = True
            case "instrText":
                self._in_field = True
            case "fldSimple":
                self._look_at_field(attributes.get("instr", ""))
            case "tab" if self._paragraph:
                self._paragraph.append(" ")
            case "br" | "cr":
                self._paragraph.append("\n")
            case "noBreakHyphen":
                self._paragraph.append("-")
            case "ins" | "del" | "moveFrom" | "moveTo" if "author" in attributes:
                self._gathered.remark("tracked_changes")
            case _:
                self._property(name, attributes.get("val", ""))

    def _property(self, name: str, value: str) -> None:
        if name == "numId":
            self._list = value
        elif name == "gridBefore" and self._depth == 1 and value.isdigit():
            self._row += [""] * min(int(value), MOST_COLUMNS)
        elif name == "gridSpan" and self._depth == 1 and value.isdigit():
            self._span = min(int(value), MOST_COLUMNS)
        elif name == "vMerge" and self._depth == 1:
            self._goes_on = value != "restart"

    def text(self, data: str) -> None:
        if self._skipped:
            return
        if self._in_text:
            self._paragraph.append(data)
        elif self._in_field:
            self._look_at_field(data)

    def _look_at_field(self, words: str) -> None:
        if words.strip().upper().startswith(FIELDS_THAT_COMPUTE):
            self._gathered.remark("formula", here=True)

    def end(self, name: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        match name:
            case "t":
                self._in_text = False
            case "instrText":
                self._in_field = False
            case "p":
                self._end_paragraph()
            case "tc" if self._depth == 1:
                self._row += ["" if self._goes_on else "\n".join(self._cell)] + [""] * (self._span - 1)
            case "tr" if self._depth == 1:
                self._gathered.row(self._tables, self._row[:MOST_COLUMNS])
            case "tbl":
                self._depth -= 1

    def _end_paragraph(self) -> None:
        text = "".join(self._paragraph)
        if self._list and self._depth and not text.strip() and not self._row:
            self._counted[self._list] = self._counted.get(self._list, 0) + 1
            text = str(self._counted[self._list])  # Word shows the number of the list here
        if self._depth:
            self._cell.append(text)
        else:
            self._gathered.line(text)
        self._paragraph = []
