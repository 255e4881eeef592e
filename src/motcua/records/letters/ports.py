"""What the letters room asks of the outside: a typesetter, and a binder for printing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True)
class Place:
    """A box that a template leaves free, in millimetres from the top left corner of its page (from 1)."""

    page: int
    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float


@dataclass(frozen=True)
class Typeset:
    """A PDF/A with its number of pages, the size of a page and the places left free, by name."""

    pdf: bytes
    pages: int
    page_width_mm: float
    page_height_mm: float
    places: Mapping[str, Place]


class Typesetter(Protocol):
    """Same sources, same data, same moment: the same paper."""

    def typeset(
        self,
        *,
        sources: Mapping[str, str],
        main: str,
        data: Mapping[str, Any],
        qr: str,
        at: datetime,
        picture: bytes | None = None,
        tagged: bool = True,
        claim: str = "",
    ) -> Typeset:
        """Typeset the file `main` of the sources with plain JSON data; `qr` is the text of its QR code,
        `claim` that of a second one.

        `tagged`: with its structure told, for those who listen to it; long tables are lighter without.
        `picture` is a PNG that the template shows as `picture.png`; `at` the moment written into the file.
        A few milliseconds a page.
        Raises OutsideFailure(permanent=True) when the template does not compile with this data.
        """

    def try_out(
        self, *, sources: Mapping[str, str], papers: Sequence[Mapping[str, Any]], at: datetime
    ) -> list[Typeset]:
        """As `typeset` for each of the papers (`main`, `data`, `qr`), apart from everything else and within
        bounds of time and memory: for a template that nobody tried yet. Half a second and more.

        Raises OutsideFailure, with the file and the line.
        """

    def join(self, parts: Sequence[bytes]) -> bytes:
        """PDFs that this typesetter made without tags, one after another as one PDF/A."""


class ClaimSigner(Protocol):
    """Signs the claims of results with Ed25519."""

    def sign(self, content: bytes) -> tuple[str, bytes]:
        """The id of the key, and the signature. Raises OutsideFailure when there is no key to sign with."""

    def is_signed(self, content: bytes, *, key_id: str, signature: bytes) -> bool: ...

    def public_keys(self) -> Mapping[str, bytes]:
        """All that ever signed here, 32 bytes each, by their ids."""


class Binder(Protocol):
    """Puts papers behind one another, for printing at once."""

    def bind(self, pdfs: Sequence[bytes]) -> bytes:
        """One PDF with all pages in order; whatever was signed is signed no more."""


class IssuedPapers(Protocol):
    """Whoever gives results to their owners."""

    def made(self, *, letter_code: str) -> None:
        """The signed file of a result is kept, for the first time or again; in this transaction."""
