"""Facts about the tracking book."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class BookTaken(Event):
    """The printed book of a year left the house as a file; `print` is the code of that making."""

    print: str
