"""The receipt of a dossier: issued at acceptance, replaced where what it says has changed."""

from motcua.casework.dossiers import paperwork
from motcua.records.letters import operations as letters
from motcua.records.letters.enums import LetterKind

from ._acts import Act, fix_letter, subject_of


def issue_receipt(act: Act, *, officer_name: str, note: str = "") -> str:
    """Its code. `note` stands beside the day on which the result is due."""
    letter = fix_letter(
        act,
        kind=LetterKind.RECEIPT,
        data=paperwork.receipt(act.dossier, officer_name=officer_name, at=act.at, note=note),
        issuer=paperwork.issuer_of(act.dossier),
    )
    return letter.code


def replace_receipt(act: Act, *, note: str = "") -> str:
    """The receipt counts no more; where the dossier stays received, a new one takes its place."""
    dossier = act.dossier
    revoked = letters.revoke(
        subject=subject_of(dossier), kind=LetterKind.RECEIPT, by=act.actor, at=act.at, act_id=act.id
    )
    if not revoked or dossier.accepted_at is None:
        return ""
    accepted_by = dossier.accepted_by.full_name if dossier.accepted_by else ""
    return issue_receipt(act, officer_name=accepted_by, note=note)
