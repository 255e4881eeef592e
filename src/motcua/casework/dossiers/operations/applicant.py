"""What the applicant does with a filed dossier: withdraw it, answer a supplement."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import checking, notices, permissions, replies
from motcua.casework.dossiers.enums import Business, Finance, SubStatus
from motcua.casework.dossiers.errors import MoveRefused, SupplementIncomplete
from motcua.casework.dossiers.events import DossierWithdrawn, SupplementAnswered
from motcua.casework.dossiers.models import Dossier
from motcua.casework.payments import operations as payments
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.clock import local_date
from motcua.reference.forms.rules import parse_post

from ._acts import begin, locked, subject_of
from ._answers import close, go_back, new_round
from ._trays import forget_reply, locked_supplement


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
    forget_reply(dossier)
    audit.record(DossierWithdrawn(**act.facts))
    notices.withdrawn(act)
    return dossier


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
    go_back(act, supplement)
    filing = new_round(act, reply, filer_id=by.person_id, note=note, at=at)
    close(supplement, at=at)
    act.save()
    audit.record(
        SupplementAnswered(**act.facts, stage=supplement.stage, round=filing.round, papers=len(reply.taken))
    )
    notices.supplement_answered(act)
    return dossier
