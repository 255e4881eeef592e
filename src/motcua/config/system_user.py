"""Root and the database: PostgreSQL refuses to run as root, so a system user runs it, where it can reach.

A checkout or a data folder in root's own home is closed to that user. Then the programs are copied, and the
cluster is put, under /var/lib/motcua; a link in the data folder leads there.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

SYSTEM_USERS = ("postgres", "motcua")
SHARED = Path("/var/lib/motcua")


class NoSystemUser(RuntimeError):
    """There is no user to run the database as; the message says what to do."""


def runs_as(cluster: Path) -> dict[str, Any]:
    """Popen's user arguments: none for an ordinary user; for root, the cluster's owner or a system user."""
    if os.geteuid():
        return {}
    if cluster.exists() and cluster.stat().st_uid:
        owner = cluster.stat()
        return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
    return system_user()


def system_user() -> dict[str, Any]:
    """Root's stand-in, made if there is none."""
    for name in SYSTEM_USERS:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
    words = ["useradd", "--system", "--no-create-home", "-s", "/usr/sbin/nologin", SYSTEM_USERS[-1]]
    try:
        made = subprocess.run(words, check=False).returncode == 0
    except FileNotFoundError:
        made = False
    if not made:
        raise NoSystemUser(
            "PostgreSQL does not run as root and no system user could be made: "
            "run this as an ordinary user, or make a user named 'motcua' (useradd --system motcua)."
        )
    return system_user()


def can_reach(user: dict[str, Any], path: Path) -> bool:
    return not user or subprocess.run(["test", "-x", str(path)], check=False, cwd="/", **user).returncode == 0


@cache
def reachable_programs(user_id: int, group_id: int, programs: Path) -> Path:
    """The folder of programs itself if that user can run them, else a copy made once."""
    if can_reach({"user": user_id, "group": group_id, "extra_groups": []}, programs / "postgres"):
        return programs
    stamp = (programs / "postgres").stat()
    name = hashlib.sha256(f"{programs} {stamp.st_size} {stamp.st_mtime_ns}".encode()).hexdigest()[:16]
    kept = SHARED / "programs" / name
    copied = kept / programs.parents[1].name / programs.parent.name / programs.name
    if not kept.exists():
        draft = Path(tempfile.mkdtemp(dir=_open_folder(kept.parent)))
        install, package = programs.parent, programs.parents[1]
        shutil.copytree(install, draft / "all" / package.name / install.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")  # where a wheel keeps what its programs load
        if libraries.exists():
            shutil.copytree(libraries, draft / "all" / libraries.name, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", str(draft / "all")], check=True)
        with suppress(OSError):  # another process was first
            (draft / "all").rename(kept)
        shutil.rmtree(draft, ignore_errors=True)
    return copied


def make_folder(cluster: Path) -> None:
    """The cluster's folder, for its user alone; a link to one that this user can reach, if need be."""
    user = runs_as(cluster)
    if cluster.exists():
        return
    if cluster.is_symlink():
        cluster.unlink()
    if can_reach(user, cluster.parent):
        cluster.mkdir(mode=0o700)
    else:
        name = hashlib.sha256(str(cluster).encode()).hexdigest()[:12]
        place = tempfile.mkdtemp(prefix=f"{name}-", dir=_open_folder(SHARED / "clusters"))
        cluster.symlink_to(place)
    if user:
        os.chown(cluster, user["user"], user["group"])


def _open_folder(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for one in (SHARED, folder):
        one.chmod(0o755)
    return folder
