"""What every store of contents must do."""

import hashlib
import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from motcua.adapters.storage.local import LocalStore
from motcua.adapters.storage.s3 import S3Store
from motcua.foundation.kernel.errors import Missing
from motcua.records.documents.errors import ContentBroken, StoreFull
from motcua.records.documents.ports import Store
from tests.factories.disks import no_more_than

CONTENT = b"m\xe1\xbb\x99t c\xe1\xbb\xada" * 1000
NAME = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(params=["local", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, settings) -> Store:
    settings.MOTCUA_FILES = tmp_path
    if request.param == "s3":
        settings.MOTCUA_FILES_S3 = request.getfixturevalue("swift").settings()
        return S3Store()
    return LocalStore()


def test_what_is_put_is_read_back_by_its_hash(store: Store) -> None:
    staged = store.put(io.BytesIO(CONTENT))

    assert (staged.sha256, staged.size_bytes) == (NAME, len(CONTENT))
    with store.open(NAME) as file:
        assert file.read() == CONTENT


def test_keeping_twice_keeps_one(store: Store) -> None:
    store.put(io.BytesIO(CONTENT))

    store.put(io.BytesIO(CONTENT))

    assert list(store.older_than(datetime.now(UTC) + timedelta(days=1))) == [NAME]


def test_what_is_only_staged_is_not_there(store: Store) -> None:
    staged = store.stage([CONTENT])

    assert not store.has(staged.sha256)
    store.discard(staged)
    store.discard(staged)


def test_a_source_that_fails_leaves_nothing(store: Store, tmp_path: Path) -> None:
    def failing() -> Iterator[bytes]:
        yield CONTENT
        raise OSError("the line broke")

    with pytest.raises(OSError, match="line broke"):
        store.stage(failing())

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("room_bytes", [0, 1, len(CONTENT) - 1])
def test_a_disk_that_fills_up_in_the_middle_of_a_write_leaves_nothing(
    store: Store, tmp_path: Path, room_bytes: int
) -> None:
    with no_more_than(room_bytes), pytest.raises(StoreFull):
        store.stage([CONTENT[:3000], CONTENT[3000:]])

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert store.put(io.BytesIO(CONTENT)).sha256 == NAME


def test_a_missing_content_is_missing(store: Store) -> None:
    assert not store.has(NAME)
    with pytest.raises(Missing):
        store.open(NAME)


def test_it_is_read_piece_by_piece_and_from_any_place(store: Store) -> None:
    store.put(io.BytesIO(CONTENT))

    with store.open(NAME) as file:
        assert file.seek(0, io.SEEK_END) == len(CONTENT)
        file.seek(0)
        pieces = list(iter(lambda: file.read(1000), b""))
        file.seek(-7, io.SEEK_END)
        end = file.read()

    assert (b"".join(pieces), end) == (CONTENT, CONTENT[-7:])
    assert len(pieces) == len(CONTENT) // 1000


def test_what_is_staged_beside_what_is_kept_is_gone_afterwards(store: Store, tmp_path: Path) -> None:
    store.put(io.BytesIO(CONTENT))

    assert not list((tmp_path / "incoming").iterdir())


def test_only_what_is_old_is_listed(store: Store) -> None:
    other = store.put(io.BytesIO(b"another paper"))
    store.put(io.BytesIO(CONTENT))

    assert sorted(store.older_than(datetime.now(UTC) + timedelta(minutes=1))) == sorted([NAME, other.sha256])
    assert list(store.older_than(datetime.now(UTC) - timedelta(minutes=1))) == []
    assert sorted(store.kept()) == sorted([NAME, other.sha256])


def test_it_says_where_it_keeps_them(store: Store) -> None:
    assert store.check().startswith("in the ")


def test_a_place_is_marked_once_somebody_says_so(store: Store) -> None:
    store.put(io.BytesIO(CONTENT))
    assert not store.is_marked()

    store.mark()
    store.mark()

    assert store.is_marked()
    assert list(store.kept()) == [NAME]


def test_a_content_kept_again_is_not_removed(store: Store) -> None:
    store.put(io.BytesIO(CONTENT))
    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)

    assert not store.remove(NAME, unless_kept_since=an_hour_ago)
    assert store.has(NAME)

    assert store.remove(NAME, unless_kept_since=datetime.now(UTC) + timedelta(hours=1))
    assert not store.has(NAME)
    assert not store.remove(NAME, unless_kept_since=datetime.now(UTC))


def test_a_name_cannot_lead_elsewhere(store: Store) -> None:
    for name in ("../../etc/passwd", "A" * 64, ""):
        with pytest.raises(ValueError, match="64"):
            store.open(name)


# The local one


def test_a_kept_file_cannot_be_written(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    store.put(io.BytesIO(CONTENT))

    assert store.path_of(NAME).stat().st_mode & 0o222 == 0
    assert store.path_of(NAME).parent.name == NAME[:2]


def test_leftovers_of_a_killed_process_are_swept(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    staged = store.stage([CONTENT])
    os.utime(staged.path, (0, 0))

    assert list(store.older_than(datetime.now(UTC) - timedelta(hours=1))) == []

    assert not staged.path.exists()


def test_a_file_that_the_disk_does_not_give_is_broken_not_an_error_of_ours(tmp_path: Path) -> None:
    """`/proc/self/mem` opens, and answers as a bad sector does when its beginning is read."""
    store = LocalStore(tmp_path)
    store.path_of(NAME).parent.mkdir()
    store.path_of(NAME).symlink_to("/proc/self/mem")

    for read in (io.BufferedReader.read, lambda file: file.read(10)):
        with store.open(NAME) as file, pytest.raises(ContentBroken):
            read(file)

    store.path_of(NAME).unlink()
    store.path_of(NAME).mkdir()
    with pytest.raises(ContentBroken):
        store.open(NAME)
