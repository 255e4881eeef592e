"""Undoing and doing again the last changes of a draft, and the page of all that are kept."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.kernel.clock import now
from motcua.reference.catalogue import operations, queries
from motcua.web.desk.procedures import changes, places, saving
from motcua.web.desk.procedures.drafting import Drafting, edit_address
from motcua.web.desk.procedures.parts import EDITORS
from motcua.web.desk.requests import DeskRequest
from motcua.web.guards import officer_only
from motcua.web.ui.parts import Crumb

KINDS = {"edit": ("sửa", "neutral"), "undo": ("hoàn tác", "attention"), "redo": ("làm lại", "neutral")}


@require_POST
@officer_only(Permission.CATALOGUE_EDIT)
def undo(request: DeskRequest, code: str) -> HttpResponse:
    operations.undo_draft_change(
        by=request.officer, draft_code=code, revision=saving.revision_of(request), at=now()
    )
    return _turned(request, code, "Đã hoàn tác ở")


@require_POST
@officer_only(Permission.CATALOGUE_EDIT)
def redo(request: DeskRequest, code: str) -> HttpResponse:
    operations.redo_draft_change(
        by=request.officer, draft_code=code, revision=saving.revision_of(request), at=now()
    )
    return _turned(request, code, "Đã làm lại ở")


def _turned(request: DeskRequest, code: str, said: str) -> HttpResponse:
    """To the page on which something is now otherwise."""
    last = queries.draft_changes(draft_code=code)[0]
    page = _pages_of(last)[0]
    messages.success(request, f"{said} “{page.label}”.")
    return redirect(edit_address(code, page.slug))


def _pages_of(one: queries.DraftChangeLine) -> list[places.Slice]:
    """The pages of the draft that a change touched, each once."""
    found = queries.version_changes({one.part: one.before}, {one.part: one.after})
    pages = [places.slice_of(change.part, tuple(change.path.split("."))) for change in found]
    return list(dict.fromkeys(pages)) or [places.slice_of(one.part, ())]


@require_safe
@officer_only(*EDITORS)
def saves(request: DeskRequest, code: str) -> HttpResponse:
    """The last changes: who changed what and when, the newest first."""
    drafting = Drafting(request, code)
    context = drafting.context("", Crumb("Các lần lưu")) | {
        "lines": [_line(one) for one in queries.draft_changes(draft_code=code)],
    }
    return render(request, "desk/procedures/saves.html", context)


def _line(one: queries.DraftChangeLine) -> dict[str, Any]:
    word, tone = KINDS[one.kind]
    return {
        "change": one,
        "word": word,
        "tone": tone,
        "pages": ", ".join(page.label for page in _pages_of(one)),
        "differences": changes.between({one.part: one.before}, {one.part: one.after}),
    }
