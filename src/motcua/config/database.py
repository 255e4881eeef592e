"""Which PostgreSQL we talk to: the one module that knows there may be an embedded one.

DATABASE_URL set     that server; we never start it and never stop it.
DATABASE_URL unset   our own cluster in MOTCUA_DATA/postgres, on 127.0.0.1, a free port kept in the data
                     folder, SCRAM, secrets 0600.

Two roles: the owner runs migrations; the application role owns nothing. On an outside server the
application's connections take the role named by MOTCUA_APP_ROLE (default `motcua_app`) unless
DATABASE_OWNER_URL names a second login for the owner.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from motcua.config import embedded

APP_ROLE = "motcua_app"


def data_dir(environ: Mapping[str, str]) -> Path:
    """MOTCUA_DATA, else `var/` of the checkout, else the user's data folder."""
    if environ.get("MOTCUA_DATA"):
        return Path(environ["MOTCUA_DATA"]).expanduser().resolve()
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").exists():
        return checkout / "var"
    home = Path(environ.get("XDG_DATA_HOME") or Path(environ.get("HOME", "~")).expanduser() / ".local/share")
    return home / "motcua"


def application_role(environ: Mapping[str, str]) -> str:
    """The role that the application's connections act as."""
    return APP_ROLE if is_embedded(environ) else environ.get("MOTCUA_APP_ROLE", APP_ROLE)


def is_embedded(environ: Mapping[str, str]) -> bool:
    return not environ.get("DATABASE_URL")


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or query.pop("host", "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": dict(query),
    }


def django_settings(environ: Mapping[str, str], *, as_owner: bool = False) -> dict[str, Any]:
    """The value of DATABASES["default"]. Starts nothing; reads the data folder's secrets if there are any."""
    base: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
    if is_embedded(environ):
        return base | embedded.connection(data_dir(environ), as_owner=as_owner)
    owner_url = environ.get("DATABASE_OWNER_URL")
    found = _from_url(owner_url if as_owner and owner_url else environ["DATABASE_URL"])
    if not as_owner and not owner_url:
        found["OPTIONS"]["options"] = f"-c role={application_role(environ)}"
    return base | found


def ensure_running(environ: Mapping[str, str]) -> bool:
    """Start the embedded cluster, made at first use; True if this call started it. Nothing for a server."""
    return is_embedded(environ) and embedded.start(data_dir(environ) / "postgres")


def stop(environ: Mapping[str, str]) -> None:
    """Stop the embedded cluster. Nothing for an outside server."""
    if is_embedded(environ):
        embedded.stop(data_dir(environ) / "postgres")
