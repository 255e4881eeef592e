"""Tables without ruled lines: columns by their headings and the white between words, rows by their numbers.

Where two columns cannot be told apart, their text stands whole behind the last column, with a remark.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from .headings import Head, Heading, begins_row, find_heads, number_of, row_gap
from .wording import PHRASE_GAP, Line, Phrase, Word, blocks_of, gaps_of

_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–(]?\s*[0-9]{1,4}(?:\s*/\s*[0-9]{1,4})?\s*[-–)]?", re.IGNORECASE)
CLEARLY_WIDER = 1.5
"""The white between two columns is wider than any chance white by this."""


@dataclass
class Run:
    """A part of a table on one page; `head` where its headings stand there too."""

    page: int
    start: int
    lines: list[Line]
    head: Head | None = None
    blocks: list[list[Line]] = field(default_factory=list)


@dataclass
class Table:
    head: Head
    runs: list[Run] = field(default_factory=list)
    bounds: list[float] = field(default_factory=list)
    unclear: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Cut:
    """A row of cells; `loose` is what fits in no cell."""

    cells: tuple[str, ...]
    loose: str = ""


Pages = list[list[Line]]


def find_tables(pages: Pages) -> list[Table]:
    """The tables of a document, each with its parts on all pages."""
    tables: list[Table] = []
    known: dict[tuple[str, ...], Head] = {}
    for number, lines in enumerate(pages):
        heads = find_heads(lines, known)
        _go_on(tables, number, lines, heads)
        for place, head in enumerate(heads):
            end = heads[place + 1].start if place + 1 < len(heads) else len(lines)
            if not tables or not _goes_on_under(tables[-1], number, head):
                tables.append(Table(head))
            tables[-1].runs.append(Run(number, head.end, list(lines[head.end : end]), head))
    for table in tables:
        _measure(table)
    return tables


def _goes_on_under(table: Table, page: int, head: Head) -> bool:
    """Whether headings on a later page are those of the table before, repeated."""
    return table.head.headings is head.headings and table.runs[-1].page == page - 1


def _go_on(tables: list[Table], page: int, lines: list[Line], heads: Sequence[Head]) -> None:
    """The top of a page, when its first number is the one that comes next in the table before."""
    if not tables or tables[-1].runs[-1].page != page - 1:
        return
    table = tables[-1]
    end = heads[0].start if heads else len(lines)
    last = max((n for run in table.runs for n in _numbers(run.lines, table)), default=0)
    first = next(iter(_numbers(lines[:end], table)), None)
    goes_on = first in {last + 1, last + 2} or (first is None and _is_rest(lines[0], table.head.label))
    if end and goes_on:
        table.runs.append(Run(page, 0, list(lines[:end])))


def _is_rest(line: Line, label: Phrase) -> bool:
    """Whether a line goes on in the middle of a sentence, behind the number if there is one."""
    skipped = 1 if number_of(line, label) is not None else 0
    return " ".join(phrase.text for phrase in line.phrases[skipped:])[:1].islower()


def _numbers(lines: Sequence[Line], table: Table) -> list[int]:
    found = (number_of(line, table.head.label) for line in lines)
    return [number for number in found if number is not None]


def _measure(table: Table) -> None:
    """Where one column ends and the next begins: the widest white that no row crosses."""
    sure = [_sure_lines(run, table) for run in table.runs]
    evidence = [line for lines in sure for line in lines]
    headings = table.head.headings
    for place, (left, right) in enumerate(pairwise(headings)):
        bound, is_clear = _bound(left, right, evidence)
        table.bounds.append(bound)
        if not (is_clear and left.is_clear and right.is_clear):
            table.unclear.add(place)
    gap = row_gap(sure, table.head.label)
    most = max((white for lines in sure for white in gaps_of(lines)), default=0.0)
    for run in table.runs:
        run.blocks = blocks_of(run.lines, gap) if gap is not None else _by_numbers(run, table, most)
    if gap is not None:
        _number_where_rows_begin(table)


def _by_numbers(run: Run, table: Table, gap: float) -> list[list[Line]]:
    """Rows that no white parts: each begins with its number; more white than `gap` ends the last one."""
    blocks: list[list[Line]] = []
    for block in blocks_of(run.lines, gap):
        blocks.append([])
        for line in block:
            if blocks[-1] and begins_row(line, table.head.label):
                blocks.append([])
            blocks[-1].append(line)
    return blocks


def _number_where_rows_begin(table: Table) -> None:
    """A number in the middle of a row that a page cuts stands on the later page: it goes back to where the
    row begins."""
    label = table.head.label
    for run, following in pairwise(table.runs):
        if not (run.blocks and following.blocks):
            continue
        last, first = run.blocks[-1], following.blocks[0]
        numbered = [n for n, line in enumerate(first) if number_of(line, label) is not None]
        is_cut = _is_without_number(last, table) and numbered and _is_rest(first[0], label)
        if not is_cut or any(_crosses(phrase, table) for line in last for phrase in line.phrases):
            continue
        line = first[numbered[0]]
        number, *rest = line.phrases
        last[0] = replace(last[0], phrases=(number, *last[0].phrases))
        first[numbered[0] : numbered[0] + 1] = [replace(line, phrases=tuple(rest))] if rest else []
        following.blocks = [block for block in following.blocks if block]


def _is_without_number(block: Sequence[Line], table: Table) -> bool:
    return not any(begins_row(line, table.head.label) for line in block)


def _sure_lines(run: Run, table: Table) -> list[Line]:
    """Down to the last number: what comes after may be no part of the table."""
    label = table.head.label
    numbered = (n for n, line in enumerate(run.lines) if number_of(line, label) is not None)
    return run.lines[: max(numbered, default=-1) + 1]


def _bound(left: Heading, right: Heading, lines: Sequence[Line]) -> tuple[float, bool]:
    """A place between two headings, and whether it is sure. A phrase under both headings says nothing."""
    crossing = [
        (max(word.x0, left.x1), min(word.x1, right.x0))
        for line in lines
        for phrase in line.phrases
        if len(line.phrases) > 1 or not (phrase.x0 <= left.x1 and phrase.x1 >= right.x0)
        for word in phrase.words
        if word.x0 < right.x0 and word.x1 > left.x1
    ]
    whites = _whites(left.x1, right.x0, crossing)
    if not whites:
        return (left.x1 + right.x0) / 2, False
    whites.sort(key=lambda one: one[0] - one[1])
    widest = whites[0][1] - whites[0][0]
    second = whites[1][1] - whites[1][0] if len(whites) > 1 else 0.0
    height = lines[0].height if lines else 10.0
    is_clear = not crossing or (widest > PHRASE_GAP * height and widest > CLEARLY_WIDER * second)
    return sum(whites[0]) / 2, is_clear


def _whites(start: float, end: float, covered: list[tuple[float, float]]) -> list[tuple[float, float]]:
    whites = []
    for x0, x1 in sorted(covered):
        if x0 > start:
            whites.append((start, x0))
        start = max(start, x1)
    return [*whites, (start, end)] if end > start else whites


def rows_of(run: Run, table: Table, *, is_last: bool) -> Iterator[Cut | str]:
    """Rows and lines of one part; text behind the table and page numbers are lines."""
    label, blocks, is_later = table.head.label, run.blocks, run is not table.runs[0]
    numbered = [any(number_of(line, label) is not None for line in block) for block in blocks]
    for place, block in enumerate(blocks):
        is_edge = place in {0, len(blocks) - 1}
        text = " ".join(line.text for line in block)
        follows = not is_last or any(numbered[place:])
        if is_edge and not numbered[place] and _PAGE_NUMBER.fullmatch(text):
            yield text
        elif numbered[place] or follows or (place == 0 and is_later and _is_rest(block[0], label)):
            yield from _cut(block, table)
        else:
            yield from (line.text for line in block)


def _cut(block: Sequence[Line], table: Table) -> Iterator[Cut]:
    """One row of cells; a line right across the columns is a row of its own."""
    cells: list[list[str]] = [[] for _ in table.head.headings]
    loose: list[str] = []
    for line in block:
        if len(line.phrases) == 1 and _crosses(line.phrases[0], table):
            if any(cells):
                loose.append(line.text)
            else:
                yield Cut((line.text, *[""] * (len(cells) - 1)))
            continue
        for column, words in groupby(_placed(line, table, loose), key=lambda word: _column(word, table)):
            cells[column].append(" ".join(word.text for word in words))
    if any(cells) or loose:
        yield Cut(tuple("\n".join(cell) for cell in cells), "\n".join(loose))


def _crosses(phrase: Phrase, table: Table) -> bool:
    return any(phrase.x0 < bound < phrase.x1 for bound in table.bounds)


def _placed(line: Line, table: Table, loose: list[str]) -> Iterator[Word]:
    """The words of a line that stand in one column for sure; the others are `loose`."""
    for phrase in line.phrases:
        words = [word for word in phrase.words if any(word.x0 < bound < word.x1 for bound in table.bounds)]
        columns = {_column(word, table) for word in phrase.words}
        is_unsure = any(column in table.unclear or column - 1 in table.unclear for column in columns)
        if words or is_unsure:
            loose.append(phrase.text)
        else:
            yield from phrase.words


def _column(word: Word, table: Table) -> int:
    return sum((word.x0 + word.x1) / 2 > bound for bound in table.bounds)
