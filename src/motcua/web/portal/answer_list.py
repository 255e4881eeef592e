"""Answers as a page lists them; a repeating group, and a table too wide to be read, become a card a row.

Pure: lines of the forms room in, shapes of the ui room out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from motcua.reference.forms.rules import Shown
from motcua.web.ui import parts

WIDEST_TABLE = 5


@dataclass(frozen=True)
class Answer:
    """One line, with the place where it can be changed; `cards` in place of a table that is too wide."""

    shown: Shown
    address: str = ""
    cards: tuple[tuple[parts.Line, ...], ...] = ()


def answers(shown: Sequence[Shown], address_of: Callable[[str], str] = lambda name: "") -> list[Answer]:
    """`address_of` gives the place where the field of that name can be changed."""
    return [Answer(one, "" if one.kind == "heading" else address_of(one.name), _cards(one)) for one in shown]


def _cards(one: Shown) -> tuple[tuple[parts.Line, ...], ...]:
    if one.table is None or not (one.table.is_group or len(one.table.headers) > WIDEST_TABLE):
        return ()
    headers = one.table.headers
    return tuple(
        tuple(parts.Line(header, cell) for header, cell in zip(headers, row, strict=True) if cell)
        for row in one.table.rows
    )
