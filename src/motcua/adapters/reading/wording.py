"""Words on a page, gathered into lines and phrases by where they stand. Runs in a grandchild only."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

PHRASE_GAP = 0.45
"""Of a letter's height: words further apart than this belong to two cells. A space takes about 0.25."""
SAME_LINE = 0.35
"""Of a letter's height: words whose feet differ by less stand on one line."""


@dataclass(frozen=True)
class Word:
    """In points; `top` and `bottom` count from the top of the page."""

    x0: float
    x1: float
    top: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Phrase:
    """Words of one line with nothing but spaces between them."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    def overlaps(self, left: float, right: float) -> bool:
        return self.x0 < right and left < self.x1


@dataclass(frozen=True)
class Line:
    phrases: tuple[Phrase, ...]
    top: float
    bottom: float

    @property
    def words(self) -> Iterator[Word]:
        return (word for phrase in self.phrases for word in phrase.words)

    @property
    def text(self) -> str:
        return " ".join(phrase.text for phrase in self.phrases)

    @property
    def height(self) -> float:
        return median(word.bottom - word.top for word in self.words)


def lines_of(words: Iterable[Word]) -> list[Line]:
    """From top to bottom; a word that stands between two lines makes a line of its own."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.bottom, one.x0)):
        near = SAME_LINE * (word.bottom - word.top)
        if rows and word.bottom - rows[-1][0].bottom <= near:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_line(row) for row in rows]


def _line(row: list[Word]) -> Line:
    row = sorted(row, key=lambda word: word.x0)
    gap = PHRASE_GAP * median(word.bottom - word.top for word in row)
    parts: list[list[Word]] = [[row[0]]]
    for before, word in pairwise(row):
        if word.x0 - before.x1 > gap:
            parts.append([])
        parts[-1].append(word)
    phrases = tuple(Phrase(tuple(part)) for part in parts)
    return Line(phrases, min(word.top for word in row), max(word.bottom for word in row))


def gaps_of(lines: Sequence[Line]) -> list[float]:
    """The white above each line but the first, from all that stands higher; 0 where they touch."""
    gaps, lowest = [], lines[0].bottom if lines else 0.0
    for line in lines[1:]:
        gaps.append(max(round(line.top - lowest, 1), 0.0))
        lowest = max(lowest, line.bottom)
    return gaps


def blocks_of(lines: Sequence[Line], gap: float) -> list[list[Line]]:
    """Lines with no more white between them than `gap`."""
    blocks: list[list[Line]] = [[lines[0]]] if lines else []
    for line, white in zip(lines[1:], gaps_of(lines), strict=True):
        if white > gap + 0.5:
            blocks.append([])
        blocks[-1].append(line)
    return blocks
