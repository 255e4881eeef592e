"""What the product ships, read from its own files: it answers without a database."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from motcua.foundation.kernel.text import normalise
from motcua.reference.forms.rules import Text

from . import yaml_source
from .loading import Folder, load_folder
from .rules import codes, lists, matching
from .yaml_source import Problem

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class ShippedField:
    code: str
    name: Text
    spellings: frozenset[str]


@dataclass(frozen=True)
class PublishedList:
    """A published list: where it is from, what its levels mean, its rows as printed."""

    slug: str
    authority: str
    title: Text
    document: str
    dated: date
    scheme: str
    plan_year: int
    rows: tuple[lists.Row, ...]
    raw: tuple[Mapping[str, str], ...]

    @property
    def oddities(self) -> list[lists.Oddity]:
        return lists.oddities(self.rows)


@dataclass(frozen=True)
class ShippedHit:
    """A row found by words or code. `code` is empty where the list gives none."""

    code: str
    name: str
    field: str
    authority: str
    list_slug: str
    row: int
    is_complete: bool


@cache
def fields() -> tuple[ShippedField, ...]:
    """The fields of services, in their order."""
    return tuple(
        ShippedField(
            one["code"],
            Text.of(one["name"]),
            frozenset(map(normalise, [one["name"]["vi"], *one.get("also_written", ())])),
        )
        for one in _read(DATA / "fields.yaml")
    )


def field_code(printed: str) -> str:
    """The field that a list names, however it spells it. Raises KeyError for one that is not known."""
    for one in fields():
        if normalise(printed) in one.spellings:
            return one.code
    raise KeyError(printed)


@cache
def published_lists() -> tuple[PublishedList, ...]:
    """Every shipped list with all its rows."""
    return tuple(_published_list(about) for about in _read(DATA / "lists" / "lists.yaml"))


def _published_list(about: dict[str, Any]) -> PublishedList:
    with open(DATA / "lists" / about["file"], newline="", encoding="utf-8") as file:
        raw = tuple(csv.DictReader(file))
    columns = about["columns"]
    return PublishedList(
        slug=about["slug"],
        authority=about["authority"],
        title=Text.of(about["title"]),
        document=about["document"],
        dated=date.fromisoformat(about["dated"]),
        scheme=about["scheme"],
        plan_year=int(about["plan_year"]),
        rows=tuple(
            lists.Row(place=place, **{part: row[column].strip() for part, column in columns.items()})
            for place, row in enumerate(raw, start=1)
        ),
        raw=raw,
    )


def published_list(slug: str) -> PublishedList:
    """One shipped list. Raises KeyError."""
    return {one.slug: one for one in published_lists()}[slug]


@cache
def folders() -> dict[str, Folder]:
    """The complete procedures by code. A shipped folder with a problem is a bug: AssertionError."""
    found = {path.name: check(path) for path in sorted((DATA / "procedures").iterdir()) if path.is_dir()}
    for folder in found.values():
        assert not folder.problems, [str(problem) for problem in folder.problems]
    return found


def check(path: Path) -> Folder:
    """Read and check one procedure folder, against the shipped fields; `problems` tell what to mend."""
    return load_folder(path, known_fields={one.code for one in fields()})


def check_all(path: Path) -> list[Problem]:
    """The problems of a procedure folder, or of every one in a folder of folders."""
    if (path / "procedure.yaml").exists() or not path.is_dir():
        return check(path).problems
    inside = [child for child in sorted(path.iterdir()) if child.is_dir()]
    return (
        [problem for child in inside for problem in check(child).problems] if inside else check(path).problems
    )


@cache
def _hits() -> dict[str, ShippedHit]:
    hits: dict[str, ShippedHit] = {}
    for one in published_lists():
        for row in one.rows:
            hits[f"{one.slug}/{row.place}"] = ShippedHit(
                code=row.code,
                name=row.name,
                field=field_code(row.field),
                authority=one.authority,
                list_slug=one.slug,
                row=row.place,
                is_complete=codes.national_part(row.code) in folders(),
            )
    return hits


@cache
def _vocabulary() -> matching.Vocabulary:
    keywords = {code: " ".join(folder.procedure.get("keywords", ())) for code, folder in folders().items()}
    return matching.Vocabulary.of(
        (key, f"{hit.name} {keywords.get(codes.national_part(hit.code), '')}") for key, hit in _hits().items()
    )


def search(words: str, *, limit: int = 20) -> list[ShippedHit]:
    """Rows whose name or code fits, with or without diacritics; slips of the pen are put right."""
    hits, code = _hits(), codes.looks_like_code(words)
    if code:
        return [hit for hit in hits.values() if hit.code.startswith(code) or _short(hit).startswith(code)][
            :limit
        ]
    typed = matching.query_words(words)
    if not typed:
        return []
    vocabulary = _vocabulary()
    keys = (
        matching.find(vocabulary, typed)
        or matching.find(vocabulary, matching.corrected(vocabulary, typed))
        or matching.alike(vocabulary, typed, limit)
    )
    return [hits[key] for key in keys[:limit]]


def _short(hit: ShippedHit) -> str:
    return codes.short_code(codes.national_part(hit.code), hit.authority)


def _read(path: Path) -> Any:
    source = yaml_source.read(path, path.name)
    assert not source.problems, [str(problem) for problem in source.problems]
    return source.data
