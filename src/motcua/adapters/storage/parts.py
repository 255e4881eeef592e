"""Files that are still arriving, in a folder beside the store: one file for each upload."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from motcua.records.documents.errors import UploadBusy, UploadMissing
from motcua.records.documents.ports import Part

from .disk import write_all, writing

PRIVATE = 0o600


class LocalPart:
    """Written without a buffer of ours: what `write` took, a killed process does not take along."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def cut(self, offset: int) -> None:
        if os.fstat(self._descriptor).st_size < offset:
            raise UploadMissing
        os.ftruncate(self._descriptor, offset)

    def write(self, piece: bytes, /) -> None:
        write_all(self._descriptor, piece)

    def sync(self) -> None:
        with writing():
            os.fdatasync(self._descriptor)


class LocalParts:
    """The lock on a part is the kernel's: it ends with whoever holds it, however that ends."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = Path(root or Path(settings.MOTCUA_FILES) / "uploads")

    def begin(self, code: str) -> None:
        with writing():
            self._root.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self._path_of(code), os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        folder = os.open(self._root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    @contextmanager
    def writing(self, code: str) -> Iterator[Part]:
        try:
            descriptor = os.open(self._path_of(code), os.O_WRONLY | os.O_APPEND)
        except FileNotFoundError:
            raise UploadMissing from None
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise UploadBusy from None
            yield LocalPart(descriptor)
        finally:
            os.close(descriptor)

    def open(self, code: str) -> BinaryIO:
        try:
            return self._path_of(code).open("rb")
        except FileNotFoundError:
            raise UploadMissing from None

    def remove(self, code: str) -> None:
        self._path_of(code).unlink(missing_ok=True)

    def older_than(self, moment: datetime) -> Iterator[str]:
        for path in sorted(self._root.glob("U-*")):
            if path.stat().st_mtime < moment.timestamp():
                yield path.name

    def _path_of(self, code: str) -> Path:
        if not code.startswith("U-") or not code[2:].isalnum():
            raise ValueError("A part is named by the code of its upload.")
        return self._root / code
