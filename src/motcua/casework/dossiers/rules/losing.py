"""When papers count as lost by the agency, and what becomes of each. Pure. Law: ND-61-2018/21."""

from collections.abc import Collection

from motcua.casework.dossiers.enums import LostState
from motcua.casework.dossiers.errors import ReasonMissing
from motcua.casework.dossiers.errors.losing import NothingLost, NothingToReplace


def check_loss(
    *,
    is_accepted: bool,
    slugs: Collection[str],
    known: Collection[str],
    missing: Collection[str],
    what_happened: str,
) -> None:
    """Papers of the procedure that the agency had taken in, and that are not missing already.

    Raises: NothingLost, ReasonMissing.
    """
    if not is_accepted or not slugs or any(slug not in known or slug in missing for slug in slugs):
        raise NothingLost()
    if not what_happened.strip():
        raise ReasonMissing()


def is_kept(*, has_file: bool, is_sent_form: bool) -> bool:
    """The portal has it itself: a file, or the form that was filled in and sent online."""
    return has_file or is_sent_form


def state_of(slug: str, *, kept: Collection[str]) -> LostState:
    """Rebuilt from what the portal keeps, else asked for again at the agency's cost."""
    return LostState.REBUILT if slug in kept else LostState.ASKED


def check_replaced(*, slugs: Collection[str], asked: Collection[str]) -> None:
    """Raises NothingToReplace unless each of them is asked for again."""
    if not slugs or any(slug not in asked for slug in slugs):
        raise NothingToReplace()
