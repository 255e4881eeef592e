"""The kept counts of the queues: folded while they grow, and compared with what really lies there."""

import structlog
from django.db import connection, transaction

from motcua.casework.dossiers.models import QueueCount

log = structlog.get_logger()

_PLACE = ", ".join(
    str(field.column) for field in QueueCount._meta.concrete_fields if field.name not in {"id", "n"}
)
_TABLE = QueueCount._meta.db_table


@transaction.atomic
def fold_counts() -> int:
    """Put the changes of each place together into one row; how many rows are fewer. Sums stay as they are."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH gone AS (DELETE FROM {_TABLE} WHERE id IN ("
            f"SELECT unnest(array_agg(id)) FROM {_TABLE} GROUP BY {_PLACE} HAVING count(*) > 1 OR sum(n) = 0"
            f") RETURNING *), "
            f"put AS (INSERT INTO {_TABLE} ({_PLACE}, n) SELECT {_PLACE}, sum(n) FROM gone "
            f"GROUP BY {_PLACE} HAVING sum(n) <> 0 RETURNING 1) "
            "SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM put)"
        )
        return int(cursor.fetchone()[0])


def wrong_counts() -> int:
    """How many places are counted wrong; 0 unless somebody went round the triggers. One look, one moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM (SELECT {_PLACE}, n FROM {_TABLE} "
            f"UNION ALL SELECT {_PLACE}, -1 FROM dossiers_dossier) AS both_sides "
            f"GROUP BY {_PLACE} HAVING sum(n) <> 0) AS wrong"
        )
        return int(cursor.fetchone()[0])


@transaction.atomic
def check_counts() -> int:
    """Compare, and count anew where something is wrong: how many places were. The log tells."""
    wrong = wrong_counts()
    if wrong:
        log.error("queue_counts_were_wrong", places=wrong)
        with connection.cursor() as cursor:
            cursor.execute("SELECT dossiers_recount()")
    return wrong
