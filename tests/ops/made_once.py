"""Installations that take long to make: made once for the code as it is, and copied for each test."""

import fcntl
import hashlib
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

from motcua.config import system_user

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "test" / "made"
OF_A_RUN = ("postgres", "postgres.port", "postgres.lock", "postgres.users", "postgres.passing")


def copy_of(kind: str, data: Path, *, make: Callable[[Path], object], made_in: str = "") -> None:
    """Lay into `data` what `make` lays into an empty folder. `kind` names it; it is made anew for another
    code, and when `made_in` is another time.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    KEPT.chmod(0o755)  # the database's system user must be able to enter
    kept = KEPT / f"{kind}-{made_in}{_code()}" / "data"
    with open(KEPT / f"{kind}.lock", "w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        if not (kept.parent / "whole").exists():
            for old in KEPT.glob(f"{kind}-*"):
                forget(old)
            make(kept)
            (kept.parent / "whole").touch()
        _copy(kept, data)  # before somebody for whom it is another hour takes it away


def forget(folder: Path) -> None:
    """The folder of an installation, with its cluster, wherever that lies."""
    for cluster in folder.glob("*/postgres*"):
        if cluster.is_symlink():
            shutil.rmtree(cluster.resolve(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def _copy(kept: Path, data: Path) -> None:
    data.mkdir(parents=True, exist_ok=True)
    for one in kept.iterdir():
        if one.name not in OF_A_RUN:
            _cp(one, data / one.name)
    system_user.make_folder(data / "postgres")
    _cp((kept / "postgres").resolve(), (data / "postgres").resolve())


def _cp(one: Path, other: Path) -> None:
    """As `cp` does it, since it keeps owners and shares blocks where the file system can."""
    subprocess.run(["cp", "-a", "--reflink=auto", f"{one}/." if one.is_dir() else one, other], check=True)


@cache
def _code() -> str:
    """What tells this code from any other: every file of the product, and what it stands on."""
    found = hashlib.sha256((ROOT / "requirements-dev.lock").read_bytes())
    for path in sorted((ROOT / "src").rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()[:16]
