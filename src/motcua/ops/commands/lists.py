"""Published lists from the command line; reading one changes nothing and needs no database."""

from argparse import Namespace
from typing import Any

from motcua.foundation.kernel.errors import Missing
from motcua.ops.output import answer
from motcua.reference.catalogue import reading
from motcua.reference.catalogue.rules.lists import Row


def read_list(args: Namespace) -> None:
    if not args.file.is_file():
        raise Missing(f"There is no file {args.file}.")
    found = reading.read_list(args.file, name=args.file.name)
    facts = {
        "rows": [_row(row) for row in found.rows],
        "findings": [
            {"kind": str(odd.kind), "rows": list(odd.rows), "message": str(odd)} for odd in found.oddities
        ],
    }
    lines = [f"{row.printed:>4}  {row.code or '(không có mã)':<24} {row.name}" for row in found.rows]
    lines += [
        f"{len(found.rows)} rows, {len(found.oddities)} findings",
        *(f"  {odd}" for odd in found.oddities),
    ]
    answer(args, facts, *lines)


def _row(row: Row) -> dict[str, Any]:
    """The values as printed, "" where the list says nothing."""
    return {
        "ordinal": row.printed,
        "field": row.field,
        "name": row.name,
        "code": row.code,
        "current_level": row.current,
        "planned_level": row.planned,
        "note": row.note,
    }
