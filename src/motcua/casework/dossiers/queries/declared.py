"""What was declared, as the last round has it, with what changed since the round before."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.reference.forms.rules import Shown

NOTHING = "(không khai)"


@dataclass(frozen=True)
class DeclaredLine:
    """An answer; `before` is what the round before had instead, empty when it did not change."""

    shown: Shown
    before: str = ""


@dataclass(frozen=True)
class DeclaredSection:
    """A section of the form: its plain answers, then its tables."""

    title: str
    lines: tuple[DeclaredLine, ...]
    tables: tuple[DeclaredLine, ...]


def sections_of(now: Sequence[Shown], before: Sequence[Shown] | None) -> list[DeclaredSection]:
    """The answers under the titles of their sections; `before` is None for the first filing."""
    old = {shown.name: _text(shown) for shown in before or () if shown.kind != "heading"}
    groups: list[tuple[str, list[DeclaredLine]]] = []
    for shown in now:
        if shown.kind == "heading":
            groups.append((shown.label, []))
            continue
        was = old.get(shown.name, NOTHING) if before is not None else _text(shown)
        groups[-1][1].append(DeclaredLine(shown, was if was != _text(shown) else ""))
    return [
        DeclaredSection(
            title,
            tuple(line for line in lines if line.shown.table is None),
            tuple(line for line in lines if line.shown.table is not None),
        )
        for title, lines in groups
    ]


def taken_out(now: Sequence[Shown], before: Sequence[Shown] | None) -> tuple[Shown, ...]:
    """What the round before declared and the last one no longer does."""
    kept = {shown.name for shown in now}
    return tuple(one for one in before or () if one.kind != "heading" and one.name not in kept)


def _text(shown: Shown) -> str:
    """An answer, or a table row by row, as one text."""
    if shown.table is None:
        return shown.value
    return "\n".join("; ".join(cell for cell in row if cell) for row in shown.table.rows)
