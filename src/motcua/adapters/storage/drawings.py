"""Drawn pages in a folder of their own, beside the files and outside the backup: they can be drawn again."""

import os
import shutil
import tempfile
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from django.conf import settings

STAYS = "small-"
"""So begin the names of drawings that go with their content and not by their age."""
ROOM_LEFT_BYTES = 2 << 30
"""Nothing more is kept when the disk has less than this left."""


class LocalDrawings:
    """One folder per content, one file per page and width; a file appears whole or not at all."""

    def __init__(self, root: Path | None = None, *, room_left_bytes: int = ROOM_LEFT_BYTES) -> None:
        self._root = Path(root or settings.MOTCUA_DATA / "drawings")
        self._room_left_bytes = room_left_bytes

    def find(self, sha256: str, name: str) -> bytes | None:
        with suppress(FileNotFoundError):
            return (self._folder(sha256) / name).read_bytes()
        return None

    def keep(self, sha256: str, name: str, drawing: bytes) -> None:
        folder = self._folder(sha256)
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
        if shutil.disk_usage(folder).free < self._room_left_bytes:
            return
        descriptor, draft = tempfile.mkstemp(dir=folder)
        with os.fdopen(descriptor, "wb") as file:
            file.write(drawing)
        os.replace(draft, folder / name)

    def forget(self, sha256: str) -> None:
        shutil.rmtree(self._folder(sha256), ignore_errors=True)

    def sweep(self, *, older_than: timedelta) -> int:
        """Files keep the time of the machine's own clock, so that one is asked."""
        before, gone = time.time() - older_than.total_seconds(), 0
        for drawing in self._root.glob("??/*/*"):
            with suppress(FileNotFoundError):
                if drawing.stat().st_mtime < before and not drawing.name.startswith(STAYS):
                    drawing.unlink()
                    gone += 1
        for folder in self._root.glob("??/*"):
            with suppress(OSError):  # not empty yet
                folder.rmdir()
        return gone

    def _folder(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256
