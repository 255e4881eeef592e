"""The look into strangers' files, through the zygote."""

import os
from dataclasses import replace
from pathlib import Path

from motcua.records.documents.enums import FileType, Problem
from motcua.records.documents.ports import Inspection

from .zygote import Bounds, Zygote

WORK = "motcua.adapters.inspection.files"
WALL_TO_PROCESSOR = 1.5


class ChildInspector:
    """Asks a grandchild; a file that breaks its bounds is too heavy, whatever the reason."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self._bounds = bounds or Bounds()
        self.zygote = Zygote(WORK, self._bounds)

    def inspect(
        self,
        path: Path,
        *,
        max_pixels: int,
        max_expanded_bytes: int,
        look_seconds: int,
        quality_seconds: float,
    ) -> Inspection:
        bounds = replace(
            self._bounds, cpu_seconds=look_seconds, wall_seconds=look_seconds * WALL_TO_PROCESSOR
        )
        file = os.open(path, os.O_RDONLY)
        try:
            task = {
                "max_pixels": max_pixels,
                "max_expanded_bytes": max_expanded_bytes,
                "quality_seconds": quality_seconds,
            }
            found = self.zygote.ask(task, file=file, bounds=bounds)
        finally:
            os.close(file)
        if found is None:
            return Inspection(problem=Problem.TOO_HEAVY)
        return Inspection(
            file_type=FileType(found["file_type"]) if found.get("file_type") else None,
            pages=found.get("pages", 0),
            width_px=found.get("width_px", 0),
            height_px=found.get("height_px", 0),
            problem=Problem(found["problem"]) if found.get("problem") else None,
            is_signed=found.get("is_signed", False),
            has_more_behind=found.get("more_behind", False),
            blank_pages=tuple(found.get("blank", ())),
            turned_pages=tuple(found.get("turned", ())),
            upside_down_pages=tuple(found.get("upside_down", ())),
            coarse_pages=tuple(found.get("coarse", ())),
            dpi=found.get("dpi", 0),
            is_dpi_guessed=found.get("is_guess", False),
        )
