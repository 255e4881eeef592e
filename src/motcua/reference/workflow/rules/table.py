"""A process as a table: read from a spreadsheet, every fault at its row and column, and written as CSV."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.utils.translation import gettext as _

from motcua.foundation.kernel.text import normalise
from motcua.reference.workflow.enums import Product, StepRole, TableProblem

from .steps import DONE, HOURS_PER_DAY, MOST_STEPS, Row, Step, new_slug

HEADINGS: Final[Mapping[str, str]] = {
    "number": "TT",
    "name": "Tên bước",
    "unit": "Đơn vị thực hiện",
    "role": "Vai trò",
    "hours": "Số giờ làm việc",
    "output": "Kết quả của bước",
    "next": "Bước tiếp theo",
    "back": "Trả lại được về bước",
    "skip": "Được bỏ qua",
    "slug": "Định danh",
    "must": "Phải có mới chuyển",
}
"""The columns in the order in which they are written."""

KNOWN: Final[Mapping[str, frozenset[str]]] = {
    "number": frozenset({"tt", "stt", "so tt", "buoc"}),
    "name": frozenset({"ten buoc", "noi dung cong viec", "cac buoc thuc hien", "cong viec", "trinh tu"}),
    "unit": frozenset({"don vi thuc hien", "don vi", "bo phan thuc hien", "don vi, bo phan"}),
    "role": frozenset({"vai tro", "nguoi thuc hien", "chuc danh"}),
    "hours": frozenset({"so gio lam viec", "so gio", "thoi gian", "thoi gian thuc hien", "thoi gian (gio)"}),
    "output": frozenset({"ket qua cua buoc", "ket qua", "san pham", "ket qua, san pham"}),
    "must": frozenset({"phai co moi chuyen", "phai co"}),
    "next": frozenset({"buoc tiep theo", "buoc ke tiep"}),
    "back": frozenset({"tra lai duoc ve buoc", "tra lai ve buoc", "tra lai"}),
    "skip": frozenset({"duoc bo qua", "bo qua"}),
    "slug": frozenset({"dinh danh"}),
}
"""What a heading may be called, without diacritics."""

NEEDED = ("name", "unit", "role", "hours")
END_WORDS = frozenset({"het", "ket thuc"})
YES, NO = frozenset({"x", "co", "duoc", "1"}), frozenset({"", "khong", "0", "-"})
ROLES: Final[Mapping[str, str]] = {
    **{normalise(str(role.label)): role.value for role in StepRole},
    **{role.value: role.value for role in StepRole},
    "bo phan mot cua": "receptionist",
    "can bo tiep nhan": "receptionist",
    "lanh dao phong": "division_head",
    "lanh dao so": "leader",
    "giam doc": "leader",
}
PRODUCTS: Final[Mapping[str, str]] = {
    **{normalise(str(one.label)): one.value for one in Product},
    **{normalise(str(one.label).split(" (")[0]): one.value for one in Product},
    **{one.value: one.value for one in Product},
}
_HOURS = re.compile(r"(\d{1,5}(?:[.,]\d{1,2})?)\s*(gio|ngay)?(?: lam viec)?")
_SLUG = re.compile(r"[a-z][a-z0-9-]{0,59}")
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class CellFault:
    """A cell that cannot be read: `row` counts the rows of the file that are not empty, from 1."""

    row: int
    heading: str
    sentence: str


@dataclass(frozen=True)
class ReadTable:
    """Rows to go on writing from, or why there are none."""

    rows: tuple[dict[str, Any], ...] = ()
    faults: tuple[CellFault, ...] = ()
    problem: TableProblem | None = None


def read_table(cells: Sequence[Sequence[str]], *, before: Sequence[Row] = ()) -> ReadTable:
    """The steps of a table as it was typed. A step of `before` with the same name keeps its slug."""
    found = next(((n, _columns(row)) for n, row in enumerate(cells) if _is_heading(row)), None)
    if found is None:
        return ReadTable(problem=TableProblem.NO_HEADINGS)
    start, columns = found
    body = [
        row for row in enumerate(cells[start + 1 :], start=start + 2) if any(cell.strip() for cell in row[1])
    ]
    if not body:
        return ReadTable(problem=TableProblem.NO_ROWS)
    if len(body) > MOST_STEPS:
        return ReadTable(problem=TableProblem.TOO_MANY)
    return _read(
        [{key: _cell(row, place) for key, place in columns.items()} for _place, row in body],
        [place for place, _row in body],
        before,
    )


def _read(texts: Sequence[Mapping[str, str]], places: Sequence[int], before: Sequence[Row]) -> ReadTable:
    faults: list[CellFault] = []
    slugs = _slugs(texts, places, before, faults)
    numbers = {
        text.get("number", "").strip(" .") or str(place): slug
        for place, (text, slug) in enumerate(zip(texts, slugs, strict=True), start=1)
    }
    rows = []
    for place, text, slug, below in zip(places, texts, slugs, [*slugs[1:], DONE], strict=True):
        row = _row(text, slug, numbers, partial(_report, faults, place))
        rows.append(row | {"next": [] if row["next"] == [below] else row["next"]})
    if faults:
        return ReadTable(faults=tuple(sorted(faults, key=lambda fault: fault.row)))
    return ReadTable(tuple(rows))


def _report(faults: list[CellFault], place: int, key: str, sentence: str) -> None:
    faults.append(CellFault(place, HEADINGS[key], sentence))


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Where each known heading stands; the first one counts."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        for key, names in KNOWN.items():
            if normalise(cell).strip(" .:") in names:
                found.setdefault(key, place)
    return found


def _is_heading(row: Sequence[str]) -> bool:
    return set(NEEDED) <= set(_columns(row))


def _cell(row: Sequence[str], place: int) -> str:
    text = row[place].strip() if place < len(row) else ""
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA else text


def _slugs(
    texts: Sequence[Mapping[str, str]], places: Sequence[int], before: Sequence[Row], faults: list[CellFault]
) -> list[str]:
    """The slug in the file, else that of the step which had this name, else a new one."""
    known = {normalise(str(row["name"])): str(row["slug"]) for row in before}
    taken: set[str] = {str(row["slug"]) for row in before}
    given: list[str] = []
    for text, place in zip(texts, places, strict=True):
        slug = text.get("slug", "") or known.get(normalise(text["name"]), "")
        if slug and (not _SLUG.fullmatch(slug) or slug == DONE or (slug in given and text.get("slug"))):
            faults.append(
                CellFault(place, HEADINGS["slug"], _("This identifier cannot be used, or stands twice."))
            )
        if not slug or slug in given:
            slug = new_slug(text["name"], taken | set(given))
        given.append(slug)
    return given


def _row(
    text: Mapping[str, str], slug: str, numbers: Mapping[str, str], report: Callable[[str, str], None]
) -> dict[str, Any]:
    for key in ("name", "unit"):
        if not text[key]:
            report(key, _("This cell is empty."))
    role = ROLES.get(normalise(text["role"]), "")
    if not role:
        known = ", ".join(str(one.label) for one in StepRole)
        report(
            "role",
            _("“%(said)s” is no role. Write one of: %(known)s.")
            % {"said": text["role"][:60], "known": known},
        )
    hours = hours_of(text["hours"])
    if hours is None:
        report(
            "hours",
            _("“%(said)s” is no time. Write working hours (4) or days (0,5 ngày).")
            % {"said": text["hours"][:60]},
        )
    skip = normalise(text.get("skip", ""))
    if skip not in YES | NO:
        report("skip", _("“%(said)s” is not understood. Write “có” or leave it empty.") % {"said": skip[:60]})
    must = _products(text.get("must", ""), report)
    arrows = {key: list(_arrows(text.get(key, ""), numbers, key, report)) for key in ("next", "back")}
    return {
        "slug": slug,
        "name": text["name"],
        "unit": text["unit"],
        "role": role,
        "hours": str(hours if hours is not None else text["hours"]),
        "output": text.get("output", ""),
        "skip": skip in YES,
        "must": must,
    } | arrows


def _products(said: str, report: Callable[[str, str], None]) -> list[str]:
    found = [part.strip() for part in re.split(r"[;\n]", said) if part.strip()]
    for part in found:
        if normalise(part) not in PRODUCTS:
            known = "; ".join(str(one.label) for one in Product)
            report(
                "must",
                _("“%(said)s” is not looked for. Write: %(known)s.") % {"said": part[:60], "known": known},
            )
    return list(dict.fromkeys(PRODUCTS[normalise(part)] for part in found if normalise(part) in PRODUCTS))


def hours_of(said: str) -> int | None:
    """`4`, `4 giờ`, `0,5 ngày` as whole working hours; None for anything else."""
    found = _HOURS.fullmatch(normalise(said))
    if not found:
        return None
    hours = float(found[1].replace(",", ".")) * (HOURS_PER_DAY if found[2] == "ngay" else 1)
    return int(hours) if hours == int(hours) else None


def split_numbers(said: str) -> list[str]:
    """`3; 5` as its parts."""
    return [part.strip(" .") for part in re.split(r"[,;/\s]+(?!thuc)", said.strip()) if part.strip(" .")]


def _arrows(
    said: str, numbers: Mapping[str, str], key: str, report: Callable[[str, str], None]
) -> Iterator[str]:
    if normalise(said) in END_WORDS:
        yield DONE
        return
    for part in split_numbers(said):
        if normalise(part) in END_WORDS and key == "next":
            yield DONE
        elif part in numbers:
            yield numbers[part]
        else:
            report(key, _("There is no step “%(step)s” in this table.") % {"step": part[:60]})


def written(steps: Sequence[Step]) -> str:
    """The table as CSV, which `read_table` reads again; semicolons, as Vietnamese spreadsheets have it."""
    number = {step.slug: str(place) for place, step in enumerate(steps, start=1)} | {DONE: "hết"}
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS.values())
    for place, step in enumerate(steps, start=1):
        role = str(StepRole(step.role).label) if step.role in StepRole.values else step.role
        writer.writerow(
            _safe(cell)
            for cell in (
                str(place),
                step.name,
                step.unit,
                role,
                str(step.hours),
                step.output,
                "; ".join(number[slug] for slug in step.next),
                "; ".join(number[slug] for slug in step.back),
                "có" if step.may_skip else "",
                step.slug,
                "; ".join(label_of(one) for one in step.must),
            )
        )
    return "\ufeff" + out.getvalue()


def label_of(product: str) -> str:
    """A product in words; what is none as it stands."""
    return str(Product(product).label) if product in Product.values else product


def _safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
