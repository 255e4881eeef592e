"""What may become of a request whose competent agency is not clear. Pure: values in, nothing out."""

from motcua.casework.dossiers.enums import UnclearState
from motcua.casework.dossiers.errors import ReasonMissing
from motcua.casework.dossiers.errors.places import UnclearOver


def check_assigning(state: UnclearState, *, reason: str) -> None:
    """Assigned again while nobody registered it: a first look may err. Raises UnclearOver, ReasonMissing."""
    _check_open(state)
    if not reason.strip():
        raise ReasonMissing()


def check_answering(state: UnclearState, *, reason: str, basis: str) -> None:
    """Whoever refuses says why and on which ground. Raises UnclearOver, ReasonMissing.

    Law: ND-61-2018/17.
    """
    _check_open(state)
    if not reason.strip() or not basis.strip():
        raise ReasonMissing()


def _check_open(state: UnclearState) -> None:
    if state not in (UnclearState.WAITING, UnclearState.ASSIGNED):
        raise UnclearOver()
