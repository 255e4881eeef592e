"""The bounds hold, and whatever dies is replaced."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from motcua.adapters.inspection.zygote import Bounds, Zygote

WORK = "tests.adapters.inspection.harmful_work"
BOUNDS = Bounds(memory_bytes=64 << 20, cpu_seconds=1, wall_seconds=1.5)


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    made = Zygote(WORK, BOUNDS)
    yield made
    made.close()


@pytest.fixture
def ask(zygote: Zygote, tmp_path: Path) -> Any:
    path = tmp_path / "file"
    path.write_bytes(b"four")

    def asking(do: str, bounds: Bounds | None = None) -> dict[str, Any] | None:
        with path.open("rb") as file:
            return zygote.ask({"do": do}, file=file.fileno(), bounds=bounds)

    return asking


def test_a_grandchild_reads_the_file_and_knows_no_secret(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_SECRET_KEY", "hidden")

    assert ask("answer") == {"size": 4, "secret": ""}


@pytest.mark.slow
@pytest.mark.parametrize("do", ["sleep", "burn", "eat", "die"])
def test_work_that_breaks_its_bounds_ends_without_an_answer(ask: Any, do: str) -> None:
    started = time.monotonic()

    assert ask(do) is None

    assert time.monotonic() - started < 6


def test_a_task_may_have_bounds_of_its_own(ask: Any) -> None:
    assert ask("rest", replace(BOUNDS, wall_seconds=0.1)) is None
    assert ask("rest") == {}


def test_an_unforeseen_error_is_a_broken_file(ask: Any) -> None:
    assert ask("raise") == {"problem": "broken", "detail": "RuntimeError"}


def test_a_grandchild_writes_no_file(ask: Any) -> None:
    ask("write")

    written = Path("/tmp/motcua-must-not-be-written")
    assert not written.exists() or written.stat().st_size == 0
    written.unlink(missing_ok=True)


def test_a_zygote_that_was_killed_is_replaced_unnoticed(zygote: Zygote, ask: Any) -> None:
    ask("answer")
    before = zygote.pid
    assert before is not None

    os.kill(before, signal.SIGKILL)

    assert ask("answer") == {"size": 4, "secret": ""}
    assert zygote.pid != before


def test_many_tasks_leave_no_open_files(zygote: Zygote, ask: Any) -> None:
    ask("answer")
    ours = len(os.listdir("/proc/self/fd"))
    theirs = len(os.listdir(f"/proc/{zygote.pid}/fd"))

    for _ in range(20):
        ask("answer")

    time.sleep(0.05)
    assert len(os.listdir("/proc/self/fd")) == ours
    assert len(os.listdir(f"/proc/{zygote.pid}/fd")) == theirs


def test_threads_share_one_zygote(zygote: Zygote, ask: Any) -> None:
    answers: list[Any] = []
    threads = [threading.Thread(target=lambda: answers.append(ask("answer"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [{"size": 4, "secret": ""}] * 8


ASKER = """
import os, sys, time
from motcua.adapters.inspection.zygote import Zygote
zygote = Zygote("tests.adapters.inspection.harmful_work")
file = os.open(sys.argv[1], os.O_RDONLY)
assert zygote.ask({"do": "answer"}, file=file)["size"] == 4
print(zygote.pid, flush=True)
if os.fork() == 0:
    assert zygote.ask({"do": "answer"}, file=file)["size"] == 4
    print(zygote.pid, flush=True)
    zygote.close()
    os._exit(0)
os.wait()
time.sleep(60)
"""


@pytest.mark.slow
@pytest.mark.processes
def test_a_forked_process_has_its_own_zygote_and_none_outlives_its_parent(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"four")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    with subprocess.Popen(
        [sys.executable, "-c", ASKER, str(path)], stdout=subprocess.PIPE, env=environment
    ) as asker:
        assert asker.stdout is not None
        first, second = int(asker.stdout.readline()), int(asker.stdout.readline())
        assert first != second

        asker.kill()
        asker.wait()

    for _ in range(100):
        if not Path(f"/proc/{first}").exists() and not Path(f"/proc/{second}").exists():
            return
        time.sleep(0.05)
    pytest.fail("A zygote outlived its parent.")


def test_asking_imports_no_parser() -> None:
    """A web process stays small and never runs a parser of strangers' files."""
    code = (
        "import sys, django;"
        "import motcua.adapters.inspection.inspector, motcua.adapters.signing.verify;"
        "import motcua.adapters.signing.pkcs12;"
        "print([m for m in ('pikepdf', 'PIL', 'pyhanko', 'fitz') if m in sys.modules])"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "motcua.config.settings"}

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)

    assert done.stdout.strip() == "[]", done.stderr
