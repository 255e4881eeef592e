"""An installation of its own for a test: a data folder, and the command line run on it as people run it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from . import made_once

OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "MOTCUA_", "LANG", "LC_", "DJANGO_SETTINGS_MODULE")


class Installation:
    def __init__(self, data: Path) -> None:
        self.data = data
        self.environ = {k: v for k, v in os.environ.items() if not k.startswith(OURS)}
        self.environ |= {"MOTCUA_DATA": str(data), "LANG": "C.UTF-8"}

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "motcua.ops.cli", *words]

    def run(self, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words), env=self.environ | environ, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip

    def did(self, *words: str, **environ: str) -> str:
        """What it wrote on standard output; it must have said yes."""
        done = self.run(*words, **environ)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def json(self, *words: str) -> Any:
        done = self.run(*words, "--json")
        return json.loads(done.stdout)

    def python(self, body: str) -> str:
        """Run a few lines inside the installation."""
        return self.did("manage", "shell", "--no-imports", "--verbosity", "0", "-c", body)

    def make_empty(self) -> "Installation":
        """Tables, but no sample authority: a copy of an installation that was made so."""
        made_once.copy_of("empty", self.data, make=lambda data: Installation(data).migrate())
        return self

    def migrate(self) -> None:
        self.did("db", "migrate")
        (self.data / "made").touch()

    def stop(self) -> None:
        if (self.data / "postgres" / "postmaster.pid").exists():
            self.run("db", "stop")
