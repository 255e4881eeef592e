"""Finding a procedure: the first page, search, fields, and the page of one procedure."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from motcua.casework.dossiers.queries import public
from motcua.casework.dossiers.queries.forecasts import forecasts_of
from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.catalogue import queries
from motcua.reference.forms.rules import api_schema
from motcua.web.guards import open_to_all
from motcua.web.kiosk import mode_of
from motcua.web.portal import linked_data, search_page
from motcua.web.portal import procedure_lists as lists
from motcua.web.portal import procedure_page as pages

SUGGESTED = 6


@require_safe
@open_to_all
def home(request: HttpRequest) -> HttpResponse:
    if mode_of(request) is not None:
        return redirect("portal:kiosk")
    fields = lists.field_cards(queries.fields_with_counts())
    often = lists.hits(queries.most_used(limit=5, counts=public.filed_lately()))
    total = sum(field.count for field in fields)
    return render(request, "portal/catalogue/home.html", {"fields": fields, "often": often, "total": total})


@require_safe
@open_to_all
def search(request: HttpRequest) -> HttpResponse:
    """Without words: everything there is, by name."""
    return render(request, "portal/catalogue/search.html", search_page.shown(request.GET))


@require_safe
@open_to_all
@cache_control(private=True, max_age=60)
def suggest(request: HttpRequest) -> HttpResponse:
    """What HTMX lays under the search field; from two letters on. A browser may keep it for a minute."""
    words = search_page.words_of(request.GET)
    hits = queries.suggest(words=words, limit=SUGGESTED, on=local_date(now())) if len(words) > 1 else []
    return render(request, "portal/catalogue/_suggestions.html", {"hits": hits, "words": words})


@require_safe
@open_to_all
def field(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "portal/catalogue/search.html", search_page.of_field(code))


@require_safe
@open_to_all
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """`n0`, `n1`, … in the address say how many of each price the fee calculator adds up; `version` which."""
    number = request.GET.get("version", "")
    page = queries.procedure_page(
        code=code,
        on=local_date(now()),
        demo=settings.MOTCUA_DEMO,
        number=int(number[:6]) if number.isdecimal() else None,
    )
    taken = forecasts_of(publication_code=page.full_code)
    context = pages.shown(page, counts=request.GET, forecasts=taken)
    return render(request, "portal/catalogue/procedure.html", context)


@require_safe
@open_to_all
@cache_control(public=True, max_age=86_400)
def form_schema(request: HttpRequest, code: str, number: int) -> JsonResponse:
    """What a program sends as answers to the form of one published version, as JSON Schema."""
    form = queries.published_form(publication_code=code, number=number)
    schema = api_schema(form, address=linked_data.absolute(request.path))
    return JsonResponse(
        schema, content_type=linked_data.SCHEMA_TYPE, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )


@require_safe
@open_to_all
def record(request: HttpRequest, code: str) -> JsonResponse:
    """The procedure for other catalogues: CPSV-AP as JSON-LD."""
    page = queries.procedure_page(code=code, on=local_date(now()), demo=settings.MOTCUA_DEMO)
    dumps = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(
        linked_data.cpsv_ap(page), content_type="application/ld+json", json_dumps_params=dumps
    )
