"""What a browser posted, as nested plain values fit for a draft: names like `devices-0-serial`."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.errors import PostTooLarge

from .definition import Field, Form

MAX_NAMES = 2000
MAX_VALUE_CHARACTERS = 20_000
_INDEX = re.compile(r"0|[1-9][0-9]{0,2}")
UNKNOWN = "?"
UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"

_LISTS = frozenset({FieldKind.MANY_OF, FieldKind.ATTACHMENTS})


def parse_post(
    form: Form,
    posted: Mapping[str, Sequence[str]],
    *,
    ignore: Collection[str] = ("csrfmiddlewaretoken",),
) -> dict[str, Any]:
    """Nested values: text, a list of texts for `many_of` and files, a group for what has parts, a list of
    rows for a table or a repeating group (blank rows dropped).

    Names that begin with `_` belong to the page and are passed over, as those in `ignore`. Names that the
    form does not have are kept under `?`, so that the check can refuse them. Text comes out in NFC; a
    character that cannot be printed becomes U+FFFD, which the check reports.

    Raises: PostTooLarge.
    """
    if len(posted) > MAX_NAMES:
        raise PostTooLarge()
    raw: dict[str, Any] = {}
    rows: dict[str, dict[int, dict[str, Any]]] = {}
    unknown: list[str] = []
    for name, values in posted.items():
        if name.startswith("_") or name in ignore:
            continue
        texts = [clean(value) for value in values[:200]]
        if not _place(form, name, texts, raw, rows):
            unknown.append(clean(name[:80]))
    for table, by_index in rows.items():
        raw[table] = [row for _, row in sorted(by_index.items()) if not is_blank(row)]
    if unknown:
        raw[UNKNOWN] = sorted(unknown)[:20]
    return raw


def _place(
    form: Form,
    name: str,
    texts: list[str],
    raw: dict[str, Any],
    rows: dict[str, dict[int, dict[str, Any]]],
) -> bool:
    """Whether the name belongs to the form; its value is put in its place."""
    steps = name.split("-")
    field = form.field(steps[0])
    if field is None or not field.is_typed:
        return False
    if not field.is_repeated:
        return _put(field, steps[1:], texts, raw)
    if len(steps) < 3 or not _INDEX.fullmatch(steps[1]):
        return False
    column = field.inner(steps[2])
    if column is None or not column.is_typed:
        return False
    value: dict[str, Any] = {}
    if not _put(column, steps[3:], texts, value):
        return False
    row = rows.setdefault(field.name, {}).setdefault(int(steps[1]), {})
    _join(row, value)
    return True


def field_at(form: Form, name: str) -> Field | None:
    """The field, column or part whose control has this name; None when the form has no such control."""
    steps = name.split("-")
    found = form.field(steps.pop(0))
    if found is not None and found.is_repeated:
        if not steps or not _INDEX.fullmatch(steps.pop(0)):
            return None
        found = found.inner(steps.pop(0)) if steps else None
    while found is not None and steps:
        found = found.inner(steps.pop(0)) if found.parts else None
    return found if found is not None and found.is_typed and not found.parts else None


def _put(field: Field, steps: list[str], texts: list[str], into: dict[str, Any]) -> bool:
    """Whether what is left of the name leads to a control of this field."""
    if not field.parts:
        if steps:
            return False
        into[field.name] = _value(field, texts)
        return True
    part = field.inner(steps[0]) if steps else None
    if part is None:
        return False
    group = into.setdefault(field.name, {})
    return _put(part, steps[1:], texts, group)


def _join(row: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Put what one control sent beside what others of the same row sent."""
    for name, value in more.items():
        if isinstance(value, dict) and isinstance(row.get(name), dict):
            _join(row[name], value)
        else:
            row[name] = value


def is_blank(given: Any) -> bool:
    """Whether nothing at all was filled in: no text, no choice, in no part."""
    if isinstance(given, Mapping):
        return all(is_blank(one) for one in given.values())
    if isinstance(given, list):
        return all(is_blank(one) for one in given)
    return given is None or (isinstance(given, str) and not given.strip())


def _value(field: Field, texts: list[str]) -> str | list[str]:
    if field.kind in _LISTS:
        return [text for text in texts if text]
    return texts[-1] if texts else ""


def clean(value: str) -> str:
    """NFC, line ends as one newline, no white space around, unprintable characters replaced by U+FFFD.

    Raises: PostTooLarge.
    """
    if len(value) > MAX_VALUE_CHARACTERS:
        raise PostTooLarge()
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(UNPRINTABLE if is_unprintable(c) else c for c in text)
    return unicodedata.normalize("NFC", text).strip()


def is_unprintable(character: str) -> bool:
    """Control characters, lone surrogates and marks that turn the direction of the text around."""
    if character in "\n\t":
        return False
    return unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"} or character in _TURNING


_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
