"""The boxes of a draft's papers: what is asked, what lies there and what was seen in it, what arrives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.casework.dossiers.operations import FIELD
from motcua.casework.dossiers.queries.drafts import DraftView, PaperAsked
from motcua.casework.dossiers.queries.files import FileRow
from motcua.foundation.kernel.clock import now
from motcua.records.documents import queries as uploads
from motcua.records.documents.rules import Limits
from motcua.records.repository.queries.taking import Held
from motcua.web.guards import ApplicantRequest
from motcua.web.portal import filing_posts as posts
from motcua.web.portal import often_wrong, paper_words
from motcua.web.ui import parts

if TYPE_CHECKING:
    from motcua.records.documents.models import Upload


def errors_at(defects: Sequence[parts.Defect], name: str) -> list[str]:
    """What is wrong at one control, each with what to do."""
    return [f"{one.sentence} {one.remedy}".strip() for one in defects if one.field == name]


def paper_field(
    asked: PaperAsked, limits: Limits, wrong: Sequence[parts.Defect], waiting: Sequence[Upload] = ()
) -> parts.FileField:
    """The box of one paper with the files laid beside it."""
    name = posts.FILE + asked.slug
    return parts.FileField(
        name=name,
        label=asked.name,
        extensions=asked.rule.types or sorted(one.value for one in limits.types),
        max_bytes=limits.max_bytes,
        help=_paper_help(asked),
        errors=errors_at(wrong, name),
        required=asked.rule.is_required,
        many=True,
        kept=[
            parts.KeptFile(
                name=file.name,
                size_bytes=file.size_bytes,
                address=reverse("portal:document", args=[file.code]),
                remove=posts.REMOVE + file.code,
                notes=[f"{one.sentence} {one.remedy}" for one in file.findings],
                picture=small_picture(file),
                state=_("from the repository, code %(code)s") % {"code": file.held_as}
                if file.held_as
                else "",
                tone="good",
            )
            for file in asked.files
        ],
        arriving=[arriving_file(one) for one in waiting if one.place == asked.slug],
        beside=[] if asked.taken else [*_paper_days(asked, wrong)],
        spared=_spared(asked),
        held=[parts.Choice(f"{asked.slug} {one.code}", _held_words(one)) for one in asked.held],
        elsewhere=[
            parts.Choice(f"{asked.slug} {code}", name)
            for code, name in {one.source_code: one.procedure_name for one in asked.shared}.items()
        ],
    )


def small_picture(file: FileRow) -> str:
    """Where the first page of a file is to be seen; empty for one that cannot be drawn or still waits."""
    return reverse("portal:document_small", args=[file.code]) if file.is_drawn else ""


def _spared(asked: PaperAsked) -> str:
    """What stands below a paper that was taken from the repository."""
    if not asked.taken:
        return ""
    until = asked.taken[0].valid_until
    said = _("You need not hand in this paper: the repository holds it for you.")
    if until is not None:
        day = {"day": f"{until:%d/%m/%Y}"}
        said = _("You need not hand in this paper: the repository holds it, valid until %(day)s.") % day
    return said + " " + _("A file that you choose here takes its place.")


def _held_words(held: Held) -> str:
    """A paper of the repository on a button: its name and until when it counts."""
    if held.valid_until is None:
        return held.name
    return _("%(name)s, valid until %(day)s") % {"name": held.name, "day": f"{held.valid_until:%d/%m/%Y}"}


def in_a_line(file: FileRow) -> str:
    """A file and in few words what was seen in it, for the review."""
    if file.held_as:
        words = {"name": file.name, "code": file.held_as}
        return _("%(name)s (from the repository, code %(code)s)") % words
    seen = "; ".join(one.label for one in file.findings)
    return f"{file.name} ({seen})" if seen else file.name


def kept_files(files: Mapping[str, FileRow]) -> dict[str, parts.KeptFile]:
    """The files of the form, by code, with what was seen in them."""
    return {
        code: parts.KeptFile(
            name=file.name,
            size_bytes=file.size_bytes,
            address=reverse("portal:document", args=[code]),
            remove=posts.DROP,
            notes=[f"{one.sentence} {one.remedy}" for one in file.findings],
            code=code,
            picture=small_picture(file),
        )
        for code, file in files.items()
    }


def under_way(request: ApplicantRequest, beside: str) -> list[Upload]:
    """What the reader began to send for that draft or dossier and did not finish. One query."""
    return uploads.uploads_under_way(by=request.applicant.actor, subject_code=beside, at=now())


def arriving_by_field(waiting: Sequence[Upload]) -> dict[str, list[parts.ArrivingFile]]:
    """Those for fields of the form, by the name of the control."""
    found: dict[str, list[parts.ArrivingFile]] = {}
    for one in waiting:
        if one.place.startswith(FIELD):
            found.setdefault(one.place.removeprefix(FIELD), []).append(arriving_file(one))
    return found


def arriving_file(upload: Upload) -> parts.ArrivingFile:
    return parts.ArrivingFile(
        name=upload.file_name,
        percent=100 * upload.received_bytes // upload.size_bytes,
        address=reverse("portal:upload", args=[upload.code]),
        mark=upload.mark,
    )


def _paper_days(asked: PaperAsked, wrong: Sequence[parts.Defect]) -> list[parts.Field]:
    """The days that the rules of this paper need and no question of the form asks."""
    days = [
        (posts.ISSUED, _("Day of issue on the paper"), asked.issued_on, asked.demand.asks_issue_day),
        (
            posts.EXPIRES,
            _("Last day on which the paper is valid"),
            asked.expires_on,
            asked.demand.asks_last_day,
        ),
    ]
    return [
        parts.Field(
            name=prefix + asked.slug,
            label=label,
            kind="date",
            value=f"{given:%d/%m/%Y}" if given else "",
            example="16/11/2026",
            width="short",
            required=asked.rule.is_required,
            errors=errors_at(wrong, prefix + asked.slug),
        )
        for prefix, label, given, is_asked in days
        if is_asked
    ]


def _paper_help(asked: PaperAsked) -> str:
    """What the reader must know of this paper before choosing a file."""
    rule = asked.rule
    said = [str(rule.note)]
    if rule.form_number:
        said.append(_("By the form: %(form)s.") % {"form": rule.form_number})
    said += paper_words.counts(rule)
    if rule.valid_days:
        said.append(_("It must still be valid for at least %(days)d days.") % {"days": rule.valid_days})
    if rule.max_age_months:
        said.append(_("It must not be older than %(months)d months.") % {"months": rule.max_age_months})
    said += paper_words.original(rule)
    if rule.is_shared:
        said.append(_("One is enough for the dossiers that you file together."))
    return " ".join(filter(None, said))


def context(request: ApplicantRequest, draft: DraftView, wrong: Sequence[parts.Defect]) -> dict[str, Any]:
    """Every box, and the one that alone was sent anew."""
    waiting = under_way(request, draft.code)
    boxes = {asked.slug: paper_field(asked, draft.limits, wrong, waiting) for asked in draft.papers}
    papers = often_wrong.at_papers(boxes, publication_code=draft.publication_code)
    alone = next(
        (one for one in papers if one.name in request.FILES or one.name == request.POST.get(posts.BOX)), None
    )
    return {"papers": papers, "paper": alone, "on_paper": draft.on_paper}
