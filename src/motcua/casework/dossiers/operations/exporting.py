"""A list taken out as a file: kept as an event, since personal data leaves with it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import uuid4

from django.db import transaction

from motcua.casework.dossiers.events import ListExported
from motcua.casework.dossiers.queries.queues import find_queue
from motcua.foundation.accounts.enums import Permission as P
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.codes import new_code

LISTS: Final[Mapping[str, Sequence[str]]] = {
    "search": [P.DOSSIER_SEE],
    "book": [P.DOSSIER_SEE],
    "side_tasks": [P.DOSSIER_PROCESS],
    "unclear": [P.DOSSIER_RECEIVE],
    "hand_over_list": [P.DOSSIER_RECEIVE, P.DOSSIER_RETURN],
    "bulk": [P.DOSSIER_SEE],
}
"""What is taken out beside the queues, and who has it at all."""


@transaction.atomic
def record_export(
    *, by: OfficerView, queue: str, columns: Sequence[str], is_whole: bool, at: datetime, part: str = ""
) -> None:
    """Keep who takes which list out, with which columns; what was searched for is not kept.

    Raises: QueueMissing.
    """
    if not any(map(by.may, LISTS.get(queue, ()))):
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
            part=part,
        ),
        is_first=True,
    )
