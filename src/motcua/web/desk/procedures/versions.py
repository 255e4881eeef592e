"""A published procedure: its versions, what each changed, withdrawal of one with a mistake, abolition."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.casework.dossiers.queries import reasons
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.catalogue import operations, queries
from motcua.reference.catalogue.errors import VersionUnknown
from motcua.reference.catalogue.queries import HistoryLine, measures, published
from motcua.reference.catalogue.queries.published import PublicationLine
from motcua.web.desk import frame
from motcua.web.desk.procedures import changes, forms
from motcua.web.desk.procedures.parts import EDITORS
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb
from motcua.web.ui.refusals import posted, shown_at

TONES = {"to_come": "neutral", "in_force": "good", "withdrawn": "late"}
STATES = {
    "to_come": "chưa đến ngày hiệu lực",
    "in_force": "đang có hiệu lực",
    "replaced": "đã được thay",
    "ended": "đã hết hiệu lực",
    "withdrawn": "đã thu hồi",
}
UNDER_WAY = {"stay": "giữ theo bản lúc nộp", "move": "chuyển sang bản này", "ask": "hỏi từng người nộp"}


def _context(request: DeskRequest, line: PublicationLine, *crumbs: Crumb) -> dict[str, Any]:
    address = reverse("desk:publication", args=[line.code])
    first = Crumb("Thủ tục", reverse("desk:procedures"))
    return {
        "line": line,
        "crumbs": [first, Crumb(line.name, address if crumbs else ""), *crumbs],
        "groups": frame.groups(officer=request.officer, at=now(), current="procedures"),
        "may_edit": request.officer.may(Permission.CATALOGUE_EDIT),
        "may_publish": request.officer.may(Permission.CATALOGUE_PUBLISH),
    }


def _history(line: PublicationLine) -> list[HistoryLine]:
    return queries.history(publication_code=line.code, on=local_date(now()))


def _in_words(one: HistoryLine) -> tuple[HistoryLine, str, str, str]:
    state = str(one.state)
    return one, STATES[state], TONES.get(state, "neutral"), UNDER_WAY.get(one.under_way, "")


def find(line: PublicationLine, number: int) -> HistoryLine:
    """One version of a publication. Raises VersionUnknown."""
    found = next((one for one in _history(line) if one.number == number), None)
    if found is None:
        raise VersionUnknown
    return found


@require_safe
@officer_only(*EDITORS)
def publication(request: DeskRequest, code: str) -> HttpResponse:
    """What is live, the open draft, and every version that ever was."""
    line = published.publication_line(viewer=request.officer, code=code)
    context = _context(request, line) | {
        "history": [_in_words(one) for one in _history(line)],
        "levels": queries.levels_of(publication_code=code),
        "common": reasons.common_rows(publication_code=code),
        "measured": measures.level_of(code=code, agency=line.agency_code, on=local_date(now())).cases,
    }
    return render(request, "desk/procedures/publication.html", context)


@require_safe
@officer_only(*EDITORS)
def version(request: DeskRequest, code: str, number: int) -> HttpResponse:
    """One version: its decision, who wrote and published it, what it changed against the one before."""
    line = published.publication_line(viewer=request.officer, code=code)
    found = find(line, number)
    earlier = [one for one in _history(line) if one.number < number and not one.withdrawn_at]
    before = queries.content_of_version(version_id=earlier[0].version_id) if earlier else {}
    after = queries.content_of_version(version_id=found.version_id)
    context = _context(request, line, Crumb(f"Phiên bản {number}")) | {
        "version": found,
        "shown": _in_words(found),
        "before": earlier[0] if earlier else None,
        "differences": changes.between(before, after) if earlier else [],
    }
    return render(request, "desk/procedures/version.html", context)


@officer_only(Permission.CATALOGUE_PUBLISH)
def withdraw(request: DeskRequest, code: str, number: int) -> HttpResponse:
    line = published.publication_line(viewer=request.officer, code=code)
    found = find(line, number)
    form = forms.Withdrawing(posted(request))
    if form.is_valid():
        with shown_at(form, None):
            operations.withdraw_version(
                by=request.officer,
                version_id=found.version_id,
                reason=form.cleaned_data["reason"],
                at=now(),
            )
            messages.success(request, f"Đã thu hồi phiên bản {number}.")
            return redirect("desk:publication", code)
    context = _context(request, line, Crumb(f"Thu hồi phiên bản {number}")) | {
        "title": f"Thu hồi phiên bản {number}",
        "button": "Thu hồi",
        "says": "Không ai nộp theo bản này nữa; hồ sơ đã nộp theo bản này vẫn giải quyết tiếp. Bản trước nếu "
        "chỉ hết hiệu lực vì bản này, có hiệu lực trở lại. Bản đã thu hồi không khôi phục được.",
        "form": form,
        "back": reverse("desk:version", args=[code, number]),
        "revision": 0,
    }
    return render(request, "desk/procedures/act.html", context, status=422 if form.errors else 200)


@officer_only(Permission.CATALOGUE_PUBLISH)
def abolish(request: DeskRequest, code: str) -> HttpResponse:
    line = published.publication_line(viewer=request.officer, code=code)
    form = forms.Abolishing(posted(request), initial={"agency": line.agency_name})
    if form.is_valid():
        with shown_at(form, None):
            operations.abolish_publication(
                by=request.officer,
                publication_code=code,
                decision=form.decision,
                on=form.cleaned_data["last_day"],
                at=now(),
            )
            messages.success(request, "Đã ghi quyết định bãi bỏ.")
            return redirect("desk:publication", code)
    context = _context(request, line, Crumb("Bãi bỏ")) | {
        "title": "Bãi bỏ thủ tục",
        "button": "Bãi bỏ thủ tục",
        "says": "Sau ngày này không ai nộp được thủ tục này nữa. Hồ sơ đã nộp vẫn giải quyết tiếp.",
        "form": form,
        "back": reverse("desk:publication", args=[code]),
        "revision": 0,
    }
    return render(request, "desk/procedures/act.html", context, status=422 if form.errors else 200)
