"""A proposal of what has outlived its period, taken out as a file: kept as an event."""

from datetime import datetime

from django.db import transaction

from motcua.casework.archives.errors import NotYourArchives
from motcua.casework.archives.events import OutlivedListed
from motcua.casework.archives.permissions import KEEPS
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.codes import new_code


@transaction.atomic
def record_proposal(*, by: OfficerView, at: datetime) -> None:
    """Keep who takes the proposal out. Raises NotYourArchives."""
    if not by.may(KEEPS):
        raise NotYourArchives()
    audit.record(OutlivedListed(subject=f"export:{new_code('X')}", at=at, actor=by.actor), is_first=True)
