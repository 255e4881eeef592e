"""Answering a supplement: each thing asked at its paper or field, kept as it comes, sent in one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.queries.applicant import DossierView
from motcua.casework.dossiers.queries.replies import ReplyView
from motcua.foundation.kernel.clock import local_date, now
from motcua.web.guards import ApplicantRequest
from motcua.web.portal import filing_posts as posts
from motcua.web.portal import form_step, paper_boxes
from motcua.web.ui import form_page, form_posts, parts

NOTE = "_note"


class Kept(NamedTuple):
    """What was kept of the answers, with the files that were laid for them, and what was refused."""

    raw: dict[str, list[str]]
    refused: list[parts.Defect]


def keep(request: ApplicantRequest, reply: ReplyView) -> Kept:
    """Keep all that the page sent: files, days, answers, the note, a paper of the repository."""
    by, code = request.applicant, reply.code
    raw = answers(request, reply)
    refused = posts.lay_papers(posts.files_of(request.FILES), by=by, beside=code)
    if reply.asks_fields:
        refused += form_step.lay_files(raw, request.FILES, by=by, beside=code)
    refused += posts.lay_uploads(request.POST, raw, by=by, beside=code)
    refused += posts.save_paper_days(request.POST, by=by, beside=code)
    gone = [*posts.removed(request.POST), *posts.files_gone(request.POST)]
    dossiers.remove_papers(by=by, beside=code, document_codes=gone, at=now())
    dossiers.keep_reply(by=by, code=code, raw=raw, note=note(request), at=now())
    posts.take_held(request.POST, by=by, beside=code)
    return Kept(raw, refused)


def answers(request: ApplicantRequest, reply: ReplyView) -> dict[str, list[str]]:
    """What was answered, without what belongs to the page and to its papers."""
    ours = {
        prefix + asked.slug for asked in reply.papers for prefix in (posts.FILE, posts.ISSUED, posts.EXPIRES)
    }
    sent = form_step.without(form_posts.answers(request.POST), request.POST.get(posts.DROP, ""))
    return {
        name: values
        for name, values in sent.items()
        if name not in ours and name != posts.HELD and not name.startswith(("_", posts.REMOVE))
    }


def address(code: str, grown: str = "") -> str:
    """The page; with one more row for that table, and landing there."""
    place = reverse("portal:dossier_supplement", args=[code])
    return f"{place}?{urlencode({'add': grown})}#{parts.id_of(grown)}" if grown else place


def defects_of(reply: ReplyView) -> list[parts.Defect]:
    """All that keeps the answer from being sent."""
    return [parts.Defect(one.field, one.sentence, one.remedy) for one in reply.defects]


def note(request: ApplicantRequest) -> str:
    return request.POST.get(NOTE, "").strip()


def send(request: ApplicantRequest, reply: ReplyView, kept: Kept) -> None:
    """Everything that was kept, in one act."""
    dossiers.answer_supplement(
        by=request.applicant,
        code=reply.code,
        raw=kept.raw if reply.asks_fields else {},
        note=note(request),
        at=now(),
    )


def context(
    request: ApplicantRequest,
    dossier: DossierView,
    reply: ReplyView | None,
    *,
    defects: Sequence[parts.Defect] = (),
) -> dict[str, Any]:
    """The page: papers and fields that were asked, each with the officer's words."""
    if reply is None:
        return {"dossier": dossier, "supplement": None}
    fields = asked(dossier, "field")
    return {
        "dossier": dossier,
        "supplement": dossier.waiting_supplement,
        "defects": form_page.summary(defects),
        "papers": boxes(request, dossier, reply, defects),
        "fields": [(_field_name(reply, slug), slug, sentences) for slug, sentences in fields.items()],
        "others": [one for sentences in asked(dossier, "other").values() for one in sentences],
        "groups": groups(request, reply, defects) if reply.asks_fields else (),
        "logic": form_page.logic(
            form=reply.form, raw=reply.answers, today=local_date(now()), lookups=reply.lookups
        )
        if reply.asks_fields
        else {},
        "note": parts.Field(
            name=NOTE,
            label=_("A word to the agency"),
            kind="textarea",
            value=reply.note,
            help=_("For example why a paper cannot be given, or what you changed."),
            required=False,
        ),
        "kept_at": reply.kept_at,
    }


def saved(request: ApplicantRequest, dossier: DossierView, reply: ReplyView, kept: Kept) -> dict[str, Any]:
    """The answer to a page that saved itself: when, the box that something was sent for, what changed."""
    box = request.POST.get(posts.BOX, "")
    slots: list[form_page.Slot] = []
    if reply.asks_fields:
        shown = form_page.rows_as_posted(reply.form, kept.raw)
        laid = groups(request, reply, kept.refused, shown=shown)
        slots = form_page.changed_slots(laid, request.POST.getlist("_asked"), also=box)
    papers = [one for one in boxes(request, dossier, reply, kept.refused) if one[0].name == box]
    return {"kept_at": reply.kept_at, "slots": slots, "papers": papers}


def asked(dossier: DossierView, kind: str) -> dict[str, list[str]]:
    """What was asked of this kind (paper, field, other): sentences by slug."""
    found: dict[str, list[str]] = {}
    waiting = dossier.waiting_supplement
    for defect in waiting.defects if waiting else ():
        if defect["kind"] == kind:
            found.setdefault(defect["slug"], []).append(defect["sentence"])
    return found


def boxes(
    request: ApplicantRequest, dossier: DossierView, reply: ReplyView, defects: Sequence[parts.Defect]
) -> list[tuple[parts.FileField, list[str]]]:
    """The boxes of the papers with the officer's words; of a paper for each row these stand once."""
    said = asked(dossier, "paper")
    waiting = paper_boxes.under_way(request, reply.code)
    is_asked = not (dossier.waiting_supplement and dossier.waiting_supplement.is_before_refusal)
    return [
        (
            replace(paper_boxes.paper_field(one, reply.limits, defects, waiting), required=is_asked),
            said.pop(one.rule.slug, []),
        )
        for one in reply.papers
    ]


def groups(
    request: ApplicantRequest,
    reply: ReplyView,
    defects: Sequence[parts.Defect],
    *,
    shown: dict[str, Any] | None = None,
) -> tuple[form_page.Group, ...]:
    """The form with what was typed; a table grows by one row where the address says so."""
    grown = request.GET.get("add", "")
    return form_page.groups(
        form=reply.form,
        raw={**reply.answers, **(shown or {})},
        defects=defects,
        today=local_date(now()),
        blank_rows={grown: 1} if grown else {},
        lookups=reply.lookups,
        max_file_bytes=reply.limits.max_bytes,
        kept=paper_boxes.kept_files(reply.files),
        arriving=paper_boxes.arriving_by_field(paper_boxes.under_way(request, reply.code)),
    )


def _field_name(reply: ReplyView, name: str) -> str:
    found = reply.form.field(name)
    return str(found.label) if found else name
