"""A process as a table in the browser: what is shown, what was typed, what a button did to a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from motcua.foundation.kernel.text import normalise
from motcua.reference.forms.rules.posting import clean
from motcua.reference.workflow.enums import Product
from motcua.reference.workflow.rules import DONE, MOST_STEPS, Fault, Step
from motcua.reference.workflow.rules.steps import Row, new_slug
from motcua.reference.workflow.rules.table import END_WORDS, HEADINGS, label_of, split_numbers
from motcua.web.desk.processes import words
from motcua.web.ui.parts import Defect

TYPED = {"name": 200, "unit": 200, "role": 20, "hours": 12, "output": 300, "next": 120, "back": 120}
END = "hết"


@dataclass(frozen=True)
class ShownStep:
    """A step as a page reads it: arrows by number."""

    number: int
    step: Step
    role: str
    next: str
    back: str
    must: Sequence[str] = ()


def shown_steps(steps: Sequence[Step]) -> list[ShownStep]:
    numbers = {step.slug: str(place) for place, step in enumerate(steps, start=1)} | {DONE: END}
    return [
        ShownStep(
            place,
            step,
            words.ROLES.get(step.role, step.role),
            ", ".join(numbers.get(slug, slug) for slug in step.next),
            ", ".join(numbers.get(slug, slug) for slug in step.back),
            [label_of(one) for one in step.must],
        )
        for place, step in enumerate(steps, start=1)
    ]


@dataclass(frozen=True)
class Cell:
    """One input: its name in the form, what stands in it, what is wrong with it."""

    key: str
    name: str
    label: str
    value: str
    errors: Sequence[str]
    longest: int

    @property
    def id(self) -> str:
        return Defect(self.name, "").id


@dataclass(frozen=True)
class TypedRow:
    """A row of inputs; `place` counts from 0. `must` are products: value, label, whether it is ticked."""

    place: int
    slug: str
    cells: Mapping[str, Cell]
    skip: bool
    skip_errors: Sequence[str]
    must: Sequence[tuple[str, str, bool]]
    must_errors: Sequence[str]
    is_first: bool
    is_last: bool

    @property
    def number(self) -> int:
        return self.place + 1


def typed_rows(rows: Sequence[Row], faults: Sequence[Fault]) -> list[TypedRow]:
    numbers = {str(row["slug"]): str(place) for place, row in enumerate(rows, start=1)} | {DONE: END}

    def shown(row: Row, key: str) -> str:
        if key in ("next", "back"):
            return "; ".join(numbers.get(slug, slug) for slug in row[key])
        return str(row[key])

    def wrong(place: int, key: str) -> list[str]:
        return [fault.sentence for fault in faults if fault.place == place + 1 and fault.column == key]

    return [
        TypedRow(
            place,
            str(row["slug"]),
            {
                key: Cell(key, f"{key}-{place}", HEADINGS[key], shown(row, key), wrong(place, key), most)
                for key, most in TYPED.items()
            },
            bool(row["skip"]),
            wrong(place, "skip"),
            [(one.value, str(one.label), one.value in row.get("must", ())) for one in Product],
            wrong(place, "must"),
            place == 0,
            place == len(rows) - 1,
        )
        for place, row in enumerate(rows)
    ]


def defects(faults: Sequence[Fault]) -> list[Defect]:
    """The faults for the summary on top; each leads to its cell."""
    return [
        Defect(
            f"{fault.column}-{fault.place - 1}" if fault.place else "",
            f"Bước {fault.place}, {HEADINGS[fault.column].lower()}: {fault.sentence}"
            if fault.place
            else fault.sentence,
        )
        for fault in faults
    ]


def rows_typed(posted: QueryDict, *, before: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows as they were sent, in their order; one that had no name yet gets its slug from its name."""
    places = [place for place in range(MOST_STEPS + 1) if f"name-{place}" in posted]
    known = {str(row["slug"]) for row in before if str(row["name"]).strip()}
    taken, slugs = set(known), []
    for place in places:
        slug = posted.get(f"slug-{place}", "")
        if slug not in known or slug in slugs:
            slug = new_slug(clean(posted.get(f"name-{place}", "")), taken)
        taken.add(slug)
        slugs.append(slug)
    numbers = {str(number): slug for number, slug in enumerate(slugs, start=1)}
    return [_row(posted, place, slug, numbers) for place, slug in zip(places, slugs, strict=True)]


def _row(posted: QueryDict, place: int, slug: str, numbers: Mapping[str, str]) -> dict[str, Any]:
    said = {key: clean(posted.get(f"{key}-{place}", "")).strip()[: most + 1] for key, most in TYPED.items()}

    def arrows(text: str) -> list[str]:
        if normalise(text) in END_WORDS:
            return [DONE]
        found = [
            DONE if normalise(part) in END_WORDS else numbers.get(part, part) for part in split_numbers(text)
        ]
        return list(dict.fromkeys(found))

    return said | {
        "slug": slug,
        "next": arrows(said["next"]),
        "back": arrows(said["back"]),
        "skip": f"skip-{place}" in posted,
        "must": [one for one in Product.values if one in posted.getlist(f"must-{place}")],
    }


def done(rows: list[dict[str, Any]], act: str) -> list[dict[str, Any]]:
    """The rows after the button that was pressed: `add`, `up:2`, `down:2`, `remove:2`; else as they were."""
    verb, _colon, said = act.partition(":")
    place = int(said) if said.isdecimal() and len(said) < 4 else -1
    if verb == "add":
        return [*rows, _blank(rows)]
    if not 0 <= place < len(rows):
        return rows
    if verb == "remove":
        gone = rows[place]["slug"]
        left = rows[:place] + rows[place + 1 :]
        return [
            row | {key: [one for one in row[key] if one != gone] for key in ("next", "back")} for row in left
        ]
    other = place + {"up": -1, "down": 1}.get(verb, 0)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    return rows


def _blank(rows: Sequence[Row]) -> dict[str, Any]:
    slug = new_slug("buoc", [str(row["slug"]) for row in rows])
    empty = dict.fromkeys(("name", "unit", "role", "hours", "output"), "")
    return {"slug": slug, **empty, "next": [], "back": [], "skip": False, "must": []}


@dataclass(frozen=True)
class Difference:
    """What differs in one step: before and after, a line for each column."""

    title: str
    what: str
    word: str
    tone: str
    old: str
    new: str


WHAT = {"added": ("thêm", "good"), "removed": ("bỏ", "late"), "changed": ("sửa", "attention")}


def differences(old: Sequence[Row], new: Sequence[Row]) -> list[Difference]:
    """By the slugs of the steps, in the new order, what is gone at the end."""
    before, after = _told(old), _told(new)
    found = []
    for slug in [*after, *(one for one in before if one not in after)]:
        was, now_is = before.get(slug), after.get(slug)
        if was == now_is:
            continue
        what = "added" if was is None else "removed" if now_is is None else "changed"
        changed = [key for key in HEADINGS if (was or {}).get(key, "") != (now_is or {}).get(key, "")]
        named = now_is or was or {}
        found.append(
            Difference(
                named["name"] or "(chưa có tên)",
                what,
                *WHAT[what],
                _said(was, changed),
                _said(now_is, changed),
            )
        )
    return found


def _told(rows: Sequence[Row]) -> dict[str, dict[str, str]]:
    return {
        row.slug: {key: cell.value for key, cell in row.cells.items()}
        | {
            "number": str(row.number),
            "skip": "có" if row.skip else "",
            "must": "; ".join(label for _value, label, is_ticked in row.must if is_ticked),
            "role": words.ROLES.get(row.cells["role"].value, ""),
        }
        for row in typed_rows(rows, ())
    }


def _said(row: Mapping[str, str] | None, keys: Sequence[str]) -> str:
    if row is None:
        return ""
    return "\n".join(f"{HEADINGS[key]}: {row[key] or '–'}" for key in keys if key in row)
