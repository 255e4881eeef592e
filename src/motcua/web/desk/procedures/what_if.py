"""What a draft would change: past dossiers held against it, before anybody publishes it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from motcua.casework.dossiers import what_if as dossiers
from motcua.foundation.kernel.clock import now
from motcua.web.desk.procedures.drafting import REPLAYED, Drafting
from motcua.web.desk.procedures.parts import EDITORS
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb


@require_safe
@officer_only(*EDITORS)
def what_if(request: DeskRequest, code: str) -> HttpResponse:
    """The last dossiers of the procedure replayed against the draft; nothing is kept."""
    drafting = Drafting(request, code)
    last = _last(request.GET.get("last", ""))
    found = None
    if not drafting.problems:
        found = dossiers.replay_draft(draft_code=code, last=last, at=now())
    context = drafting.context("review", Crumb("Thử với hồ sơ đã nộp")) | {
        "found": found,
        "problems": drafting.problems,
        "last": last,
    }
    return render(request, "desk/procedures/what_if.html", context)


def _last(text: str) -> int:
    return next((one for one in REPLAYED if str(one) == text), REPLAYED[1])
