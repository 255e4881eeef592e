"""The worker is killed at each station of the digitisation line: nothing is lost, nothing is done twice."""

import os
import re
import signal
import time
from collections.abc import Iterator

import pytest

from .installation import Installation
from .line_played import BEGIN, CHECK, FOUND, PAPERS, SCAN, SIGN, Database
from .test_run import Running, eventually

pytestmark = [pytest.mark.slow, pytest.mark.processes]


@pytest.fixture
def database(running: Running, installation: Installation) -> Iterator[Database]:
    asked = Database(installation.data)
    yield asked
    asked.link.close()


@pytest.fixture
def running(installation: Installation) -> Iterator[Running]:
    installation.make_empty()
    product = Running(installation)
    yield product
    product.stop(signal.SIGTERM)


def kill_in_hand(running: Running, database: Database, job: str, is_over) -> int:
    """Kill the worker once while it does such a job; how often that came about before all were done.

    Which process it is, is known before: a short job is over in the time that asking takes.
    """
    until = time.monotonic() + 60
    worker = running.children().get("worker", 0)
    asked = 0
    while time.monotonic() < until:
        if worker and database.in_hand(job):
            os.kill(worker, signal.SIGKILL)
            return 1
        asked += 1
        if asked % 200 == 0:
            if is_over():
                return 0
            if not os.path.exists(f"/proc/{worker}"):
                worker = running.children().get("worker", worker)
    return 0


def test_the_worker_is_killed_at_each_station_and_no_paper_is_lost(running, database, installation):
    kills = {}

    def over(station):
        return lambda: database.passed(station) == PAPERS

    installation.python(BEGIN + SCAN)
    kills["look"] = kill_in_hand(running, database, "look", database.looked_at)
    kills["bind"] = kill_in_hand(running, database, "bind", over("intake"))
    eventually(over("intake"))
    assert re.match(r"3\b", installation.python(BEGIN + SIGN))
    kills["sign"] = kill_in_hand(running, database, "sign", over("personal_signature"))
    eventually(over("personal_signature"))
    kills["read"] = kill_in_hand(running, database, "read", over("reading"))
    eventually(over("reading"))
    installation.python(BEGIN + CHECK)
    kills["seal"] = kill_in_hand(running, database, "seal", over("seal"))
    eventually(over("seal"))
    kills["store"] = kill_in_hand(running, database, "store", over("storage"))
    eventually(over("storage"))

    assert sum(kills.values()) >= 3, kills
    assert installation.python(BEGIN + FOUND) == "whole\n"
    installation.did("audit", "verify")
