"""A database in which the migrations have run once, kept in the tests' cluster and copied for every test process.

Copying takes a blink, migrating ten seconds of a core. Its name tells the content of every migration and of
every package that we stand on, so another migration makes another one.
"""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connection

from motcua.config.first_migration import FirstMigration

ROOT = Path(__file__).resolve().parents[1]
PREFIX = "motcua_migrated_"


def template(*, lock: Path) -> str:
    """The name of that database, made by the first who asks. `lock`: a file that only one process holds."""
    name = PREFIX + _content()
    lock.parent.mkdir(parents=True, exist_ok=True)
    with open(lock, "w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        with _server() as databases:
            if name not in databases:
                _make(name, instead_of=databases)
    return name


def _content() -> str:
    found = hashlib.sha256((ROOT / "requirements-dev.lock").read_bytes())
    ours = [Path(app.path) / "migrations" for app in apps.get_app_configs() if app.name.startswith("motcua.")]
    for path in sorted(path for folder in ours for path in folder.glob("*.py")):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:16]


@contextmanager
def _server() -> Iterator[list[str]]:
    """The server's databases of this kind."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        yield [name for (name,) in cursor.fetchall()]


def _make(name: str, *, instead_of: list[str]) -> None:
    """Whole or not at all: it gets its name when all migrations have run."""
    half = f"{PREFIX}half"
    with connection._nodb_cursor() as cursor:
        for old in {*instead_of, half}:
            cursor.execute(f"DROP DATABASE IF EXISTS {old} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {half}")
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = half
    try:
        FirstMigration(connection).make_all()
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {half} RENAME TO {name}")
