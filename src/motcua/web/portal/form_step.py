"""The step of the form: its pages, and the files that belong to answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.answer_lookups import takes_files
from motcua.casework.dossiers.queries.drafts import DraftView
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.kernel.clock import now
from motcua.records.documents.errors import FileRefused
from motcua.reference.forms.rules import Form
from motcua.web.guards import ApplicantRequest
from motcua.web.portal import paper_boxes
from motcua.web.portal.filing_posts import FILE
from motcua.web.ui import form_page, parts

PAGE = "_page"


@dataclass(frozen=True)
class FormPage:
    """One page of a form in pages: which of how many, and its neighbours; all empty for a form without."""

    slug: str = ""
    title: str = ""
    place: int = 1
    places: int = 1
    before: str = ""
    after: str = ""


def page_of(form: Form, wanted: str) -> FormPage:
    """The page of that slug, else the first one."""
    slugs = [page.slug for page in form.pages]
    if not slugs:
        return FormPage()
    at = slugs.index(wanted) if wanted in slugs else 0
    return FormPage(
        slug=slugs[at],
        title=str(form.pages[at].title),
        place=at + 1,
        places=len(slugs),
        before=slugs[at - 1] if at else "",
        after=slugs[at + 1] if at + 1 < len(slugs) else "",
    )


def laid(
    request: ApplicantRequest,
    draft: DraftView,
    wrong: Sequence[parts.Defect],
    blank_rows: Mapping[str, int],
    today: date,
) -> tuple[form_page.Group, ...]:
    """The page of the form that is shown or was sent, with everything typed and kept so far."""
    return form_page.groups(
        form=draft.form,
        raw=draft.answers,
        defects=wrong,
        today=today,
        blank_rows=blank_rows,
        lookups=draft.lookups,
        page=page_of(draft.form, request.POST.get(PAGE, "") or request.GET.get("page", "")).slug,
        max_file_bytes=draft.limits.max_bytes,
        kept=paper_boxes.kept_files(draft.files),
        arriving=paper_boxes.arriving_by_field(paper_boxes.under_way(request, draft.code))
        if takes_files(draft.form)
        else {},
    )


def lay_files(
    posted: dict[str, list[str]], files: object, *, by: ApplicantView, beside: str
) -> list[parts.Defect]:
    """Lay each file of a field and name it in the answers; what is refused comes back as a defect."""
    refused = []
    listed = cast("QueryDict", files)
    for name in (one for one in listed if not one.startswith(FILE)):
        for file in cast("Sequence[UploadedFile[bytes]]", listed.getlist(name)):
            try:
                code = dossiers.add_answer_file(
                    by=by,
                    beside=beside,
                    field=name,
                    stream=cast("BinaryIO", file),
                    name=file.name or "",
                    at=now(),
                )
            except FileRefused as refusal:
                refused.append(parts.Defect(name, refusal.sentence))
            else:
                posted.setdefault(name, []).append(code)
    return refused


def without(posted: dict[str, list[str]], code: str) -> dict[str, list[str]]:
    """The answers without the file that was taken away."""
    if not code:
        return posted
    return {name: [value for value in values if value != code] for name, values in posted.items()}
