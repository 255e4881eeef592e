"""What a store reached over a wire must do besides: say what it cannot, in time, and lose nothing."""

import hashlib
import io
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from motcua.adapters.storage import s3
from motcua.adapters.storage.s3 import S3Store
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.documents.errors import ContentBroken, StoreAway
from tests.stand_ins.swift import Swift

CONTENT = b"gi\xe1\xba\xa5y ph\xc3\xa9p" * 1000
NAME = hashlib.sha256(CONTENT).hexdigest()
MEGABYTE = 1 << 20
SLACK_SECONDS = 15


@pytest.fixture
def place(swift: Swift, settings, tmp_path: Path) -> dict[str, str]:
    settings.MOTCUA_FILES = tmp_path
    settings.MOTCUA_FILES_S3 = swift.settings()
    return settings.MOTCUA_FILES_S3


def key(place: dict[str, str], name: str = NAME) -> dict[str, str]:
    return {"Bucket": place["bucket"], "Key": f"{place['prefix']}{name[:2]}/{name}"}


def test_a_stranger_reads_nothing(place: dict[str, str]) -> None:
    S3Store().put(io.BytesIO(CONTENT))
    there = key(place)

    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{place['url']}/{there['Bucket']}/{there['Key']}", timeout=10)

    assert 400 <= refused.value.code < 500
    assert CONTENT[:20] not in refused.value.read()


@pytest.mark.parametrize("wrong", [{"secret": "guessed"}, {"key_id": "nobody"}, {"bucket": "not-there"}])
def test_wrong_keys_and_buckets_are_said_and_not_taken_for_missing_files(place, wrong, settings) -> None:
    settings.MOTCUA_FILES_S3 = place | wrong
    store = S3Store()

    for ask in (
        store.check,
        lambda: store.put(io.BytesIO(CONTENT)),
        lambda: store.open(NAME),
        lambda: list(store.kept()),
    ):
        with pytest.raises(OutsideFailure) as failure:
            ask()
        assert place["secret"] not in str(failure.value)


@pytest.mark.slow
def test_a_silent_store_is_given_up_in_time_and_nothing_is_lost(place, swift: Swift, tmp_path: Path) -> None:
    store = S3Store()
    staged = store.stage([CONTENT])
    began = time.monotonic()

    with swift.silent(), pytest.raises(StoreAway):
        store.keep(staged)

    assert time.monotonic() - began < s3.TRIES * s3.ANSWER_SECONDS + SLACK_SECONDS
    assert staged.path.read_bytes() == CONTENT
    store.keep(staged)
    assert store.has(NAME)


def test_nobody_there_is_an_outside_failure(place, settings) -> None:
    settings.MOTCUA_FILES_S3 = place | {"url": "http://127.0.0.1:9"}

    with pytest.raises(StoreAway):
        S3Store().open(NAME)


def test_what_was_changed_in_the_store_is_not_given_out_whole(place, swift: Swift) -> None:
    S3Store().put(io.BytesIO(CONTENT))
    swift.client().put_object(**key(place), Body=CONTENT[:-1] + b"!")

    with S3Store().open(NAME) as file, pytest.raises(ContentBroken):
        file.read()


def test_an_object_that_is_not_ours_is_never_listed(place, swift: Swift) -> None:
    swift.client().put_object(Bucket=place["bucket"], Key=f"elsewhere/{NAME[:2]}/{NAME}", Body=b"1")
    swift.client().put_object(Bucket=place["bucket"], Key=f"{place['prefix']}notes.txt", Body=b"1")

    assert list(S3Store().kept()) == []


KEEP = """
import sys
import django
from django.conf import settings
settings.configure(MOTCUA_FILES=sys.argv[1], MOTCUA_FILES_S3=eval(sys.argv[2]))
django.setup()
from motcua.adapters.storage.s3 import S3Store
store = S3Store()
staged = store.stage([b"x" * (1 << 20)] * 40)
print(staged.sha256, flush=True)
sys.stdin.readline()
store.keep(staged)
"""


@pytest.mark.slow
def test_a_killed_upload_is_never_seen(place, swift: Swift, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", KEEP, str(tmp_path), repr(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdin
        assert child.stdout
        name = child.stdout.readline().strip()
        with swift.silent():
            child.stdin.write("\n")
            child.stdin.flush()
            time.sleep(1)
            child.kill()
            child.wait()

    time.sleep(1)
    store = S3Store()
    assert not store.has(name)
    assert list(store.kept()) == []


def most_resident_bytes(*, from_now: bool = False) -> int:
    """The most memory that this process ever had, or has from now on."""
    if from_now:
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


@pytest.mark.slow
def test_two_hundred_megabytes_take_no_memory(place: dict[str, str], record_property: Any) -> None:
    store = S3Store()
    store.put(io.BytesIO(CONTENT))
    before = most_resident_bytes(from_now=True)

    staged = store.stage(b"%07d" % n * (MEGABYTE // 7) for n in range(200))
    store.keep(staged)
    with store.open(staged.sha256) as file:
        read = sum(len(piece) for piece in iter(lambda: file.read(256 * 1024), b""))

    record_property("grown_bytes", most_resident_bytes() - before)
    assert read == staged.size_bytes > 190 * MEGABYTE
    assert most_resident_bytes() - before < 64 * MEGABYTE
