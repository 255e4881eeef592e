"""The form builder: the outline of a form with its buttons, the preview, and a trial with test answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.casework.dossiers.queries import reasons
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.catalogue.rules import editing, form_pages
from motcua.reference.catalogue.rules.editing import Path
from motcua.web.desk.procedures import kinds, places, preview, saving
from motcua.web.desk.procedures.drafting import Drafting, Line, Listing, Place, edit_address
from motcua.web.desk.procedures.parts import EDITORS, acted, next_address
from motcua.web.desk.procedures.plain_values import listed
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb


@officer_only(*EDITORS)
def form(request: DeskRequest, code: str) -> HttpResponse:
    """The whole form at a glance; POST moves, copies, removes or adds."""
    place = Place(Drafting(request, code), places.FORM)
    if request.method == "POST":
        return _act(request, place)
    context = place.drafting.context(places.FORM, Crumb("Biểu mẫu điện tử")) | {
        "place": place,
        "problems": place.defects,
        "pages": _pages(place),
        "has_pages": bool(form_pages.pages(place.content)),
        "kinds": kinds.offered(),
        "preview": preview.laid_out(place.content, today=local_date(now())),
        "live": reverse("desk:draft_form_preview", args=[code]),
        "common": reasons.common_rows(publication_code=place.drafting.draft.publication_code),
    }
    return render(request, "desk/procedures/form.html", context)


@dataclass(frozen=True)
class OutlinePage:
    """A page of the form with its sections and their fields; no `line` where the form has no pages."""

    line: Line | None
    sections: list[tuple[Line, Listing]]


def _pages(place: Place) -> list[OutlinePage]:
    sections = _sections(place)
    pages = form_pages.pages(place.content)
    if not pages:
        return [OutlinePage(None, sections)] if sections else []
    on = form_pages.numbers(place.content)
    return [
        OutlinePage(line, [one for one, where in zip(sections, on, strict=True) if where == number])
        for number, line in enumerate(place.lines(("pages",), pages))
    ]


def _sections(place: Place) -> list[tuple[Line, Listing]]:
    """Each section with its fields; it can go up and down over the edges of pages."""
    sections = listed(place.content, "sections")
    common = reasons.common_of(publication_code=place.drafting.draft.publication_code)
    last = max(len(form_pages.pages(place.content)) - 1, 0)
    on = form_pages.numbers(place.content or {})
    return [
        (
            replace(
                line, is_first=line.is_first and on[n] == 0, is_last=line.is_last and on[n] == last, note=""
            ),
            _often(
                place.listing(("sections", n, "fields"), line.title, listed(sections[n], "fields")),
                listed(sections[n], "fields"),
                common,
            ),
        )
        for n, line in enumerate(place.lines(("sections",), sections))
    ]


def _often(listing: Listing, fields: Sequence[Any], common: reasons.Common) -> Listing:
    """The fields with what is often asked to be put right at them."""
    names = [str(one.get("name", "")) if isinstance(one, dict) else "" for one in fields]
    said = [reasons.in_short(common, "field", name) for name in names]
    lines = [
        replace(line, tags=(*line.tags, often)) if often else line
        for line, often in zip(listing.lines, said, strict=True)
    ]
    return replace(listing, lines=lines)


def _act(request: DeskRequest, place: Place) -> HttpResponse:
    act = saving.asked(request)
    if act is None:
        return redirect("desk:draft_form", place.drafting.draft.code)
    content, where = acted(place.content, act, place, request)
    page = saving.kept(
        request, place.drafting, place.part, content, title="Biểu mẫu điện tử", back=request.path
    )
    if page is not None:
        return page
    messages.success(request, saving.said(act))
    if needs_more(content, act, where):
        return redirect(next_address(place, act, where))
    return redirect(f"{request.path}#{anchor(where)}")


NEEDS_MORE = frozenset({"one_of", "many_of", "table", "group", "calculated", "confirmation"})


def needs_more(content: Any, act: saving.Act, where: Path) -> bool:
    """Whether a new field says little by its label alone, so that its own page comes next."""
    return act.verb == "add" and editing.at(content, where).get("kind") in NEEDS_MORE


def anchor(where: Path) -> str:
    """Where the page comes back to after an act: the section or page that the thing now stands in."""
    return "-".join(map(str, where[:2])) if len(where) > 1 else "outline"


@officer_only(*EDITORS)
def trial(request: DeskRequest, code: str) -> HttpResponse:
    """The form filled in with test answers: what is asked, calculated, refused and owed. Keeps nothing."""
    drafting = Drafting(request, code)
    posted = request.POST if request.method == "POST" else None
    case = (posted or request.GET).get("_case", "")
    context = drafting.context(places.FORM, Crumb("Điền thử")) | {
        "tried": preview.tried(drafting.content, posted, case=case, today=local_date(now())),
        "cases": preview.cases(drafting.content),
        "case": case,
        "is_tried": posted is not None,
        "back": edit_address(code, places.FORM),
        "may_edit": request.officer.may(Permission.CATALOGUE_EDIT),
    }
    return render(request, "desk/procedures/try.html", context)
