"""The headings of a table without ruled lines: where they stand and what each column is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from motcua.foundation.kernel.text import search_words

from .wording import Line, Phrase, blocks_of, gaps_of

LABELS = {"tt", "stt", "so tt", "so thu tu", "thu tu"}
"""What the column of the numbers is called: by it a table without lines is known."""
NUMBER = re.compile(r"\(?([0-9]{1,4})\)?\s*[.)]?")
SECTION = re.compile(r"(?:[IVXL]{1,6}|[A-H])\s*[.)]?")
_SECTION_TEXT = re.compile(r"(?:[IVXL]{1,6}|[A-H])\s*[.)]\s*\S|Lĩnh vực\s")
MOST_LINES = 12


@dataclass(frozen=True)
class Heading:
    """What one column is called, with what stands over it and others together."""

    x0: float
    x1: float
    text: str
    is_clear: bool = True


@dataclass(frozen=True)
class Head:
    """Lines `start` to `end` of a page are headings; `label` is that of the numbers."""

    start: int
    end: int
    label: Phrase
    headings: tuple[Heading, ...]


def number_of(line: Line, label: Phrase) -> int | None:
    """The number of a row that begins on this line, told by where it stands."""
    found = NUMBER.fullmatch(line.phrases[0].text)
    return int(found[1]) if found and _is_under(line.phrases[0], label) else None


def _is_under(phrase: Phrase, label: Phrase) -> bool:
    return phrase.overlaps(label.x0 - 6, label.x1 + 6) and phrase.x1 - phrase.x0 < 60


def names_section(line: Line, label: Phrase) -> bool:
    """Whether a line heads a group of rows: `II` under the numbers, or `Lĩnh vực …` across the columns."""
    first = line.phrases[0]
    is_marked = bool(SECTION.fullmatch(first.text)) and _is_under(first, label)
    return is_marked or (len(line.phrases) == 1 and bool(_SECTION_TEXT.match(first.text)))


def row_gap(runs: Sequence[Sequence[Line]], label: Phrase) -> float | None:
    """The most white inside a row, told by the rule that two numbers never stand in one row; None where white
    does not part the rows."""
    whites = {0.0, *(gap for lines in runs for gap in gaps_of(lines))}
    for gap in sorted(whites, reverse=True):
        blocks = [block for lines in runs for block in blocks_of(lines, gap)]
        numbers = [sum(number_of(line, label) is not None for line in block) for block in blocks]
        if max(numbers, default=0) < 2:
            pairs = zip(numbers, blocks, strict=True)
            rest = sum(not number and not names_section(block[0], label) for number, block in pairs)
            return gap if rest <= len(runs) + sum(numbers) // 10 else None
    return None


def find_heads(lines: Sequence[Line], known: dict[tuple[str, ...], Head]) -> list[Head]:
    """The headings of a page, from top to bottom. `known` are those of earlier pages by their lines, and
    takes up new ones: a page that repeats them may go on in the middle of a row."""
    found: list[Head] = []
    for place, line in enumerate(lines):
        floor = found[-1].end if found else 0
        if place < floor:
            continue
        again = _repeated(lines, place, known)
        label = line.phrases[0]
        if again:
            found.append(again)
        elif " ".join(search_words(label.text)) in LABELS:
            head = _head(lines, place, label, floor=floor)
            if head:
                known[tuple(one.text for one in lines[head.start : head.end])] = head
                found.append(head)
    return found


def _repeated(lines: Sequence[Line], place: int, known: dict[tuple[str, ...], Head]) -> Head | None:
    for texts, head in known.items():
        if tuple(one.text for one in lines[place : place + len(texts)]) == texts:
            return replace(head, start=place, end=place + len(texts))
    return None


def _head(lines: Sequence[Line], place: int, label: Phrase, *, floor: int) -> Head | None:
    below = range(place + 1, min(place + MOST_LINES, len(lines)))
    first = next((n for n in below if begins_row(lines[n], label)), None)
    if first is None:
        return None
    end = _end(lines, place, first, label)
    headings = _headings(lines[place:end])
    start = place
    middle = (lines[place].top + lines[place].bottom) / 2
    bottom = max(line.bottom for line in lines[place:end])
    white = max([lines[place].height * 0.7, *gaps_of(lines[place:end])])
    while start > floor:
        above = lines[start - 1]
        reaches = above.top > 2 * middle - bottom - above.height / 2
        is_title = any(_is_over(phrase, headings[:1]) for phrase in above.phrases)
        if is_title or not reaches or lines[start].top - above.bottom > white:
            break
        start -= 1
    headings = _headings(lines[start:end])
    return Head(start, end, label, tuple(headings)) if len(headings) > 1 else None


def begins_row(line: Line, label: Phrase) -> bool:
    """A row with a number, or one that heads a group."""
    return number_of(line, label) is not None or names_section(line, label)


def _end(lines: Sequence[Line], place: int, first: int, label: Phrase) -> int:
    """Where the body begins: a number in the middle of its row has lines of the row above it."""
    rest = list(takewhile(lambda line: line.phrases[0].text != label.text, lines[first:]))
    gap = row_gap([rest], label)
    is_told = sum(number_of(line, label) is not None for line in rest) > 1
    if gap is None or not is_told or number_of(lines[first], label) is None:
        return first
    while first - 1 > place and lines[first].top - lines[first - 1].bottom <= gap + 0.5:
        first -= 1
    return first


def _is_over(phrase: Phrase, headings: Sequence[Heading]) -> bool:
    return any(phrase.overlaps(one.x0, one.x1) for one in headings)


def _headings(lines: Sequence[Line], over: tuple[str, ...] = ()) -> list[Heading]:
    """From the top down: one phrase over several belongs to each of them."""
    found: list[Heading] = []
    for part in _apart(lines):
        single = list(takewhile(lambda line: len(line.phrases) == 1, part))
        texts = tuple(line.text for line in single)
        phrases = [phrase for line in part for phrase in line.phrases]
        x0, x1 = min(one.x0 for one in phrases), max(one.x1 for one in phrases)
        if len(single) == len(part):
            found.append(Heading(x0, x1, " ".join(over + texts)))
        elif single:
            found += _headings(part[len(single) :], over + texts)
        else:
            found.append(Heading(x0, x1, " ".join([*over, *(line.text for line in part)]), is_clear=False))
    return sorted(found, key=lambda one: one.x0)


def _apart(lines: Sequence[Line]) -> list[list[Line]]:
    """The phrases that stand over or under one another, in lines; parts have white between them."""
    parts: list[list[Phrase]] = []
    for phrase in sorted((one for line in lines for one in line.phrases), key=lambda one: one.x0):
        if parts and phrase.x0 < max(one.x1 for one in parts[-1]):
            parts[-1].append(phrase)
        else:
            parts.append([phrase])
    return [[one for line in lines if (one := _only(line, part)).phrases] for part in parts]


def _only(line: Line, phrases: Sequence[Phrase]) -> Line:
    return replace(line, phrases=tuple(one for one in line.phrases if one in phrases))
