"""What an act on many dossiers finds before it is ordered, and where each dossier stood then."""

from typing import Final

from motcua.casework.dossiers.enums import BulkAct, ProposalState
from motcua.casework.dossiers.enums import SubStatus as Sub
from motcua.casework.dossiers.models import Dossier, Proposal
from motcua.foundation.accounts.enums import Permission

MOST: Final = 500
"""So many dossiers one order may name."""

PERMISSION: Final = {
    BulkAct.ASSIGN: Permission.DOSSIER_ASSIGN,
    BulkAct.SIGN: Permission.DOSSIER_DECIDE,
    BulkAct.NUMBER: Permission.DOSSIER_NUMBER,
    BulkAct.RETURN: Permission.DOSSIER_RETURN,
}
STEPS: Final = {
    BulkAct.ASSIGN: (Sub.WAITING_ASSIGNMENT, Sub.APPRAISING, Sub.PAUSED),
    BulkAct.SIGN: (Sub.WAITING_LEADER,),
    BulkAct.NUMBER: (Sub.WAITING_NUMBER,),
    BulkAct.RETURN: (Sub.WAITING_RETURN,),
}


def waiting_proposals(dossier_ids: list[int]) -> dict[int, Proposal]:
    """What waits for a leader, by dossier; one query."""
    found = Proposal.objects.filter(dossier_id__in=dossier_ids, state=ProposalState.WAITING)
    return {one.dossier_id: one for one in found.select_related("proposed_by")}


def mark(dossier: Dossier, proposal: Proposal | None) -> str:
    """Where a dossier stands: changes with its step, its holder and what is laid before the leader."""
    return f"{dossier.sub_status}/{dossier.holder_officer_id or ''}/{proposal.pk if proposal else ''}"
