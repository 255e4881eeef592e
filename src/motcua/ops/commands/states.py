"""`motcua states print`: the page docs/reference/states.md, from the tables in the rules."""

from argparse import Namespace
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from django.utils import translation

from motcua.casework.dossiers import rules
from motcua.ops.output import NO, YES, note

PAGE = Path(__file__).resolve().parents[4] / "docs" / "reference" / "states.md"
TITLES = {
    "business": "Business: the national statuses",
    "sub_status": "Sub-status: what is waited for",
    "finance": "Finance",
    "delivery": "Delivery",
    "exchange": "Exchange",
}
TABLES: dict[str, Mapping[Any, frozenset[Any]]] = {
    "business": rules.BUSINESS_MOVES,
    "sub_status": rules.SUB_MOVES,
    "finance": rules.FINANCE_MOVES,
    "delivery": rules.DELIVERY_MOVES,
    "exchange": rules.EXCHANGE_MOVES,
}


def show(args: Namespace) -> int:
    page = printed()
    if args.check:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page
        note("The page says what the rules say." if same else "Run: motcua states print --to " + str(PAGE))
        return YES if same else NO
    if args.to:
        args.to.write_text(page, encoding="utf-8")
        return YES
    print(page, end="")
    return YES


@translation.override("vi")
def printed() -> str:
    """Each axis as a drawing and as a table, in the words that officers see, whatever the terminal speaks."""
    parts = [
        "# States of a dossier",
        "",
        "Printed from `casework/dossiers/rules` by `motcua states print`; do not edit.",
    ]
    for axis, moves in TABLES.items():
        parts += ["", f"## {TITLES[axis]}", "", "```mermaid", "stateDiagram-v2"]
        parts += [f"    {old.value} --> {new.value}" for old in moves for new in _ordered(old, moves[old])]
        parts += ["```", "", "| stored | shown | may become |", "|---|---|---|"]
        parts += [
            f"| `{old.value}` | {old.label} | {', '.join(f'`{n.value}`' for n in _ordered(old, to)) or '–'} |"
            for old, to in moves.items()
        ]
    return "\n".join(parts) + "\n"


def _ordered(old: Enum, new: frozenset[Any]) -> list[Any]:
    """In the order of the enumeration, so that the page does not change by itself."""
    return [state for state in type(old) if state in new]
