"""Files from the folder into the bucket and back: whole, restartable, nothing removed."""

import io
from pathlib import Path

import pytest

from motcua.adapters.storage.local import LocalStore
from motcua.adapters.storage.s3 import S3Store
from motcua.ops import moving
from tests.stand_ins.swift import Swift


@pytest.fixture(autouse=True)
def _both_stores(swift: Swift, settings, tmp_path: Path) -> None:
    settings.MOTCUA_FILES = tmp_path / "files"
    settings.MOTCUA_FILES_S3 = swift.settings()


def test_everything_goes_there_and_a_second_run_finds_it_there() -> None:
    local, bucket = LocalStore(), S3Store()
    names = {local.put(io.BytesIO(b"paper %d" % number)).sha256 for number in range(5)}

    first, second = moving.move(local, bucket), moving.move(local, bucket)

    assert (first.copied, first.there_already, first.broken) == (5, 0, [])
    assert (second.copied, second.there_already) == (0, 5)
    assert set(bucket.kept()) == set(local.kept()) == names


def test_what_is_damaged_is_told_and_not_passed_on() -> None:
    local, bucket = LocalStore(), S3Store()
    name = local.put(io.BytesIO(b"whole paper")).sha256
    local.path_of(name).chmod(0o640)
    local.path_of(name).write_bytes(b"other paper")

    assert moving.move(local, bucket).broken == [name]
    assert list(bucket.kept()) == []


def test_the_way_back_fills_an_empty_folder(settings, tmp_path: Path) -> None:
    bucket = S3Store()
    name = bucket.put(io.BytesIO(b"paper")).sha256
    settings.MOTCUA_FILES = tmp_path / "new"

    assert moving.move(bucket, LocalStore()).copied == 1
    with LocalStore().open(name) as file:
        assert file.read() == b"paper"
