"""`motcua run` and its children: ready, killed, stopped."""

import os
import re
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .installation import Installation

pytestmark = [pytest.mark.slow, pytest.mark.processes]
START_SECONDS = 240
PATIENCE_SECONDS = 180
"""Only a failing test waits so long; a machine that does ten other things passes too."""


class Running:
    """The product, started as people start it."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.log = open(installation.data / "run.log", "w+")  # noqa: SIM115
        self.process = subprocess.Popen(
            installation.command("run", "--port", "0"),
            env=installation.environ, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
        )  # fmt: skip
        self.address = eventually(self._address, seconds=START_SECONDS)

    def _address(self) -> str | None:
        assert self.process.poll() is None, self.said()
        found = re.search(r"^READY (\S+)", self.said(), re.M)
        return found[1] if found else None

    def said(self) -> str:
        return (self.installation.data / "run.log").read_text()

    def children(self) -> dict[str, int]:
        """The web server and the worker that run now."""
        found = {}
        for pid in _children_of(self.process.pid):
            words = Path(f"/proc/{pid}/cmdline").read_text()
            found["web" if "gunicorn" in words else "worker"] = pid
        return found

    def stop(self, number: int = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        status = self.process.wait(40)
        self.log.close()
        return status


def _children_of(parent: int) -> list[int]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    )
    return [int(pid) for pid in found.stdout.split()]


def eventually(ask: Callable[[], Any], *, seconds: float = PATIENCE_SECONDS) -> Any:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        answer = ask()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"{ask} had no answer in {seconds} s")


@pytest.fixture
def running(installation: Installation) -> Iterator[Running]:
    installation.make_empty()
    product = Running(installation)
    yield product
    product.stop(signal.SIGTERM)


def answers(address: str) -> bool | None:
    try:
        with urllib.request.urlopen(address, timeout=5) as page:
            return page.status == 200 or None
    except OSError:
        return None


def test_it_answers_and_stops_cleanly(running, installation):
    assert answers(running.address)
    eventually(lambda: installation.json("health")["well"] or None)
    mine = [running.process.pid, *running.children().values()]

    status = running.stop()

    assert (status, running.said().splitlines()[-1]) == (0, "Stopped.")
    assert not [pid for pid in mine if os.path.exists(f"/proc/{pid}")]
    assert installation.json("db", "status")["running"] is False


def test_killed_children_are_started_again_and_nothing_is_lost(running, installation):
    before = running.children()
    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    installation.python(MESSAGE)

    eventually(lambda: set(running.children()) == {"web", "worker"} or None)

    assert not set(running.children().values()) & set(before.values())
    eventually(lambda: answers(running.address))
    eventually(lambda: len(list((installation.data / "mail").glob("*.eml"))) == 1 or None)


def test_a_job_in_the_hand_of_a_killed_worker_is_done_by_the_next(running, installation):
    """The mail server takes the mail and keeps the worker waiting: the worker dies with the job in hand."""
    os.kill(running.children()["worker"], signal.SIGSTOP)
    installation.python(MESSAGE)
    installation.python(IN_HAND)
    os.kill(running.children()["worker"], signal.SIGKILL)

    eventually(lambda: len(list((installation.data / "mail").glob("*.eml"))) == 1 or None)

    assert installation.python("from procrastinate.contrib.django.models import ProcrastinateJob as J\n"
        "print(J.objects.filter(task_name='notifications.deliver').count())") == "0\n"  # fmt: skip


def test_it_survives_a_restart_of_the_database(running, installation):
    cluster = installation.data / "postgres"
    pid = (cluster / "postmaster.pid").read_text().split()[0]
    subprocess.run(["kill", "-9", pid], check=True)
    eventually(lambda: not Path(f"/proc/{pid}").exists())  # its parent has to take note of it
    installation.did("db", "start")

    installation.python(MESSAGE)

    eventually(lambda: len(list((installation.data / "mail").glob("*.eml"))) == 1 or None)
    eventually(lambda: answers(running.address))


MESSAGE = """
from motcua.foundation.notifications import operations
from motcua.foundation.kernel import clock
operations.send(
    event_id="e-1", recipient="P-1", address="minh@example.vn", subject="s", body="b", at=clock.now()
)
"""
IN_HAND = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute(
        "UPDATE procrastinate_jobs SET status = 'doing', "
        "worker_id = (SELECT max(id) FROM procrastinate_workers)"
        " WHERE task_name = 'notifications.deliver'"
    )
    assert cursor.rowcount == 1
"""
