"""How a dossier ends before its result, whichever act ends it."""

from django.db import transaction

from motcua.casework.dossiers.enums import Business, ClockKind, Finance, ProposalState, SubStatus
from motcua.casework.dossiers.models import ClockEntry, Proposal
from motcua.casework.payments import operations as payments

from . import _clock
from ._acts import Act, subject_of
from ._trays import forget_reply


@transaction.atomic(savepoint=False)
def end_stopped(act: Act, *, officer_id: int) -> None:
    """Nobody holds it any more, its time stops, what is owed or prepared falls away."""
    dossier = act.dossier
    act.move(Business.STOPPED, SubStatus.ENDED)
    act.end()
    if ClockEntry.objects.filter(dossier=dossier).exists():
        _clock.enter(act, ClockKind.STOP, reason="Dừng giải quyết")
    if dossier.finance == Finance.DUE:
        payments.cancel_due(
            subject=subject_of(dossier),
            actor=act.actor,
            at=act.at,
            act_id=act.id,
            dimensions=act.facts["dimensions"],
        )
        act.set(finance=Finance.NOTHING_DUE)
    act.save()
    forget_reply(dossier)
    Proposal.objects.filter(dossier=dossier, state=ProposalState.WAITING).update(
        state=ProposalState.SENT_BACK,
        answered_at=act.at,
        answered_by_id=officer_id,
        answer_note="Dừng giải quyết",
    )
