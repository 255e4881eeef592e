"""The worker is killed at each station of the digitisation line: nothing is lost, nothing is done twice."""

import os
import re
import signal
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


def test_the_worker_is_killed_at_each_station_and_no_paper_is_lost(running, database, installation):
    database.hold_back("look", "bind", "sign", "read", "seal", "store")
    killed = set()

    def kill_in(job: str) -> None:
        """Kill the worker while it does such a job, which cannot end before."""
        eventually(lambda: database.waits_for(job))
        with database.nothing_ends():
            database.let_go(job)
            eventually(lambda: database.in_hand(job))
            worker = running.children()["worker"]
            os.kill(worker, signal.SIGKILL)
            killed.add(worker)

    def pass_on(station: str) -> None:
        eventually(lambda: database.passed(station) == PAPERS)

    installation.python(BEGIN + SCAN)
    kill_in("look")
    kill_in("bind")
    pass_on("intake")
    assert re.match(r"3\b", installation.python(BEGIN + SIGN))
    kill_in("sign")
    pass_on("personal_signature")
    kill_in("read")
    pass_on("reading")
    installation.python(BEGIN + CHECK)
    kill_in("seal")
    pass_on("seal")
    kill_in("store")
    pass_on("storage")

    assert len(killed) == 6
    assert installation.python(BEGIN + FOUND) == "whole\n"
    installation.did("audit", "verify")
