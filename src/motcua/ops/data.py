"""The data that a command works on: started if needed, made with the sample authority if there is none."""

import fcntl
import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from motcua.config import database

from .output import note


class DataFailure(RuntimeError):
    """The data folder cannot be made; the message says what to do."""


@contextmanager
def server(environ: Mapping[str, str]) -> Iterator[None]:
    """A PostgreSQL that answers while the block runs."""
    with database.in_use(environ):
        yield


@contextmanager
def filled(environ: Mapping[str, str]) -> Iterator[None]:
    """The same with the product's tables; a new embedded one is filled with the sample authority."""
    with server(environ):
        if not database.is_made(environ):
            make(environ)
        yield


def make(environ: Mapping[str, str], *, sample: bool = True) -> None:
    """Migrate and fill a new data folder. Two processes at once: the second waits. Goes on after a stop."""
    folder = database.data_dir(environ)
    with open(folder / "making.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if database.is_made(environ):
            return
        note(f"Making the data folder {folder} …")
        for name in ("files", "mail", "keys"):
            (folder / name).mkdir(mode=0o700, exist_ok=True)
        step(environ, "db", "migrate")
        if sample and importlib.util.find_spec("motcua.ops.demo.load"):
            (folder / "demo").touch()
            step(environ, "demo", "load")
        mark_made(environ)


def mark_made(environ: Mapping[str, str]) -> None:
    (database.data_dir(environ) / "made").touch()


def command(*words: str) -> list[str]:
    """The product's command line, run by this very Python."""
    return [sys.executable, "-m", "motcua.ops.cli", *words]


def step(environ: Mapping[str, str], *words: str) -> None:
    done = subprocess.run(command(*words), env={**os.environ, **environ}, stdout=sys.stderr, check=False)
    if done.returncode:
        raise DataFailure(f"'motcua {' '.join(words)}' failed; start again when that is mended.")


def folder_of(environ: Mapping[str, str]) -> Path:
    return database.data_dir(environ)
