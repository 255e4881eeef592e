"""A form as values: parsed once from the content of its version."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from motcua.reference.forms.enums import REPEATED_KINDS, SILENT_KINDS, FieldKind

from . import composites
from .text import EMPTY, Text

DEFAULT_MAX_LENGTH = {FieldKind.LONG_TEXT: 4000, FieldKind.ADDRESS: 300, FieldKind.EMAIL: 254}
DEFAULT_MAX_ROWS = 50
DEFAULT_MAX_FILES = 5
MOST_DECIMALS = 6


@dataclass(frozen=True)
class Option:
    value: str
    label: Text


@dataclass(frozen=True)
class Field:
    """One question of a form, a column of a table, a field of a group, or a part of a person or address.

    `min` and `max` bound numbers, or dates: an ISO date, or `today`, `today+45d`, `today-6m`. `when` is a
    JsonLogic condition over the answers before it (`row.<column>` inside a table or group). `prefill` names
    what the wizard may fill in from the applicant. `verified` is false until somebody has compared the field
    with the form of the law. `columns` are the fields of each row, of a table or of a group; `parts` those of
    a person, an organisation or an address by `levels` of places (0: one line). A part that is a place has
    the `levels` of its list, and its code for an answer. The other keys belong to one kind each: see
    docs/reference/procedure-schema.md.
    """

    name: str
    kind: FieldKind
    label: Text
    required: bool = False
    help: Text = EMPTY
    example: str = ""
    unit: str = ""
    max_length: int = 200
    min: int | str | None = None
    max: int | str | None = None
    unique: bool = False
    when: Any = None
    prefill: str = ""
    is_fixed: bool = False
    verified: bool = False
    options: tuple[Option, ...] = ()
    columns: tuple["Field", ...] = ()
    min_rows: int = 0
    max_rows: int = DEFAULT_MAX_ROWS
    levels: int = 0
    parts: tuple["Field", ...] = ()
    decimals: int = MOST_DECIMALS
    display: str = ""
    calculate: Any = None
    result: str = ""
    types: tuple[str, ...] = ()
    max_files: int = DEFAULT_MAX_FILES
    must_be_found: bool = False
    ways: tuple[str, ...] = ()

    @property
    def is_silent(self) -> bool:
        return self.kind in SILENT_KINDS

    @property
    def is_typed(self) -> bool:
        """Whether a person answers it: not what only speaks, not what is calculated."""
        return not self.is_silent and self.kind is not FieldKind.CALCULATED

    @property
    def is_repeated(self) -> bool:
        """Whether its answer is a list of rows."""
        return self.kind in REPEATED_KINDS

    @property
    def is_place(self) -> bool:
        """Whether it is a province, a district or a commune of an address."""
        return self.kind is FieldKind.SHORT_TEXT and self.levels > 0

    @property
    def paths(self) -> Iterator[str]:
        """What a condition may read of it: its name, and those of its parts behind a dot.

        Not of how something was signed.
        """
        yield self.name
        if self.kind is not FieldKind.SIGNATURE:
            yield from (f"{self.name}.{path}" for part in self.parts for path in part.paths)

    def inner(self, name: str) -> "Field | None":
        """Its part or column of that name."""
        return next((one for one in (*self.parts, *self.columns) if one.name == name), None)

    def option_label(self, value: str) -> str:
        return next((str(option.label) for option in self.options if option.value == value), value)


@dataclass(frozen=True)
class Section:
    slug: str
    title: Text
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Page:
    """Sections that are filled in on one page of the wizard."""

    slug: str
    title: Text
    sections: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """`compared` is false while nobody has compared it with the printed form ("chưa đối chiếu với mẫu").

    `pages` are empty where all sections stand on one page.
    """

    code: str
    title: Text
    sections: tuple[Section, ...]
    compared: bool = False
    basis: Text = EMPTY
    pages: tuple[Page, ...] = ()

    @property
    def fields(self) -> Iterator[Field]:
        return (field for section in self.sections for field in section.fields)

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)

    def page_of(self, name: str) -> str:
        """The slug of the page on which the field of that name stands; empty where there are no pages."""
        section = next((s.slug for s in self.sections for field in s.fields if field.name == name), "")
        return next((page.slug for page in self.pages if section in page.sections), "")

    def only(self, page: str) -> "Form":
        """The form with the sections of one page; the whole form for a page that it does not have."""
        here = next((one.sections for one in self.pages if one.slug == page), None)
        if here is None:
            return self
        return replace(self, sections=tuple(one for one in self.sections if one.slug in here))


def parse_form(content: Mapping[str, Any]) -> Form:
    """The content of a form version as values; the published schema checked it before it was kept."""
    return Form(
        code=content["code"],
        title=Text.of(content["title"]),
        compared=bool(content.get("compared", False)),
        basis=Text.of(content.get("basis")),
        sections=tuple(
            Section(section["slug"], Text.of(section["title"]), tuple(map(_field, section["fields"])))
            for section in content["sections"]
        ),
        pages=tuple(
            Page(page["slug"], Text.of(page["title"]), tuple(page["sections"]))
            for page in content.get("pages", ())
        ),
    )


def _field(content: Mapping[str, Any]) -> Field:
    kind = FieldKind(content["kind"])
    plain = Field(
        name=content["name"],
        kind=kind,
        label=Text.of(content["label"]),
        required=bool(content.get("required", False)),
        help=Text.of(content.get("help")),
        example=str(content.get("example", "")),
        unit=str(content.get("unit", "")),
        max_length=int(content.get("max_length", DEFAULT_MAX_LENGTH.get(kind, 200))),
        min=content.get("min"),
        max=content.get("max"),
        unique=bool(content.get("unique", False)),
        when=content.get("when"),
        prefill=content.get("prefill", ""),
        is_fixed=bool(content.get("fixed", False)),
        verified=bool(content.get("verified", False)),
        options=tuple(
            Option(str(option["value"]), Text.of(option["label"])) for option in content.get("options", ())
        ),
        columns=tuple(map(_field, content.get("columns", content.get("fields", ())))),
        min_rows=int(content.get("min_rows", 0)),
        max_rows=int(content.get("max_rows", DEFAULT_MAX_ROWS)),
    )
    return replace(plain, **_own(kind, content), parts=_parts(plain, content))


def _own(kind: FieldKind, content: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that belong to one kind each."""
    return {
        "levels": int(content.get("levels", 0)),
        "decimals": int(content.get("decimals", MOST_DECIMALS)),
        "display": content.get("display", ""),
        "calculate": content.get("calculate"),
        "result": content.get("result", "whole_number" if kind is FieldKind.CALCULATED else ""),
        "types": tuple(content.get("types", ("pdf", "jpg", "png"))),
        "max_files": int(content.get("max_files", DEFAULT_MAX_FILES)),
        "must_be_found": bool(content.get("must_be_found", False)),
        "ways": tuple(content.get("ways", ("typed",) if kind is FieldKind.SIGNATURE else ())),
    }


def _parts(whole: Field, content: Mapping[str, Any]) -> tuple[Field, ...]:
    """The parts of a field that has some; they are verified as far as the whole is."""
    if whole.kind is FieldKind.ADDRESS:
        return _address_parts(int(content.get("levels", 0)), whole.verified)
    if whole.kind is FieldKind.SIGNATURE:
        return _signature_parts(tuple(content.get("ways", ("typed",))), whole.verified)
    if whole.kind not in composites.PARTS:
        return ()
    known = composites.PARTS[whole.kind]
    asked = composites.asked_parts(whole.kind, content.get("parts"))
    return tuple(
        _part(name, *known[name], is_required=is_required, is_verified=whole.verified)
        for name, is_required in asked.items()
    )


def _part(name: str, kind: FieldKind, label: Text, *, is_required: bool, is_verified: bool) -> Field:
    part = Field(name=name, kind=kind, label=label, required=is_required, verified=is_verified)
    if kind is FieldKind.ADDRESS:
        return replace(part, levels=2, parts=_address_parts(2, is_verified))
    if kind is FieldKind.DATE:
        return replace(part, max="today")
    if kind is FieldKind.ONE_OF:
        return replace(part, options=tuple(Option(value, text) for value, text in composites.SEXES))
    return part


def _address_parts(levels: int, is_verified: bool) -> tuple[Field, ...]:
    return tuple(
        Field(
            name=name,
            kind=FieldKind.SHORT_TEXT,
            label=label,
            required=name != "street",
            verified=is_verified,
            levels=0 if name == "street" else levels,
        )
        for name, label in composites.PLACES.get(levels, {}).items()
    )


def _signature_parts(ways: tuple[str, ...], is_verified: bool) -> tuple[Field, ...]:
    label = composites.OR_SIGNED_PAGE if "typed" in ways else composites.SIGNED_PAGE
    name = Field("name", FieldKind.SHORT_TEXT, composites.SIGNED_NAME, verified=is_verified)
    file = Field("file", FieldKind.ATTACHMENTS, label, verified=is_verified, max_files=1)
    parts = {"typed": name, "attached": replace(file, types=("pdf", "jpg", "png"))}
    return tuple(part for way, part in parts.items() if way in ways)
