"""A leader answers: signed, the words of a result are fixed; the worker makes the paper after its number."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers import checking, paperwork, rules
from motcua.casework.dossiers.enums import Outcome, ProposalState, SubStatus
from motcua.casework.dossiers.errors import MoveRefused
from motcua.casework.dossiers.models import Dossier, Proposal, Result
from motcua.foundation.accounts.models import Officer
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.accounts.queries.signing_powers import SignedAs, signed_as
from motcua.foundation.kernel.clock import local_date
from motcua.records.letters.enums import LetterKind

from ._acts import Act, fix_letter


def signed_for(act: Act, leader: Officer) -> SignedAs:
    """How the leader signs today in this act: in their own post, or in that of whom they stand in for."""
    return signed_as(
        officer=leader,
        agency_id=act.dossier.agency_id,
        on=local_date(act.at),
        stands_for=act.actor.stands_for,
    )


@transaction.atomic(savepoint=False)
def sign_result(*, act: Act, proposal: Proposal, leader: Officer) -> Result:
    """The next result of the dossier, with its letter that waits for a number."""
    dossier = act.dossier
    kind = LetterKind.RESULT if proposal.outcome == Outcome.GRANT else LetterKind.RESULT_REFUSAL
    ordinal = Result.objects.filter(dossier=dossier).count() + 1
    code = rules.result_code(dossier=dossier.code, ordinal=ordinal)
    signed = signed_for(act, leader)
    letter = fix_letter(
        act,
        kind=kind,
        data=paperwork.result(
            dossier,
            proposal=proposal,
            leader_name=leader.full_name,
            signed=signed,
            result_code=code,
            at=act.at,
        ),
        leader_code=leader.code,
    )
    valid = checking.validity(
        dossier, outcome=Outcome(proposal.outcome), data=proposal.data, on=local_date(act.at)
    )
    return Result.objects.create(
        dossier=dossier,
        code=code,
        outcome=proposal.outcome,
        letter=letter,
        signed_at=act.at,
        signed_by=leader,
        signed_as=signed.lines.replace("\n", " / ")[:250],
        signing_basis=signed.basis,
        valid_from=valid.starts,
        valid_to=valid.ends,
    )


def waiting_proposal(dossier: Dossier) -> Proposal:
    """What lies before the leader, under its lock. Raises MoveRefused."""
    proposal = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("proposed_by")
        .filter(dossier=dossier, state=ProposalState.WAITING)
        .first()
    )
    if proposal is None:
        raise MoveRefused(dossier.sub_status, SubStatus.WAITING_NUMBER)
    return proposal


@transaction.atomic(savepoint=False)
def answer_proposal(
    proposal: Proposal, state: ProposalState, *, by: OfficerView, at: datetime, note: str = ""
) -> None:
    """Keep what the leader said to a proposal."""
    proposal.state = state
    proposal.answered_at = at
    proposal.answered_by_id = by.id
    proposal.answer_note = note
    proposal.save(update_fields=["state", "answered_at", "answered_by", "answer_note"])
