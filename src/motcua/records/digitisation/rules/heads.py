"""The head of a document: who issued it, under whom, what kind of paper it is and about what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from .dates import IN_WORDS
from .pages import Line
from .values import Value, from_lines
from .words import AGENCY, COMMITTEE_ALONE, MOTTO, NATION, OPENINGS, RECIPIENTS, TITLE, holds, type_at_start

_ABOUT = re.compile(r"^\W*v\s?[/iIl|1]\s?[vw]\b|^\W*v\s?/(?=\s)|^\W*(?=ve viec\b)", re.IGNORECASE)
"""`V/v`, also as machines misread its stroke or lose what follows it."""
_MOST_ABSTRACT = 8
_LONG = 140
"""Characters: a line of plain text as long as this is a paragraph."""


@dataclass(frozen=True)
class Titled:
    """Where the type stands, None for an official letter; `starts` is the place of its line."""

    kind: Value | None
    abstract: Value | None
    starts: int


def is_nation(line: Line) -> bool:
    """Whether it is the name of the state or its motto."""
    return holds(line.text, NATION) or holds(line.text, MOTTO, least=80)


def parted(line: Line) -> list[Line]:
    """What stands left of the name of the state as a line of its own, however narrow the gap."""
    found = fuzz.partial_ratio_alignment(line.folded.upper(), NATION)
    starts = found.src_start if found and found.score >= 86 else 0
    if starts < 4 or len(line.text) < len(NATION):
        return [line]
    left, right = line.part(0, starts - 1), line.part(starts, len(line.text))
    return [replace(left, is_alone=False), replace(right, column=line.column + 1, is_alone=False)]


def find_agencies(lines: Sequence[Line]) -> tuple[Value | None, Value | None]:
    """Superior and issuing agency, from the lines above number, date and type."""
    groups: list[list[Line]] = []
    for line in lines:
        if is_nation(line) or not line.is_capitals:
            continue
        begins = AGENCY.match(line.folded.upper().lstrip(" *-_.|'"))
        if begins and not (groups and _goes_on(groups[-1])):
            groups.append([line])
        elif groups and line.column == groups[-1][-1].column:
            groups[-1].append(line)
    if not groups:
        return None, None
    superior = _agency(groups[-2]) if len(groups) > 1 else None
    return superior, _agency(groups[-1])


def _goes_on(group: Sequence[Line]) -> bool:
    """Whether a name is not over yet: `ỦY BAN NHÂN DÂN`, `TRUNG TÂM KỸ THUẬT VÀ`."""
    bare = group[-1].folded.upper().rstrip(" .,-")
    return bare.endswith((" VA", " CUA", ",")) or (len(group) == 1 and bool(COMMITTEE_ALONE.fullmatch(bare)))


def _agency(group: Sequence[Line]) -> Value:
    name = " ".join(" ".join(line.text for line in group).split()).strip(" -_.*|'\"")
    return from_lines(name, list(group), sure=0.95)


def find_title(lines: Sequence[Line]) -> Titled:
    """Type and abstract, or the abstract alone of an official letter (`V/v …`)."""
    for place, line in enumerate(lines):
        if about := _letter_abstract(lines, place):
            return Titled(None, about, place)
        bare = line.text.strip(" *_.:-")
        found = type_at_start(bare) if line.is_capitals and not is_nation(line) else None
        if found and _is_centred(line):
            word, length = found
            kind = from_lines(word, [line], sure=0.98, raw=bare[:length])
            return Titled(kind, _abstract(lines, place, bare[length:].strip(" :.-")), place)
    return Titled(None, None, len(lines))


def _letter_abstract(lines: Sequence[Line], place: int) -> Value | None:
    first = lines[place]
    begun = _ABOUT.match(first.folded)
    if begun is None:
        return None
    kept = [first]
    for line in lines[place + 1 :]:
        goes_on = line.row > first.row and (line.column == first.column or line.is_alone)
        over = OPENINGS.match(line.folded) or IN_WORDS.search(line.folded) or len(kept) >= _MOST_ABSTRACT
        if line.row > first.row and (over or line.is_capitals or line.follows_blank):
            break
        if goes_on and _under(line, first):
            kept.append(line)
    said = " ".join(line.text for line in kept)
    value = said[begun.end() :].strip(" :*")
    return from_lines(value, kept, sure=0.93, raw=said) if value else None


def _under(line: Line, first: Line) -> bool:
    if line.box is None or first.box is None:
        return True
    return line.box.left < first.box.right and line.box.right > first.box.left


def _abstract(lines: Sequence[Line], place: int, rest: str) -> Value | None:
    """The centred lines under the type, until the body, or whoever decides, begins."""
    kept: list[Line] = []
    for line in lines[place + 1 :]:
        ends = OPENINGS.match(line.folded) or RECIPIENTS.match(line.folded) or len(kept) >= _MOST_ABSTRACT
        decides = line.is_capitals and (TITLE.match(line.folded) or AGENCY.match(line.folded))
        apart = line.follows_blank and (kept or rest) and line.box is None
        if ends or decides or apart or not _is_centred(line) or len(line.text) > _LONG:
            break
        if any(char.isalpha() for char in line.text):
            kept.append(line)
    said = [rest] if rest else []
    value = " ".join([*said, *(line.text.strip(" *-_") for line in kept)]).strip()
    if not value:
        return None
    source = kept or [lines[place]]
    return from_lines(value, source, sure=0.93, raw="\n".join([*said, *(line.text for line in kept)]))


def _is_centred(line: Line) -> bool:
    """Whether its middle is near the page's, and it is not the full width of a paragraph."""
    if line.box is None:
        return line.is_alone
    return abs(line.box.middle - 0.52) < 0.09 and not (line.box.left < 0.16 and line.box.right > 0.9)
