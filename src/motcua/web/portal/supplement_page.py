"""Answering a supplement: each thing asked at its paper or field, checked before anything is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.operations import GivenPaper
from motcua.casework.dossiers.queries.applicant import DossierView, SupplementView
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.kernel.clock import local_date, now
from motcua.records.documents.errors import FileRefused
from motcua.reference.forms.rules import as_typed, check_answers, parse_post
from motcua.web.guards import ApplicantRequest
from motcua.web.portal import filing_posts as posts
from motcua.web.ui import form_page, parts

NOTE = "_note"


@dataclass(frozen=True)
class Given:
    """What the page sent."""

    raw: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, list[UploadedFile[bytes]]] = field(default_factory=dict)
    note: str = ""


def given(request: ApplicantRequest) -> Given:
    return Given(
        posts.answers(request.POST), posts.files_of(request.FILES), request.POST.get(NOTE, "").strip()
    )


def asked(dossier: DossierView, kind: str) -> dict[str, list[str]]:
    """What was asked of this kind (paper, field, other): sentences by slug."""
    found: dict[str, list[str]] = {}
    waiting: SupplementView | None = dossier.waiting_supplement
    for defect in waiting.defects if waiting else ():
        if defect["kind"] == kind:
            found.setdefault(defect["slug"], []).append(defect["sentence"])
    return found


def defects(dossier: DossierView, sent: Given) -> list[parts.Defect]:
    """What still lacks before it can be sent: answers that are wrong, papers neither given nor explained."""
    wrong: list[parts.Defect] = []
    if asked(dossier, "field"):
        raw = parse_post(dossier.form, _only_answers(dossier, sent))
        wrong += form_page.as_parts(
            check_answers(
                form=dossier.form, raw=raw, today=local_date(now()), lookups=dossier.lookups
            ).defects
        )
    if not sent.note:
        wrong += [
            parts.Defect(
                posts.FILE + slug,
                _("“%(paper)s” is still missing.") % {"paper": _paper_name(dossier, slug)},
                _("Choose the file, or write below why it cannot be given."),
            )
            for slug in asked(dossier, "paper")
            if not sent.files.get(posts.FILE + slug)
        ]
    return wrong


def send(dossier: DossierView, sent: Given, *, by: ApplicantView, at: datetime) -> list[parts.Defect]:
    """Send everything in one act; when a file is not taken, nothing is sent and its paper has a defect."""
    papers = [
        GivenPaper(slug=name.removeprefix(posts.FILE), stream=cast("BinaryIO", file), name=file.name or "")
        for name, files in sent.files.items()
        for file in files
    ]
    raw = _only_answers(dossier, sent) if asked(dossier, "field") else {}
    try:
        dossiers.answer_supplement(by=by, code=dossier.code, raw=raw, papers=papers, note=sent.note, at=at)
    except FileRefused as refusal:
        return [parts.Defect(_place_of(refusal, sent), refusal.sentence)]
    return []


def context(
    dossier: DossierView, *, given: Given | None = None, defects: Sequence[parts.Defect] = ()
) -> dict[str, Any]:
    """The page: papers and fields that were asked, each with the officer's words."""
    fields = asked(dossier, "field")
    return {
        "dossier": dossier,
        "supplement": dossier.waiting_supplement,
        "defects": form_page.summary(defects),
        "papers": [
            (_paper_field(dossier, slug, defects), sentences)
            for slug, sentences in asked(dossier, "paper").items()
        ],
        "fields": [(_field_name(dossier, slug), slug, sentences) for slug, sentences in fields.items()],
        "others": [one for sentences in asked(dossier, "other").values() for one in sentences],
        **(_form(dossier, given) if fields else {"groups": (), "logic": {}}),
        "note": parts.Field(
            name=NOTE,
            label=_("A word to the agency"),
            kind="textarea",
            value=given.note if given else "",
            help=_("For example why a paper cannot be given, or what you changed."),
            required=False,
        ),
        "must_choose_again": bool(defects and given and given.files),
    }


def _form(dossier: DossierView, sent: Given | None) -> dict[str, Any]:
    form, today, lookups = dossier.form, local_date(now()), dossier.lookups
    defects: list[parts.Defect] = []
    if sent is None:
        raw = as_typed(form, dossier.latest_answers)
    else:
        raw = parse_post(form, _only_answers(dossier, sent))
        checked = check_answers(form=form, raw=raw, today=today, lookups=lookups)
        defects = form_page.as_parts(checked.defects)
    return {
        "groups": form_page.groups(form=form, raw=raw, defects=defects, today=today, lookups=lookups),
        "logic": form_page.logic(form=form, raw=raw, today=today, lookups=lookups),
    }


def _only_answers(dossier: DossierView, sent: Given) -> dict[str, list[str]]:
    """Without what belongs to the page: a browser sends an empty text for a file that was not chosen."""
    controls = {posts.FILE + slug for slug in asked(dossier, "paper")}
    return {
        name: values for name, values in sent.raw.items() if not name.startswith("_") and name not in controls
    }


def _paper_field(dossier: DossierView, slug: str, defects: Sequence[parts.Defect]) -> parts.FileField:
    name = posts.FILE + slug
    return parts.FileField(
        name=name,
        label=_paper_name(dossier, slug),
        extensions=sorted(one.value for one in dossier.limits.types),
        max_bytes=dossier.limits.max_bytes,
        errors=[f"{one.sentence} {one.remedy}".strip() for one in defects if one.field == name],
        many=True,
    )


def _paper_name(dossier: DossierView, slug: str) -> str:
    return next((str(paper.name) for paper in dossier.papers if paper.slug == slug), slug)


def _field_name(dossier: DossierView, name: str) -> str:
    found = dossier.form.field(name)
    return str(found.label) if found else name


def _place_of(refusal: FileRefused, sent: Given) -> str:
    """The control whose file the refusal speaks of."""
    return next(
        (
            name
            for name, files in sent.files.items()
            if any(file.name and file.name in refusal.sentence for file in files)
        ),
        "",
    )
