"""Which papers a keeper may end, let count again or take from somebody. Pure."""

from motcua.foundation.kernel.errors import Refused
from motcua.records.repository.enums import HoldingState, Origin, RulingKind
from motcua.records.repository.errors import (
    EndedInItsDossier,
    NobodysPaper,
    NothingToTakeBack,
    NotValidAnyMore,
    ReasonMissing,
)

ENDS = {RulingKind.REVOKED: HoldingState.REVOKED, RulingKind.REPLACED: HoldingState.REPLACED}
OF_STANDING = (RulingKind.REVOKED, RulingKind.REPLACED, RulingKind.REINSTATED)


def check_ruling(
    kind: RulingKind, *, origin: str, state: str, owner_code: str, last: str, reason: str
) -> None:
    """Raises: EndedInItsDossier, NotValidAnyMore, NothingToTakeBack, NobodysPaper, ReasonMissing."""
    if refused := refusal_of(kind, origin=origin, state=state, owner_code=owner_code, last=last):
        raise refused
    if not reason.strip():
        raise ReasonMissing()


def refusal_of(kind: RulingKind, *, origin: str, state: str, owner_code: str, last: str) -> Refused | None:
    """Why this may not be ruled of a paper; `last` is the kind of what was ruled last of its worth, empty
    where nothing was.

    A result born digital ends and has its owner in its dossier; only that another paper took its place is
    said here. Only what a keeper ended can a keeper take back.
    """
    if origin == Origin.BORN_DIGITAL and kind in (RulingKind.REVOKED, RulingKind.RELEASED):
        return EndedInItsDossier()
    if kind in ENDS and state != HoldingState.VALID:
        return NotValidAnyMore()
    if kind == RulingKind.REINSTATED and (last not in ENDS or ENDS[RulingKind(last)] != state):
        return NothingToTakeBack()
    if kind in (RulingKind.REPLACED, RulingKind.RELEASED) and not owner_code:
        return NobodysPaper()
    return None
