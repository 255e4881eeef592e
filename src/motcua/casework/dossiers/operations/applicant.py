"""What the applicant does with a filed dossier: withdraw it, answer a supplement."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import checking, notices, permissions, replies
from motcua.casework.dossiers.enums import Business, ClockKind, Finance, Stage, SubStatus
from motcua.casework.dossiers.errors import MoveRefused, SupplementIncomplete
from motcua.casework.dossiers.events import DossierWithdrawn, SupplementAnswered
from motcua.casework.dossiers.models import Dossier, FiledPaper, Filing, Supplement, SupplementPaper
from motcua.casework.dossiers.replies import Reply
from motcua.casework.payments import operations as payments
from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.audit import operations as audit
from motcua.foundation.calendar.rules import answer_by
from motcua.foundation.kernel.clock import local_date
from motcua.reference.forms.rules import parse_post

from . import _clock
from ._acts import Act, begin, locked, subject_of, unit_of
from ._trays import locked_supplement


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
    _forget_reply(dossier)
    audit.record(DossierWithdrawn(**act.facts))
    notices.withdrawn(act)
    return dossier


def _forget_reply(dossier: Dossier) -> None:
    """What was being prepared as an answer is not needed any more."""
    SupplementPaper.objects.filter(supplement__dossier=dossier).delete()
    Supplement.objects.filter(dossier=dossier, answered_at=None).update(
        typed=None, typed_note="", typed_at=None
    )


@transaction.atomic
def keep_reply(
    *, by: ApplicantView, code: str, raw: Mapping[str, Sequence[str]], note: str, at: datetime
) -> None:
    """Keep what was typed as the answer to a supplement, right or wrong; nothing is sent by it.

    `raw` is what was posted; where no field was asked for it is passed over. Saving is not an act.

    Raises: DossierMissing, NothingToAnswer, PostTooLarge.
    """
    dossier = locked(code)
    permissions.check_is_party(dossier, by)
    supplement = locked_supplement(dossier)
    if replies.slugs_asked(supplement, "field"):
        supplement.typed = parse_post(checking.form_of(dossier.version), raw)
    supplement.typed_note = note.strip()
    supplement.typed_at = at
    supplement.save(update_fields=["typed", "typed_note", "typed_at"])


@transaction.atomic
def answer_supplement(
    *, by: ApplicantView, code: str, raw: Mapping[str, Sequence[str]], note: str, at: datetime
) -> Dossier:
    """Answer what was asked: corrected answers and the files laid for it become a new round; the code stays.

    After a supplement asked in appraisal the time starts anew.

    Raises: DossierMissing, MoveRefused, NothingToAnswer, SupplementIncomplete, PostTooLarge.
    Law: ND-45-2020/12, ND-61-2018/19.4.
    """
    dossier = locked(code)
    permissions.check_is_party(dossier, by)
    supplement = locked_supplement(dossier)
    on = local_date(at)
    typed = parse_post(checking.form_of(dossier.version), raw) if raw else None
    reply = replies.reply_of(dossier, supplement, on=on, typed=typed)
    defects = replies.defects_of(reply, note=note, on=on)
    if defects:
        raise SupplementIncomplete([defect.sentence for defect in defects])
    act = begin(dossier, by=by, at=at)
    _go_back(act, supplement)
    filing = _new_round(act, reply, by=by, note=note)
    _close(supplement, at)
    act.save()
    audit.record(
        SupplementAnswered(**act.facts, stage=supplement.stage, round=filing.round, papers=len(reply.taken))
    )
    notices.supplement_answered(act)
    return dossier


def _close(supplement: Supplement, at: datetime) -> None:
    """What was being prepared is filed now."""
    supplement.papers.all().delete()
    supplement.typed, supplement.typed_note, supplement.typed_at = None, "", None
    supplement.answered_at = at
    supplement.save(update_fields=["typed", "typed_note", "typed_at", "answered_at"])


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


def _new_round(act: Act, reply: Reply, *, by: ApplicantView, note: str) -> Filing:
    """The round with all answers and with the files that are new in it."""
    last = Filing.objects.filter(dossier=act.dossier).order_by("-round").first()
    kept = dict(last.answers) if last else {}
    filing = Filing.objects.create(
        dossier=act.dossier,
        round=(last.round if last else 0) + 1,
        answers=reply.checked.answers if reply.asks_fields else kept,
        filed_at=act.at,
        filed_by_id=by.person_id,
        note=note.strip(),
    )
    FiledPaper.objects.bulk_create(
        FiledPaper(
            filing=filing,
            slug=paper.slug,
            row=paper.row,
            issued_on=paper.issued_on,
            expires_on=paper.expires_on,
            document_id=paper.document_id,
        )
        for paper in reply.taken
    )
    return filing
