"""The folder into which a scanner drops its files: one for each unit, by the unit's code.

Names come from outside: only plain files that lie directly in the folder are seen, links never are. A file
that is still being written, or empty, waits until it has been still for some seconds.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from motcua.casework.dossiers.errors.counter import ScanGone
from motcua.casework.dossiers.ports import DroppedScan

STILL_SECONDS = 5
MOST = 200
TAKEN = ".taken"


class LocalScanFolder:
    """A folder of this machine, or one that is mounted there."""

    def waiting(self, unit: str, *, at: datetime) -> list[DroppedScan]:
        """The oldest first; nothing for a unit without a folder."""
        found = []
        for entry in _entries(_folder(unit)):
            facts = entry.stat(follow_symlinks=False)
            is_still = at.timestamp() - facts.st_mtime >= STILL_SECONDS
            if stat.S_ISREG(facts.st_mode) and facts.st_size and is_still and not entry.name.startswith("."):
                dropped_at = datetime.fromtimestamp(facts.st_mtime, UTC)
                found.append(DroppedScan(entry.name, facts.st_size, dropped_at))
        return sorted(found, key=lambda one: (one.at, one.name))[:MOST]

    @contextmanager
    def open(self, unit: str, name: str) -> Iterator[BinaryIO]:
        """Raises ScanGone for whatever is no plain file of the folder."""
        try:
            descriptor = os.open(_path(unit, name), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            raise ScanGone(name) from None
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ScanGone(name)
            yield file

    def path(self, unit: str, name: str = "") -> Path:
        """Where a folder, or a file of it, lies. Raises ScanGone for a name that is none."""
        return _path(unit, name) if name else _folder(unit)

    def take_away(self, unit: str, name: str, *, as_code: str) -> None:
        """Into `.taken` beside it, under the code of its document; gone already is as good."""
        taken = _folder(unit) / TAKEN
        taken.mkdir(exist_ok=True)
        try:
            os.rename(_path(unit, name), taken / as_code)
        except FileNotFoundError:
            return


def _folder(unit: str) -> Path:
    return Path(settings.MOTCUA_SCANS) / unit


def _path(unit: str, name: str) -> Path:
    if not name or name.startswith(".") or "/" in name or "\\" in name or "\0" in name:
        raise ScanGone(name)
    return _folder(unit) / name


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return []
