"""Folders that boxes of the digitisation line watch, below the folder of all scanners."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import BinaryIO

from .scan_folder import LocalScanFolder

LINE = "so-hoa"
REFUSED = ".refused"


class LocalWatchedFolders:
    """As the folder of a counter's scanner, one level deeper, so that no unit's folder is meant."""

    def __init__(self) -> None:
        self._folder = LocalScanFolder()

    def waiting(self, folder: str, *, at: datetime) -> list[str]:
        return [one.name for one in self._folder.waiting(f"{LINE}/{folder}", at=at)]

    @contextmanager
    def open(self, folder: str, name: str) -> Iterator[BinaryIO]:
        with self._folder.open(f"{LINE}/{folder}", name) as file:
            yield file

    def take_away(self, folder: str, name: str, *, as_code: str) -> None:
        self._folder.take_away(f"{LINE}/{folder}", name, as_code=as_code)

    def lay_aside(self, folder: str, name: str, *, at: datetime) -> None:
        aside = self._folder.path(f"{LINE}/{folder}") / REFUSED
        aside.mkdir(exist_ok=True)
        try:
            os.rename(self._folder.path(f"{LINE}/{folder}", name), aside / f"{at:%Y%m%d-%H%M%S%f}-{name}")
        except FileNotFoundError:
            return
