"""The embedded cluster: made, shared, stopped by its last user, refused and moved when it is of another
version.
"""

import os
import shutil
import subprocess
import time

import psycopg
import pytest

from motcua.config import database, embedded, system_user

pytestmark = [pytest.mark.slow, pytest.mark.processes]


def test_a_command_stops_what_it_started(installation):
    installation.did("db", "migrate")

    assert not embedded.running(installation.data / "postgres")


def test_a_cluster_that_was_started_to_stay_stays(installation):
    installation.did("db", "start")
    installation.did("db", "migrate")

    assert installation.json("db", "status") == {"embedded": True, "running": True}
    installation.did("db", "stop")
    assert installation.json("db", "status")["running"] is False


def test_the_last_of_two_users_stops_it(data_folder):
    environ = {"MOTCUA_DATA": str(data_folder)}

    with database.in_use(environ):
        with database.in_use(environ):
            assert database.is_running(environ)
        assert database.is_running(environ)
    assert not database.is_running(environ)


def test_a_cluster_killed_outright_starts_again_with_its_data(data_folder):
    environ = {"MOTCUA_DATA": str(data_folder)}
    with database.in_use(environ):
        with _link(environ) as link:
            link.execute("CREATE TABLE kept (id int)")
            link.execute("INSERT INTO kept VALUES (1)")
        pid = (data_folder / "postgres" / "postmaster.pid").read_text().split()[0]
        subprocess.run(["kill", "-9", pid], check=True)
        time.sleep(0.5)

    with database.in_use(environ), _link(environ) as link:
        assert link.execute("SELECT id FROM kept").fetchall() == [(1,)]


def test_secrets_are_for_their_owner_alone(data_folder):
    with database.in_use({"MOTCUA_DATA": str(data_folder)}):
        pass

    passwords = list(data_folder.glob("*.password"))
    assert len(passwords) == 3
    assert {path.stat().st_mode & 0o777 for path in passwords} == {0o600}
    assert (data_folder / "postgres").stat().st_mode & 0o077 == 0


def test_the_server_listens_on_this_machine_alone_and_asks_for_a_password(data_folder):
    environ = {"MOTCUA_DATA": str(data_folder)}
    with database.in_use(environ):
        known = database.django_settings(environ)
        with _link(environ) as link:
            assert link.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
            assert link.execute("SHOW fsync").fetchone() == ("on",)
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(
                host="127.0.0.1", port=known["PORT"], user="postgres", password="guess", dbname="motcua"
            )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's folders are closed to the database's user")
def test_root_may_keep_everything_in_a_folder_of_its_own(data_folder):
    closed = data_folder / "closed"
    closed.mkdir(mode=0o700)
    environ = {"MOTCUA_DATA": str(closed / "data")}

    with database.in_use(environ), _link(environ) as link:
        link.execute("CREATE TABLE kept (id int)")
    with database.in_use(environ), _link(environ) as link:
        assert link.execute("SELECT count(*) FROM kept").fetchone() == (0,)

    cluster = closed / "data" / "postgres"
    assert cluster.is_symlink()
    assert cluster.stat().st_uid != 0
    shutil.rmtree(cluster.resolve())


def test_the_application_owns_nothing(data_folder):
    environ = {"MOTCUA_DATA": str(data_folder)}
    with database.in_use(environ):
        known = database.django_settings(environ)
        with (
            psycopg.connect(
                host="127.0.0.1",
                port=known["PORT"],
                user=known["USER"],
                password=known["PASSWORD"],
                dbname="motcua",
            ) as link,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            link.execute("CREATE TABLE mine (id int)")


def test_data_of_an_older_postgresql_are_refused_with_the_command_that_moves_them(installation):
    _make_old(installation)

    refused = installation.run("audit", "verify")

    assert refused.returncode == 2
    assert "belong to PostgreSQL 16" in refused.stderr
    assert "motcua db upgrade" in refused.stderr


def test_data_of_an_older_postgresql_are_moved(installation, second):
    second.make_empty()
    _fill_old(installation, second)

    installation.did("db", "upgrade")

    assert (installation.data / "postgres" / "PG_VERSION").read_text().strip() == embedded.MAJOR
    assert (installation.data / "postgres-16" / "PG_VERSION").exists()
    assert installation.json("audit", "verify")["events"] == 1
    installation.did("audit", "seal")
    assert installation.json("audit", "verify")["holds"] is True


def _link(environ: dict[str, str]) -> psycopg.Connection:
    known = database.django_settings(environ, as_owner=True)
    return psycopg.connect(
        host=known["HOST"], port=known["PORT"], user=known["USER"], password=known["PASSWORD"],
        dbname=known["NAME"], autocommit=True,
    )  # fmt: skip


def _make_old(installation) -> None:
    """A cluster as an older release would have left it."""
    cluster = installation.data / "postgres"
    installation.data.mkdir()
    system_user.make_folder(cluster)
    password = installation.data / "initial"
    password.write_text(embedded.secret(installation.data, embedded.SUPERUSER))
    password.chmod(0o644)
    embedded.run(
        cluster, "initdb", "-D", str(cluster), "-U", embedded.SUPERUSER, "--encoding=UTF8", "--locale=C",
        "--auth=scram-sha-256", "--pwfile", str(password), major="16",
    )  # fmt: skip


def _fill_old(installation, second) -> None:
    """The tables of `second`, with one event, inside an old cluster."""
    second.python(EVENT)
    second.did("db", "backup", str(second.data / "b.tar"))
    subprocess.run(["tar", "-xf", "b.tar", "database.dump"], cwd=second.data, check=True)
    _make_old(installation)
    cluster = installation.data / "postgres"
    embedded.start_server(cluster, major="16")
    try:
        embedded._make_database(installation.data)
        known = embedded.connection(installation.data, as_owner=True)
        script = subprocess.run(
            [str(embedded.bin_dir() / "pg_restore"), "--no-owner", "--no-acl", "-f", "-", "database.dump"],
            cwd=second.data, check=True, capture_output=True, text=True,
        ).stdout.replace("SET transaction_timeout = 0;", "")  # fmt: skip
        subprocess.run(
            [str(embedded.bin_dir() / "psql"), "-q", "-v", "ON_ERROR_STOP=1", "-h", known["HOST"],
             "-p", known["PORT"], "-U", known["USER"], known["NAME"]],
            env={"PGPASSWORD": known["PASSWORD"]}, input=script, check=True, text=True, capture_output=True,
        )  # fmt: skip
    finally:
        embedded.stop(cluster, major="16")


EVENT = """
from dataclasses import dataclass
from motcua.foundation.audit import operations
from motcua.foundation.audit.events import Event
from motcua.foundation.kernel import clock
from motcua.foundation.kernel.actors import SYSTEM
@dataclass(frozen=True, kw_only=True)
class PaperShown(Event):
    pages: int
operations.record(PaperShown(subject="D-1", at=clock.now(), actor=SYSTEM, pages=1))
"""
