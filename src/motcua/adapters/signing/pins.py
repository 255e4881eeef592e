"""The PIN of a token, and the one that the token refused.

Several processes open one token, and each may be started again: what it refused is remembered in the key
folder, without the PIN itself, and one process tries at a time, so that a wrong PIN reaches the token once.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import TextIO

from django.conf import settings

REFUSED = "pkcs11.refused"


@dataclass(frozen=True)
class Pin:
    """What the PIN file says, and when it was written."""

    code: str = field(repr=False)
    written_at: int

    @property
    def mark(self) -> str:
        """Of what is tried on which token; another file or another token is another try."""
        return f"{settings.MOTCUA_PKCS11_TOKEN} {self.written_at}"


def read() -> Pin | None:
    path = Path(settings.MOTCUA_PKCS11_PIN_FILE)
    try:
        return Pin(path.read_text(encoding="utf-8").rstrip("\r\n"), path.stat().st_mtime_ns)
    except OSError:
        return None


@contextmanager
def refused() -> Iterator[TextIO]:
    """The mark that was refused last; nobody else tries meanwhile. In a key folder that cannot be written to
    it is empty, and each process remembers for itself."""
    try:
        kept = (Path(settings.MOTCUA_KEYS) / REFUSED).open("a+", encoding="utf-8")
    except OSError:
        yield StringIO()
        return
    with kept:
        fcntl.flock(kept, fcntl.LOCK_EX)
        kept.seek(0)
        yield kept


def keep(kept: TextIO, pin: Pin) -> None:
    kept.seek(0)
    kept.truncate()
    kept.write(pin.mark)
    kept.flush()
