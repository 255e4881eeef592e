"""Before a refusal, where the sector law wants it: a notice, time to reply, and back to the specialist."""

from datetime import date, datetime

from django.db import transaction

from motcua.casework.dossiers import checking, paperwork, permissions, sector_times
from motcua.casework.dossiers.enums import Business, ClockKind, ProposalState, Stage, SubStatus
from motcua.casework.dossiers.events.corrections import RefusalIntended, ReplyTimeEnded
from motcua.casework.dossiers.models import Dossier, Proposal, Supplement
from motcua.casework.dossiers.notices import endings as ending_notices
from motcua.casework.dossiers.rules import refusing
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from motcua.reference.catalogue.rules.content import RefusalNotice

from . import _clock
from ._acts import Act, begin, fix_letter, locked, officer_row
from ._answers import close, go_back
from ._signing import answer_proposal, signed_for, waiting_proposal
from ._trays import forget_reply


@transaction.atomic
def tell_intended_refusal(
    *, by: OfficerView, code: str, answer_on: date | None = None, at: datetime
) -> Supplement:
    """Sign the notice of an intended refusal; the applicant may reply until a day, then it goes back.

    `answer_on` only where the procedure gives no time to reply.

    Raises: DossierMissing, NotYourDossier, MoveRefused, NoNoticeHere, NewDayRefused.
    Law: TT-01-2008-BKHCN/assessment.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_DECIDE)
    act = begin(dossier, by=by, at=at)
    proposal = waiting_proposal(dossier)
    notice = refusing.check_notice(
        proposal.outcome,
        notice=sector_times.refusal_notice(dossier),
        answer_on=answer_on,
        at=at,
        calendar=_clock.calendar_for(act),
    )
    until = _until(act, notice, answer_on)
    act.move(Business.AWAITING_SUPPLEMENT, SubStatus.WAITING_SUPPLEMENT)
    act.hand_to_applicant(until=until)
    if notice.stops_clock:
        _clock.enter(
            act, ClockKind.PAUSE, reason="Chờ phản hồi dự định từ chối", basis=checking.time_basis(dossier)
        )
    act.save()
    answer_proposal(proposal, ProposalState.APPROVED, by=by, at=at)
    kept = _keep(act, by, proposal, until)
    audit.record(
        RefusalIntended(
            **act.facts,
            letter=kept.letter.code if kept.letter else "",
            until=until.isoformat(),
            stops_clock=notice.stops_clock,
        )
    )
    ending_notices.refusal_intended(act, reason=proposal.data["reason"], until=until)
    return kept


def _until(act: Act, notice: RefusalNotice, answer_on: date | None) -> datetime:
    if notice.reply is not None:
        return _clock.limit_later(act, notice.reply)
    return _clock.calendar_for(act).closing(answer_on) if answer_on else _clock.follow_up(act)


def _keep(act: Act, by: OfficerView, proposal: Proposal, until: datetime) -> Supplement:
    """It waits as a supplement waits, and goes back to who proposed it. See ADR 0090."""
    return Supplement.objects.create(
        dossier=act.dossier,
        stage=Stage.REFUSAL,
        defects=[{"kind": "other", "slug": "", "sentence": proposal.data["reason"]}],
        asked_at=act.at,
        asked_by=proposal.proposed_by,
        approved_by_id=by.id,
        basis=proposal.data["basis"][:120],
        answer_due_at=until,
        limit_basis=checking.time_basis(act.dossier),
        letter=_letter(act, by, proposal, until),
    )


def _letter(act: Act, by: OfficerView, proposal: Proposal, until: datetime) -> Letter:
    leader = officer_row(by)
    data = paperwork.intended_refusal(
        act.dossier,
        proposal=proposal,
        until=until,
        leader_name=leader.full_name,
        leader_title=signed_for(act, leader).lines,
        at=act.at,
    )
    return fix_letter(act, kind=LetterKind.INTENDED_REFUSAL, data=data)


def end_reply_times(*, at: datetime) -> int:
    """Give back what nobody replied to in its time; how many. Each in a transaction of its own.

    Safe to repeat.

    Raises: nothing.
    Law: BLDS-2015/148.
    """
    over = Supplement.objects.filter(stage=Stage.REFUSAL, answered_at=None, answer_due_at__lt=at)
    return sum(_end(code, at) for code in list(over.values_list("dossier__code", flat=True)))


@transaction.atomic
def _end(code: str, at: datetime) -> bool:
    dossier: Dossier = locked(code)
    waiting = Supplement.objects.select_for_update(of=("self",)).select_related("asked_by")
    asked = waiting.filter(dossier=dossier, stage=Stage.REFUSAL, answered_at=None).first()
    if asked is None or dossier.sub_status != SubStatus.WAITING_SUPPLEMENT:
        return False
    if not _is_over(dossier, asked.answer_due_at, at):
        return False
    act = Act(dossier, actor=SYSTEM, at=at)
    go_back(act, asked)
    forget_reply(dossier)
    close(asked, at=at, was_answered=False)
    act.save()
    audit.record(ReplyTimeEnded(**act.facts, until=asked.answer_due_at.isoformat()))
    ending_notices.reply_time_ended(act)
    return True


def _is_over(dossier: Dossier, until: datetime, at: datetime) -> bool:
    notice = sector_times.refusal_notice(dossier)
    return refusing.is_reply_time_over(answer_due_at=until, notice=notice, at=at)
