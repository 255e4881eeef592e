"""A form as values: parsed once from the content of its version."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from motcua.reference.forms.enums import SILENT_KINDS, FieldKind

from .text import EMPTY, Text

DEFAULT_MAX_LENGTH = {FieldKind.LONG_TEXT: 4000, FieldKind.ADDRESS: 300, FieldKind.EMAIL: 254}
DEFAULT_MAX_ROWS = 50


@dataclass(frozen=True)
class Option:
    value: str
    label: Text


@dataclass(frozen=True)
class Field:
    """One question of a form, or a column of a table.

    `min` and `max` bound numbers, or dates: an ISO date, or `today`, `today+45d`, `today-6m`. `when` is a
    JsonLogic condition over the answers before it (`row.<column>` inside a table). `prefill` names what the
    wizard may fill in from the applicant. `verified` is false until somebody has compared the field with the
    form of the law.
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
    verified: bool = False
    options: tuple[Option, ...] = ()
    columns: tuple["Field", ...] = ()
    min_rows: int = 0
    max_rows: int = DEFAULT_MAX_ROWS

    @property
    def is_silent(self) -> bool:
        return self.kind in SILENT_KINDS

    def option_label(self, value: str) -> str:
        return next((str(option.label) for option in self.options if option.value == value), value)


@dataclass(frozen=True)
class Section:
    slug: str
    title: Text
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Form:
    """`compared` is false while nobody has compared it with the printed form ("chưa đối chiếu với mẫu")."""

    code: str
    title: Text
    sections: tuple[Section, ...]
    compared: bool = False
    basis: Text = EMPTY

    @property
    def fields(self) -> Iterator[Field]:
        return (field for section in self.sections for field in section.fields)

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)


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
    )


def _field(content: Mapping[str, Any]) -> Field:
    kind = FieldKind(content["kind"])
    return Field(
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
        verified=bool(content.get("verified", False)),
        options=tuple(
            Option(str(option["value"]), Text.of(option["label"])) for option in content.get("options", ())
        ),
        columns=tuple(map(_field, content.get("columns", ()))),
        min_rows=int(content.get("min_rows", 0)),
        max_rows=int(content.get("max_rows", DEFAULT_MAX_ROWS)),
    )
