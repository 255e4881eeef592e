"""Contents as files in a folder of this machine: `ab/ab34…`, with `incoming/` for what is not kept yet."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from motcua.records.documents.ports import Staged

from .disk import Reading, writing
from .staging import Staging, place_of, written_at

READ_ONLY = 0o440
READ_BYTES = 1 << 16
MARK = "motcua-files"


class LocalStore(Staging):
    """One file per content, named by its hash; linked into place only when its bytes are on the disk."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = Path(root or settings.MOTCUA_FILES)
        super().__init__(self._root / "incoming")

    def keep(self, staged: Staged) -> None:
        """Content first, then its name, each synced: a name never leads to half a content."""
        target = self.path_of(staged.sha256)
        with writing():
            self._make_folder(target.parent)
            if not _touch(target):
                with staged.path.open("rb") as file:
                    os.fchmod(file.fileno(), READ_ONLY)
                    os.fsync(file.fileno())
                with suppress(FileExistsError):  # somebody kept the same content in between
                    os.link(staged.path, target)
            _sync_folder(target.parent)
        self.discard(staged)

    def open(self, sha256: str) -> BinaryIO:
        return BufferedReader(Reading(self.path_of(sha256)), READ_BYTES)

    def has(self, sha256: str) -> bool:
        return self.path_of(sha256).exists()

    def path_of(self, sha256: str) -> Path:
        return self._root / place_of(sha256)

    def check(self) -> str:
        """Raises OSError when the folder cannot be written to."""
        self._incoming.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=self._incoming).close()
        return f"in the folder {self._root}"

    def is_marked(self) -> bool:
        return (self._root / MARK).exists()

    def mark(self) -> None:
        if not self.is_marked():
            with writing():
                self._root.mkdir(parents=True, exist_ok=True)
                (self._root / MARK).touch()
                _sync_folder(self._root)

    def older_than(self, moment: datetime) -> Iterator[str]:
        """Also removes what a killed process left in `incoming`."""
        self.drop_leftovers(moment)
        return self._written_before(moment.timestamp())

    def kept(self) -> Iterator[str]:
        return self._written_before(float("inf"))

    def _written_before(self, moment: float) -> Iterator[str]:
        for folder in sorted(self._root.glob("[0-9a-f][0-9a-f]")):
            for entry in os.scandir(folder):
                if len(entry.name) == 64 and entry.stat().st_mtime < moment:
                    yield entry.name

    def remove(self, sha256: str, *, unless_kept_since: datetime) -> bool:
        """Moved aside before the last look at its time: whoever keeps it now writes it afresh."""
        target = self.path_of(sha256)
        aside = self._incoming / f"{sha256}.removed"
        self._incoming.mkdir(parents=True, exist_ok=True)
        try:
            os.rename(target, aside)
        except FileNotFoundError:
            return False
        if written_at(aside) >= unless_kept_since.timestamp():
            with suppress(FileExistsError):
                os.link(aside, target)
            aside.unlink()
            return False
        aside.unlink()
        return True

    def _make_folder(self, folder: Path) -> None:
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True)
            _sync_folder(self._root)


def _touch(path: Path) -> bool:
    """Mark a kept content as kept again; False if it is not there."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
