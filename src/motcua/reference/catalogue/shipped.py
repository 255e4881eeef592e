"""What the product ships, read from its own files: it answers without a database."""

import csv
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from motcua.foundation.kernel.text import normalise
from motcua.reference.forms.rules import Text

from . import yaml_source
from .loading import Folder, load_folder
from .ports import Piece
from .rules import codes, lists, rows
from .rules import search as search_rules
from .rules.contradictions import all_oddities
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
    oddities: tuple[lists.Oddity, ...] = ()

    @property
    def agency_name(self) -> str:
        """Who published it, as the title says after its comma."""
        return self.title.vi.rpartition(", ")[2]

    def local_id(self, row: lists.Row) -> str:
        """An id for a row without a code, told by authority, year, level and number: `H02-2018-M3-12`."""
        return f"{self.authority}-{self.plan_year}-M{row.planned}-{row.printed.zfill(2)}"


@dataclass(frozen=True)
class ShippedHit:
    """A row found by words or code. `code` is empty where the list gives none; `local_id` never is."""

    code: str
    name: str
    field: str
    authority: str
    agency: str
    list_slug: str
    row: int
    is_complete: bool
    local_id: str = ""
    score: float = 0.0


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


def field_codes() -> frozenset[str]:
    """The codes of the fields of services."""
    return frozenset(one.code for one in fields())


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
        headings, *printed = csv.reader(file)
    read = rows.read([Piece(0, tuple(cells)) for cells in (headings, *printed)])
    return PublishedList(
        slug=about["slug"],
        authority=about["authority"],
        title=Text.of(about["title"]),
        document=about["document"],
        dated=date.fromisoformat(about["dated"]),
        scheme=about["scheme"],
        plan_year=int(about["plan_year"]),
        rows=read.rows,
        raw=tuple(dict(zip(headings, cells, strict=True)) for cells in printed),
        oddities=tuple(all_oddities(read, known_fields=known_spellings())),
    )


def known_spellings() -> set[str]:
    """Every way in which a known field may be spelled, without diacritics."""
    return {spelling for field in fields() for spelling in field.spellings}


def published_list(slug: str) -> PublishedList:
    """One shipped list. Raises KeyError."""
    return {one.slug: one for one in published_lists()}[slug]


@cache
def folders() -> dict[str, Folder]:
    """The complete procedures by code; of several versions of one, that which is named by the code alone."""
    return {folder.code: folder for folder in versions() if folder.path.name == folder.code}


@cache
def _newest() -> dict[str, Folder]:
    """By code the version with the latest first day."""
    return {folder.code: folder for folder in versions()}


@cache
def versions() -> tuple[Folder, ...]:
    """Every version of the complete procedures, by code and first day; `<code>`, others `<code>@<label>`.

    A shipped folder with a problem is a bug: AssertionError.
    """
    found = [check(path) for path in sorted((DATA / "procedures").iterdir()) if path.is_dir()]
    for folder in found:
        assert not folder.problems, [str(problem) for problem in folder.problems]
    return tuple(sorted(found, key=lambda folder: (folder.code, folder.valid_from)))


def with_successors(named: Set[str]) -> set[str]:
    """These codes and those of what stands in the place of one of them, step by step."""
    found, new = set(named), set(named)
    while new:
        ended = [folder for folder in versions() if folder.code in new]
        new = {code for folder in ended for code in folder.procedure.get("succeeded_by", ())} - found
        found |= new
    return found


def check(path: Path) -> Folder:
    """Read and check one procedure folder, against the shipped fields; `problems` tell what to mend."""
    return load_folder(path, known_fields=field_codes())


def check_all(path: Path) -> list[Problem]:
    """The problems of a procedure folder, or of every one in a folder of folders."""
    if (path / "procedure.yaml").exists() or not path.is_dir():
        return check(path).problems
    inside = [child for child in sorted(path.iterdir()) if child.is_dir()]
    return (
        [problem for child in inside for problem in check(child).problems] if inside else check(path).problems
    )


@cache
def synonyms() -> tuple[search_rules.Synonym, ...]:
    """The words for searching that an installation begins with."""
    return tuple(
        search_rules.Synonym(one["typed"], tuple(one["meant"]), search_rules.SynonymKind(one["kind"]))
        for one in _read(DATA / "synonyms.yaml")
    )


@cache
def _hits() -> tuple[ShippedHit, ...]:
    """Every row of every list, what stands in the place of one, then the procedures that no list names."""
    rows = [
        ShippedHit(
            code=row.code,
            name=row.name,
            field=field_code(row.field),
            authority=one.authority,
            agency=one.agency_name,
            list_slug=one.slug,
            row=row.place,
            is_complete=codes.national_part(row.code) in folders(),
            local_id=row.code or one.local_id(row),
        )
        for one in published_lists()
        for row in one.rows
    ]
    rows += [_successor(code, one) for one in published_lists() for code in sorted(_only_successors(one))]
    named = {codes.national_part(hit.code) for hit in rows}
    return (*rows, *(_unlisted(folder) for code, folder in folders().items() if code not in named))


def _only_successors(one: PublishedList) -> set[str]:
    named = {codes.national_part(row.code) for row in one.rows}
    return with_successors(named) - named


def _successor(code: str, one: PublishedList) -> ShippedHit:
    about, full_code = folders()[code].procedure, codes.full_code(code, one.authority)
    return ShippedHit(
        full_code, about["name"]["vi"], about["field"], one.authority, one.agency_name, "", 0, True, full_code
    )


def _unlisted(folder: Folder) -> ShippedHit:
    about = folder.procedure
    return ShippedHit(
        folder.code, about["name"]["vi"], about["field"], "", "", "", 0, True, local_id=folder.code
    )


@cache
def _index() -> search_rules.Index:
    return search_rules.Index.of(map(_entry, range(len(_hits()))), search_rules.Synonyms(synonyms()))


def _entry(key: int) -> search_rules.Entry:
    hit = _hits()[key]
    national = codes.national_part(hit.code)
    newest = _newest().get(national)
    content = newest.procedure if newest else {}
    return search_rules.Entry(
        key=key,
        procedure=national or hit.local_id,
        full_code=hit.local_id,
        name=content.get("name", {}).get("vi", hit.name),
        keywords=" ".join([*content.get("keywords", ()), content.get("name", {}).get("en", "")]),
        field=next(one.name.vi for one in fields() if one.code == hit.field),
        agency=hit.agency,
        has_content=hit.is_complete,
        facets=frozenset({f"field:{hit.field}"}),
        ends=newest.valid_to if newest else None,
    )


def search(words: str, *, limit: int = 20, on: date | None = None) -> list[ShippedHit]:
    """Rows that fit by words or code, best first, as the pages of an installation rank them on that day."""
    if not words.strip():
        return []
    answer = search_rules.find(_index(), search_rules.Wish(words, limit=limit, on=on))
    return [replace(_hits()[found.key], score=found.score) for found in answer.found]


def _read(path: Path) -> Any:
    source = yaml_source.read(path, path.name)
    assert not source.problems, [str(problem) for problem in source.problems]
    return source.data
