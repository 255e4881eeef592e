"""What the rows of a kept list would change in the catalogue; asks the catalogue once, changes nothing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from motcua.foundation.kernel.text import normalise
from motcua.reference.catalogue import shipped
from motcua.reference.catalogue.enums import LevelKind, RowChange
from motcua.reference.catalogue.models import Level, ListImport, ListRow, Procedure, Publication
from motcua.reference.catalogue.ports import Piece
from motcua.reference.catalogue.rules import codes, lists, rows
from motcua.reference.catalogue.rules.corrections import corrected
from motcua.reference.catalogue.rules.levels import is_level

PARTS = ("ordinal", "field", "name", "code", "current_level", "planned_level", "note")
LevelKey = tuple[LevelKind, int | None, str, str]


@dataclass(frozen=True)
class Plan:
    """A row with what it would change: codes it would stand under, levels that are not stated yet."""

    kept: ListRow
    row: lists.Row
    change: RowChange
    procedure_code: str = ""
    full_code: str = ""
    short_code: str = ""
    field_code: str = ""
    levels: tuple[LevelKey, ...] = ()


@dataclass(frozen=True)
class _Known:
    procedures: Mapping[str, str]
    publications: Mapping[str, Publication]
    levels: frozenset[tuple[int, str, LevelKey]]


def raw_of(row: lists.Row) -> dict[str, str]:
    """What is kept of a row that was read from a file."""
    values = (row.printed, row.field, row.name, row.code, row.current, row.planned, row.note)
    return dict(zip(PARTS, values, strict=True))


def row_of(kept: ListRow) -> lists.Row:
    """The row as it should read: what was read, and what an editor wrote beside it."""
    return corrected(read_row(kept), kept.corrected or {})


def read_row(kept: ListRow) -> lists.Row:
    """The row as it was read; shipped lists keep the columns of their own file."""
    if kept.raw.keys() >= set(PARTS):
        return lists.Row(kept.ordinal, *(str(kept.raw[part]) for part in PARTS))
    pieces = [Piece(0, tuple(map(str, one))) for one in (kept.raw, kept.raw.values())]
    found = rows.read(pieces).rows
    if not found:
        return lists.Row(place=kept.ordinal, printed=kept.printed, field="", name="")
    return lists.Row(**{**vars(found[0]), "place": kept.ordinal, "printed": kept.printed})


def plans(about: ListImport, kept: Sequence[ListRow]) -> list[Plan]:
    """One for each row. Three queries."""
    found = [(one, row_of(one)) for one in kept]
    known = _known(about, [row for _, row in found])
    return [_plan(about, one, row, known) for one, row in found]


def _known(about: ListImport, found: Iterable[lists.Row]) -> _Known:
    wanted = {code for row in found for code in _possible(about, row)}
    publications = {one.full_code: one for one in Publication.objects.filter(full_code__in=wanted)}
    levels = Level.objects.filter(publication__in=publications.values(), version=None)
    return _Known(
        procedures=dict(Procedure.objects.filter(code__in=wanted).values_list("code", "name")),
        publications=publications,
        levels=frozenset(
            (one.publication_id, one.scheme, (LevelKind(one.kind), one.year, one.case, one.value))
            for one in levels
        ),
    )


def _plan(about: ListImport, kept: ListRow, row: lists.Row, known: _Known) -> Plan:
    stated = stated_levels(about, row)
    field_code = _field_code(row.field)
    national = codes.national_part(row.code)
    is_clear = row.name and field_code and all(is_level(about.scheme, value) for *_, value in stated)
    is_ours = not row.code or (national and codes.authority_of(row.code) in {"", about.authority})
    if not (is_clear and is_ours):
        return Plan(kept, row, RowChange.UNCLEAR)
    procedure, full, short = _codes(about, row, national, known)
    publication = known.publications.get(full)
    if publication is None:
        change = RowChange.NEW_PUBLICATION if procedure in known.procedures else RowChange.NEW_PROCEDURE
        return Plan(kept, row, change, procedure, full, short, field_code, stated)
    if publication.agency_id != about.agency_id:
        return Plan(kept, row, RowChange.UNCLEAR)
    new = tuple(one for one in stated if (publication.pk, about.scheme, one) not in known.levels)
    change = RowChange.NEW_LEVEL if new else RowChange.NOTHING
    return Plan(kept, row, change, procedure, full, short, field_code, new)


def stated_levels(about: ListImport, row: lists.Row) -> tuple[LevelKey, ...]:
    """The levels that a row states; a note may give them to single cases."""
    by_case = lists.case_levels(row.note) or [lists.CaseLevel("", row.planned)]
    found: list[LevelKey] = [(LevelKind.CLAIMED, None, "", row.current)]
    found += [(LevelKind.PLANNED, about.plan_year, one.case, one.value) for one in by_case]
    return tuple(one for one in found if one[3])


def _codes(about: ListImport, row: lists.Row, national: str, known: _Known) -> tuple[str, str, str]:
    """Code of the procedure, full and short code of the publication."""
    if national:
        long = codes.full_code(national, about.authority)
        return national, long, codes.short_code(national, about.authority)
    plain, own = _local(about, row)
    is_other = plain in known.procedures and normalise(known.procedures[plain]) != normalise(row.name)
    local = own if is_other else plain
    return local, local, local


def _possible(about: ListImport, row: lists.Row) -> tuple[str, ...]:
    national = codes.national_part(row.code)
    return (national, codes.full_code(national, about.authority)) if national else _local(about, row)


def _local(about: ListImport, row: lists.Row) -> tuple[str, str]:
    """An id for a row without a code, told by authority, year, level and printed number: `H02-2018-M3-12`.

    The second is for a list that numbers another procedure so.
    """
    number = re.sub(r"[^0-9A-Za-z]", "", row.printed) or f"R{row.place}"
    plain = f"{about.authority}-{about.plan_year}-M{row.planned or row.current}-{number.zfill(2)}"[:50]
    return plain, f"{plain}-{sha256(about.slug.encode()).hexdigest()[:4].upper()}"


def _field_code(printed: str) -> str:
    try:
        return shipped.field_code(printed)
    except KeyError:
        return ""
