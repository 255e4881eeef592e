"""Number and symbol of a document, such as `37/KH-KHCN` or `61/2018/NĐ-CP`. Law: ND-30-2020/8."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .pages import Line, folded
from .values import Value, from_lines
from .words import TYPES

_DIGIT = r"[\dOoQIl|]"
_BLANK = r"[\s._…:]*"
_SYMBOL = (
    r"(?P<symbol>(?:\d{4}\s*/\s*)?[A-Z][A-Za-z0-9&]{0,14}(?:\s*[-–—./]\s*[A-Z0-9&][A-Za-z0-9&.]{0,14}){0,3})"
)
NUMBER = re.compile(
    rf"^\W*(?:So|SO|S6|S0|Sé|Se)\b{_BLANK}(?P<number>{_DIGIT}{{0,6}}[a-z]?){_BLANK}"
    rf"(?P<slash>[/\-–—](?=[\s]*[A-Z\d])|/|(?<=\d)\s+(?=[A-Z]{{2}}))\s*{_SYMBOL}"
)
"""Over folded text. The number may be blank; old papers write `15-QĐ/TU` or `12 QĐ/UB`."""
PARTY = re.compile(
    rf"^\W*So\b{_BLANK}(?P<number>{_DIGIT}{{0,6}})\s*-\s*(?P<symbol>[A-Z]{{1,5}}/[A-Z]{{2,10}})"
)
_AS_DIGITS = str.maketrans({"O": "0", "o": "0", "Q": "0", "I": "1", "l": "1", "|": "1"})
_TYPE_MARKS = {folded(mark).upper() for mark in TYPES}
_DASHES = str.maketrans("–—", "--")


@dataclass(frozen=True)
class Numbered:
    """Where the number stood, and its two halves."""

    line: Line
    number: Value | None
    symbol: Value


def find_number(lines: Sequence[Line]) -> Numbered | None:
    """The first line, from the top, that has the form of number and symbol."""
    for line in lines:
        match = PARTY.search(line.folded) or NUMBER.search(line.folded)
        if match and len(match["symbol"].strip()) > 1:
            return Numbered(line, _number(line, match), _symbol(line, match))
    return None


def _number(line: Line, match: re.Match[str]) -> Value | None:
    start, end = match.span("number")
    raw = line.text[start:end].strip()
    if not raw:
        return None
    digits = raw.translate(_AS_DIGITS)
    value = digits.zfill(2)
    sure = 0.99 if digits == raw else 0.6
    return from_lines(value, [line.part(start, end)], sure=sure, raw=raw)


def _symbol(line: Line, match: re.Match[str]) -> Value:
    start, end = match.span("symbol")
    raw = line.text[start:end].strip().rstrip(".")
    value = re.sub(r"\s*([-/.&])\s*", r"\1", raw.translate(_DASHES))
    parts = re.split(r"[-/.]", folded(value).upper())
    usual = bool(set(parts) & _TYPE_MARKS) or any(part.endswith(("KHCN", "UBND", "BND")) for part in parts)
    return from_lines(value, [line.part(start, end)], sure=0.99 if usual else 0.85, raw=raw)


def normalised(number: Value | None, symbol: Value | None) -> str:
    """Both as one, the way it is cited; empty without a symbol."""
    if symbol is None:
        return ""
    return f"{number.value if number else ''}/{symbol.value}"
