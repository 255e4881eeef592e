"""Place and date of issue, such as `Bắc Giang, ngày 03 tháng 4 năm 2018`.

Law: ND-30-2020/8.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from .pages import Line
from .values import Value, from_lines

_HOLE = r"[\s._…]*"
_DAY = r"(?P<day>[\dOolI]{1,2})?"
IN_WORDS = re.compile(
    rf"(?P<place>[^\d\n]*?)[,.;\s]*\bng[aà]y{_HOLE}{_DAY}{_HOLE}th[aá]ng{_HOLE}(?P<month>[\dOolI]{{1,2}})?{_HOLE}"
    rf"n[aă]m{_HOLE}(?P<year>[\dOolI]{{4}})",
    re.IGNORECASE,
)
IN_FIGURES = re.compile(
    r"(?P<place>[^\d\n]*?)[,.;\s]*\bngay\s*(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})\b",
    re.IGNORECASE,
)
_AS_DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})
_FIRST_YEAR = 1945


@dataclass(frozen=True)
class Dated:
    line: Line
    place: Value | None
    issued_on: Value | None


def find_date(lines: Sequence[Line]) -> Dated | None:
    """The first line that has the form of place and date; a paper may leave day and month blank.

    In a narrow column it may go on in the line below.
    """
    for line in [*lines, *_joined(lines)]:
        match = IN_WORDS.search(line.folded) or IN_FIGURES.search(line.folded)
        if match and (match["place"].strip() or match.start() == 0):
            issued_on = _date(line, match)
            if issued_on is not None:
                return Dated(line, _place(line, match), issued_on)
    return None


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Every line with the one beside it, and with the one below it in the same column or near it."""
    return [
        replace(line, words=line.words + more.words)
        for line in lines
        for more in lines
        if (more.row == line.row and more.column == line.column + 1)
        or (more.row == line.row + 1 and _is_under(more, line))
    ]


def _is_under(below: Line, line: Line) -> bool:
    if line.box is None or below.box is None:
        return True
    return line.box.left < below.box.middle < line.box.right


def _place(line: Line, match: re.Match[str]) -> Value | None:
    start, end = match.span("place")
    raw = line.text[start:end].strip(" ,.;-–*_|'\"")
    if not raw or not raw[0].isupper() or len(raw) > 40:
        return None
    return from_lines(raw, [line.part(start, end)], sure=0.98, raw=raw)


def _date(line: Line, match: re.Match[str]) -> Value | None:
    """As far as the paper says: a day, a month, or the year alone; None for a day that no calendar has."""
    found = {part: match[part] for part in ("day", "month", "year")}
    figures = {part: int(text.translate(_AS_DIGITS)) for part, text in found.items() if text}
    if figures["year"] < _FIRST_YEAR:
        return None
    raw = line.text[match.end("place") : match.end()].strip(" ,.;")
    changed = any(text and not text.isdigit() for text in found.values())
    value, precision = _written(figures)
    if not value:
        return None
    start = match.start("day") if found["day"] else match.start("year")
    part = line.part(start, match.end("year"))
    return from_lines(value, [part], sure=0.6 if changed else 0.99, raw=raw, precision=precision)


def _written(figures: dict[str, int]) -> tuple[str, str]:
    year, month, day = figures["year"], figures.get("month"), figures.get("day")
    if month is None:
        return f"{year:04d}", "year"
    if not 1 <= month <= 12:
        return "", ""
    if day is None:
        return f"{year:04d}-{month:02d}", "month"
    try:
        return date(year, month, day).isoformat(), "day"
    except ValueError:
        return "", ""
