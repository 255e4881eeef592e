"""What an act on many dossiers finds before it is ordered, and where each dossier stood then."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from motcua.casework.dossiers.enums import BulkAct, ProposalState
from motcua.casework.dossiers.enums import SubStatus as Sub
from motcua.casework.dossiers.models import Dossier, Proposal
from motcua.casework.dossiers.rules.returns import Taking
from motcua.foundation.accounts.enums import Permission

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
    counter and under which number each is posted.
    """

    officer_code: str = ""
    made: str = ""
    taking: Taking = NOBODY
    tracking: Mapping[str, str] = field(default_factory=dict)


NOTHING: Final = Given()


def waiting_proposals(dossier_ids: list[int]) -> dict[int, Proposal]:
    """What waits for a leader, by dossier; one query."""
    found = Proposal.objects.filter(dossier_id__in=dossier_ids, state=ProposalState.WAITING)
    return {one.dossier_id: one for one in found.select_related("proposed_by")}


def mark(dossier: Dossier, proposal: Proposal | None) -> str:
    """Where a dossier stands: changes with its steps, its holder and what is laid before the leader."""
    laid = proposal.pk if proposal else ""
    return f"{dossier.sub_status}/{dossier.holder_officer_id or ''}/{laid}/{dossier.step_slug}"
