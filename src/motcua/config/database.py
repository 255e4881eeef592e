"""Which PostgreSQL we talk to: the one module that knows there may be an embedded one.

DATABASE_URL set     that server; we never start it and never stop it.
DATABASE_URL unset   our own cluster in MOTCUA_DATA/postgres, on 127.0.0.1, a free port kept in the data
                     folder, SCRAM, secrets 0600.

Two roles: the owner runs migrations; the application role owns nothing. On an outside server the
application's connections take the role named by MOTCUA_APP_ROLE (default `motcua_app`) unless
DATABASE_OWNER_URL names a second login for the owner.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from motcua.config import embedded
from motcua.config.environment import WrongSetting

APP_ROLE = embedded.APPLICATION
OLDEST_MAJOR = 15
PLANNING = "-c join_collapse_limit=5 -c max_parallel_workers_per_gather=0"
"""An act reads its dossier with fourteen joins by key: with the server's own limit of eight, planning them
takes ten times as long as running them. And to start a helper takes the server 15 ms, more than nearly every
answer; many people ask at once, so no processor waits for one. See docs/reference/performance.md."""
PREPARING = 5
"""Lets those statements be prepared that ask for it (kernel/statements.py); Django forbids it without."""


def data_dir(environ: Mapping[str, str]) -> Path:
    """MOTCUA_DATA, else `var/` of the checkout, else the user's data folder."""
    if environ.get("MOTCUA_DATA"):
        return Path(environ["MOTCUA_DATA"]).expanduser().resolve()
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").exists():
        return checkout / "var"
    home = Path(environ.get("XDG_DATA_HOME") or Path(environ.get("HOME", "~")).expanduser() / ".local/share")
    return home / "motcua"


def is_embedded(environ: Mapping[str, str]) -> bool:
    return not environ.get("DATABASE_URL")


def is_made(environ: Mapping[str, str]) -> bool:
    """Whether there is a database to talk to: an outside server, or an embedded cluster filled to its end."""
    return not is_embedded(environ) or (data_dir(environ) / "made").exists()


def is_demo(environ: Mapping[str, str]) -> bool:
    """Whether the data folder was made with the sample authority, or would be if a command made it now."""
    folder = data_dir(environ)
    return (folder / "demo").exists() or (is_embedded(environ) and not (folder / "made").exists())


def application_role(environ: Mapping[str, str]) -> str:
    """The role that the application's connections act as."""
    if is_embedded(environ):
        return APP_ROLE
    if environ.get("DATABASE_OWNER_URL"):
        return _from_url("DATABASE_URL", environ["DATABASE_URL"])["USER"]  # type: ignore[no-any-return]
    return environ.get("MOTCUA_APP_ROLE", APP_ROLE)


def django_settings(environ: Mapping[str, str], *, as_owner: bool = False) -> dict[str, Any]:
    """The value of DATABASES["default"]. Starts nothing; reads the data folder's secrets if there are any."""
    base: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
    if is_embedded(environ):
        found = base | embedded.connection(data_dir(environ), as_owner=as_owner)
        found["OPTIONS"] |= {"options": PLANNING, "prepare_threshold": PREPARING}
        return found
    owner_url = environ.get("DATABASE_OWNER_URL")
    if as_owner and owner_url:
        return base | _from_url("DATABASE_OWNER_URL", owner_url)
    found = base | _from_url("DATABASE_URL", environ["DATABASE_URL"])
    found["OPTIONS"] |= {"options": PLANNING, "prepare_threshold": PREPARING}
    if not as_owner and not owner_url:
        found["OPTIONS"]["options"] += f" -c role={application_role(environ)}"
    return found


def _from_url(name: str, url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    if parts.scheme not in {"postgres", "postgresql"} or len(parts.path) < 2:
        raise WrongSetting(f"{name} must look like postgresql://user:password@host:5432/database.")
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or query.pop("host", "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(query),
    }


def ensure_running(environ: Mapping[str, str]) -> bool:
    """Start the embedded cluster, made at first use, to stay; True if this call started it."""
    return is_embedded(environ) and embedded.Use(data_dir(environ), stays=True).started


def stop(environ: Mapping[str, str]) -> None:
    """Stop the embedded cluster. Nothing for an outside server."""
    if is_embedded(environ):
        embedded.stop(data_dir(environ) / "postgres")
        (data_dir(environ) / "postgres.passing").unlink(missing_ok=True)


def is_running(environ: Mapping[str, str]) -> bool | None:
    """Whether the embedded cluster runs; None for an outside server, which is not ours to say."""
    return embedded.running(data_dir(environ) / "postgres") if is_embedded(environ) else None


@contextmanager
def in_use(environ: Mapping[str, str], *, settings: tuple[str, ...] = ()) -> Iterator[None]:
    """A database that answers while the block runs: started if needed, and then stopped by its last user."""
    if not is_embedded(environ):
        yield
        return
    use = embedded.Use(data_dir(environ), settings=settings)
    try:
        yield
    finally:
        use.end()


def programs(server_major: int) -> Path:
    """The folder of pg_dump, pg_restore and psql fit for a server of that major version.

    A program older than the server refuses it, so without the server's own ones the embedded ones are taken.
    Raises EmbeddedFailure when none is new enough.
    """
    for major in (str(server_major), embedded.MAJOR):
        try:
            found = embedded.bin_dir(major)
        except embedded.EmbeddedFailure:
            continue
        if int(major) >= server_major and (found / "pg_dump").exists():
            return found
    raise embedded.EmbeddedFailure(
        f"No pg_dump of PostgreSQL {server_major} or newer is on this machine: install its client programs."
    )
