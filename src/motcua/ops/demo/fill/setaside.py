"""Indexes and references out of the way while a million rows come in, and back afterwards, whatever happens.

Primary keys and check constraints stay, and partial indexes, which hold the open dossiers only. The rest is
dropped in one transaction that also writes down how each is made again; each is struck off that list in the
transaction that makes it. So a filling that was killed leaves the list behind, and the next one begins by
working it off. Unique constraints are checked when they come back; until then nobody else should write.
"""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from psycopg import sql

PENDING = "motcua_fill_pending"

_INDEXES = """
SELECT c.relname, i.relname, pg_get_indexdef(x.indexrelid)
FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
WHERE c.relname = ANY(%s) AND c.relnamespace = 'public'::regnamespace AND NOT x.indisunique
    AND x.indpred IS NULL
ORDER BY c.relname, i.relname
"""
_UNIQUE = """
SELECT c.relname, k.conname, pg_get_indexdef(k.conindid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE c.relname = ANY(%s) AND c.relnamespace = 'public'::regnamespace AND k.contype = 'u'
    AND NOT k.condeferrable
    AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = k.conindid)
ORDER BY c.relname, k.conname
"""
_REFERENCES = """
SELECT c.relname, k.conname, pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE c.relname = ANY(%s) AND c.relnamespace = 'public'::regnamespace AND k.contype = 'f'
ORDER BY c.relname, k.conname
"""

TRIGGERS = {
    "dossiers_filing": "dossiers_filing_keeps_words",
    "dossiers_dossier": "dossiers_dossier_is_counted",
}
"""What keeps words and counts row by row; after a filling all is made in a few statements."""
_WORDS = """
INSERT INTO dossiers_searchwords SELECT id, dossiers_words_of(d) FROM dossiers_dossier d
WHERE id % 2 = {half} AND NOT EXISTS (SELECT FROM dossiers_searchwords w WHERE w.dossier_id = d.id)
"""

MAKE, ADD, CHECK, KEEP, SETTLE = 1, 2, 3, 4, 5
"""The phases of the way back: indexes, constraints, the check of references, words and counts, statistics."""


def is_pending() -> bool:
    """Whether an earlier filling left something set aside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"public.{PENDING}"])
        return cursor.fetchone()[0] is not None


@transaction.atomic
def set_aside(tables: Sequence[str]) -> None:
    """Drop what slows down the filling of these tables. Waits at most ten seconds for the tables."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '10s'")
        cursor.execute(
            f"CREATE TABLE {PENDING} (id integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY, "
            "phase smallint NOT NULL, statement text NOT NULL)"
        )
        for table in tables:
            _later(SETTLE, _sql("ALTER TABLE {} RESET (autovacuum_enabled)", table))
            _later(SETTLE, _sql("ANALYZE {}", table))
            cursor.execute(_sql("ALTER TABLE {} SET (autovacuum_enabled = off)", table))
        for table, trigger in TRIGGERS.items():
            cursor.execute(_sql("ALTER TABLE {} DISABLE TRIGGER {}", table, trigger))
            _later(ADD, _sql("ALTER TABLE {} ENABLE TRIGGER {}", table, trigger))
        for half in (0, 1):
            _later(KEEP, _WORDS.format(half=half))
        _later(KEEP, "SELECT dossiers_recount()")
        _later(SETTLE, "ANALYZE dossiers_searchwords")
        cursor.execute("SELECT pg_get_indexdef('dossier_words'::regclass)")
        _later(SETTLE, cursor.fetchone()[0])
        cursor.execute("DROP INDEX dossier_words")
        cursor.execute(_REFERENCES, [list(tables)])
        for table, name, definition in cursor.fetchall():
            cursor.execute(_sql("ALTER TABLE {} DROP CONSTRAINT {}", table, name))
            added = _sql("ALTER TABLE {} ADD CONSTRAINT {} ", table, name)
            _later(ADD, f"{added}{definition} NOT VALID")
            _later(CHECK, _sql("ALTER TABLE {} VALIDATE CONSTRAINT {}", table, name))
        cursor.execute(_UNIQUE, [list(tables)])
        for table, name, definition in cursor.fetchall():
            cursor.execute(_sql("ALTER TABLE {} DROP CONSTRAINT {}", table, name))
            _later(MAKE, definition)
            _later(ADD, _sql("ALTER TABLE {} ADD CONSTRAINT {} UNIQUE USING INDEX {}", table, name, name))
        cursor.execute(_INDEXES, [list(tables)])
        for _table, name, definition in cursor.fetchall():
            cursor.execute(_sql("DROP INDEX {}", name))
            _later(MAKE, definition)


def _sql(template: str, *names: str) -> str:
    return sql.SQL(template).format(*map(sql.Identifier, names)).as_string(None)


def _later(phase: int, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {PENDING} (phase, statement) VALUES (%s, %s)", [phase, statement])


def waiting(phase: int) -> list[tuple[int, str]]:
    """What is still to be done in a phase."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, statement FROM {PENDING} WHERE phase = %s ORDER BY id", [phase])
        return [(int(number), str(statement)) for number, statement in cursor.fetchall()]


def do(numbers_and_statements: Iterable[tuple[int, str]]) -> None:
    """Carry out statements of the list, each struck off in its own transaction."""
    for number, statement in numbers_and_statements:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
            cursor.execute("SET LOCAL max_parallel_maintenance_workers = 0")
            cursor.execute(statement)
            cursor.execute(f"DELETE FROM {PENDING} WHERE id = %s", [number])


def close() -> None:
    """Take the empty list away."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {PENDING}")
