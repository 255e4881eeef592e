"""What contradicts itself in a document with a list: rows, codes, counts, numbers. Nothing is mended."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from motcua.foundation.kernel.text import normalise, search_words
from motcua.reference.catalogue.enums import FindingKind
from motcua.reference.catalogue.ports import Remark

from . import codes
from .levels import VALUES
from .lists import Oddity, Row, oddities
from .rows import Read

_LEVELS = {value for values in VALUES.values() for value in values}
_COUNT = re.compile(r"muc (?:do )?([1-4])(?: la)? ([0-9]{1,4}) (?:tthc|thu tuc|dvc|dvctt|dich vu)")
_NUMBER = re.compile(r"số\s*:?\s*(\d{1,5})\s*/\s*([0-9A-ZĐ]{1,12}(?:[-–][0-9A-ZĐ&]{1,20})?)", re.IGNORECASE)


def all_oddities(
    found: Read,
    *,
    remarks: Sequence[Remark] = (),
    known_codes: Collection[str] | None = None,
    known_fields: Collection[str] | None = None,
) -> list[Oddity]:
    """Everything odd in a list, by row. `known_codes` are national parts, `known_fields` spellings."""
    return sorted(
        [
            *oddities(found.rows),
            *_levels(found),
            *_names(found),
            *_codes(found.rows, known_codes),
            *_ordinals(found),
            *_fields(found.rows, known_fields),
            *_counts(found),
            *_numbers(found.lines),
            *(_of_file(remark, found) for remark in remarks),
        ],
        key=lambda oddity: (oddity.rows or (0,), oddity.kind),
    )


def _one(kind: FindingKind, row: Row, **facts: Any) -> Oddity:
    return Oddity(kind, (row.place,), {"name": row.name, "printed": row.number, **facts})


def _levels(found: Read) -> Iterator[Oddity]:
    states_plan = any(row.planned for row in found.rows)
    for row in found.rows:
        stated = [part.strip() for text in (row.current, row.planned) for part in text.split(",") if part]
        if row.place in found.several:
            yield _one(FindingKind.SEVERAL_MARKS, row, levels=f"{row.current} → {row.planned}")
        if states_plan and not row.planned:
            yield _one(FindingKind.NO_PLANNED_LEVEL, row)
        if any(one not in _LEVELS for one in stated):
            yield _one(FindingKind.LEVEL_UNCLEAR, row, levels=", ".join(stated))
        elif row.current.isdigit() and row.planned.isdigit() and int(row.planned) < int(row.current):
            yield _one(FindingKind.LEVEL_GOES_DOWN, row, current=row.current, planned=row.planned)


def _names(found: Read) -> Iterator[Oddity]:
    by_name: dict[str, list[Row]] = {}
    for row in found.rows:
        by_name.setdefault(normalise(row.name), []).append(row)
        if row.place in found.cut:
            yield _one(FindingKind.NAME_CUT, row)
        if not row.name:
            yield _one(FindingKind.NAME_MISSING, row)
        words = row.name.lower().split()
        for place in range(len(words) - 3):
            if words[place : place + 2] == words[place + 2 : place + 4]:
                yield _one(FindingKind.WORD_TWICE, row, words=" ".join(words[place : place + 2]))
                break
    for name, group in by_name.items():
        if name and len(group) > 1 and len({row.code for row in group}) > 1:
            places = tuple(row.place for row in group)
            facts = {"name": group[0].name, "printed": [row.number for row in group]}
            yield Oddity(FindingKind.NAME_TWICE, places, facts)


def _codes(rows: Sequence[Row], known: Collection[str] | None) -> Iterator[Oddity]:
    without = [row for row in rows if not row.code]
    if without:
        facts = {"count": len(without), "printed": [row.number for row in without]}
        yield Oddity(FindingKind.CODE_MISSING, tuple(row.place for row in without), facts)
    usual = Counter(codes.authority_of(row.code) for row in rows if codes.authority_of(row.code))
    authority = usual.most_common(1)[0][0] if usual else ""
    for row in rows:
        national = codes.national_part(row.code)
        if row.code and not national:
            yield _one(FindingKind.CODE_MALFORMED, row, code=row.code)
        elif national and known is not None and national not in known:
            yield _one(FindingKind.CODE_UNKNOWN, row, code=row.code)
        if national and codes.authority_of(row.code) not in {"", authority}:
            yield _one(FindingKind.CODE_OF_ANOTHER_AUTHORITY, row, code=row.code, authority=authority)


def _ordinals(found: Read) -> Iterator[Oddity]:
    """Numbers go on by one; another table, field or level may begin again at 1."""
    if not any(row.printed for row in found.rows):
        return
    expected, group = 1, (0, "", "")
    for row, segment in zip(found.rows, found.segments, strict=True):
        number = int(row.printed) if row.printed.isdigit() else 0
        if group != (segment, row.field, row.planned) and number == 1:
            expected = 1
        group = segment, row.field, row.planned
        if number != expected:
            yield _one(FindingKind.ORDINAL_ODD, row, ordinal=row.printed, expected=expected)
        expected = (number or expected) + 1


def _fields(rows: Sequence[Row], known: Collection[str] | None) -> Iterator[Oddity]:
    by_field: dict[str, list[Row]] = {}
    for row in rows:
        by_field.setdefault(row.field, []).append(row)
    spelled: dict[frozenset[str], str] = {}
    for printed, group in by_field.items():
        places = tuple(row.place for row in group)
        if known is not None and normalise(printed) not in known:
            yield Oddity(FindingKind.FIELD_UNKNOWN, places, {"field": printed, "count": len(group)})
        words = frozenset(search_words(printed)) - {"va"}
        other = spelled.setdefault(words, printed)
        if normalise(other) != normalise(printed):
            yield Oddity(FindingKind.FIELD_TWO_SPELLINGS, places, {"field": other, "other": printed})


def _counts(found: Read) -> Iterator[Oddity]:
    """`… mức độ 3: 23 TTHC` against the rows at that level."""
    for line in found.lines:
        for level, stated in _COUNT.findall(" ".join(search_words(line))):
            counted = sum(level in (row.planned or row.current).split(", ") for row in found.rows)
            if counted != int(stated):
                facts = {"level": level, "stated": int(stated), "counted": counted, "line": line[:200]}
                places = tuple(r.place for r in found.rows if level in (r.planned or r.current).split(", "))
                yield Oddity(FindingKind.COUNT_DIFFERS, places, facts)


def _numbers(lines: Sequence[str]) -> Iterator[Oddity]:
    """The number at the head of the document against the same number with other letters in its text."""
    head = next((match for line in lines if (match := _NUMBER.match(line.strip()))), None)
    if head is None:
        return
    for line in lines:
        for match in _NUMBER.finditer(line):
            mine, other = _signs(head[2]), _signs(match[2])
            if int(match[1]) == int(head[1]) and mine != other and mine.intersection(other):
                facts = {"numbers": [f"{head[1]}/{head[2]}", f"{match[1]}/{match[2]}"]}
                yield Oddity(FindingKind.NUMBER_DIFFERS, (), facts)
                return


def _signs(sign: str) -> frozenset[str]:
    return frozenset(re.split("[-–]", sign.upper()))


def _of_file(remark: Remark, found: Read) -> Oddity:
    pieces = set(remark.pieces)
    places = [place for place, of_row in enumerate(found.pieces, start=1) if pieces.intersection(of_row)]
    return Oddity(FindingKind(remark.kind), tuple(places), dict(remark.facts))
