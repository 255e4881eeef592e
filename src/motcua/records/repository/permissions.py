"""Whose papers are whose to see, and who keeps those of an agency: whoever has that permission there, or
administers it.
"""

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.queries import ApplicantView, OfficerView

from .errors import HoldingMissing, NotYoursToKeep
from .models import Holding

KEEPERS = (Permission.REPOSITORY_KEEP, Permission.ADMINISTER)


def agencies_kept_by(officer: OfficerView) -> list[str]:
    """Codes of the agencies whose papers an officer keeps. One query."""
    ids = frozenset().union(*(officer.reach(permission).agency_ids for permission in KEEPERS))
    return list(Agency.objects.filter(pk__in=ids).order_by("code").values_list("code", flat=True))


def check_keeps(officer: OfficerView, *, agency_code: str) -> None:
    """Raises NotYoursToKeep."""
    if agency_code not in agencies_kept_by(officer):
        raise NotYoursToKeep()


def owner_codes(viewer: ApplicantView) -> tuple[str, ...]:
    """Whose papers a person sees: their own, and those of organisations that they may file for."""
    return (viewer.person_code, *viewer.organisation_codes)


def check_owns(viewer: ApplicantView, holding: Holding) -> None:
    """Raises HoldingMissing: what is not theirs does not exist."""
    if holding.owner_code not in owner_codes(viewer):
        raise HoldingMissing()
