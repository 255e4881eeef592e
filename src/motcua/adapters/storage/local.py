"""Contents as files in a folder of this machine: `ab/ab34…`, with `incoming/` for what is not kept yet."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from motcua.records.documents.errors import ContentMissing
from motcua.records.documents.ports import Staged

READ_ONLY = 0o440
CHUNK_BYTES = 256 * 1024


class LocalStore:
    """One file per content, named by its hash; linked into place only when its bytes are on the disk."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = Path(root or settings.MOTCUA_FILES)
        self._incoming = self._root / "incoming"

    def stage(self, chunks: Iterable[bytes]) -> Staged:
        self._incoming.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        descriptor, name = tempfile.mkstemp(dir=self._incoming)
        try:
            with os.fdopen(descriptor, "wb") as file:
                for chunk in chunks:
                    digest.update(chunk)
                    size += len(chunk)
                    file.write(chunk)
        except BaseException:
            os.unlink(name)
            raise
        return Staged(sha256=digest.hexdigest(), size_bytes=size, path=Path(name))

    def keep(self, staged: Staged) -> None:
        """Content first, then its name, each synced: a name never leads to half a content."""
        target = self.path_of(staged.sha256)
        self._make_folder(target.parent)
        if not _touch(target):
            with staged.path.open("rb") as file:
                os.fchmod(file.fileno(), READ_ONLY)
                os.fsync(file.fileno())
            with suppress(FileExistsError):  # somebody kept the same content in between
                os.link(staged.path, target)
        _sync_folder(target.parent)
        self.discard(staged)

    def discard(self, staged: Staged) -> None:
        staged.path.unlink(missing_ok=True)

    def put(self, stream: BinaryIO) -> Staged:
        staged = self.stage(iter(lambda: stream.read(CHUNK_BYTES), b""))
        self.keep(staged)
        return staged

    def open(self, sha256: str) -> BinaryIO:
        try:
            return self.path_of(sha256).open("rb")
        except FileNotFoundError:
            raise ContentMissing from None

    def has(self, sha256: str) -> bool:
        return self.path_of(sha256).exists()

    def path_of(self, sha256: str) -> Path:
        """Where a content lies: 256 folders, so that three million files make twelve thousand each."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError("A content is named by 64 lower-case hexadecimal digits.")
        return self._root / sha256[:2] / sha256

    def older_than(self, moment: datetime) -> Iterator[str]:
        """Also removes what a killed process left in `incoming`."""
        for left in self._incoming.glob("*"):
            if _kept_at(left) < moment.timestamp():
                left.unlink(missing_ok=True)
        for folder in sorted(self._root.glob("[0-9a-f][0-9a-f]")):
            for entry in os.scandir(folder):
                if len(entry.name) == 64 and entry.stat().st_mtime < moment.timestamp():
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
        if _kept_at(aside) >= unless_kept_since.timestamp():
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


def _kept_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
