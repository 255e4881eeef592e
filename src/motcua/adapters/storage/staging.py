"""Where bytes lie while they are looked into, before a store keeps them: a folder of this machine."""

import hashlib
import os
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from motcua.records.documents.ports import Staged

from .disk import write_all, writing

CHUNK_BYTES = 256 * 1024


class Staging(ABC):
    """What every store does the same way until a content has its name."""

    def __init__(self, incoming: Path) -> None:
        self._incoming = incoming

    def stage(self, chunks: Iterable[bytes]) -> Staged:
        digest, size = hashlib.sha256(), 0
        with writing():
            self._incoming.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self._incoming)
        try:
            with os.fdopen(descriptor, "wb", buffering=0) as file:
                for chunk in chunks:
                    digest.update(chunk)
                    size += len(chunk)
                    write_all(file.fileno(), chunk)
        except BaseException:
            os.unlink(name)
            raise
        return Staged(sha256=digest.hexdigest(), size_bytes=size, path=Path(name))

    @abstractmethod
    def keep(self, staged: Staged) -> None:
        """As the port says."""

    def discard(self, staged: Staged) -> None:
        staged.path.unlink(missing_ok=True)

    def put(self, stream: BinaryIO) -> Staged:
        staged = self.stage(iter(lambda: stream.read(CHUNK_BYTES), b""))
        try:
            self.keep(staged)
        finally:
            self.discard(staged)
        return staged

    def drop_leftovers(self, moment: datetime) -> None:
        """What a killed process left here, if nobody wrote to it since."""
        for left in self._incoming.glob("*"):
            if written_at(left) < moment.timestamp():
                left.unlink(missing_ok=True)


def written_at(path: Path) -> float:
    """By the machine's clock; never, for a file that is gone."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def place_of(sha256: str) -> str:
    """How a content is named in every store: 256 folders, so that three million make twelve thousand each."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("A content is named by 64 lower-case hexadecimal digits.")
    return f"{sha256[:2]}/{sha256}"
