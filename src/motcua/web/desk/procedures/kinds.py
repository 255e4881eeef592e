"""Which keys one of a list shows: those of its kind, the plain ones first and the rare ones apart.

A key or a kind that is not named here is always shown, so that a new one can be edited from its first day.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from motcua.reference.catalogue.rules.editing import Path
from motcua.reference.forms.enums import NUMBER_KINDS, REPEATED_KINDS, SILENT_KINDS, FieldKind
from motcua.web.desk.procedures import words

WORDS = frozenset({"short_text", "long_text", "address", "email"})
DAYS = frozenset({"date", "month"})
CHOSEN = frozenset({"yes_no", "confirmation", "one_of", "many_of", "signature"})
WHOLE = frozenset({"person", "organisation", "attachments", *REPEATED_KINDS})
ONLY_FOR: Mapping[str, frozenset[str]] = {
    "options": frozenset({"one_of", "many_of"}),
    "columns": frozenset({"table"}),
    "fields": frozenset({"group"}),
    "min_rows": frozenset(REPEATED_KINDS),
    "max_rows": frozenset(REPEATED_KINDS),
    "calculate": frozenset({"calculated"}),
    "result": frozenset({"calculated"}),
    "min": NUMBER_KINDS | DAYS,
    "max": NUMBER_KINDS | DAYS,
    "unit": NUMBER_KINDS | {"calculated"},
    "max_length": WORDS,
    "decimals": frozenset({"decimal"}),
    "display": frozenset({"yes_no"}),
    "levels": frozenset({"address"}),
    "must_be_found": frozenset({"result_number"}),
    "parts": frozenset({"person", "organisation"}),
    "types": frozenset({"attachments"}),
    "max_files": frozenset({"attachments"}),
    "ways": frozenset({"signature"}),
}
NOT_FOR: Mapping[str, frozenset[str]] = {
    "required": SILENT_KINDS | {"calculated"},
    "example": SILENT_KINDS | CHOSEN | WHOLE | {"calculated"},
    "prefill": SILENT_KINDS | CHOSEN | {"calculated", *REPEATED_KINDS},
    "unique": SILENT_KINDS | CHOSEN | WHOLE | {"calculated"},
}
OF_METHOD: Mapping[str, frozenset[str]] = {
    "amount_vnd": frozenset({"fixed"}),
    "table": frozenset({"per_row", "per_unit"}),
    "by": frozenset({"per_row"}),
    "prices_vnd": frozenset({"per_row"}),
    "field": frozenset({"per_unit", "percentage"}),
    "unit_price_vnd": frozenset({"per_unit"}),
    "unit": frozenset({"per_unit"}),
    "rate_ppm": frozenset({"percentage", "share"}),
    "min_vnd": frozenset({"percentage", "share"}),
    "max_vnd": frozenset({"percentage", "share"}),
    "of": frozenset({"share"}),
    "discounts": frozenset({"per_row", "per_unit"}),
}
FIRST = (
    *("label", "kind", "name", "required", "help", "options", "columns", "fields", "parts", "calculate"),
    *("result", "ways", "levels", "display", "when"),
)
RARE: Mapping[str, frozenset[str]] = {
    "fields": frozenset(
        {"example", "max_length", "prefill", "unique", "min_rows", "max_rows", "must_be_found"}
    ),
    "papers": frozenset(
        {
            "channels",
            "per_row",
            "valid_days",
            "expires_from",
            "max_age_months",
            "issued_from",
            "shared",
            "type_codes",
            "types",
        }
    ),
    "lines": frozenset({"channels", "valid_from", "valid_to", "owed", "discounts"}),
}


def keys_for(part: str, path: Path, value: Mapping[str, Any], known: Sequence[str]) -> Sequence[str]:
    """The keys to show for one of a list, the plainest first."""
    if part == "fee" and path[-2] == "lines":
        method = str(value.get("method", ""))
        return [key for key in known if key in value or method in OF_METHOD.get(key, {method})]
    if part == "form" and path[0] == "pages":
        return [key for key in known if key != "sections"]  # sections are put on pages in the builder
    if not is_field(part, path):
        return _words_first(known)
    kind = str(value.get("kind", ""))
    shown = [key for key in known if key in value or is_for(key, kind)]
    if len(path) == 4 and "unique" in shown and "unique" not in value:
        shown.remove("unique")  # means something only in the rows of a table
    return [*(key for key in FIRST if key in shown), *(key for key in shown if key not in FIRST)]


def _words_first(known: Sequence[str]) -> Sequence[str]:
    """The name in the data behind the words that it is made of."""
    words = next((key for key in ("label", "title", "name", "text") if key in known), "")
    name = next((key for key in ("slug", "key") if key in known), "")
    if not words or not name:
        return known
    return [words, name, *(key for key in known if key not in (words, name))]


def is_field(part: str, path: Path) -> bool:
    return part == "form" and len(path) > 3 and path[-2] in {"fields", "columns"}


def is_for(key: str, kind: str) -> bool:
    return kind in ONLY_FOR.get(key, {kind}) and kind not in NOT_FOR.get(key, ())


def is_rare(path: Path, key: str) -> bool:
    """Whether a key stands apart, folded away."""
    listed = "fields" if path[-2:-1] == ("columns",) else str(path[-2]) if len(path) > 1 else ""
    return key in RARE.get(listed, ())


def offered() -> list[tuple[str, str]]:
    """Every kind of field there is, in words."""
    return [(kind.value, words.value("kind", kind.value)) for kind in FieldKind]
