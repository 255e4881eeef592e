"""What an act on many dossiers finds before it is ordered, and where each dossier stood then."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Max

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import BulkAct, ProposalState
from motcua.casework.dossiers.enums import SubStatus as Sub
from motcua.casework.dossiers.models import Dossier, DossierMessage, Proposal
from motcua.casework.dossiers.rules.returns import Taking
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView

NOBODY: Final = Taking()
MOST: Final = 500
"""So many dossiers one order may name."""

PERMISSION: Final = {
    BulkAct.ASSIGN: Permission.DOSSIER_ASSIGN,
    BulkAct.SIGN: Permission.DOSSIER_DECIDE,
    BulkAct.NUMBER: Permission.DOSSIER_NUMBER,
    BulkAct.RETURN: Permission.DOSSIER_RETURN,
    BulkAct.FORWARD: Permission.DOSSIER_PROCESS,
}
"""A message is of no one step: whoever may write to one applicant may write to many."""
WHO_MAY: Final = tuple(dict.fromkeys((*PERMISSION.values(), *permissions.WRITERS)))
STEPS: Final = {
    BulkAct.ASSIGN: (Sub.WAITING_ASSIGNMENT, Sub.APPRAISING, Sub.PAUSED),
    BulkAct.SIGN: (Sub.WAITING_LEADER,),
    BulkAct.NUMBER: (Sub.WAITING_NUMBER,),
    BulkAct.RETURN: (Sub.WAITING_RETURN,),
    BulkAct.FORWARD: (Sub.APPRAISING,),
}


@dataclass(frozen=True, kw_only=True)
class Given:
    """What an order says beside the act: who gets the work and what was made, or who takes the results at the
    counter and under which number each is posted, or what is written to the applicants.
    """

    officer_code: str = ""
    made: str = ""
    text: str = ""
    taking: Taking = NOBODY
    tracking: Mapping[str, str] = field(default_factory=dict)


NOTHING: Final = Given()


@dataclass(frozen=True)
class Words:
    """The last message of a dossier, and the question that waits for an answer, if any."""

    last: int = 0
    question: str = ""


NO_WORDS: Final = Words()


def may_order(viewer: OfficerView, act: BulkAct) -> bool:
    wanted = permissions.WRITERS if act == BulkAct.MESSAGE else (PERMISSION[act],)
    return any(viewer.may(one) for one in wanted)


def is_read_by_nobody(dossier: Dossier) -> bool:
    """Whether the filer has no account in which to read a message and by which to be told of it."""
    account = dossier.filer.account
    return account is None or account.closed_at is not None


def waiting_proposals(dossier_ids: list[int]) -> dict[int, Proposal]:
    """What waits for a leader, by dossier; one query."""
    found = Proposal.objects.filter(dossier_id__in=dossier_ids, state=ProposalState.WAITING)
    return {one.dossier_id: one for one in found.select_related("proposed_by")}


def words_with(dossier_ids: list[int]) -> dict[int, Words]:
    """What agency and applicant wrote last, by dossier; two queries."""
    found = DossierMessage.objects.filter(dossier_id__in=dossier_ids).order_by("pk")
    waiting = found.filter(by_officer=None, answered_at=None)
    asked = dict(waiting.values_list("dossier_id", "text"))
    last = found.order_by().values_list("dossier_id").annotate(Max("pk"))
    return {dossier: Words(pk, asked.get(dossier, "")) for dossier, pk in last}


def mark(dossier: Dossier, proposal: Proposal | None, words: Words | None = None) -> str:
    """Where a dossier stands: changes with its steps, its holder and what is laid before the leader; with
    `words` also with every message, so that nobody is written to twice and no new question is passed over.
    """
    laid = proposal.pk if proposal else ""
    stands = f"{dossier.sub_status}/{dossier.holder_officer_id or ''}/{laid}/{dossier.step_slug}"
    return f"{stands}/{words.last}" if words else stands
