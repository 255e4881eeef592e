"""Whether the database's tables are those that this code expects."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from motcua.config.database import OLDEST_MAJOR


class SchemaDiffers(RuntimeError):
    """Code and database do not fit; the message says what to run."""


def difference() -> str | None:
    """What to do about it, or None when they fit. Reads the migrations and one table."""
    loader = MigrationLoader(connection)
    applied, written = set(loader.applied_migrations or ()), set(loader.disk_migrations or ())
    ahead = sorted(f"{app}.{name}" for app, name in applied - written if _is_ours(loader, app))
    if ahead:
        return (
            f"The database is newer than this code (it has {ahead[0]}): install the newer release, "
            "or restore a backup that was made with this one."
        )
    behind = MigrationExecutor(connection).migration_plan(loader.graph.leaf_nodes())
    if behind:
        first = f"{behind[0][0].app_label}.{behind[0][0].name}"
        return f"The database is older than this code (it lacks {first}): run 'motcua db migrate'."
    return None


def _is_ours(loader: MigrationLoader, app: str) -> bool:
    return app in loader.migrated_apps


def server_major() -> int:
    """The major version of the server."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10000


def check_server() -> None:
    """Raises SchemaDiffers when the server is too old."""
    found = server_major()
    if found < OLDEST_MAJOR:
        raise SchemaDiffers(f"PostgreSQL {OLDEST_MAJOR} or newer is needed; the server is {found}.")


def check() -> None:
    """Raises SchemaDiffers unless the database fits this code, and the server is new enough."""
    check_server()
    found = difference()
    if found:
        raise SchemaDiffers(found)
