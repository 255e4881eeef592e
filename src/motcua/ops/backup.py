"""Database and files into one file, and back.

The file is a tar: `manifest.json`, `database.dump` (pg_dump's own format), `files/…`, and the public
halves of
the keys that sealed the audit trail. Private keys and passwords are not in it. Files are named by their
content
and never rewritten, so: hold those that are there by hard links, dump the database, then take the held
ones and those that came meanwhile. Whatever the dump names is then in the backup, without stopping anybody.
"""

import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection

from motcua.config import database, embedded, grants
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.audit.queries import current_era
from motcua.foundation.kernel.errors import Missing, OutsideFailure, Refused

from .schema import server_major

FORMAT = 1
PUBLIC_KEYS = ("seal", "claim")
STILL_ARRIVING = "uploads"
_UNKNOWN_TO_OLDER = (b"SET transaction_timeout",)  # written by newer programs for newer servers


@dataclass(frozen=True)
class Manifest:
    """What stands on top of a backup."""

    format: int
    made_at: str
    release: str
    postgresql: int
    demo: bool
    files: int
    bytes: int
    files_elsewhere: str = ""
    """The bucket that keeps the files; they are not in the backup then."""


def backup(file: Path, *, at: datetime) -> Manifest:
    """Write a backup; the file appears whole or not at all.

    Raises: Refused when the file is there already, OutsideFailure.
    """
    if file.exists():
        raise Refused(f"{file} exists already: choose another name.")
    if not file.parent.is_dir():
        raise Missing(f"There is no folder {file.parent}.")
    with tempfile.TemporaryDirectory(prefix="motcua-backup-", dir=file.parent) as folder:
        bucket = settings.MOTCUA_FILES_S3["bucket"]
        held = Path(folder) / "none" if bucket else _hold(Path(settings.MOTCUA_FILES))
        try:
            dump = Path(folder) / "database.dump"
            _program("pg_dump", "--format=custom", "--no-owner", "--no-acl", "--file", str(dump))
            draft = Path(folder) / "backup.tar"
            manifest = _write(draft, dump, held, at)
        finally:
            shutil.rmtree(held, ignore_errors=True)
        draft.chmod(0o600)
        os.replace(draft, file)
    return manifest


def _hold(files: Path) -> Path:
    """Hard links to every file that is there now, beside their folder."""
    files.mkdir(parents=True, exist_ok=True)
    held = Path(tempfile.mkdtemp(prefix=f".{files.name}-held-", dir=files.parent))
    for path in _files(files):
        target = held / path.relative_to(files)
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, target)
        except FileNotFoundError:
            continue  # removed while we looked: nothing names it
    return held


def _files(folder: Path) -> Iterator[Path]:
    """All but the files that are still arriving: those are written to, and their senders begin anew."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    return (path for path in found if path.relative_to(folder).parts[0] != STILL_ARRIVING)


def _write(draft: Path, dump: Path, held: Path, at: datetime) -> Manifest:
    bucket = settings.MOTCUA_FILES_S3["bucket"]
    files = held if bucket else Path(settings.MOTCUA_FILES)
    taken = {path.relative_to(held): path for path in _files(held)}
    taken |= {p.relative_to(files): p for p in _files(files) if p.relative_to(files) not in taken}
    manifest = Manifest(
        format=FORMAT,
        made_at=at.isoformat(),
        release=version("motcua"),
        postgresql=server_major(),
        demo=settings.MOTCUA_DEMO,
        files=len(taken),
        bytes=sum(path.stat().st_size for path in taken.values()),
        files_elsewhere=bucket,
    )
    head = draft.with_name("manifest.json")
    head.write_text(json.dumps(asdict(manifest), indent=2))
    with open(draft, "wb") as raw, tarfile.open(fileobj=raw, mode="w") as tar:
        tar.add(head, "manifest.json")
        tar.add(dump, "database.dump")
        for name, path in taken.items():
            tar.add(path, f"files/{name.as_posix()}")
        for kind in PUBLIC_KEYS:
            for key in sorted(Path(settings.MOTCUA_KEYS).glob(f"{kind}-*.pub")):
                tar.add(key, f"keys/{key.name}")
        tar.close()
        raw.flush()
        os.fsync(raw.fileno())
    return manifest


def restore(file: Path) -> Manifest:
    """Load a backup into an empty database, put its files back, and start a new era of the audit trail.

    Raises: Refused when the database holds anything, Missing, OutsideFailure.
    """
    if not file.is_file():
        raise Missing(f"There is no file {file}.")
    check_empty()
    files = Path(settings.MOTCUA_FILES)
    with tempfile.TemporaryDirectory(prefix="motcua-restore-") as folder:
        _unpack(file, Path(folder))
        manifest = Manifest(**json.loads((Path(folder) / "manifest.json").read_text()))
        load(Path(folder) / "database.dump")
        for part, target in (("files", files), ("keys", Path(settings.MOTCUA_KEYS))):
            if (Path(folder) / part).exists():
                shutil.copytree(Path(folder) / part, target, dirs_exist_ok=True)
    return manifest


def check_empty() -> None:
    """Raises Refused unless the database holds nothing."""
    if connection.introspection.table_names():
        raise Refused(
            "The database is not empty: restore into a new one (an empty MOTCUA_DATA, or a new database)."
        )


def _unpack(file: Path, folder: Path) -> None:
    try:
        with tarfile.open(file) as tar:
            tar.extractall(folder, filter="data")
        known = json.loads((folder / "manifest.json").read_text())["format"]
    except (tarfile.TarError, OSError, ValueError, KeyError) as error:
        raise Refused(f"{file} is not a backup of this product.") from error
    if known != FORMAT:
        raise Refused(f"{file} was written in format {known}; this release reads format {FORMAT}.")


def load(dump: Path) -> None:
    """Run a dump into the empty database in one transaction, then grants and a new era."""
    with tempfile.TemporaryDirectory(prefix="motcua-load-") as folder:
        script, fit = Path(folder) / "dump.sql", Path(folder) / "fit.sql"
        _program("pg_restore", "--no-owner", "--no-acl", "--file", str(script), str(dump))
        with open(script, "rb") as lines, open(fit, "wb") as kept:
            kept.writelines(line for line in lines if not line.startswith(_UNKNOWN_TO_OLDER))
        _program(
            "psql", "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "--single-transaction", "-f", str(fit)
        )
    role = database.application_role(os.environ)
    grants.ensure_role(role)
    grants.grant_application(role)
    start_new_era()


def start_new_era() -> int:
    """A new cluster counts its transactions from the start: new events belong to a new era. As the owner."""
    table = AuditEvent._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(era), 0) FROM {table}")
        written: int = cursor.fetchone()[0]
        era = max(written, current_era()) + 1
        cursor.execute(f"ALTER TABLE {table} ALTER era SET DEFAULT {era}")
    return era


def _program(name: str, *arguments: str) -> None:
    """Run pg_dump, pg_restore or psql against the database of the settings; the password not on the line."""
    known = connection.settings_dict
    environ = dict(os.environ) | {
        "PGHOST": known["HOST"],
        "PGPORT": str(known["PORT"]),
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
        "PGDATABASE": known["NAME"],
    }
    for variable, option in (("PGSSLMODE", "sslmode"), ("PGSSLROOTCERT", "sslrootcert")):
        if option in known["OPTIONS"]:
            environ[variable] = known["OPTIONS"][option]
    major = server_major()
    if name != "pg_dump":  # a dump may come from a newer server than this one
        major = max(major, int(embedded.MAJOR))
    done = subprocess.run(
        [str(database.programs(major) / name), *arguments],
        env={key: value for key, value in environ.items() if value},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise OutsideFailure(f"{name} failed: {said}")
