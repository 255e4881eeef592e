"""What an applicant is preparing as the answer to a supplement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.casework.dossiers import checking, held_papers, replies
from motcua.casework.dossiers.errors import NothingToAnswer
from motcua.casework.dossiers.models import Supplement
from motcua.casework.dossiers.paper_checks import DraftDefect
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.kernel.clock import local_date
from motcua.records.documents.rules import Limits
from motcua.records.repository.queries.taking import Held
from motcua.reference.catalogue.rules.papers import Demand
from motcua.reference.forms.ports import Lookups
from motcua.reference.forms.rules import Form

from .applicant import own_dossier
from .drafts import PaperAsked
from .files import FileRow, answer_files, laid_row


@dataclass(frozen=True)
class ReplyView:
    """The answer as it was kept so far, at the papers and fields that were asked for.

    `files` are those laid for fields of the form, by code; `defects` all that keeps it from being sent.
    """

    code: str
    asks_fields: bool
    form: Form
    answers: Mapping[str, Any]
    lookups: Lookups
    files: Mapping[str, FileRow]
    papers: tuple[PaperAsked, ...]
    limits: Limits
    note: str
    kept_at: datetime | None
    defects: tuple[DraftDefect, ...]


def reply_view(*, viewer: ApplicantView, code: str, at: datetime) -> ReplyView:
    """The answer to the supplement that waits. Raises DossierMissing, for a stranger too; NothingToAnswer."""
    dossier = own_dossier(viewer=viewer, code=code)
    supplement = Supplement.objects.filter(dossier=dossier, answered_at=None).first()
    if supplement is None:
        raise NothingToAnswer()
    reply = replies.reply_of(dossier, supplement, on=local_date(at))
    held = _held(reply, supplement, viewer, on=local_date(at))
    return ReplyView(
        code=dossier.code,
        asks_fields=reply.asks_fields,
        form=reply.form,
        answers=reply.raw,
        lookups=reply.lookups,
        files=answer_files(reply.laid),
        papers=tuple(_asked(reply, demand, held.get(demand.place, ())) for demand in reply.demands),
        limits=checking.upload_limits(dossier.version, dossier.agency, ""),
        note=reply.note,
        kept_at=supplement.typed_at,
        defects=tuple(replies.defects_of(reply, note=reply.note, on=local_date(at))),
    )


def _held(
    reply: replies.Reply, supplement: Supplement, viewer: ApplicantView, *, on: date
) -> dict[str, list[Held]]:
    """By place what may be taken instead of a file, for its owner only. At most two queries, none where the
    repository is of no use.
    """
    owner = reply.owner_code
    if owner not in (viewer.person_code, *viewer.organisation_codes):
        return {}
    found = held_papers.open_offers(reply.demands, reply.laid, owner_code=owner, on=on)
    again = replies.asked_again(supplement) if found else frozenset()
    return {place: [one for one in papers if one.code not in again] for place, papers in found.items()}


def _asked(reply: replies.Reply, demand: Demand, held: Sequence[Held]) -> PaperAsked:
    here = reply.files_at(demand)
    return PaperAsked(
        demand,
        tuple(laid_row(one, reply.held) for one in here),
        issued_on=next((one.issued_on for one in here if one.issued_on), None),
        expires_on=next((one.expires_on for one in here if one.expires_on), None),
        held=tuple(held),
        taken=tuple(reply.held[one.holding_code] for one in here if one.holding_code in reply.held),
    )
