"""The places of a draft: how a package is divided into pages, and where on them a problem is shown."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from motcua.reference.catalogue import schemas
from motcua.reference.catalogue.rules import editing
from motcua.reference.catalogue.rules.editing import Path
from motcua.web.desk.procedures import words
from motcua.web.desk.procedures.schema_forms import Around, Sheet

_ROW = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Slice:
    """A page of the draft: some keys of a part, or the whole part when it names none."""

    slug: str
    label: str
    part: str
    keys: tuple[str, ...] = ()

    @property
    def list_path(self) -> Path:
        """The list that the page is about, if it is about one."""
        return self.keys if len(self.keys) == 1 and self.keys[0] in LISTS else ()


LISTS = frozenset({"sources", "legal_basis", "steps", "channels", "cases", "papers", "conditions", "levels"})
GENERAL = "general"
FORM, FORM_HEAD = "form", "form-head"
SLICES = (
    Slice(
        GENERAL,
        "Thông tin chung",
        "procedure",
        ("code", "name", "field", "keywords", "valid_from", "valid_to"),
    ),
    Slice("sources", "Nguồn của nội dung", "procedure", ("sources",)),
    Slice("legal-basis", "Căn cứ pháp lý", "procedure", ("legal_basis",)),
    Slice("people", "Đối tượng, cơ quan, số bộ", "procedure", ("audience", "authority", "sets")),
    Slice("channels", "Cách thức thực hiện", "procedure", ("channels",)),
    Slice("steps", "Trình tự thực hiện", "procedure", ("steps",)),
    Slice("cases", "Các trường hợp", "procedure", ("cases",)),
    Slice("papers", "Thành phần hồ sơ", "procedure", ("papers",)),
    Slice("time", "Thời hạn giải quyết", "procedure", ("time",)),
    Slice("fee", "Phí, lệ phí", "fee"),
    Slice("result", "Kết quả", "procedure", ("result",)),
    Slice("conditions", "Yêu cầu, điều kiện", "procedure", ("conditions",)),
    Slice("levels", "Mức độ công bố, kế hoạch", "procedure", ("levels",)),
    Slice("upload", "Tệp tải lên", "procedure", ("upload",)),
    Slice("process", "Quy trình nội bộ", "process"),
    Slice(FORM_HEAD, "Tên và căn cứ của biểu mẫu", "form", ("title", "basis", "compared", "code")),
    Slice(FORM, "Biểu mẫu điện tử", "form"),
)


@cache
def slices() -> dict[str, Slice]:
    """By their slugs; keys of the procedure that no page names stand on the first."""
    named = {key for one in SLICES if one.part == "procedure" for key in one.keys}
    others = tuple(key for key in schemas.schema("procedure")["properties"] if key not in named | {"schema"})
    first = Slice(GENERAL, SLICES[0].label, "procedure", SLICES[0].keys + others)
    return {one.slug: one for one in (first, *SLICES[1:])}


def slice_of(part: str, path: Path) -> Slice:
    """The page on which a place of a part is edited."""
    known = slices()
    key = str(path[0]) if path else ""
    if part == "form":
        return known[FORM_HEAD if key in known[FORM_HEAD].keys else FORM]
    if part != "procedure":
        return known.get(part, known[GENERAL])
    return next((one for one in known.values() if one.part == part and key in one.keys), known[GENERAL])


def place_of(problem_path: str | Sequence[str | int]) -> Path:
    """`papers[3].slug`, as problems are told with rows counted from 1, as a path."""
    if not isinstance(problem_path, str):
        return tuple(problem_path)
    steps = _ROW.sub(lambda found: f".{int(found[1]) - 1}", problem_path).split(".")
    return tuple(int(step) if step.isdecimal() else step for step in steps if step)


def page_path(part: str, path: Path) -> Path:
    """The innermost of a list around a place that has a page of its own; empty for the slice's own page."""
    sheet = Sheet(schemas.schema(part), Around())
    found: Path = ()
    for length, step in enumerate(path, 1):
        if isinstance(step, int) and _has_pages(sheet, path[: length - 1]):
            found = path[:length]
    return found


def _has_pages(sheet: Sheet, path: Path) -> bool:
    return (len(path) == 1 and path[0] in LISTS) or sheet.shape(sheet.at(path)) == "list"


def problems_by_slice(problems: Iterable[Any]) -> Mapping[str, int]:
    """How many problems each page has."""
    counts: dict[str, int] = {}
    for one in problems:
        slug = slice_of(one.part, place_of(one.path)).slug
        counts[slug] = counts.get(slug, 0) + 1
    return counts


def title_of(one: Any, fallback: str) -> str:
    """What one of a list is called on pages: its words, or its name."""
    if not isinstance(one, Mapping):
        return str(one) or fallback
    for key in ("label", "title", "name", "text"):
        text = one.get(key)
        said = text.get("vi", "") if isinstance(text, Mapping) else text
        if said:
            return str(said)
    return (
        str(one.get(editing.name_key(one), "")) or words.value("case", str(one.get("value", ""))) or fallback
    )
