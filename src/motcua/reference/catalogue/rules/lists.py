"""What is odd in a published list: found and told, nothing mended or moved."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from rapidfuzz import fuzz

from motcua.foundation.kernel.text import search_words
from motcua.reference.catalogue.enums import FindingKind

from .finding_words import sentence

MOST_ALIKE = 100
"""So many rows of one code, or of names whose words begin alike, are compared with one another."""
LONGEST_NAME = 1000
"""Characters; no procedure is named at such length, so longer ones are compared with nothing."""
SLIP = 80
"""Two words this alike (of 100, letters without diacritics) are one word with a slip of the pen."""


@dataclass(frozen=True)
class Row:
    """A row as printed. `place` counts in the file from 1, `printed` is the number that the list prints."""

    place: int
    printed: str
    field: str
    name: str
    code: str = ""
    current: str = ""
    planned: str = ""
    note: str = ""

    @property
    def number(self) -> str:
        """What to call it by: the printed number, else its place."""
        return self.printed or f"#{self.place}"


@dataclass(frozen=True)
class Oddity:
    kind: FindingKind
    rows: tuple[int, ...]
    facts: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return sentence(self.kind, self.facts)


@dataclass(frozen=True)
class CaseLevel:
    """A level that a note gives to one case; `case` is a slug."""

    case: str
    value: str


CASE_WORDS = {"lost": "mất", "torn": "rách"}
"""Words of a note that name a case of re-issue."""


def oddities(rows: Sequence[Row]) -> list[Oddity]:
    """Everything odd in one list, in the order of the rows it concerns."""
    found = [
        *_codes_twice(rows),
        *_two_levels(rows),
        *_no_current_level(rows),
        *_levels_for_one_case(rows),
        *_notes_of_another_act(rows),
    ]
    return sorted(found, key=lambda oddity: (oddity.rows, oddity.kind))


def _codes_twice(rows: Sequence[Row]) -> list[Oddity]:
    by_code: dict[str, list[Row]] = {}
    for row in rows:
        if row.code:
            by_code.setdefault(row.code, []).append(row)
    return [
        Oddity(
            FindingKind.CODE_TWICE,
            tuple(row.place for row in group),
            {"code": code, "name": group[0].name, "printed": [row.number for row in group]},
        )
        for code, group in by_code.items()
        if len(group) > 1
    ]


def _two_levels(rows: Sequence[Row]) -> list[Oddity]:
    """The same procedure, by code or by name, planned for two levels."""
    return [
        Oddity(
            FindingKind.TWO_LEVELS,
            (first.place, second.place),
            {
                "name": first.name,
                "levels": [first.planned, second.planned],
                "printed": [first.number, second.number],
            },
        )
        for first, second in _comparable(rows)
        if first.planned != second.planned and _is_same(first, second)
    ]


def _comparable(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """Pairs that may be the same procedure: one code, or names whose words begin alike."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if len(row.name) > LONGEST_NAME:
            continue
        key = (row.code,) if row.code else ("", *(word[0] for word in search_words(row.name)))
        groups.setdefault(key, []).append(row)
    pairs = [pair for group in groups.values() for pair in combinations(group[:MOST_ALIKE], 2)]
    yield from sorted(pairs, key=lambda pair: (pair[0].place, pair[1].place))


def _is_same(first: Row, second: Row) -> bool:
    if first.code or second.code:
        return first.code == second.code
    words, others = search_words(first.name), search_words(second.name)
    if len(words) != len(others):
        return False
    return all(fuzz.ratio(word, other) >= SLIP for word, other in zip(words, others, strict=True))


def _no_current_level(rows: Sequence[Row]) -> list[Oddity]:
    """Only in a list that states current levels at all."""
    if not any(row.current for row in rows):
        return []
    return [
        Oddity(
            FindingKind.NO_CURRENT_LEVEL,
            (row.place,),
            {"code": row.code, "name": row.name, "printed": row.number},
        )
        for row in rows
        if not row.current
    ]


def case_levels(note: str) -> list[CaseLevel]:
    """What a note says of levels by case: `mức độ 4 đối với trường hợp giấy phép bị mất` → lost, 4."""
    found: list[CaseLevel] = []
    for part in note.lower().split("."):
        level = re.search(r"mức độ ([1-4])", part)
        words = re.findall(r"\w+", part)
        found += [CaseLevel(case, level[1]) for case, word in CASE_WORDS.items() if level and word in words]
    return found


def _levels_for_one_case(rows: Sequence[Row]) -> list[Oddity]:
    return [
        Oddity(
            FindingKind.LEVEL_FOR_ONE_CASE,
            (row.place,),
            {
                "name": row.name,
                "note": row.note,
                "printed": row.number,
                "levels": {level.case: level.value for level in case_levels(row.note)},
            },
        )
        for row in rows
        if case_levels(row.note)
    ]


def _notes_of_another_act(rows: Sequence[Row]) -> list[Oddity]:
    """A note about lost or torn papers belongs to a re-issue (cấp lại), not to another act."""
    return [
        Oddity(
            FindingKind.NOTE_OF_ANOTHER_ACT,
            (row.place,),
            {"name": row.name, "note": row.note, "printed": row.number},
        )
        for row in rows
        if case_levels(row.note) and not re.search(r"cấp lại|mất|rách", row.name.lower())
    ]
