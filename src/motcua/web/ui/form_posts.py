"""What a page with a form of the catalogue sends, without the buttons of its tables."""

from collections.abc import Mapping, Sequence
from typing import cast

from django.http import QueryDict


def answers(posted: QueryDict) -> dict[str, list[str]]:
    """The answers as sent, without the page's own buttons and without a row that was taken away."""
    kept = {name: cast("list[str]", posted.getlist(name)) for name in posted if not _is_button(name)}
    for button in posted:
        if button.endswith("-remove"):
            kept = without_row(kept, button.removesuffix("-remove"), posted.get(button, ""))
    return kept


def _is_button(name: str) -> bool:
    return name.endswith(("-add", "-remove")) or name == "csrfmiddlewaretoken"


def without_row(posted: Mapping[str, Sequence[str]], table: str, row: str) -> dict[str, list[str]]:
    """What was posted, less one row of a table."""
    return {name: list(values) for name, values in posted.items() if not name.startswith(f"{table}-{row}-")}


def grown_table(posted: QueryDict) -> str:
    """The table that is to get one more row, if that button was pressed."""
    return next((name.removesuffix("-add") for name in posted if name.endswith("-add")), "")
