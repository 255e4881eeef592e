"""A page as what is written where: words, and the lines they stand in, column by column."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

_WIDE_GAP = 1.7
"""Of a line's height: wider than any space between words, narrower than what parts two columns."""
_MARKUP = re.compile(r"[*_`#]{1,}|</?[a-z]{1,6}>|^\s*>+")
_COLUMNS = re.compile(r"\t+| {3,}(?=[^\W\d_])")
_D = str.maketrans("đĐ", "dD")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in parts of the page: 0 is its left or upper edge, 1 the right or lower."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def centre(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


def around(boxes: Iterable[Box | None]) -> Box | None:
    """The smallest box that holds all of them; None when there is none."""
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    return Box(
        min(box.left for box in known),
        min(box.top for box in known),
        max(box.right for box in known),
        max(box.bottom for box in known),
    )


@dataclass(frozen=True, slots=True)
class Word:
    """`confidence` from 0 to 1, of whoever read it; `box` None where the source has no places."""

    text: str
    confidence: float = 1.0
    box: Box | None = None


@dataclass(frozen=True)
class Line:
    """Words side by side with no wide gap between: what one column holds of one row."""

    words: tuple[Word, ...]
    page: int
    row: int
    column: int = 0
    is_alone: bool = True
    follows_blank: bool = False

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def folded(self) -> str:
        """As long as `text`, without diacritics: places found in one hold in the other."""
        return folded(self.text)

    @cached_property
    def box(self) -> Box | None:
        return around(word.box for word in self.words)

    @property
    def is_capitals(self) -> bool:
        letters = [char for char in self.text if char.isalpha()]
        return len(letters) > 1 and sum(char.isupper() for char in letters) >= 0.8 * len(letters)

    def part(self, start: int, end: int) -> "Line":
        """The words that stand, wholly or in part, between two places of `text`."""
        kept, at = [], 0
        for word in self.words:
            if at < end and at + len(word.text) > start:
                kept.append(word)
            at += len(word.text) + 1
        return Line(tuple(kept), self.page, self.row, self.column, self.is_alone, self.follows_blank)


@dataclass(frozen=True)
class Page:
    """One page, rows from the top, each row's columns from the left."""

    number: int
    lines: tuple[Line, ...]
    has_places: bool


def folded(text: str) -> str:
    """Without diacritics, letter for letter, so that the length stays; capitals stay capitals."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text).translate(_D)


def page_of_text(text: str, *, number: int = 1) -> Page:
    """A page of plain text; wide gaps and tabs part columns, marks of Markdown are left out."""
    lines: list[Line] = []
    blank = False
    for row, raw in enumerate(unicodedata.normalize("NFC", text).splitlines()):
        bare = _MARKUP.sub("", raw).strip()
        if not bare:
            blank = True
            continue
        parts = [part for part in _COLUMNS.split(bare) if part.strip()]
        for column, part in enumerate(parts):
            words = tuple(Word(word) for word in part.split())
            lines.append(Line(words, number, row, column, len(parts) == 1, blank))
        blank = False
    return Page(number, tuple(lines), has_places=False)


def page_of_words(words: Sequence[Word], *, number: int = 1) -> Page:
    """A page of words with places, in any order: rows by their height, columns by wide gaps."""
    placed = [word for word in words if word.box is not None and word.text.strip()]
    lines = []
    below = 0.0
    for row, beside in enumerate(_rows(placed)):
        parts = _columns(beside)
        top = min(word.box.top for word in beside if word.box)
        tall = median(word.box.height for word in beside if word.box)
        for column, part in enumerate(parts):
            blank = bool(row) and top - below > 1.2 * tall
            lines.append(Line(tuple(part), number, row, column, len(parts) == 1, blank))
        below = max(word.box.bottom for word in beside if word.box)
    return Page(number, tuple(lines), has_places=True)


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words whose middles lie within half a word's height of each other, from the top."""
    rows: list[list[Word]] = []
    at: list[float] = []
    for word in sorted(words, key=lambda each: each.box.centre if each.box else 0):
        box = word.box
        if box is None:
            continue
        if rows and abs(at[-1] - box.centre) <= 0.55 * max(
            median(one.box.height for one in rows[-1] if one.box), box.height * 0.6
        ):
            rows[-1].append(word)
            at[-1] += (box.centre - at[-1]) / len(rows[-1])
        else:
            rows.append([word])
            at.append(box.centre)
    return [sorted(row, key=lambda each: each.box.left if each.box else 0) for row in rows]


def _columns(row: Sequence[Word]) -> list[list[Word]]:
    """Parted where the gap is wider than any space between words.

    A fraction of the width counts as 1.414 of the same fraction of the height: pages are A4, upright.
    """
    tall = median(word.box.height for word in row if word.box) * 1.414
    parts = [[row[0]]]
    for before, word in pairwise(row):
        assert before.box is not None
        assert word.box is not None
        if word.box.left - before.box.right > _WIDE_GAP * tall:
            parts.append([])
        parts[-1].append(word)
    return parts
