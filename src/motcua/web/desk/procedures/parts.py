"""A draft part by part: its overview, and the page of each place with ordinary controls."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.reference.catalogue.rules import editing
from motcua.web.desk.procedures import kinds, places, saving
from motcua.web.desk.procedures.drafting import Drafting, Place, edit_address
from motcua.web.desk.procedures.plain_values import listed, named
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.parts import Defect as PartDefect

EDITORS = (Permission.CATALOGUE_EDIT, Permission.CATALOGUE_PUBLISH)


@require_safe
@officer_only(*EDITORS)
def draft(request: DeskRequest, code: str) -> HttpResponse:
    """The overview: every part, what is still wrong in it, what to do next."""
    drafting = Drafting(request, code)
    counts = places.problems_by_slice(drafting.problems)
    context = drafting.context() | {
        "lines": [
            (one, edit_address(code, one.slug), counts.get(one.slug, 0), _amount(drafting, one))
            for one in places.slices().values()
        ],
        "problems": len(drafting.problems),
    }
    return render(request, "desk/procedures/draft.html", context)


def _amount(drafting: Drafting, one: places.Slice) -> str:
    """How much there is of a part, in a word."""
    content = drafting.content.get(one.part)
    if content is None:
        return "chưa có"
    if one.list_path:
        return f"{len(listed(content, one.keys[0]))} mục"
    if one.slug == places.FORM:
        return f"{sum(len(named(section, 'fields')) for section in named(content, 'sections'))} trường"
    inner = {"fee": ("lines", "khoản"), "process": ("steps", "bước")}.get(one.part)
    return f"{len(listed(content, inner[0]))} {inner[1]}" if inner else ""


@officer_only(*EDITORS)
def edit(request: DeskRequest, code: str, slug: str, path: str = "") -> HttpResponse:
    """One place of the draft with its controls; POST keeps what was typed and does what the button says."""
    place = Place(Drafting(request, code), slug, path)
    if request.method == "POST":
        return _keep(request, place)
    if place.is_builder:
        return redirect("desk:draft_form", code)
    crumbs = [Crumb(place.slice.label, edit_address(code, slug)), Crumb(place.title)]
    context = place.drafting.context(slug, *(crumbs if place.is_item else crumbs[:1])) | {
        "place": place,
        "problems": place.defects,
        "kinds": kinds.offered(),
    }
    return render(request, "desk/procedures/edit.html", context)


def _keep(request: DeskRequest, place: Place) -> HttpResponse:
    act = saving.asked(request)
    typed = _typed(request, place)
    if place.sheet.unread:
        return _again(request, place, typed)
    content, where = typed, place.path
    if act is not None:
        content, where = acted(content, act, place, request)
    page = saving.kept(
        request, place.drafting, place.part, content, title=place.title, back=request.get_full_path()
    )
    if page is not None:
        return page
    messages.success(request, saving.said(act))
    return redirect(next_address(place, act, where))


def _typed(request: DeskRequest, place: Place) -> Any:
    """The whole part with what stands on the page in it."""
    if place.value is None or place.is_list or "_typed" not in request.POST:
        return place.content
    typed = place.sheet.read(place.schema, request.POST, place.value, keys=place.keys)
    if place.is_item:
        typed = editing.with_own_name(typed, [], place.content) if not typed_name(typed) else typed
    return editing.put(place.content, place.path, typed)


def typed_name(one: Any) -> str:
    """The name of one of a list, empty when nobody has typed one."""
    key = editing.name_key(one)
    return str(one[key]) if key else "-"


def _again(request: DeskRequest, place: Place, typed: Any) -> HttpResponse:
    """The page once more with everything that was typed, because a condition on it could not be read."""
    place.value = editing.at(typed, place.path)
    context = place.drafting.context(place.slice.slug, Crumb(place.title)) | {
        "place": place,
        "problems": [PartDefect(path, said) for path, said in place.sheet.unread.items()],
        "kinds": kinds.offered(),
    }
    return render(request, "desk/procedures/edit.html", context, status=422)


def acted(content: Any, act: saving.Act, place: Place, request: DeskRequest) -> tuple[Any, editing.Path]:
    """The part after the act of a button, and where the thing now stands. Raises PlaceUnknown."""
    if act.verb == "create":
        return place.sheet.blank(place.sheet.root), ()
    if act.verb == "drop":
        return None, ()
    return saving.done(content, act, place, request.POST)


def next_address(place: Place, act: saving.Act | None, where: editing.Path) -> str:
    """After adding or copying the new one's page; after moving or removing the list; else the same page."""
    if act is not None and act.verb in {"add", "copy"}:
        return place.address_of(where)
    if act is not None and act.verb in {"remove", "into"} and act.path == place.path:
        return place.owner_address
    return place.address
