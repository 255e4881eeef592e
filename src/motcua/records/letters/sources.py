"""The template files of each kind of paper: the authority's own first, else those of the product.

A template is a file named like its kind, with what it may import: `layout.typ` and `barcode.typ`. An
authority restyles one by laying a file of the same name into `templates/` of the data folder.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

SHIPPED = Path(__file__).parent / "templates"
SHARED = ("layout.typ", "barcode.typ")


@dataclass(frozen=True)
class Sources:
    """File name → text, with the file to begin with and the hash over all of it."""

    main: str
    files: dict[str, str]
    version: str


def current(name: str) -> Sources:
    """The sources in force now; three small files are read."""
    main = f"{name}.typ"
    files = {file: _read(file) for file in (*SHARED, main)}
    return Sources(main=main, files=files, version=version_of(files))


def version_of(files: dict[str, str]) -> str:
    """SHA-256 over the sources, whatever their order."""
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()


def _read(file: str) -> str:
    own = Path(settings.MOTCUA_DATA) / "templates" / file
    return (own if own.is_file() else SHIPPED / file).read_text(encoding="utf-8")
