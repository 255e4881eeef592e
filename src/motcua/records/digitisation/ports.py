"""What the digitisation room asks of the outside: pages looked at, put right, bound, and read by machine.

None of it changes the file it is given. A stranger's file is parsed in child processes, bounded in memory and
time; what breaks the bounds is a verdict, never a crash.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

if TYPE_CHECKING:
    from .rules import Page
    from .rules.line import PageLook


class PageReader(Protocol):
    def read(self, path: Path) -> "Iterator[Page]":
        """The pages of a PDF, a picture or a plain text, from the first; each is read when it is asked for.

        A page without a word is a page without lines. Raises Unreadable for a file that is none of these, is
        broken, locked or too heavy; OutsideFailure when there is no machine here that reads pictures.
        """


@dataclass(frozen=True)
class LookedAt:
    """One page of a scanned file, from 1, and how it came out.

    `pages`: how many the file has. `look` is None for a page that could not be looked at; then `fault` says
    why, for the person who sees to it. Sizes are those of the paper as it lies in the file; 0 where nobody
    knows. `barcodes`: what each says, from the top of the page. `print`: a hash of what is to be seen, equal
    for pages that look the same to the last dot; empty where that is not worth telling.
    """

    number: int
    pages: int
    look: "PageLook | None"
    width_mm: int = 0
    height_mm: int = 0
    barcodes: tuple[str, ...] = ()
    fault: str = ""
    print: str = ""


class PageLooker(Protocol):
    def look(self, path: Path, *, start: int = 1) -> Iterator[LookedAt]:
        """The pages of a PDF, a TIFF of one or more pages, a JPEG or a PNG, from `start` on, in order.

        Looked at a few at a time, as they are asked for. A page that fails is told in its `fault` and the
        next one follows. Raises Unreadable before the first page for a file that is none of these, is broken,
        locked, has no page, or would run something; OutsideFailure when nothing can be looked at here.
        """


@dataclass(frozen=True)
class PagePart:
    """One page, from 1, of a file, and how it is put right: a turn by quarters, then the last degrees.

    Both are clockwise, as `PageLook` says them of a page: what was measured can be handed on as it is.
    """

    path: Path
    page: int = 1
    turn: int = 0
    straighten_degrees: float = 0.0


class PageBinder(Protocol):
    def bind(self, parts: Sequence[PagePart], to: Path) -> None:
        """One PDF of these pages, in this order; the same parts give the same bytes.

        A page of a PDF is taken over as it is and a picture with its own bytes, at its own size; only a page
        that is straightened is drawn anew, at its own resolution. `to` appears whole or not at all and is
        replaced if it was there. Raises Unreadable, with the page, when a source cannot be taken over.
        """

    def draw(self, part: PagePart, *, width_px: int) -> bytes:
        """The page as it would be bound, as JPEG for the screen. Raises Unreadable."""


@dataclass(frozen=True)
class Recognised:
    """What the machine read: the words of each page with their places, in order, and the pages without any.

    `pages` can be handed to `rules.read` at once: the words of a rendition and those of its data come from
    the same reading. `failed`: pages, from 1, that the machine gave up on; they are in the PDF without words.
    `engine`: what read, with its version.
    """

    pages: "tuple[Page, ...]"
    failed: tuple[int, ...] = ()
    engine: str = ""


class Recogniser(Protocol):
    def recognise(self, pdf: Path, to: Path, *, text_to: Path, jobs: int = 1) -> Recognised:
        """A rendition of the PDF as PDF/A-2b with the words under the picture, and beside it the plain text.

        The text of one page ends with a form feed. Pages that a program wrote keep their own words; where
        their fonts cannot stand in PDF/A, they are drawn. `to` and `text_to` appear whole or not at all.
        `jobs`: pages at a time. Raises Unreadable for a file that is broken, locked, signed or too heavy;
        OutsideFailure when the machine that reads is not installed (permanent).
        """


class SeparatorPrinter(Protocol):
    def print(self, labels: Sequence[str], *, at: datetime) -> bytes:
        """A PDF of separator sheets to lay between documents before scanning, one for each label.

        Each says in a barcode where to cut, with the label of its file of papers; an empty label only cuts.
        """


class WatchedFolders(Protocol):
    """Folders into which scanners drop files, by their name below the folder of all scanners."""

    def waiting(self, folder: str, *, at: datetime) -> list[str]:
        """Names of whole files, the oldest first; one that is still being written waits."""

    def open(self, folder: str, name: str) -> AbstractContextManager[BinaryIO]:
        """Raises ScanGone."""

    def take_away(self, folder: str, name: str, *, as_code: str) -> None:
        """Out of the way once it is kept; gone already is as good."""

    def lay_aside(self, folder: str, name: str, *, at: datetime) -> None:
        """Out of the way, where somebody finds it; gone already is as good."""
