"""Runs in a grandchild only: what a file gives, gathered within bounds."""

import unicodedata
from collections.abc import Sequence
from typing import Any


class Unreadable(Exception):
    """The file is not read; `problem` is a value of ListFileProblem."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


LONGEST = 32_767
"""Characters of one cell or line; spreadsheets hold no more."""


class Gathered:
    """Lines and rows in the order of the file. A piece is [table, cells]: table -1 is a line of text, -2 the
    end of a page; a remark is [kind, facts, places of pieces]."""

    def __init__(self, task: dict[str, Any]) -> None:
        self.pieces: list[tuple[int, list[str]]] = []
        self.remarks: dict[str, tuple[dict[str, Any], list[int]]] = {}
        self._rows_left = int(task["max_rows"])
        self._chars_left = int(task["max_chars"])

    def line(self, text: str) -> None:
        if text.strip():
            self._add(-1, [text])

    def row(self, table: int, cells: Sequence[str]) -> None:
        if any(cell.strip() for cell in cells):
            self._add(table, cells)

    def page_end(self) -> None:
        self.pieces.append((-2, []))

    def remark(self, kind: str, *, here: bool = False, **facts: Any) -> None:
        """Say something of the file; `here`: of the piece that comes next."""
        kept, places = self.remarks.setdefault(kind, (facts, []))
        kept.update(facts)
        if here and (not places or places[-1] != len(self.pieces)):
            places.append(len(self.pieces))

    def _add(self, table: int, cells: Sequence[str]) -> None:
        tidy = [tidied(cell) for cell in cells]
        self._rows_left -= 1
        self._chars_left -= sum(map(len, tidy))
        if self._rows_left < 0 or self._chars_left < 0 or max(map(len, tidy)) > LONGEST:
            raise Unreadable("too_many_rows")
        self.pieces.append((table, tidy))

    def answer(self, file_type: str) -> dict[str, Any]:
        remarks = [[kind, facts, places] for kind, (facts, places) in self.remarks.items()]
        return {"file_type": file_type, "pieces": self.pieces, "remarks": remarks}


def tidied(text: str) -> str:
    """Composed letters, no control characters, single spaces; a line that ends in a hyphen goes on."""
    text = (
        unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
    )
    lines = [" ".join(line.split()) for line in text.splitlines()]
    joined = ""
    for line in lines:
        sticks = len(joined) > 1 and joined[-1] in "-/" and joined[-2].isalnum()
        joined = joined + line if not joined or sticks else f"{joined} {line}"
    return "".join(c for c in joined if c.isprintable()).strip()
