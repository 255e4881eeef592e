"""Steps of a process: as kept in a version, as rows that are being written, and the ways through."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from motcua.foundation.kernel.text import search_words

HOURS_PER_DAY = 8
MOST_STEPS = 60
DONE: Final = "done"
"""Stands among the next steps where the process may end; never the slug of a step."""


@dataclass(frozen=True)
class Step:
    """One step: its unit in words, the code of the role that does it, how long, and what comes of it.

    `next` are slugs of later steps, or DONE; `back` are slugs of earlier ones to which a dossier may be
    returned with a reason. A slug is a step's own for ever, whatever it is called later. `must` are the
    products (enums.Product) without which no dossier goes on from it; `output` is for people to read.
    """

    name: str
    unit: str
    role: str
    hours: int
    output: str = ""
    slug: str = ""
    next: tuple[str, ...] = (DONE,)
    back: tuple[str, ...] = ()
    may_skip: bool = field(default=False)
    must: tuple[str, ...] = ()


def parse_steps(content: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    """The steps of a process version as values.

    What was kept before steps had slugs is a row of steps, one after the other: `buoc-1`, `buoc-2`, …
    """
    slugs = [str(step.get("slug") or f"buoc-{place}") for place, step in enumerate(content, start=1)]
    return tuple(
        Step(
            name=str(step["name"]),
            unit=str(step["unit"]),
            role=step["role"],
            hours=int(step["hours"]),
            output=str(step.get("output", "")),
            slug=slugs[place],
            next=tuple(step.get("next") or [(slugs[place + 1 :] or [DONE])[0]]),
            back=tuple(step.get("back", ())),
            may_skip=bool(step.get("skip", False)),
            must=tuple(step.get("must", ())),
        )
        for place, step in enumerate(content)
    )


def total_hours(steps: Sequence[Step]) -> int:
    """The sum of all steps, on whatever way they lie."""
    return sum(step.hours for step in steps)


def paths_of(steps: Sequence[Step]) -> list[tuple[int, tuple[str, ...]]]:
    """The longest way to each end, as (hours, slugs): one for each step after which the process may end.

    Next steps only lead on in the table, so the ways have no loop; the cost is that of the arrows.
    """
    by_slug = {step.slug: step for step in steps}
    reached: dict[str, tuple[int, tuple[str, ...]]] = {}
    if steps:
        reached[steps[0].slug] = (steps[0].hours, (steps[0].slug,))
    ends = []
    for step in steps:
        if step.slug not in reached:
            continue
        hours, way = reached[step.slug]
        for slug in step.next:
            if slug == DONE:
                ends.append((hours, way))
            elif slug in by_slug and hours + by_slug[slug].hours > reached.get(slug, (-1, ()))[0]:
                reached[slug] = (hours + by_slug[slug].hours, (*way, slug))
    return ends


def longest_hours(steps: Sequence[Step]) -> int:
    """The working hours of the longest way; they must equal the published time, eight hours to a day.

    Law: TT-01-2018-VPCP/8.
    """
    return max((hours for hours, _ in paths_of(steps)), default=0)


def run_from(steps: Sequence[Step], slug: str) -> tuple[Step, ...]:
    """The step and those right below with which the same role goes on: one hand-over gives all of them.

    Empty for a slug that no step has.
    """
    start = next((place for place, step in enumerate(steps) if step.slug == slug), len(steps))
    end = start + 1
    while (
        end < len(steps) and steps[end].role == steps[start].role and steps[end].slug in steps[end - 1].next
    ):
        end += 1
    return tuple(steps[start:end])


Row = Mapping[str, Any]
"""A step as it is being written: texts, faults and all. `next` and `back` are lists of slugs, or of whatever
was typed and names no step; an empty `next` is the step below. Rows written before steps had products have no
`must`."""


def rows_of_steps(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Rows to go on writing from; a next step that only is the one below is left out."""
    kept = list(steps)
    return [
        {
            "slug": step.slug,
            "name": step.name,
            "unit": step.unit,
            "role": step.role,
            "hours": str(step.hours),
            "output": step.output,
            "next": [] if step.next == _below(kept, place) else list(step.next),
            "back": list(step.back),
            "skip": step.may_skip,
            "must": list(step.must),
        }
        for place, step in enumerate(kept)
    ]


def _below(steps: Sequence[Step], place: int) -> tuple[str, ...]:
    return (steps[place + 1].slug if place + 1 < len(steps) else DONE,)


def content_of_rows(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The steps of a version from rows without faults."""
    slugs = [str(row["slug"]) for row in rows]
    return [
        {
            "slug": slugs[place],
            "name": str(row["name"]),
            "unit": str(row["unit"]),
            "role": str(row["role"]),
            "hours": int(row["hours"]),
            "next": list(row["next"]) or [(slugs[place + 1 :] or [DONE])[0]],
        }
        | ({"output": str(row["output"])} if row["output"] else {})
        | ({"back": list(row["back"])} if row["back"] else {})
        | ({"skip": True} if row["skip"] else {})
        | ({"must": list(row["must"])} if row.get("must") else {})
        for place, row in enumerate(rows)
    ]


def new_slug(name: str, taken: Iterable[str]) -> str:
    """A slug made of the words of the name, unlike all that are taken."""
    stem = "-".join(search_words(name))[:50].strip("-") or "buoc"
    stem = stem if stem[0].isalpha() and stem.isascii() else f"buoc-{stem}" if stem.isascii() else "buoc"
    used, number = {*taken, DONE}, 2
    slug = stem
    while slug in used:
        slug, number = f"{stem}-{number}", number + 1
    return slug
