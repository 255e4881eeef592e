"""Pages bound into one PDF in a grandchild that may write one file and no more."""

import base64
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from motcua.adapters.inspection.zygote import Bounds, Zygote
from motcua.records.digitisation.errors import Unreadable
from motcua.records.digitisation.ports import PagePart

from .wording import FILES, PAGES

WORK = "motcua.adapters.scanning.binding"
BOUNDS = Bounds(
    memory_bytes=1536 * 1024 * 1024, cpu_seconds=240, wall_seconds=300.0,
    written_bytes=2 * 1024 * 1024 * 1024, open_files=512,
)  # fmt: skip


class ChildPageBinder:
    def __init__(self, bounds: Bounds | None = None) -> None:
        self.zygote = Zygote(WORK, bounds or BOUNDS)

    def bind(self, parts: Sequence[PagePart], to: Path) -> None:
        descriptor, draft = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}-")
        try:
            self._ask({"parts": [_plain(part) for part in parts]}, parts, file=descriptor)
            os.fsync(descriptor)
            os.replace(draft, to)
        finally:
            os.close(descriptor)
            with suppress(FileNotFoundError):
                os.unlink(draft)

    def draw(self, part: PagePart, *, width_px: int) -> bytes:
        with part.path.open("rb") as file:
            task = {"parts": [_plain(part)], "width_px": width_px}
            found = self._ask(task, [part], file=file.fileno())
        return base64.b64decode(found["drawn"])

    def _ask(self, task: dict[str, Any], parts: Sequence[PagePart], *, file: int) -> dict[str, Any]:
        found = self.zygote.ask(task, file=file)
        if found is None:
            raise Unreadable(FILES["heavy"])
        if problem := found.get("problem"):
            if problem in FILES:
                raise Unreadable(FILES[problem])
            page = parts[max(found.get("part", 1), 1) - 1].page
            raise Unreadable(f"trang {page}. {PAGES[problem]}")
        return found


def _plain(part: PagePart) -> dict[str, Any]:
    return {
        "path": str(part.path.resolve()),
        "page": part.page,
        "turn": part.turn % 360,
        "straighten": part.straighten_degrees,
    }
