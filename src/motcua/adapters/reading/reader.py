"""The asking side: gives the file to a bounded grandchild."""

import os
from pathlib import Path

from motcua.adapters.inspection.zygote import Bounds, Zygote
from motcua.reference.catalogue.enums import ListFileProblem
from motcua.reference.catalogue.ports import ListFile, Piece, Remark

WORK = "motcua.adapters.reading.tables"
LIMITS = {
    "max_rows": 20_000,
    "max_chars": 8_000_000,
    "max_expanded_bytes": 256 * 1024 * 1024,
    "max_pages": 150,
}
BOUNDS = Bounds(memory_bytes=512 * 1024 * 1024, cpu_seconds=50, wall_seconds=60.0)


class ChildListReader:
    """Asks a grandchild; a file that breaks its bounds is too heavy, whatever the reason."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self.zygote = Zygote(WORK, bounds or BOUNDS)

    def read(self, path: Path, *, name: str) -> ListFile:
        file = os.open(path, os.O_RDONLY)
        try:
            found = self.zygote.ask(LIMITS | {"name": name[-200:]}, file=file)
        finally:
            os.close(file)
        if found is None:
            return ListFile(problem=ListFileProblem.TOO_HEAVY)
        if found.get("problem"):
            return ListFile(problem=ListFileProblem(found["problem"]))
        return ListFile(
            file_type=found["file_type"],
            pieces=tuple(Piece(table, tuple(cells)) for table, cells in found["pieces"]),
            remarks=tuple(Remark(kind, facts, tuple(pieces)) for kind, facts, pieces in found["remarks"]),
        )
