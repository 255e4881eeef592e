"""Tables are emptied after a test with transactions of its own: those that it filled, row by row.

Truncating all tables, as Django does, costs half a second of a core, whatever is in them. Rows that are never
deleted in the product go by the right to act as a replica, where neither keys nor triggers ask. Django does
not know the tables of jobs, which would stay for the tests that follow: they are emptied with the others.
"""

from typing import Any

from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

JOBS = (
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_jobs",
    "procrastinate_workers",
)

_truncating = DatabaseOperations.sql_flush


def allow(owner: str) -> str:
    """What a superuser says, so that the owner of the tables may."""
    return f"GRANT SET ON PARAMETER session_replication_role TO {owner}"


def sql_flush(self: DatabaseOperations, style: Any, tables: list[str], **how: Any) -> list[str]:
    """In place of Django's; where the owner may not act as a replica, Django's."""
    tables = [*tables, *JOBS] if tables else []
    if not tables or not _may_act_as_replica():
        return list(_truncating(self, style, tables, **how))
    return [
        "SET LOCAL session_replication_role = replica",
        *(f"DELETE FROM {self.quote_name(name)}" for name in _filled(self, tables)),
    ]


def _may_act_as_replica() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_parameter_privilege('session_replication_role', 'SET')")
        return bool(cursor.fetchone()[0])


def _filled(operations: DatabaseOperations, tables: list[str]) -> list[str]:
    asked = (f"(SELECT '{name}' WHERE EXISTS (SELECT FROM {operations.quote_name(name)}))" for name in tables)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked))
        return [name for (name,) in cursor.fetchall()]
