"""Packages in the shape of BagIt (RFC 8493) inside a ZIP: written as a stream, checked from a file.

The same entries under the same day give the same bytes: nothing is taken from the machine or its clock.
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
AT_ONCE = 1 << 20
LEVEL = 1
LARGE = 1 << 31


@dataclass(frozen=True)
class Entry:
    """A file of the package below `data/`, its size if it is known, and the hash that it must have."""

    path: str
    chunks: Iterable[bytes]
    size_bytes: int = 0
    sha256: str = ""


class EntryBroken(ValueError):
    """The bytes of an entry are not those that were promised; the package cannot be finished."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class _Pipe:
    """Takes what the archive writes and gives it on; it cannot go back."""

    def __init__(self) -> None:
        self._held: list[bytes] = []
        self.held_bytes = 0

    def write(self, data: bytes) -> int:
        self._held.append(bytes(data))
        self.held_bytes += len(data)
        return len(data)

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        taken = b"".join(self._held)
        self._held, self.held_bytes = [], 0
        return taken


@dataclass
class _Sums:
    """What was written so far, for the manifests."""

    lines: list[str] = field(default_factory=list)
    size_bytes: int = 0

    def add(self, path: str, digest: str, size: int) -> None:
        self.lines.append(f"{digest}  {path}\n")
        self.size_bytes += size


def streamed(*, root: str, day: datetime, facts: dict[str, str], entries: Iterable[Entry]) -> Iterator[bytes]:
    """The package piece by piece. `facts` are the lines of bag-info.txt, to which the sums are added.

    Raises EntryBroken.
    """
    pipe, payload, tags = _Pipe(), _Sums(), _Sums()
    with ZipFile(pipe, "w", ZIP_DEFLATED, compresslevel=LEVEL) as archive:  # type: ignore[call-overload]
        for entry in entries:
            yield from _written(archive, pipe, root, day, entry, payload)
        info = facts | {"Payload-Oxum": f"{payload.size_bytes}.{len(payload.lines)}"}
        described = "".join(f"{name}: {value}\n" for name, value in info.items())
        for name, text in (
            ("bagit.txt", DECLARATION),
            ("bag-info.txt", described),
            (MANIFEST, "".join(payload.lines)),
        ):
            yield from _tag(archive, pipe, root, day, name, text, tags)
        yield from _tag(archive, pipe, root, day, TAGS, "".join(tags.lines), _Sums())
    yield pipe.take()


def _written(
    archive: ZipFile, pipe: _Pipe, root: str, day: datetime, entry: Entry, sums: _Sums
) -> Iterator[bytes]:
    path, digest, size = f"data/{entry.path}", hashlib.sha256(), 0
    with archive.open(_info(f"{root}/{path}", day), "w", force_zip64=entry.size_bytes > LARGE) as target:
        for chunk in entry.chunks:
            target.write(chunk)
            digest.update(chunk)
            size += len(chunk)
            if pipe.held_bytes > AT_ONCE:
                yield pipe.take()
    if entry.sha256 and digest.hexdigest() != entry.sha256:
        raise EntryBroken(entry.path)
    sums.add(path, digest.hexdigest(), size)


def _tag(
    archive: ZipFile, pipe: _Pipe, root: str, day: datetime, name: str, text: str, sums: _Sums
) -> Iterator[bytes]:
    content = text.encode()
    archive.writestr(_info(f"{root}/{name}", day), content, compresslevel=LEVEL)
    sums.add(name, hashlib.sha256(content).hexdigest(), len(content))
    yield pipe.take()


def _info(name: str, day: datetime) -> ZipInfo:
    found = ZipInfo(name, (day.year, day.month, day.day, day.hour, day.minute, day.second))
    found.compress_type = ZIP_DEFLATED
    found.create_system = 3
    found.external_attr = 0o644 << 16
    return found


@dataclass(frozen=True)
class Checked:
    """What a look at a package found: how many files with how much in them, and all that is wrong."""

    files: int = 0
    size_bytes: int = 0
    wrong: tuple[str, ...] = ()


def check(path: Path) -> Checked:
    """Every sum of every file of a package, counted anew; reads all of it, a little at a time."""
    try:
        with ZipFile(path) as archive:
            return _checked(archive)
    except (BadZipFile, OSError, EOFError, ValueError) as error:
        return Checked(wrong=(f"The package cannot be read: {error}",))


def _checked(archive: ZipFile) -> Checked:
    names = [one.filename for one in archive.infolist() if not one.is_dir()]
    root = names[0].partition("/")[0] if names else ""
    inside = {name.removeprefix(f"{root}/") for name in names}
    missing = [one for one in ("bagit.txt", "bag-info.txt", MANIFEST, TAGS) if one not in inside]
    if missing:
        return Checked(wrong=tuple(f"{one} is missing" for one in missing))
    wrong = [f"{name} stands outside of the bag" for name in names if not name.startswith(f"{root}/")]
    wrong += [f"{name} is in it twice" for name in sorted(inside) if names.count(f"{root}/{name}") > 1]
    payload, tags = _sums(archive, root, MANIFEST), _sums(archive, root, TAGS)
    wrong += [f"{one} is in no manifest" for one in sorted(inside - set(payload) - set(tags) - {TAGS})]
    size = 0
    for name, digest in {**tags, **payload}.items():
        found = _sum(archive, f"{root}/{name}") if name in inside else None
        if found is None:
            wrong.append(f"{name} is missing or cannot be read")
            continue
        wrong += [f"{name} is not what was packed"] if found[0] != digest else []
        size += found[1] if name in payload else 0
    oxum = f"Payload-Oxum: {size}.{len(payload)}"
    if oxum not in archive.read(f"{root}/bag-info.txt").decode().splitlines():
        wrong.append("bag-info.txt names another number of files or bytes")
    return Checked(len(payload), size, tuple(wrong))


def _sums(archive: ZipFile, root: str, manifest: str) -> dict[str, str]:
    lines = archive.read(f"{root}/{manifest}").decode().splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _sum(archive: ZipFile, name: str) -> tuple[str, int] | None:
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(name) as file:
            while piece := file.read(AT_ONCE):
                digest.update(piece)
                size += len(piece)
    except (BadZipFile, EOFError, OSError, zlib.error):
        return None
    return digest.hexdigest(), size


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """An open file a little at a time; it is closed at the end."""
    with file:
        while piece := file.read(AT_ONCE):
            yield piece
