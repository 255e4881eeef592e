"""A supplement that is brought to the counter or comes by post, instead of being answered online."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import notices, permissions, replies
from motcua.casework.dossiers.errors import SupplementIncomplete
from motcua.casework.dossiers.events import SupplementAnswered
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.paper_checks import Brought
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.clock import local_date

from ._acts import begin, locked
from ._answers import close, go_back, new_round
from ._filing import keep_brought
from ._trays import locked_supplement
from .forwarding import owe_supplement


@transaction.atomic
def take_supplement(*, by: OfficerView, code: str, brought: Brought, note: str, at: datetime) -> Dossier:
    """Take in on paper what was asked for, as a new round; the answers stay as they were typed.

    Raises: DossierMissing, NotYourDossier, NothingToAnswer, SupplementIncomplete, MoveRefused.
    Law: ND-61-2018/17, ND-61-2018/19.4.
    """
    dossier = locked(code)
    permissions.check_can_act(dossier, by, Permission.DOSSIER_RECEIVE)
    supplement = locked_supplement(dossier)
    on = local_date(at)
    reply = replies.reply_of(dossier, supplement, on=on)
    defects = replies.defects_of(reply, note=note, on=on, brought=brought)
    if defects:
        raise SupplementIncomplete([defect.sentence for defect in defects])
    act = begin(dossier, by=by, at=at)
    go_back(act, supplement)
    filing = new_round(act, reply, filer_id=dossier.filer_id, note=note, at=at)
    keep_brought(filing, brought)
    close(supplement, at=at)
    act.save()
    given = len(reply.taken) + sum(one.is_brought for one in brought.papers.values())
    audit.record(SupplementAnswered(**act.facts, stage=supplement.stage, round=filing.round, papers=given))
    desks = permissions.desk_ids(by, Permission.DOSSIER_RECEIVE)
    owe_supplement(act, desks=desks, round=filing.round)
    notices.supplement_answered(act)
    return dossier
