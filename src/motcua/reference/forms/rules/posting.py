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
MAX_ROW_INDEX = 999
UNKNOWN = "?"
UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"

_CELL = re.compile(r"([a-z][a-z0-9_]*)-(0|[1-9][0-9]{0,2})-([a-z][a-z0-9_]*)")


def parse_post(
    form: Form,
    posted: Mapping[str, Sequence[str]],
    *,
    ignore: Collection[str] = ("csrfmiddlewaretoken",),
) -> dict[str, Any]:
    """Nested values: text, a list of texts for `many_of`, a list of rows for a table (blank rows dropped).

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
        raw[table] = [row for _, row in sorted(by_index.items()) if any(row.values())]
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
    field = form.field(name)
    if field is not None and not field.is_silent and field.kind is not FieldKind.TABLE:
        raw[name] = _value(field, texts)
        return True
    cell = _CELL.fullmatch(name)
    table = form.field(cell[1]) if cell else None
    if cell is None or table is None:
        return False
    column = next((c for c in table.columns if c.name == cell[3] and not c.is_silent), None)
    if column is None or int(cell[2]) > MAX_ROW_INDEX:
        return False
    rows.setdefault(table.name, {}).setdefault(int(cell[2]), {})[column.name] = _value(column, texts)
    return True


def _value(field: Field, texts: list[str]) -> str | list[str]:
    if field.kind is FieldKind.MANY_OF:
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
