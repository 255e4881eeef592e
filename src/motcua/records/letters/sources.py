"""The template files of each kind of paper: the authority's own first, else those of the product.

A template is a file named like its kind, with what it may import: `layout.typ` and `barcode.typ`. An
authority restyles one by uploading a file of the same name at the desk, or by laying it into `templates/` of
the data folder. What does not set every sample of its paper is not used: the product's own files stand in.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from motcua.foundation.kernel.errors import OutsideFailure

from . import trial
from .models import Restyle

SHIPPED = Path(__file__).parent / "templates"
SHARED = ("layout.typ", "barcode.typ")
MARKS = "mark_"


@dataclass(frozen=True)
class Sources:
    """File name → text, with the file to begin with and the hash over all of it."""

    main: str
    files: dict[str, str]
    version: str


def current(name: str, agency_code: str = "") -> Sources:
    """The sources in force now: three small files, one query. Broken ones of the authority are left out."""
    main = f"{name}.typ"
    shipped = {file: (SHIPPED / file).read_text(encoding="utf-8") for file in (*SHARED, main)}
    own = own_files(tuple(shipped), agency_code)
    files = shipped | own
    if own and _problem(name, tuple(sorted(files.items()))):
        files = shipped
    return Sources(main=main, files=files, version=version_of(files))


def with_file(name: str, agency_code: str, file: str, text: str) -> dict[str, str]:
    """The sources of a paper of an agency as they would be with this text for one of its files."""
    return current(name, agency_code).files | {file: text}


def own_files(names: tuple[str, ...], agency_code: str) -> dict[str, str]:
    """What the agency has of these files: its uploaded ones before those of the folder, which are for all."""
    folder = Path(settings.MOTCUA_DATA) / "templates"
    laid = {name: (folder / name).read_text(encoding="utf-8") for name in names if (folder / name).is_file()}
    if not agency_code:
        return laid
    uploaded = Restyle.objects.filter(agency_code=agency_code, file__in=names, in_force=True).order_by("file")
    return laid | dict(uploaded.values_list("file", "text"))


def problems() -> list[tuple[str, str]]:
    """Papers whose own template does not work, each with what is wrong; the product's stands in meanwhile."""
    agencies = set(Restyle.objects.filter(in_force=True).values_list("agency_code", flat=True))
    found = {problem_of(name, code) for code in ("", *sorted(agencies)) for name in trial.NAMES}
    return sorted(one for one in found if one[1])


def problem_of(name: str, agency_code: str) -> tuple[str, str]:
    """The file of a paper, and what is wrong with the agency's own sources of it, or nothing."""
    names = (*SHARED, f"{name}.typ")
    own = own_files(names, agency_code)
    shipped = {file: (SHIPPED / file).read_text(encoding="utf-8") for file in names}
    return f"{name}.typ", _problem(name, tuple(sorted((shipped | own).items()))) if own else ""


def version_of(files: Mapping[str, str]) -> str:
    """SHA-256 over the sources, whatever their order."""
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()


@cache
def _problem(name: str, files: tuple[tuple[str, str], ...]) -> str:
    """What is wrong with these sources, empty when nothing is; tried once for each text."""
    if name.startswith(MARKS):
        return ""
    try:
        trial.check([name], dict(files))
    except OutsideFailure as failure:
        return str(failure)
    return ""
