"""What the documents room asks of the outside: a place for contents, a look into files, a malware scanner."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol
from uuid import UUID

from motcua.foundation.kernel.actors import Actor

from .enums import FileType, Look, Problem

if TYPE_CHECKING:
    from .models import Document


class Source(Protocol):
    """What a file comes from: an open file, or an upload."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""


@dataclass(frozen=True)
class Staged:
    """Bytes written apart, not kept yet: their hash, their size and the local file that holds them."""

    sha256: str
    size_bytes: int
    path: Path


class Store(Protocol):
    """Contents by their SHA-256 in lower-case hex. What is kept is never rewritten.

    A store that does not answer raises OutsideFailure within a minute, whatever was asked of it.
    """

    def stage(self, chunks: Iterable[bytes]) -> Staged:
        """Write the chunks apart. An error raised by the chunks leaves nothing behind."""

    def keep(self, staged: Staged) -> None:
        """Make it durable under its hash: file and folder synced on return. Keeping twice is harmless."""

    def discard(self, staged: Staged) -> None:
        """Forget what was staged; harmless if it is gone."""

    def put(self, stream: BinaryIO) -> Staged:
        """Stage and keep in one go."""

    def open(self, sha256: str) -> BinaryIO:
        """The content, to be closed by the caller; it can be sought in. Raises Missing.

        Reading raises ContentBroken for bytes that the disk does not give; a store over a wire raises it
        when they are not those of the name.
        """

    def check(self) -> str:
        """Where it keeps them, for operators. Raises OutsideFailure or OSError when it cannot."""

    def is_marked(self) -> bool:
        """Whether this very place was marked: a disk that is not mounted has no mark."""

    def mark(self) -> None:
        """Mark it as the place that holds our contents; harmless to repeat."""

    def has(self, sha256: str) -> bool: ...

    def kept(self) -> Iterator[str]:
        """Hashes of all contents."""

    def older_than(self, moment: datetime) -> Iterator[str]:
        """Hashes of contents that nobody kept (again) since `moment`; tidies up as well."""

    def remove(self, sha256: str, *, unless_kept_since: datetime) -> bool:
        """Delete a content unless it was kept (again) since that moment; False if it stays."""


@dataclass(frozen=True)
class Inspection:
    """What a look into a file found: its type and pages, or the problem."""

    file_type: FileType | None = None
    pages: int = 0
    width_px: int = 0
    height_px: int = 0
    problem: Problem | None = None
    is_signed: bool = False
    has_more_behind: bool = False
    blank_pages: tuple[int, ...] = ()
    turned_pages: tuple[int, ...] = ()
    upside_down_pages: tuple[int, ...] = ()
    coarse_pages: tuple[int, ...] = ()
    dpi: int = 0
    is_dpi_guessed: bool = False


class Inspector(Protocol):
    """Looks into a stranger's file without endangering the process that asks."""

    def inspect(
        self,
        path: Path,
        *,
        max_pixels: int,
        max_expanded_bytes: int,
        look_seconds: int,
        quality_seconds: float,
    ) -> Inspection:
        """Bounded in memory and time; pages are judged (counted from 1) as far as the seconds reach.

        Raises OutsideFailure when no look was possible at all.
        """


@dataclass(frozen=True)
class SignatureLook:
    """What to warn of, none for sound signatures; and the report, which only the room of signatures reads."""

    warnings: tuple[Look, ...]
    report: object


class SignatureReader(Protocol):
    """What the room of signatures says of a signed file, before it is kept."""

    def look(self, path: Path, *, at: datetime) -> SignatureLook | None:
        """None: what was signed is no longer what is there."""

    def keep(
        self, look: SignatureLook, *, document: "Document", by: Actor, at: datetime, act_id: UUID
    ) -> None:
        """Keep the report of a file that was taken, in the transaction that keeps the file."""


@dataclass(frozen=True)
class ScanResult:
    """`scanned` False: there is no scanner here; `threat` names what was found."""

    scanned: bool
    threat: str = ""


class Part(Protocol):
    """The writing end of a part: whoever holds it is the only one. It stands at the end of what is there."""

    def cut(self, offset: int) -> None:
        """Go on at `offset`; what lay behind it is lost. Raises UploadMissing when so much is not there."""

    def write(self, piece: bytes, /) -> None: ...

    def sync(self) -> None:
        """On return all that was written is on the disk."""


class Parts(Protocol):
    """Files that are still arriving, by the code of their upload."""

    def begin(self, code: str) -> None: ...

    def writing(self, code: str) -> AbstractContextManager[Part]:
        """Nothing is changed yet. Raises UploadBusy while somebody else writes, UploadMissing."""

    def open(self, code: str) -> BinaryIO:
        """All that has arrived, to be closed by the caller. Raises UploadMissing."""

    def remove(self, code: str) -> None:
        """Harmless if it is gone."""

    def older_than(self, moment: datetime) -> Iterator[str]:
        """Codes of parts that nobody wrote to since."""


class Scanner(Protocol):
    def scan(self, stream: BinaryIO, *, within_seconds: float) -> ScanResult:
        """Read the stream to its end, all in all in so much time.

        Raises OutsideFailure when a configured scanner does not answer, and NotScannable when it is there
        but will not take this file, or is not through with it in time. What the stream raises comes through.
        """

    def check(self) -> str:
        """What there is, for operators. Raises OutsideFailure when a configured scanner does not answer."""


class PaperHolders(Protocol):
    def blocked(self, *, document_code: str, at: datetime) -> None:
        """Malware was found in a document taken before: tell whoever it concerns, in this transaction."""


class PageDrawer(Protocol):
    def draw(self, file: BinaryIO, *, page: int, width_px: int, turn: int) -> bytes | None:
        """One page of a PDF or a picture as JPEG, bounded in memory, time and pixels; the file stays open.

        None when there is no such page or it was too much. Raises OutsideFailure when nothing can be drawn.
        """


class Drawings(Protocol):
    """Pages that were drawn, by the hash of their content; all of it can be drawn again."""

    def find(self, sha256: str, name: str) -> bytes | None: ...

    def keep(self, sha256: str, name: str, drawing: bytes) -> None:
        """May leave it, for example when there is no room."""

    def forget(self, sha256: str) -> None: ...

    def sweep(self, *, older_than: timedelta) -> int:
        """Remove what was drawn so long ago, but no small pictures (`small-…`): they go with their content.

        Returns how many were removed.
        """
