"""What the buttons of a form do: those of pages and sections keep every section on one page."""

from typing import Any

from django.http import QueryDict

from motcua.reference.catalogue.errors import PlaceUnknown
from motcua.reference.catalogue.rules import editing, form_pages
from motcua.reference.catalogue.rules.editing import Path
from motcua.web.desk.procedures import saving
from motcua.web.desk.procedures.drafting import Place
from motcua.web.desk.procedures.saving import Act

ON_PAGE = "_page"
STEPS = {"up": -1, "down": 1}


def done(content: Any, act: Act, place: Place, posted: QueryDict) -> tuple[Any, Path]:
    """The form after the act, and where the thing now stands. Raises PlaceUnknown."""
    match act.verb, act.path:
        case "add", ("pages",):
            return form_pages.add_page(content, saving.new_one(act.path, place, posted))
        case "add", ("pages", int(page), "sections"):
            section = saving.new_one(act.path, place, posted, like=("sections",))
            return form_pages.add_section(content, page, section)
        case (("up" | "down"), ("pages", int(page))):
            return form_pages.move_page(content, page, STEPS[act.verb])
        case "remove", ("pages", int(page)):
            return form_pages.remove_page(content, page)
        case (("up" | "down"), ("sections", int(section))):
            return form_pages.move_section(content, section, STEPS[act.verb])
        case "page", ("sections", int(section)):
            return form_pages.put_on_page(content, section, _page(posted))
    changed, where = saving.done(content, act, place, posted)
    return form_pages.settled(changed, where) if act.path[:1] == ("sections",) else (changed, where)


def _page(posted: QueryDict) -> int:
    number = posted.get(ON_PAGE, "")
    if not number.isdecimal() or len(number) > 4:
        raise PlaceUnknown
    return int(number)


def typed(content: Any, place: Place, value: Any) -> Any:
    """The form with what was typed at a place in it; a section with another name keeps its page."""
    changed = editing.put(content, place.path, value)
    if place.path[:1] == ("sections",) and len(place.path) == 2:
        return form_pages.settled(changed, on=form_pages.numbers(content))[0]
    return changed
