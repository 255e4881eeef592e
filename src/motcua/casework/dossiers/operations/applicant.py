"""What the applicant does with a filed dossier: withdraw it, answer a supplement."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import BinaryIO, NamedTuple

from django.db import transaction

from motcua.casework.dossiers import answer_lookups, checking, notices, paper_checks, permissions
from motcua.casework.dossiers.enums import Business, ClockKind, Finance, Stage, SubStatus
from motcua.casework.dossiers.errors import MoveRefused, NothingToAnswer, SupplementIncomplete, UnknownPaper
from motcua.casework.dossiers.events import DossierWithdrawn, SupplementAnswered
from motcua.casework.dossiers.models import Dossier, FiledPaper, Filing, Supplement
from motcua.casework.payments import operations as payments
from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.audit import operations as audit
from motcua.foundation.calendar.rules import answer_by
from motcua.foundation.kernel.clock import local_date
from motcua.records.documents import operations as documents
from motcua.records.documents.enums import Purpose
from motcua.records.documents.models import Document
from motcua.reference.catalogue.rules.papers import split_place
from motcua.reference.forms.rules import parse_post

from . import _clock
from ._acts import Act, begin, locked, subject_of, unit_of


class GivenPaper(NamedTuple):
    """A file that answers a supplement, for the paper `slug`."""

    slug: str
    stream: BinaryIO
    name: str


@transaction.atomic
def withdraw(*, by: ApplicantView, code: str, at: datetime) -> Dossier:
    """Withdraw a dossier before it is accepted; what is still owed is cancelled.

    Raises: DossierMissing, MoveRefused.
    """
    dossier = locked(code)
    permissions.check_is_party(dossier, by)
    act = begin(dossier, by=by, at=at)
    if dossier.accepted_at is not None:
        raise MoveRefused(dossier.business, Business.WITHDRAWN)
    act.move(Business.WITHDRAWN, SubStatus.ENDED)
    act.end()
    if dossier.finance == Finance.DUE:
        dimensions = act.facts["dimensions"]
        payments.cancel_due(
            subject=subject_of(dossier), actor=act.actor, at=at, act_id=act.id, dimensions=dimensions
        )
        act.set(finance=Finance.NOTHING_DUE)
    act.save()
    audit.record(DossierWithdrawn(**act.facts))
    notices.withdrawn(act)
    return dossier


@transaction.atomic
def answer_supplement(
    *,
    by: ApplicantView,
    code: str,
    raw: Mapping[str, Sequence[str]],
    papers: Sequence[GivenPaper],
    note: str,
    at: datetime,
) -> Dossier:
    """Answer what was asked: corrected answers and papers become a new round; the code stays.

    After a supplement asked in appraisal the time starts anew.

    Raises: DossierMissing, MoveRefused, NothingToAnswer, SupplementIncomplete, UnknownPaper, FileRefused.
    Law: ND-45-2020/12, ND-61-2018/19.4.
    """
    dossier = locked(code)
    permissions.check_is_party(dossier, by)
    supplement = (
        Supplement.objects.select_for_update(of=("self",)).filter(dossier=dossier, answered_at=None).first()
    )
    if supplement is None:
        raise NothingToAnswer()
    act = begin(dossier, by=by, at=at)
    _go_back(act, supplement)
    filing = _new_round(act, supplement, by=by, raw=raw, papers=papers, note=note)
    supplement.answered_at = at
    supplement.save(update_fields=["answered_at"])
    act.save()
    audit.record(
        SupplementAnswered(**act.facts, stage=supplement.stage, round=filing.round, papers=len(papers))
    )
    notices.supplement_answered(act)
    return dossier


def _go_back(act: Act, supplement: Supplement) -> None:
    if supplement.stage == Stage.RECEPTION:
        act.move(Business.SUBMITTED, SubStatus.WAITING_RECEPTION)
        until = answer_by(submitted_at=act.at, calendar=_clock.calendar_for(act))
        act.set(answer_by=until)
        act.hand_to_unit(act.dossier.reception_unit, until=until)
        return
    act.move(Business.PROCESSING, SubStatus.APPRAISING)
    _clock.enter(act, ClockKind.RESTART, reason="Đã nhận đủ hồ sơ bổ sung", basis="ND-61-2018/19.4")
    until = act.dossier.due_at or _clock.working_days_later(act, _clock.FOLLOW_UP_WORKING_DAYS)
    act.hand_to_officer(supplement.asked_by, unit_of(act.dossier, UnitKind.DIVISION), until=until)


def _new_round(
    act: Act,
    supplement: Supplement,
    *,
    by: ApplicantView,
    raw: Mapping[str, Sequence[str]],
    papers: Sequence[GivenPaper],
    note: str,
) -> Filing:
    dossier = act.dossier
    last = Filing.objects.filter(dossier=dossier).order_by("-round").first()
    form = checking.form_of(dossier.version)
    kept = dict(last.answers) if last else {}
    answers = kept
    if raw:
        lookups = answer_lookups.of_dossier(dossier, kept)
        checked = checking.check_form(form, parse_post(form, raw), on=local_date(act.at), lookups=lookups)
        if checked.defects:
            raise SupplementIncomplete([defect.sentence for defect in checked.defects])
        answers = checked.answers
    asked = {defect["slug"] for defect in supplement.defects if defect["kind"] == "paper"}
    given = {paper.slug for paper in papers}
    if asked - given and not note.strip():
        raise SupplementIncomplete(sorted(asked - given))
    filing = Filing.objects.create(
        dossier=dossier,
        round=(last.round if last else 0) + 1,
        answers=answers,
        filed_at=act.at,
        filed_by_id=by.person_id,
        note=note.strip(),
    )
    known = {
        paper.slug for paper in paper_checks.papers_of(dossier.version, dossier.case_slug, dossier.channel)
    }
    for paper in papers:
        slug, row = split_place(paper.slug)
        if slug not in known:
            raise UnknownPaper()
        FiledPaper.objects.create(filing=filing, slug=slug, row=row, document=_receive(paper, act, by))
    return filing


def _receive(paper: GivenPaper, act: Act, by: ApplicantView) -> Document:
    return documents.receive(
        stream=paper.stream,
        name=paper.name,
        by=act.actor,
        at=act.at,
        limits=checking.upload_limits(act.dossier.version, act.dossier.agency, paper.slug),
        purpose=Purpose.COMPONENT,
        owner_code=by.person_code,
        act_id=act.id,
    )
