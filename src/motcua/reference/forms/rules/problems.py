"""What is wrong in the definition of a form's names, conditions and calculations, each at its place."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from motcua.reference.forms.enums import FieldKind

from .conditions import RESERVED, WrongCondition, check_logic, reads
from .definition import Field, Form

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class FormProblem:
    """`place` leads through the content of the form, as `("sections", 0, "fields", 2, "when")`."""

    place: Place
    sentence: str


@dataclass(frozen=True)
class _Site:
    """One field with its place; `before` are the paths that its expressions may read."""

    place: Place
    field: Field
    name: str
    before: frozenset[str]


def form_problems(form: Form) -> list[FormProblem]:
    """Names that stand twice or mean something else, expressions out of bounds, references that cannot be."""
    sites = list(_sites(form))
    problems = [problem for site in sites for problem in _of_site(form, site)]
    return [*_names(sites), *problems]


def logic_problems(expression: Any, form: Form | None, *, table: str = "") -> list[str]:
    """What is wrong with an expression outside the form (of a paper, of a fee), which may read all of it.

    With a table it may read the row in hand too, as `row.<column>`.
    """
    if expression is None:
        return []
    fields = [one for one in form.fields if not one.is_silent] if form else []
    names = {path for one in fields for path in one.paths}
    rows = [column for one in fields if one.name == table for column in one.columns]
    names |= {f"row.{path}" for column in rows for path in column.paths}
    try:
        check_logic(expression, rows=_most_rows(form))
    except WrongCondition as error:
        return [str(error)]
    strangers = _strangers(expression, names, form)
    return [_("There is no field “%(name)s”.") % {"name": name} for name in strangers]


def _most_rows(form: Form | None) -> Mapping[str, int]:
    return {one.name: one.max_rows for one in form.fields if one.columns} if form else {}


def _sites(form: Form) -> Iterator[_Site]:
    before: set[str] = set()
    for number, section in enumerate(form.sections):
        for position, one in enumerate(section.fields):
            place: Place = ("sections", number, "fields", position)
            yield _Site(place, one, one.name, frozenset(before))
            inside: set[str] = set()
            key = "fields" if one.kind is FieldKind.GROUP else "columns"
            for column_number, column in enumerate(one.columns):
                name = f"row.{column.name}"
                yield _Site((*place, key, column_number), column, name, frozenset(before | inside))
                inside |= set() if column.is_silent else {f"row.{path}" for path in column.paths}
            before |= set() if one.is_silent else set(one.paths)


def _names(sites: list[_Site]) -> Iterator[FormProblem]:
    """Names that stand twice, in the form or in one table, and names that conditions read otherwise."""
    seen: set[tuple[Place, str]] = set()
    for site in sites:
        level = () if site.name == site.field.name else site.place[:-2]
        if (level, site.field.name) in seen:
            yield FormProblem(
                (*site.place, "name"), _("“%(name)s” stands twice.") % {"name": site.field.name}
            )
        seen.add((level, site.field.name))
        if site.field.name in RESERVED:
            yield FormProblem(
                (*site.place, "name"),
                _("“%(name)s” means something else in conditions.") % {"name": site.field.name},
            )


def _of_site(form: Form, site: _Site) -> Iterator[FormProblem]:
    for key, expression in (("when", site.field.when), ("calculate", site.field.calculate)):
        if expression is None:
            continue
        place = (*site.place, key)
        try:
            check_logic(expression, rows=_most_rows(form))
        except WrongCondition as error:
            yield FormProblem(place, str(error))
            continue
        for name in _strangers(expression, site.before, form):
            yield FormProblem(place, _cannot_read(form, site, name))


def _strangers(expression: Any, known: Collection[str], form: Form | None) -> list[str]:
    """What an expression reads although it cannot: in the form, or in the rows of a table."""
    strange: set[str] = set()
    for read in reads(expression):
        if not read.table:
            if read.name != "today" and read.name not in known:
                strange.add(read.name)
            continue
        table = form.field(read.table) if form else None
        name = read.name.removeprefix("current.")
        columns = {path for column in table.columns for path in column.paths} if table else set()
        if name != "accumulator" and name not in columns:
            strange.add(f"{read.table}.{name}")
    return sorted(strange)


def _cannot_read(form: Form, site: _Site, name: str) -> str:
    """Why: a circle, a field that comes later, or no such field."""
    first = name.removeprefix("row.").partition(".")[0]
    circle = _circle(form, site.field.name, first)
    if circle:
        return _("The conditions go round in a circle: %(names)s.") % {"names": " → ".join(circle)}
    if form.field(name.partition(".")[0]) is not None:
        return _("“%(name)s” stands after this field; a condition reads only what stands before.") % {
            "name": name
        }
    return _("“%(name)s” is no field before this one.") % {"name": name}


def _circle(form: Form, start: str, first: str) -> list[str]:
    """The names from `start` over `first` back to `start`, if references lead there."""
    if first == start:
        return [start, start]
    needs = {
        one.name: {name for inner in (one, *one.columns) for name in _needs(inner)} for one in form.fields
    } | {column.name: _needs(column) for one in form.fields for column in one.columns}
    paths, seen = [[start, first]], {first}
    while paths:
        path = paths.pop(0)
        for name in sorted(needs.get(path[-1], ())):
            if name == start:
                return [*path, start]
            if name not in seen:
                seen.add(name)
                paths.append([*path, name])
    return []


def _needs(one: Field) -> set[str]:
    """The fields that a field's expressions look at; none when those cannot be read."""
    needed: set[str] = set()
    for expression in (one.when, one.calculate):
        try:
            check_logic(expression)
        except WrongCondition:
            continue
        outer = (read.name for read in reads(expression) if not read.table)
        needed |= {name.removeprefix("row.").partition(".")[0] for name in outer}
    return needed
