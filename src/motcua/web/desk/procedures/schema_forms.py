"""Ordinary controls for whatever a published schema describes, and what was typed in them as content again.

A place of a draft is edited by the schema that checks it: a new key of the schema has its control from its
first day. Nothing is refused here: what cannot be read as a number or a day is kept as it was typed, and the
check of the draft says at that place what is wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from motcua.reference.catalogue.rules.editing import with_own_name
from motcua.reference.forms.rules.posting import clean
from motcua.web.desk.procedures import conditions, words
from motcua.web.desk.procedures.plain_values import SAYS_NOTHING, as_day, says_something, size_of
from motcua.web.desk.procedures.posted_values import (
    is_true_by_default,
    numbers_below,
    read_many,
    read_map,
    read_plain,
    read_yes_no,
)
from motcua.web.desk.procedures.shapes import Schema, Shapes, is_nullable
from motcua.web.ui import parts

LONG_TEXTS = frozenset({"text", "note", "help"})
REFERENCES = frozenset(
    {"source", "case", "cases", "table", "by", "per_row", "field", "expires_from", "issued_from", "of"}
)

FORMULAS = frozenset({"calculate"})


@dataclass(frozen=True)
class Control:
    """One place: a `field`, a `group` of controls, `rows` of them, a `condition`, or a `list` elsewhere.

    `path` is the place within what is edited; `count` says how many stand in a list with pages of its own.
    """

    shape: str
    path: str
    label: str
    field: parts.Field | None = None
    controls: tuple["Control", ...] = ()
    condition: "conditions.Builder | None" = None
    count: int = 0
    errors: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return parts.id_of(self.path)


@dataclass(frozen=True)
class Around:
    """What the rest of the draft and the catalogue offer to choose from, by the key that refers to it."""

    choices: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    askable: conditions.Askable | None = None
    locked: frozenset[str] = frozenset()  # names that the live version has: they stay for ever
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)  # by path within what is edited


class Sheet(Shapes):
    """A schema with its definitions, read in both directions."""

    def __init__(self, root: Schema, around: Around) -> None:
        super().__init__(root)
        self.around = around
        self.unread: dict[str, str] = {}
        self.posted: QueryDict | None = None  # shown instead of the content where it could not be read

    # From content to controls

    def controls(
        self, schema: Schema, value: Any, *, keys: Sequence[str] | None = None, holder: str = "", at: str = ""
    ) -> tuple[Control, ...]:
        """The controls of an object's keys, in the order of the schema."""
        known = schema.get("properties", {})
        listed = [key for key in (keys or known) if key in known]
        given = value if isinstance(value, Mapping) else {}
        required = set(schema.get("required", ()))
        made = (
            self._useful_control(
                key, known[key], given.get(key), required=key in required, holder=holder, at=at
            )
            for key in listed
        )
        return tuple(one for one in made if one is not None)

    def _useful_control(self, key: str, schema: Schema, value: Any, **place: Any) -> Control | None:
        """None for a reference when there is nothing yet to refer to."""
        if key in REFERENCES and not value and self.around.choices.get(key) == []:
            return None
        return self.control(key, schema, value, **place)

    def control(
        self, key: str, schema: Schema, value: Any, *, required: bool = True, holder: str = "", at: str = ""
    ) -> Control | None:
        schema = self.resolve(schema)
        path = f"{at}.{key}" if at else key
        shape = self.shape(schema)
        label = words.label(key, holder)
        match shape:
            case "const":
                return None
            case "text":
                return self._text(key, path, label, value, required)
            case "group":
                shown = {**schema, "required": ()} if _is_a_note(schema) else schema
                inner = self.controls(shown, value, holder=key, at=path)
                return Control("group", path, label, controls=inner, errors=self._errors(path))
            case "rows":
                return self._rows(key, path, label, schema, value)
            case "list":
                return Control("list", path, label, count=size_of(value), errors=self._errors(path))
            case "map":
                return self._map(path, label, value)
            case "logic":
                return self._logic(key, path, label, value)
            case "kept":
                return Control("kept", path, label, errors=self._errors(path))
        return self._single(key, path, label, schema, value, required, shape)

    def _logic(self, key: str, path: str, label: str, value: Any) -> Control:
        if self.around.askable is None:
            return Control("kept", path, label, errors=self._errors(path))
        lay = conditions.formula if key in FORMULAS else conditions.builder
        error = self.unread.get(path, "")
        made = lay(value, self.around.askable, path, posted=self.posted if error else None, error=error)
        return Control("condition", path, label, condition=made, errors=self._errors(path))

    def _read_logic(self, key: str, posted: QueryDict, old: Any, path: str) -> Any:
        """The condition or formula as typed; where it cannot be read, the old one, and `unread` says why."""
        if self.around.askable is None:
            return old
        try:
            if key in FORMULAS:
                return conditions.read_formula(posted, path, old)
            return conditions.read(posted, path, self.around.askable, old)
        except conditions.Unread as unread:
            self.unread[path], self.posted = str(unread), posted
            return old

    def _errors(self, path: str) -> tuple[str, ...]:
        return tuple(self.around.errors.get(path, ()))

    def _text(self, key: str, path: str, label: str, value: Any, required: bool) -> Control:
        given = value if isinstance(value, Mapping) else {}
        kind = "textarea" if key in LONG_TEXTS else "text"
        shown = [("vi", label, required), ("en", f"{label}, tiếng Anh", False)]
        inner = tuple(
            Control(
                "field",
                f"{path}.{language}",
                said,
                parts.Field(
                    name=f"{path}.{language}",
                    label=said,
                    kind=kind,
                    value=str(given.get(language, "")),
                    required=needed,
                    errors=self._errors(f"{path}.{language}")
                    + (self._errors(path) if language == "vi" else ()),
                ),
            )
            for language, said, needed in shown
        )
        return Control("text", path, label, controls=inner)

    def _rows(self, key: str, path: str, label: str, schema: Schema, value: Any) -> Control:
        items = self.resolve(schema["items"])
        given = list(value) if isinstance(value, list) else []
        rows = tuple(
            Control(
                "row",
                f"{path}.{place}",
                f"{label} {place + 1}",
                controls=self.controls(items, one, holder=key, at=f"{path}.{place}"),
                errors=self._errors(f"{path}.{place}"),
            )
            for place, one in enumerate([*given, {}])
        )
        return Control("rows", path, label, controls=rows, count=len(given), errors=self._errors(path))

    def _map(self, path: str, label: str, value: Any) -> Control:
        given = list(value.items()) if isinstance(value, Mapping) else []
        rows = tuple(
            Control(
                "row",
                f"{path}.{place}",
                f"{label} {place + 1}",
                controls=(
                    _plain(f"{path}.{place}.key", "Loại", name),
                    _plain(f"{path}.{place}.value", "Mức", amount, "number", self._errors(f"{path}.{name}")),
                ),
            )
            for place, (name, amount) in enumerate([*given, ("", "")])
        )
        return Control("rows", path, label, controls=rows, count=len(given), errors=self._errors(path))

    def _single(
        self, key: str, path: str, label: str, schema: Schema, value: Any, required: bool, shape: str
    ) -> Control:
        offered = self._offered(key, schema, shape)
        kind = {"yes_no": "checkbox", "many": "checkboxes", "lines": "textarea"}.get(shape, "text")
        if offered and kind == "text":
            kind = "select"
        if offered and shape == "lines":
            kind = "checkboxes"
        is_locked = key in {"slug", "name", "key"} and isinstance(value, str) and value in self.around.locked
        made = parts.Field(
            name=path,
            label=label,
            kind=kind,
            value=_shown(shape, schema, value, is_chosen=kind == "checkboxes"),
            required=required or shape == "yes_no",
            help=_help(shape, key, is_locked=is_locked, offered=bool(offered)),
            errors=self._errors(path),
            choices=_with_present(offered, value, required) if kind == "select" else _choices(offered),
            inputmode="numeric" if shape == "number" else "",
            width="short" if shape in {"number", "day"} else "medium" if kind == "select" else "",
            readonly=is_locked,
        )
        return Control("field", path, label, made)

    def _offered(self, key: str, schema: Schema, shape: str) -> list[tuple[str, str]]:
        if key in REFERENCES and key in self.around.choices:
            return list(self.around.choices[key])
        listed = schema.get("enum") or self.resolve(schema.get("items", {})).get("enum", ())
        return [(str(one), words.value(key, str(one))) for one in listed if one is not None]

    # From what was posted to content

    def read(
        self, schema: Schema, posted: QueryDict, old: Any, *, keys: Sequence[str] | None = None, at: str = ""
    ) -> dict[str, Any]:
        """The object as it was typed; keys that are edited elsewhere, or not known, stay as they are."""
        known = schema.get("properties", {})
        kept = dict(old) if isinstance(old, Mapping) else {}
        required = set(schema.get("required", ()))
        for key in [key for key in (keys or known) if key in known]:
            inner = self.resolve(known[key])
            path = f"{at}.{key}" if at else key
            value = self._read_one(key, inner, posted, kept.get(key), path)
            if key in required and value is None and not is_nullable(inner):
                value = "" if self.shape(inner) == "number" else _blank(self.shape(inner))
            if value is None and not (key in required and is_nullable(inner)):
                kept.pop(key, None)
            else:
                kept[key] = value
        return kept

    def _read_one(self, key: str, schema: Schema, posted: QueryDict, old: Any, path: str) -> Any:
        match self.shape(schema):
            case "const":
                return schema["const"]
            case "list" | "kept":
                return old
            case "text":
                said = {language: clean(posted.get(f"{path}.{language}", "")) for language in ("vi", "en")}
                return {language: text for language, text in said.items() if text} or None
            case "group":
                inner = self.read(schema, posted, old, at=path)
                stands = says_something(inner) or (_is_a_note(schema) and inner.get("source"))
                return inner if stands else None
            case "rows":
                return self._read_rows(schema, posted, old, path)
            case "map":
                return read_map(posted, path)
            case "logic":
                return self._read_logic(key, posted, old, path)
            case "yes_no":
                return read_yes_no(schema, posted, old, path)
            case "many" | "lines":
                is_listed = bool(self._offered(key, schema, "many"))
                typed = read_many(posted, path, is_listed=is_listed)
                return _in_old_order(typed, old) if is_listed else typed
        return read_plain(self.shape(schema), schema, clean(posted.get(path, "")))

    def _read_rows(self, schema: Schema, posted: QueryDict, old: Any, path: str) -> Any:
        items = self.resolve(schema["items"])
        given = old if isinstance(old, list) else []
        rows = [
            self.read(items, posted, given[n] if n < len(given) else {}, at=f"{path}.{n}")
            for n in numbers_below(posted, path)
        ]
        return [_with_value(row) for row in rows if says_something(row)] or None

    def blank(self, schema: Schema) -> Any:
        """A new one of a list: what must be there, still empty."""
        schema = self.resolve(schema)
        made: dict[str, Any] = {}
        for key in schema.get("required", ()):
            inner = self.resolve(schema["properties"][key])
            offered = self._offered(key, inner, self.shape(inner))
            first = offered[0][0] if offered and "enum" not in inner.get("items", {}) else None
            made[key] = inner["const"] if "const" in inner else _blank(self.shape(inner), first)
            if self.shape(inner) == "group":
                made[key] = self.blank(inner)
        return made


def _blank(shape: str, first: str | None = None) -> Any:
    empty: dict[str, Any] = {
        "text": {"vi": ""}, "yes_no": False, "number": 1, "many": [], "lines": [], "rows": [], "list": [],
        "group": {}, "map": {}, "choice": first or "", "scalar": first or "", "day": "",
    }  # fmt: skip
    return empty.get(shape)


def _plain(path: str, label: str, value: Any, kind: str = "text", errors: Sequence[str] = ()) -> Control:
    numeric = "numeric" if kind == "number" else ""
    made = parts.Field(
        name=path, label=label, value=str(value), required=False, errors=errors, inputmode=numeric
    )
    return Control("field", path, label, made)


def _shown(shape: str, schema: Schema, value: Any, *, is_chosen: bool) -> Any:
    if shape == "yes_no":
        return "on" if (is_true_by_default(schema) if value is None else value) else ""
    if is_chosen:
        return [str(one) for one in value] if isinstance(value, list) else []
    if shape == "lines":
        return "\n".join(map(str, value)) if isinstance(value, list) else ""
    if shape == "day" and isinstance(value, str):
        return as_day(value)
    return "" if value is None else str(value)


def _help(shape: str, key: str, *, is_locked: bool, offered: bool) -> str:
    if is_locked:
        return "Bản đang công bố đã dùng tên này, nên giữ nguyên."
    if shape == "day":
        return "Ngày/tháng/năm, ví dụ 28/11/2026."
    if shape == "lines" and not offered:
        return "Mỗi dòng một mục."
    if key in {"slug", "name", "key"} and shape == "scalar":
        return "Chữ thường không dấu và số. Đặt một lần, không đổi về sau."
    return ""


def _choices(offered: Sequence[tuple[str, str]]) -> list[parts.Choice]:
    return [parts.Choice(value, label) for value, label in offered]


def _with_present(offered: Sequence[tuple[str, str]], value: Any, required: bool) -> list[parts.Choice]:
    """The choices, and what stands there now if it is none of them, so that nothing is lost by saving."""
    known = {one for one, _ in offered}
    lost = [(str(value), f"{value} (không có trong danh sách)")] if value and str(value) not in known else []
    empty = [] if required and value else [("", "– Chọn –" if required else "– Không –")]
    return _choices([*(one for one in empty if "" not in known), *offered, *lost])


def _is_a_note(schema: Schema) -> bool:
    """A group that may be missing and only says where something was read: it stands with its source."""
    return is_nullable(schema) and set(schema.get("properties", ())) <= SAYS_NOTHING


def _in_old_order(chosen: list[str] | None, old: Any) -> list[str] | None:
    """The boxes of a page stand in the order of the schema; what was chosen before stays where it was."""
    if chosen is None or not isinstance(old, list) or len(set(old)) != len(old):
        return chosen
    return [one for one in old if one in chosen] + [one for one in chosen if one not in old]


def _with_value(row: dict[str, Any]) -> dict[str, Any]:
    """A choice whose value nobody has typed is named after its label."""
    return with_own_name(row, [], {}) if row.get("value") == "" else row
