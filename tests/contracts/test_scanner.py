"""What every malware scanner must do; ClamAV is a real one."""

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from motcua.adapters.malware.absent import NoScanner
from motcua.adapters.malware.clamd import Clamd
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.documents.errors import ContentBroken, NotScannable
from motcua.records.documents.ports import ScanResult
from tests.factories import files
from tests.stand_ins import clamd


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    free = clamd.a_free_port()
    with clamd.running(tmp_path_factory.mktemp("clamd"), free):
        yield free


@pytest.fixture
def scanner(port: int, settings) -> Clamd:
    settings.MOTCUA_CLAMD = f"127.0.0.1:{port}"
    return Clamd()


def test_a_clean_file_is_clean(scanner: Clamd) -> None:
    assert scanner.scan(io.BytesIO(files.a_pdf()), within_seconds=10) == ScanResult(scanned=True)


@pytest.mark.parametrize("content", [clamd.EICAR, b"before " * 1000 + clamd.EICAR + b" behind"])
def test_malware_is_named(scanner: Clamd, content: bytes) -> None:
    found = scanner.scan(io.BytesIO(content), within_seconds=10)

    assert found.scanned
    assert found.threat.startswith("Eicar-Test-Signature")


def test_a_file_above_the_limit_of_the_daemon_is_not_called_clean(scanner: Clamd) -> None:
    with pytest.raises(NotScannable):
        scanner.scan(io.BytesIO(b"0" * (3 << 20)), within_seconds=10)


@pytest.mark.parametrize("address", ["127.0.0.1:{free}", "{folder}/no.socket"])
def test_a_daemon_that_is_away_is_an_outside_failure(address: str, settings, tmp_path: Path) -> None:
    settings.MOTCUA_CLAMD = address.format(free=clamd.a_free_port(), folder=tmp_path)

    with pytest.raises(OutsideFailure) as caught:
        Clamd().scan(io.BytesIO(b"paper"), within_seconds=10)
    assert not isinstance(caught.value, NotScannable)


def test_what_the_file_itself_raises_is_not_the_daemons_fault(scanner: Clamd) -> None:
    class Damaged(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise ContentBroken

    with pytest.raises(ContentBroken):
        scanner.scan(Damaged(), within_seconds=10)


def test_without_a_scanner_nothing_is_said_to_be_scanned() -> None:
    assert NoScanner().scan(io.BytesIO(clamd.EICAR), within_seconds=10) == ScanResult(scanned=False)


def test_a_daemon_that_hangs_is_waited_for_once_and_shortly(settings) -> None:
    with clamd.hanging(says_pong=False) as port:
        settings.MOTCUA_CLAMD = f"127.0.0.1:{port}"
        for most_seconds in (1.0, 0.05):
            begun = time.monotonic()
            with pytest.raises(OutsideFailure) as caught:
                Clamd(answers_seconds=0.2).scan(io.BytesIO(b"paper"), within_seconds=10)
            assert time.monotonic() - begun < most_seconds
            assert not isinstance(caught.value, NotScannable)


def test_a_file_that_takes_too_long_is_bounded_as_a_whole(settings) -> None:
    with clamd.hanging(says_pong=True) as port:
        settings.MOTCUA_CLAMD = f"127.0.0.1:{port}"
        with pytest.raises(NotScannable):
            Clamd().scan(io.BytesIO(b"paper" * 1000), within_seconds=0.2)
        assert Clamd().check() == f"ClamAV answers at 127.0.0.1:{port}"


def test_what_there_is_is_said_to_operators(scanner: Clamd, port: int) -> None:
    assert scanner.check().endswith(str(port))
    assert NoScanner().check().startswith("none")
