"""A list taken out as a file: kept as an event, since personal data leaves with it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from motcua.casework.dossiers.events import ListExported
from motcua.casework.dossiers.queries.queues import find_queue
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.codes import new_code


@transaction.atomic
def record_export(
    *, by: OfficerView, queue: str, columns: Sequence[str], is_whole: bool, at: datetime
) -> None:
    """Keep who takes which list out, with which columns; what was searched for is not kept.

    Raises: QueueMissing.
    """
    find_queue(by, queue)
    audit.record(
        ListExported(
            subject=f"export:{new_code('X')}",
            at=at,
            actor=by.actor,
            act_id=uuid4(),
            queue=queue,
            columns=list(columns),
            is_whole=is_whole,
        ),
        is_first=True,
    )
