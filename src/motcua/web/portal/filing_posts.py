"""What the forms of the filing send: shape only, nothing is judged here."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Ground
from motcua.casework.dossiers.paper_checks import day_typed
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.kernel.clock import now
from motcua.records.documents.errors import FileRefused
from motcua.web.ui import parts

ELSEWHERE = frozenset({"back", "leave", "again", "helper"})
DIRECTIONS = ELSEWHERE | {"next", "stay", "one"}
FILE = "paper-"
UPLOAD = "_upload"
BOX = "_paper"
REMOVE = "remove-"
ISSUED = "issued-"
EXPIRES = "expires-"
SHARE = "share"
HELD = "held"
TAKE = "_take"
DROP = "_drop"
_IS_CODE = re.compile(r"[A-Z][A-Z0-9-]{1,19}")
MANDATOR = ("identity_number", "full_name")


@dataclass(frozen=True)
class CasePost:
    """The first step: which case, for whom, on what ground."""

    case_slug: str
    ground: str
    ground_note: str
    organisation_code: str
    mandator: dict[str, str]


def case(posted: QueryDict, *, organisations: Sequence[str]) -> CasePost:
    """What does not belong to the chosen ground is dropped; one's only organisation need not be chosen."""
    ground = posted.get("ground", "")
    is_mandate = ground == Ground.MANDATE
    for_organisation = ground in (Ground.LEGAL_REPRESENTATIVE, Ground.MEMBER)
    only = organisations[0] if len(organisations) == 1 else ""
    return CasePost(
        case_slug=posted.get("case_slug", ""),
        ground=ground,
        ground_note=posted.get("ground_note", "").strip() if is_mandate else "",
        organisation_code=(posted.get("organisation_code", "") or only) if for_organisation else "",
        mandator={name: posted.get(f"mandator_{name}", "").strip() for name in MANDATOR}
        if is_mandate
        else {},
    )


def revision(posted: QueryDict) -> int:
    """The revision that the page was made from; a page without one is treated as stale."""
    text = posted.get("_revision", "")
    return int(text) if text.isdigit() and len(text) < 10 else -1


def direction(posted: QueryDict) -> str:
    """Which button was pressed; on to the next step unless it says otherwise."""
    wanted = posted.get("_go", "next")
    if any(
        name.endswith(("-remove", "-add")) or name.startswith(REMOVE) or name in (SHARE, HELD, DROP)
        for name in posted
    ):
        return "again"
    return wanted if wanted in DIRECTIONS else "next"


def files_gone(posted: QueryDict) -> list[str]:
    """Codes of the files of the form that were taken away: by their button, or with their row."""
    rows = tuple(
        f"{name.removesuffix('-remove')}-{posted[name]}-" for name in posted if name.endswith("-remove")
    )
    cells = [name for name in posted if rows and name.startswith(rows)]
    values = [posted.get(DROP, "")]
    for name in cells:
        values += cast("list[str]", posted.getlist(name))
    return [value for value in values if _IS_CODE.fullmatch(value)]


def removed(posted: QueryDict) -> list[str]:
    """Codes of the files whose button "Remove" was pressed."""
    return [name.removeprefix(REMOVE) for name in posted if name.startswith(REMOVE)]


def save_paper_days(posted: QueryDict, *, by: ApplicantView, beside: str) -> list[parts.Defect]:
    """Keep the days stated beside the files; what is no day comes back as a defect there."""
    wrong, days = [], {}
    for place in {name.partition("-")[2] for name in posted if name.startswith((ISSUED, EXPIRES))}:
        read = []
        for prefix in (ISSUED, EXPIRES):
            text = posted.get(prefix + place, "").strip()
            read.append(day_typed(text))
            if text and read[-1] is None:
                wrong.append(
                    parts.Defect(prefix + place, _("This is not a day."), _("Write it as 16/11/2026."))
                )
        days[place] = (read[0], read[1])
    if days:
        dossiers.save_paper_days(by=by, beside=beside, days=days, at=now())
    return wrong


def share_paper(posted: QueryDict, *, by: ApplicantView, draft_code: str) -> None:
    """Lay the files of another filing here, if that button was pressed."""
    slug, _space, source_code = posted.get(SHARE, "").partition(" ")
    if source_code:
        dossiers.share_paper(by=by, draft_code=draft_code, slug=slug, source_code=source_code, at=now())


def take_held(posted: QueryDict, *, by: ApplicantView, beside: str) -> None:
    """Lay a paper of the repository here, if that button was pressed."""
    place, _space, holding_code = posted.get(HELD, "").partition(" ")
    if holding_code:
        dossiers.take_held(by=by, beside=beside, place=place, holding_code=holding_code, at=now())


def lay_papers(
    files: Mapping[str, Sequence[UploadedFile[bytes]]], *, by: ApplicantView, beside: str
) -> list[parts.Defect]:
    """Lay every file beside its paper; what is refused comes back as a defect there, the rest is kept."""
    refused = []
    for name, given in files.items():
        for file in given:
            try:
                dossiers.add_paper(
                    by=by,
                    beside=beside,
                    slug=name.removeprefix(FILE),
                    stream=cast("BinaryIO", file),
                    name=file.name or "",
                    at=now(),
                )
            except FileRefused as refusal:
                refused.append(parts.Defect(name, refusal.sentence))
    return refused


def lay_uploads(
    posted: QueryDict, answers: dict[str, list[str]], *, by: ApplicantView, beside: str
) -> list[parts.Defect]:
    """Lay what arrived in pieces where it was sent for; a file of the form is named in the answers."""
    refused = []
    for upload_code in posted.getlist(UPLOAD):
        try:
            laid = dossiers.lay_upload(by=by, beside=beside, upload_code=upload_code, at=now())
        except FileRefused as refusal:
            refused.append(parts.Defect(posted.get(BOX, ""), refusal.sentence))
        else:
            named = answers.setdefault(laid.field, []) if laid.field else [laid.document_code]
            if laid.document_code not in named:
                named.append(laid.document_code)
    return refused


def files_of(request_files: object) -> dict[str, list[UploadedFile[bytes]]]:
    """The files by the name of their control."""
    listed = cast("QueryDict", request_files)
    return {
        name: cast("list[UploadedFile[bytes]]", listed.getlist(name))
        for name in listed
        if name.startswith(FILE)
    }
