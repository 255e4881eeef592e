"""Pages of scanned files looked at in grandchildren, a few at a time, as they are asked for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from motcua.adapters.inspection.zygote import Bounds, Zygote
from motcua.records.digitisation.errors import Unreadable
from motcua.records.digitisation.ports import LookedAt
from motcua.records.digitisation.rules.line import PageLook

from .wording import FILES, PAGES

WORK = "motcua.adapters.scanning.looking"
BOUNDS = Bounds(memory_bytes=768 * 1024 * 1024, cpu_seconds=40, wall_seconds=60.0)
PAGES_AT_A_TIME = 8
SECONDS_AT_A_TIME = 15.0
"""No further page is begun after them; the bounds are for a page that never ends."""


class ChildPageLooker:
    """A page at which the grandchild ends is too heavy, whatever the reason; the next one follows."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self.zygote = Zygote(WORK, bounds or BOUNDS)

    def look(self, path: Path, *, start: int = 1) -> Iterator[LookedAt]:
        first, pages = start, 0
        with path.open("rb") as file:
            while not pages or first <= pages:
                found = self._ask(file.fileno(), first, is_new=not pages)
                pages = found["pages"]
                while f"begun-{first}" in found:
                    yield _looked_at(first, pages, found.get(str(first), {"fault": "heavy_page"}))
                    first += 1

    def _ask(self, file: int, first: int, *, is_new: bool) -> dict[str, Any]:
        """Raises Unreadable; OutsideFailure when no grandchild can be had."""
        task = {"first": first, "count": PAGES_AT_A_TIME, "is_new": is_new, "seconds": SECONDS_AT_A_TIME}
        found = self.zygote.ask(task, file=file)
        if found is None:
            raise Unreadable(FILES["heavy"])
        if "problem" in found:
            raise Unreadable(FILES[found["problem"]])
        if first <= found["pages"] and f"begun-{first}" not in found:
            raise Unreadable(FILES["heavy"])
        return found


def _looked_at(number: int, pages: int, seen: dict[str, Any]) -> LookedAt:
    if "fault" in seen:
        return LookedAt(number, pages, None, fault=PAGES[seen["fault"]])
    return LookedAt(
        number=number,
        pages=pages,
        look=PageLook(
            dpi=seen["dpi"],
            is_blank=seen.get("blank", False),
            turn_degrees=seen.get("turn", 0),
            skew_degrees=seen.get("skew", 0.0),
            touches_edge=seen.get("cut", False),
        ),
        width_mm=seen["width_mm"],
        height_mm=seen["height_mm"],
        barcodes=tuple(seen["barcodes"]),
        print=seen.get("print", ""),
    )
