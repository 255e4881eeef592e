"""A draft part by part: its overview, and the page of each place with ordinary controls."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.catalogue.rules import editing
from motcua.web.desk.procedures import form_acts, kinds, places, preview, saving
from motcua.web.desk.procedures.drafting import Drafting, Place, Told, edit_address
from motcua.web.desk.procedures.plain_values import listed, named
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.parts import Defect as PartDefect

EDITORS = (Permission.CATALOGUE_EDIT, Permission.CATALOGUE_PUBLISH)


MISSING = "chưa có"


@dataclass(frozen=True)
class CheckLine:
    """A part on the overview: how much there is of it, and what is still wrong in it."""

    label: str
    address: str
    amount: str
    told: Sequence[Told]

    @property
    def word(self) -> str:
        return f"còn {len(self.told)} điều" if self.told else ""

    @property
    def is_missing(self) -> bool:
        """Whether the draft has nothing of the part, and needs nothing."""
        return not self.told and (self.amount == MISSING or self.amount.startswith("0 "))


@require_safe
@officer_only(*EDITORS)
def draft(request: DeskRequest, code: str) -> HttpResponse:
    """The overview: every part, what it still lacks before it can be handed in, what to do next."""
    drafting = Drafting(request, code)
    context = drafting.context() | {
        "lines": [
            CheckLine(
                one.label,
                edit_address(code, one.slug),
                _amount(drafting, one),
                [told for told in drafting.told if told.page == one],
            )
            for one in places.slices().values()
        ],
        "problems": len(drafting.problems),
    }
    return render(request, "desk/procedures/draft.html", context)


def _amount(drafting: Drafting, one: places.Slice) -> str:
    """How much there is of a part, in a word."""
    content = drafting.content.get(one.part)
    if content is None:
        return MISSING
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
    return _page(request, place, place.defects, place.content)


def _keep(request: DeskRequest, place: Place) -> HttpResponse:
    act = saving.asked(request)
    typed = typed_content(request, place)
    if place.sheet.unread:
        return _again(request, place, typed)
    if act is not None and act.verb == "look":
        return _again(request, place, typed, status=200)
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


def typed_content(request: DeskRequest, place: Place) -> Any:
    """The whole part with what stands on the page in it."""
    if place.value is None or place.is_list or "_typed" not in request.POST:
        return place.content
    typed = place.sheet.read(place.schema, request.POST, place.value, keys=place.keys)
    if place.is_item:
        typed = editing.with_own_name(typed, [], place.content) if not typed_name(typed) else typed
    if place.part == "form":
        return form_acts.typed(place.content, place, typed)
    return editing.put(place.content, place.path, typed)


def typed_name(one: Any) -> str:
    """The name of one of a list, empty when nobody has typed one."""
    key = editing.name_key(one)
    return str(one[key]) if key else "-"


def _again(request: DeskRequest, place: Place, typed: Any, *, status: int = 422) -> HttpResponse:
    """The page once more with everything that was typed: a condition on it could not be read, or its preview
    was asked for without saving.
    """
    place.value = editing.at(typed, place.path)
    problems = [PartDefect(path, said) for path, said in place.sheet.unread.items()]
    return _page(request, place, problems, typed if not place.sheet.unread else place.content, status=status)


def _page(
    request: DeskRequest, place: Place, problems: list[PartDefect], content: Any, *, status: int = 200
) -> HttpResponse:
    """The page of a place; one of the form has the preview of `content` beside it."""
    code, slug = place.drafting.draft.code, place.slice.slug
    crumbs = [Crumb(place.slice.label, edit_address(code, slug)), Crumb(place.title)]
    context = place.drafting.context(slug, *(crumbs if place.is_item else crumbs[:1])) | {
        "place": place,
        "problems": problems,
        "kinds": kinds.offered(),
    }
    if place.part == "form" and content is not None:
        context |= {
            "preview": preview.laid_out(content, today=local_date(now()), here=place.path),
            "live": live_address(code, slug, place.path),
        }
    return render(request, "desk/procedures/edit.html", context, status=status)


def live_address(code: str, slug: str, path: editing.Path) -> str:
    if path:
        return reverse("desk:draft_place_preview", args=[code, slug, editing.write_path(path)])
    return reverse("desk:draft_part_preview", args=[code, slug])


def acted(content: Any, act: saving.Act, place: Place, request: DeskRequest) -> tuple[Any, editing.Path]:
    """The part after the act of a button, and where the thing now stands. Raises PlaceUnknown."""
    if act.verb == "create":
        return place.sheet.blank(place.sheet.root), ()
    if act.verb == "drop":
        return None, ()
    done = form_acts.done if place.part == "form" else saving.done
    return done(content, act, place, request.POST)


def next_address(place: Place, act: saving.Act | None, where: editing.Path) -> str:
    """After adding or copying the new one's page; after moving or removing the list; else the same page."""
    if act is not None and act.verb in {"add", "copy", "page"}:
        return place.address_of(where)
    if act is not None and act.verb in {"remove", "into"} and act.path == place.path:
        return place.owner_address
    return place.address
