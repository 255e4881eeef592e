"""The preview while an editor types: the form as applicants would see it if it were saved. Keeps nothing."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.catalogue.errors import PlaceUnknown
from motcua.reference.catalogue.rules import editing
from motcua.web.desk.procedures import places, preview, saving, sound_forms
from motcua.web.desk.procedures.drafting import Drafting, Place
from motcua.web.desk.procedures.parts import EDITORS, acted, typed_content
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only


@require_POST
@officer_only(*EDITORS)
def live(request: DeskRequest, code: str, slug: str = places.FORM, path: str = "") -> HttpResponse:
    """The preview with what stands on the page; without it, what is wrong, where it cannot be shown."""
    place = Place(Drafting(request, code), slug, path)
    if place.part != "form":
        raise PlaceUnknown
    content = _wanted(request, place)
    is_sound = not place.sheet.unread and _is_sound(content, place)
    context = {
        "wrong": _wrong(place, content),
        "sheets": preview.laid_out(content, today=local_date(now()), here=place.path) if is_sound else None,
    }
    return render(request, "desk/procedures/_live.html", context)


def _wanted(request: DeskRequest, place: Place) -> Any:
    """The form with what was typed on the page, or with the new thing whose words stand in a box."""
    if not place.is_builder:
        return typed_content(request, place)
    act = saving.asked(request)
    return acted(place.content, act, place, request)[0] if act and place.content else place.content


def _is_sound(content: Any, place: Place) -> bool:
    """Whether what is edited can be shown at all."""
    if len(place.path) < 4:
        return True
    field = editing.at(content, place.path[:4])
    return sound_forms.sound_form(content).field(str(field.get("name", ""))) is not None


def _wrong(place: Place, content: Any) -> list[str]:
    """What is wrong at this place as it was typed; each sentence once. The builder says it in its lines."""
    if place.is_builder:
        return []
    typed = Place(place.drafting.with_part(place.part, content), place.slice.slug, place.written_path)
    found = [*place.sheet.unread.values(), *(one.sentence for one in typed.defects)]
    return list(dict.fromkeys(found))
