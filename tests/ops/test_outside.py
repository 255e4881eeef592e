"""A server of one's own (DATABASE_URL): never started, never stopped, and backups go both ways."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from motcua.config import embedded, system_user

from .conftest import a_folder
from .installation import Installation
from .test_cluster import EVENT

MAJOR = "15"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.processes,
    pytest.mark.skipif(
        not Path(f"/usr/lib/postgresql/{MAJOR}/bin/postgres").exists(),
        reason="no PostgreSQL 15 on this machine",
    ),
]


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    yield from a_folder()


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """The address of a PostgreSQL 15, without the name of the database."""
    cluster = folder / "server" / "postgres"
    cluster.parent.mkdir()
    system_user.make_folder(cluster)
    embedded.run(cluster, "initdb", "-D", str(cluster), "-U", "boss", "--auth=trust", major=MAJOR)
    embedded.start_server(cluster, major=MAJOR, settings=("fsync=off",))
    address = f"postgresql://boss@127.0.0.1:{(cluster.parent / 'postgres.port').read_text()}"
    yield address
    embedded.stop(cluster, major=MAJOR)


@pytest.fixture(scope="module")
def made(server: str, folder: Path) -> Installation:
    """Tables on that server, and one event: made once, copied for each test."""
    _on(server, "CREATE DATABASE made")
    here = Installation(folder / "made")
    here.environ["DATABASE_URL"] = f"{server}/made"
    here.did("db", "migrate")
    here.python(EVENT)
    return here


@pytest.fixture
def outside(server: str, made: Installation, data_folder: Path) -> Iterator[Installation]:
    """A copy of them in the database `one`; `two` is empty."""
    _on(server, "CREATE DATABASE one TEMPLATE made", "CREATE DATABASE two")
    shutil.copytree(made.data, data_folder / "data")
    here = Installation(data_folder / "data")
    here.environ["DATABASE_URL"] = f"{server}/one"
    yield here
    _on(server, "DROP DATABASE one WITH (FORCE)", "DROP DATABASE two WITH (FORCE)")


def _on(server: str, *statements: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as link:
        for statement in statements:
            link.execute(statement)


def test_the_application_takes_a_role_that_owns_nothing(outside):
    who = outside.python(
        "from django.db import connection; c = connection.cursor(); "
        "c.execute('SELECT current_user, session_user'); print(*c.fetchone())"
    )

    assert who.split() == ["motcua_app", "boss"]
    points = {point["name"]: point["well"] for point in outside.json("health")["points"]}
    assert points["rights"] is points["schema"] is points["database"] is True


def test_it_is_neither_started_nor_stopped(outside, data_folder):
    assert outside.json("db", "status") == {"embedded": False, "running": None}
    assert outside.run("db", "stop").returncode == 1
    assert outside.json("audit", "verify")["holds"] is True
    assert not (outside.data / "postgres").exists()


def test_its_backup_is_restored_into_another_database_of_it(outside, server, data_folder):
    outside.did("audit", "seal")
    outside.did("db", "backup", str(data_folder / "b.tar"))
    there = Installation(data_folder / "there")
    there.environ["DATABASE_URL"] = f"{server}/two"

    there.did("db", "restore", str(data_folder / "b.tar"))

    assert there.json("audit", "verify") == outside.json("audit", "verify")


def test_a_backup_moves_between_the_embedded_server_and_an_older_one(
    outside, installation, second, data_folder
):
    outside.did("audit", "seal")
    outside.did("db", "backup", str(data_folder / "old.tar"))
    installation.did("db", "restore", str(data_folder / "old.tar"))
    installation.did("db", "backup", str(data_folder / "new.tar"))
    second.environ["DATABASE_URL"] = outside.environ["DATABASE_URL"].replace("/one", "/two")

    second.did("db", "restore", str(data_folder / "new.tar"))

    assert second.json("audit", "verify") == outside.json("audit", "verify")
