"""Putting the sections of a draft's form on pages. Pure: what is given stays.

Every section stands on one page, and the sections stand in the order of their pages, so that a condition
which reads the fields before it reads earlier pages. A form without pages is one page. The content of a draft
may have faults: a section that no page names stands with the one before it.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from motcua.reference.catalogue.errors import PlaceUnknown

from . import editing
from .editing import Path

Content = Mapping[str, Any]


def pages(form: Content | None) -> list[dict[str, Any]]:
    """The pages of a form; none where it has none, or none that can be read."""
    found = form.get("pages") if isinstance(form, Mapping) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def numbers(form: Content) -> list[int]:
    """On which page each section stands, counted from 0; all on the first where there are no pages."""
    known: dict[str, int] = {}
    for number, page in enumerate(pages(form)):
        listed = page.get("sections")
        for slug in listed if isinstance(listed, list) else ():
            known.setdefault(str(slug), number)
    found: list[int] = []
    for section in _sections(form):
        slug = section.get("slug") if isinstance(section, Mapping) else None
        found.append(known.get(str(slug), found[-1] if found else 0))
    return found


def settled(form: Any, where: Path = (), *, on: list[int] | None = None) -> tuple[Any, Path]:
    """The form with its pages as its sections stand, and where the thing at `where` now is.

    `on` says on which page each section stands, if it is no longer told by the pages.
    """
    if not isinstance(form, Mapping) or not pages(form):
        return form, where
    changed = deepcopy(dict(form))
    sections, on = _sections(changed), numbers(form) if on is None else on
    order = sorted(range(len(sections)), key=lambda place: on[place])
    changed["sections"] = [sections[place] for place in order]
    changed["pages"] = pages(changed)
    for number, page in enumerate(changed["pages"]):
        page["sections"] = [_slug(sections[place]) for place in order if on[place] == number]
    return changed, _followed(where, order)


def _followed(where: Path, order: list[int]) -> Path:
    if len(where) > 1 and where[0] == "sections" and where[1] in order:
        return ("sections", order.index(int(where[1])), *where[2:])
    return where


def add_page(form: Content, page: Mapping[str, Any]) -> tuple[Any, Path]:
    """A page at the end, still without sections; a form that had none keeps all it has on a first one."""
    changed = deepcopy(dict(form))
    if not pages(form):
        first = {"slug": "trang-1", "title": {"vi": "Trang 1"}, "sections": []}
        changed["pages"] = [editing.with_own_name(first, [], form)] if _sections(form) else []
    changed, where = editing.add(changed, ("pages",), page)
    return settled(changed, where, on=numbers(form))


def move_page(form: Content, number: int, by: int) -> tuple[Any, Path]:
    """A page with its sections up (negative) or down, as far as the pages go. Raises PlaceUnknown."""
    changed, where = editing.move({**form, "pages": pages(form)}, ("pages", number), by)
    return settled(changed, where)


def remove_page(form: Content, number: int) -> tuple[Any, Path]:
    """Without a page; its sections join the page before it, or the one behind it. Raises PlaceUnknown."""
    changed = editing.remove({**form, "pages": pages(form)}, ("pages", number))
    if not changed["pages"]:
        del changed["pages"]
    on = [max(one - 1, 0) if one >= number else one for one in numbers(form)]
    return settled(changed, ("pages",), on=on)


def put_on_page(form: Content, section: int, number: int) -> tuple[Any, Path]:
    """A section at the end of another page. Raises PlaceUnknown."""
    on = numbers(form)
    if not 0 <= section < len(on) or not 0 <= number < len(pages(form)):
        raise PlaceUnknown
    moved, where = editing.move(form, ("sections", section), len(on))
    del on[section]
    return settled(moved, where, on=[*on, number])


def add_section(form: Content, number: int, section: Mapping[str, Any]) -> tuple[Any, Path]:
    """A new section at the end of a page. Raises PlaceUnknown."""
    if not 0 <= number < len(pages(form)):
        raise PlaceUnknown
    changed, where = editing.add(form, ("sections",), section)
    return settled(changed, where, on=[*numbers(form), number])


def move_section(form: Content, section: int, by: int) -> tuple[Any, Path]:
    """A section one place up (-1) or down (1), over the edge of its page onto the next.

    Raises PlaceUnknown.
    """
    on, other = numbers(form), section + by
    if not 0 <= section < len(on):
        raise PlaceUnknown
    if 0 <= other < len(on) and on[other] == on[section]:
        return settled(*editing.move(form, ("sections", section), by), on=on)
    on[section] = min(max(on[section] + by, 0), max(len(pages(form)) - 1, 0))
    return settled(form, ("sections", section), on=on)


def _sections(form: Content) -> list[Any]:
    found = form.get("sections")
    return found if isinstance(found, list) else []


def _slug(section: Any) -> str:
    return str(section.get("slug", "")) if isinstance(section, Mapping) else ""
