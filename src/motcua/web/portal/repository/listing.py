"""My papers: the list with its search, for the person and for each organisation that they file for."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.foundation.kernel.clock import local_date, now
from motcua.records.repository.enums import Standing
from motcua.records.repository.queries import owners as queries
from motcua.web.guards import ApplicantRequest, applicant_only
from motcua.web.kept_search import KeptSearches
from motcua.web.portal.repository import shown
from motcua.web.ui import parts

KEY = "papers_search"
LONGEST_WORDS = 100


@require_http_methods(["GET", "HEAD", "POST"])
@applicant_only
def listed(request: ApplicantRequest) -> HttpResponse:
    """The words of a search are sent, kept in the session, and stand in no address."""
    kept = KeptSearches(request.session, KEY)
    if request.method == "POST":
        words = " ".join(request.POST.get("words", "").split())[:LONGEST_WORDS]
        tim = kept.code_of(words) if words else ""
        return redirect(_address(request, tim=tim))
    tim = request.GET.get("tim", "")[:20]
    words = kept.words_of(tim) if tim else ""
    return render(request, "portal/repository/listed.html", _list(request, words=words, tim=tim))


def _address(request: ApplicantRequest, *, tim: str) -> str:
    wanted = shown.wanted_of(request.POST, words="")
    return shown.address(wanted, of=_owner(request, request.POST.get("of", "")), tim=tim, page=1)


def _owner(request: ApplicantRequest, asked: str) -> str:
    """The organisation that is asked for, if the reader may file for it; empty for the reader."""
    return asked if asked in request.applicant.organisation_codes else ""


def _list(request: ApplicantRequest, *, words: str, tim: str) -> dict[str, object]:
    of, today = _owner(request, request.GET.get("of", "")), local_date(now())
    wanted = shown.wanted_of(request.GET, words=words)
    owner = of or request.applicant.person_code
    found = queries.papers_of(owner_code=owner, wanted=wanted, on=today)
    leaf = parts.Leaf(
        newer=shown.address(wanted, of=of, tim=tim, page=wanted.page - 1) if wanted.page > 1 else "",
        older=shown.address(wanted, of=of, tim=tim, page=wanted.page + 1) if found.is_more else "",
        shown=len(found.rows),
    )
    return {
        "rows": [(row, shown.TONES[row.standing]) for row in found.rows],
        "kinds": queries.kinds_of(owner_code=owner),
        "standings": Standing.choices,
        "wanted": wanted,
        "is_filtered": bool(words or wanted.type_name or wanted.standing or wanted.year),
        "leaf": leaf,
        "of": of,
        "owners": _owners(request, of),
        "is_forgotten": bool(tim) and not words,
    }


def _owners(request: ApplicantRequest, of: str) -> list[parts.Tab]:
    """Nothing to choose for whoever files for nobody else."""
    if not request.applicant.organisations:
        return []
    names = [("", _("My own")), *((one.code, one.name) for one in request.applicant.organisations)]
    return [
        parts.Tab(name, shown.address(queries.Wanted(), of=code, tim="", page=1), is_current=code == of)
        for code, name in names
    ]
