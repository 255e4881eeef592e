import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .installation import Installation
from .made_once import forget

VAR = Path(__file__).resolve().parents[2] / "var" / "test"


def a_folder() -> Iterator[Path]:
    """One that the database's system user can reach, unlike pytest's own."""
    VAR.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="ops-", dir=VAR))
    folder.chmod(0o755)
    yield folder
    forget(folder)


@pytest.fixture
def data_folder() -> Iterator[Path]:
    yield from a_folder()


@pytest.fixture
def installation(data_folder: Path) -> Iterator[Installation]:
    here = Installation(data_folder / "data")
    yield here
    here.stop()


@pytest.fixture
def second(data_folder: Path) -> Iterator[Installation]:
    there = Installation(data_folder / "second")
    yield there
    there.stop()
