"""The files that browsers fetch, collected once for each release: compressed and named by their content."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from motcua.config import database

from .data import DataFailure, command

PACKAGE = Path(__file__).resolve().parents[1]


def _fingerprint() -> str:
    found = hashlib.sha256(f"{version('motcua')} {version('Django')} {version('whitenoise')}".encode())
    for folder in sorted(PACKAGE.rglob("static")):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                known = path.stat()
                found.update(f"{path}\0{known.st_size}\0{known.st_mtime_ns}\n".encode())
    return found.hexdigest()


def collect(environ: Mapping[str, str]) -> bool:
    """Collect the static files unless those of this code are there already; True if it was done."""
    folder = Path(environ.get("MOTCUA_STATIC") or database.data_dir(environ) / "static")
    mark = folder / ".collected"
    now = _fingerprint()
    if mark.exists() and mark.read_text() == now:
        return False
    done = subprocess.run(
        command("manage", "collectstatic", "--noinput", "--clear", "--verbosity", "0"),
        env={**os.environ, **environ},
        stdout=sys.stderr,
        check=False,
    )
    if done.returncode:
        raise DataFailure("The static files could not be collected.")
    mark.write_text(now)
    return True
