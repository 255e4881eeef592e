"""What the digitisation room asks of the outside: the words of a paper and where they stand."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .rules import Page


class PageReader(Protocol):
    def read(self, path: Path) -> "Iterator[Page]":
        """The pages of a PDF, a picture or a plain text, from the first; each is read when it is asked for.

        A page without a word is a page without lines. Raises Unreadable for a file that is none of these, is
        broken, locked or too heavy; OutsideFailure when there is no machine here that reads pictures.
        """
