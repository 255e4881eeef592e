"""What this room asks of the outside: PDF/A copies of papers."""

from pathlib import Path
from typing import Protocol


class PdfaMaker(Protocol):
    """Papers as PDF/A, the form that archives keep; strangers' files are parsed in bounded children."""

    def says_pdfa(self, path: Path) -> bool:
        """Whether the file says of itself that it is PDF/A; that it holds to it is not looked at."""

    def make(self, path: Path, to: Path, *, pages: int) -> None:
        """The pages of a PDF, a TIFF, a JPEG or a PNG as PDF/A-2b; the file itself is not touched.

        `to` appears whole or not at all. Raises Unreadable for a file that is broken, locked or too heavy.
        """
