"""The store and the malware scanner are killed under the digitisation line: it waits and loses nothing."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stand_ins import clamd
from tests.stand_ins.swift import Swift

from .installation import Installation
from .line_played import BEGIN, CHECK, FOUND, PAPERS, SCAN, SIGN, Database
from .test_run import Running, eventually

pytestmark = [pytest.mark.slow, pytest.mark.processes]
TWO_TURNS_SECONDS = 300
"""The scanner is asked each minute, and each minute the line asks whether it has answered."""


@pytest.fixture
def running(installation: Installation) -> Iterator[Running]:
    product = Running(installation)
    yield product
    product.stop(signal.SIGTERM)


@pytest.fixture
def database(running: Running, installation: Installation) -> Iterator[Database]:
    asked = Database(installation.data)
    yield asked
    asked.link.close()


@pytest.fixture
def over_a_wire(installation: Installation, swift: Swift) -> None:
    installation.make_empty()
    known = {f"MOTCUA_FILES_S3_{name.upper()}": value for name, value in swift.settings().items() if value}
    installation.environ |= known


@pytest.fixture
def scanned_by(installation: Installation) -> int:
    """The port where a scanner is looked for."""
    installation.make_empty()
    port = clamd.a_free_port()
    installation.environ["MOTCUA_CLAMD"] = f"127.0.0.1:{port}"
    return port


@pytest.mark.usefixtures("over_a_wire")
def test_the_store_is_killed_at_each_station_and_no_paper_is_lost(swift, running, database, installation):
    database.hold_back("look", "bind", "sign", "read", "seal")

    def pull_it_away_from(job: str) -> None:
        """The job finds no store, and is tried again once it is back."""
        eventually(lambda: database.waits_for(job))
        swift.kill()
        database.let_go(job)
        eventually(lambda: database.failed(job))
        swift.start_again()

    def pass_on(station: str) -> None:
        eventually(lambda: database.passed(station) == PAPERS)

    installation.python(BEGIN + SCAN)
    pull_it_away_from("look")
    pull_it_away_from("bind")
    pass_on("intake")
    assert re.match(r"3\b", installation.python(BEGIN + SIGN))
    pull_it_away_from("sign")
    pass_on("personal_signature")
    pull_it_away_from("read")
    pass_on("reading")
    installation.python(BEGIN + CHECK)
    pull_it_away_from("seal")
    pass_on("storage")

    assert installation.python(BEGIN + FOUND) == "whole\n"
    installation.did("audit", "verify")


def test_the_scanner_is_killed_and_what_came_meanwhile_waits_for_it(
    scanned_by: int, tmp_path: Path, running, database, installation
):
    with clamd.running(tmp_path, scanned_by, largest="20M"):
        pass  # killed at the end of the block

    installation.python(BEGIN + SCAN)
    eventually(lambda: database.waits_for("look"))
    assert not database.looked_at()

    with clamd.running(tmp_path, scanned_by, largest="20M"):
        eventually(lambda: database.passed("intake") == PAPERS, seconds=TWO_TURNS_SECONDS)
