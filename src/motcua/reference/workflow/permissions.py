"""Who may write the internal processes of an agency, and who may publish them: its editors and approvers."""

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.permissions import check_may, reach
from motcua.foundation.accounts.queries import OfficerView


def check_can_write(by: OfficerView, *, agency_id: int) -> None:
    """Raises Forbidden."""
    check_may(by, Permission.CATALOGUE_EDIT, agency_id=agency_id)


def check_can_publish(by: OfficerView, *, agency_id: int) -> None:
    """Raises Forbidden."""
    check_may(by, Permission.CATALOGUE_PUBLISH, agency_id=agency_id)


def agencies_of(viewer: OfficerView) -> frozenset[int]:
    """The agencies whose processes the viewer writes or publishes."""
    return (
        reach(viewer, Permission.CATALOGUE_EDIT).agency_ids
        | reach(viewer, Permission.CATALOGUE_PUBLISH).agency_ids
    )
