"""What the desk keeps for an officer alone. No act on a dossier, so no event."""

from datetime import datetime

from django.db import transaction

from motcua.casework.dossiers.errors.lists import ListUnnamed, TooManyLists
from motcua.casework.dossiers.models import SavedList, Seen
from motcua.casework.dossiers.queries.queues import find_queue
from motcua.foundation.accounts.queries import OfficerView

MOST_LISTS = 20


@transaction.atomic
def save_list(*, by: OfficerView, name: str, queue: str, asked: str) -> SavedList:
    """Keep a list under a name, in place of one of the same name.

    Raises: QueueMissing, ListUnnamed, TooManyLists.
    """
    find_queue(by, queue)
    named = " ".join(name.split())[:60]
    if not named:
        raise ListUnnamed()
    mine = SavedList.objects.filter(officer_id=by.id)
    if mine.exclude(name=named).count() >= MOST_LISTS:
        raise TooManyLists(MOST_LISTS)
    found, _made = SavedList.objects.update_or_create(
        officer_id=by.id, name=named, defaults={"queue": queue, "asked": asked[:1000]}
    )
    return found


@transaction.atomic
def remove_list(*, by: OfficerView, number: int) -> None:
    """Forget a saved list of one's own; another's is left alone."""
    SavedList.objects.filter(pk=number, officer_id=by.id).delete()


@transaction.atomic
def mark_seen(*, by: OfficerView, dossier_id: int, at: datetime) -> None:
    """Keep that the officer has a dossier before them; one statement."""
    Seen.objects.bulk_create(
        [Seen(officer_id=by.id, dossier_id=dossier_id, at=at)],
        update_conflicts=True,
        unique_fields=["officer", "dossier"],
        update_fields=["at"],
    )
