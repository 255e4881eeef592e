"""Settling in one sitting: what one officer must be allowed to do, each of it an act of the law. Pure."""

from collections.abc import Collection
from typing import Final

from motcua.casework.dossiers.errors.settling import NotAtOnce, PowersMissing
from motcua.foundation.accounts.enums import Permission

POWERS: Final = (
    Permission.DOSSIER_RECEIVE,
    Permission.DOSSIER_ASSIGN,
    Permission.DOSSIER_PROCESS,
    Permission.DOSSIER_DECIDE,
    Permission.DOSSIER_NUMBER,
)


def check_settling(*, is_at_once: bool, held: Collection[str]) -> None:
    """Raises NotAtOnce for another procedure, PowersMissing with all that the officer may not do.

    Law: ND-61-2018/17.
    """
    if not is_at_once:
        raise NotAtOnce()
    missing = [str(one.label) for one in POWERS if one not in held]
    if missing:
        raise PowersMissing(missing)
