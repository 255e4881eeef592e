"""Contents that no document names: their rows, then their files.

Whoever keeps a content and whoever sweeps it exclude one another by its name, until the keeper's transaction
ends: a store over a wire cannot look at the time of a file and delete it in one go.
"""

from datetime import datetime
from itertools import islice

from django.db import connection, transaction

from motcua.foundation.kernel.ports import adapter
from motcua.records.documents.models import Content
from motcua.records.documents.ports import Drawings, Store

SWEPT_AT_ONCE = 1000
_NAMES = 7_303_001  # the advisory locks of contents


def hold_off(sha256: str) -> None:
    """No sweep takes this content before the caller's transaction ends. Keepers share it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [_NAMES, _number(sha256)])


def sweep(*, before: datetime) -> int:
    """Remove contents that no document names and nobody kept since `before`, with their drawings; how many.

    What somebody keeps at this moment is left for the next time. Each content goes in a transaction of its
    own: a store that falls silent in between loses nothing. Costs a look at each file and a query for a
    thousand of them.
    """
    unnamed = Content.objects.filter(documents=None, stored_at__lt=before)
    for name in list(unnamed.order_by("pk").values_list("pk", flat=True)):
        _drop_row(name)
    store: Store = adapter("store")
    old = store.older_than(before)
    removed = 0
    while names := list(islice(old, SWEPT_AT_ONCE)):
        named = set(Content.objects.filter(pk__in=names).order_by("pk").values_list("pk", flat=True))
        removed += sum(_remove(store, name, before) for name in names if name not in named)
    return removed


@transaction.atomic
def _drop_row(name: str) -> None:
    if _nobody_keeps(name):
        Content.objects.filter(pk=name, documents=None).delete()


@transaction.atomic
def _remove(store: Store, name: str, before: datetime) -> bool:
    """Looked at again under the lock: it may have been kept and named since the list was read."""
    if not _nobody_keeps(name) or Content.objects.filter(pk=name).exists():
        return False
    if not store.remove(name, unless_kept_since=before):
        return False
    drawings: Drawings = adapter("drawings")
    drawings.forget(name)
    return True


def _nobody_keeps(name: str) -> bool:
    """And nobody begins to before this transaction ends. Waits for nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [_NAMES, _number(name)])
        return bool(cursor.fetchone()[0])


def _number(sha256: str) -> int:
    """Thirty-one bits: two contents of one number wait for one another, no more."""
    return int(sha256[:8], 16) >> 1
