"""The embedded cluster from the command line: started, stopped, moved to a newer PostgreSQL. Without
Django.
"""

import os
import subprocess
import sys
from argparse import Namespace

from motcua.config import database, embedded
from motcua.ops import data
from motcua.ops.output import FAILURE, NO, YES, answer, note


def start(args: Namespace) -> int:
    if not database.is_embedded(os.environ):
        note("DATABASE_URL names a server: it is not ours to start.")
        return NO
    note("Started." if database.ensure_running(os.environ) else "It runs already, and stays.")
    return YES


def stop(args: Namespace) -> int:
    if not database.is_embedded(os.environ):
        note("DATABASE_URL names a server: it is not ours to stop.")
        return NO
    runs = database.is_running(os.environ)
    database.stop(os.environ)
    note("Stopped." if runs else "It does not run.")
    return YES


def status(args: Namespace) -> int:
    runs = database.is_running(os.environ)
    said = {None: "An outside server: ask 'motcua health'.", True: "It runs.", False: "It does not run."}
    answer(args, {"embedded": database.is_embedded(os.environ), "running": runs}, said[runs])
    return NO if runs is False else YES


def upgrade(args: Namespace) -> int:
    """Dump with the old programs, load into a new cluster; the old data stay beside it."""
    folder = database.data_dir(os.environ)
    cluster = folder / "postgres"
    if not database.is_embedded(os.environ) or not (cluster / "PG_VERSION").exists():
        note("There is no embedded data to move.")
        return NO
    old = embedded.version_of(cluster)
    if old == embedded.MAJOR:
        note(f"The data belong to PostgreSQL {old} already.")
        return YES
    dump, kept = folder / f"postgres-{old}.dump", folder / f"postgres-{old}"
    note(f"Dumping the data of PostgreSQL {old} …")
    embedded.start_server(cluster, major=old)
    dump.touch(mode=0o600)
    try:
        _dump(str(dump))
    finally:
        embedded.stop(cluster, major=old)
    cluster.rename(kept)
    note(f"Loading them into PostgreSQL {embedded.MAJOR} …")
    done = subprocess.run(data.command("db", "load", str(dump)), stdout=sys.stderr, check=False)
    if done.returncode:
        note(f"The old data are untouched in {kept}, dumped in {dump}.")
        return FAILURE
    note(f"Done. The old data stay in {kept} until you remove them.")
    return YES


def _dump(file: str) -> None:
    known = embedded.connection(database.data_dir(os.environ), as_owner=True)
    made = subprocess.run(
        [
            str(embedded.bin_dir() / "pg_dump"), "--format=custom", "--no-owner", "--no-acl", "--file", file,
            "--host", known["HOST"], "--port", known["PORT"], "--username", known["USER"], known["NAME"],
        ],
        env=dict(os.environ) | {"PGPASSWORD": known["PASSWORD"]},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        raise embedded.EmbeddedFailure(f"pg_dump failed: {made.stderr.strip()}")
