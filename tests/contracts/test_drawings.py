"""What a place for drawn pages promises."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from motcua.adapters.storage.drawings import LocalDrawings

CONTENT, OTHER = "ab" * 32, "cd" * 32


@pytest.fixture
def place(tmp_path: Path) -> LocalDrawings:
    return LocalDrawings(tmp_path / "drawings")


def test_what_was_kept_is_found_by_content_and_name(place):
    place.keep(CONTENT, "1-1240-0.jpg", b"page")
    place.keep(CONTENT, "1-1240-0.jpg", b"page again")

    assert place.find(CONTENT, "1-1240-0.jpg") == b"page again"
    assert place.find(CONTENT, "2-1240-0.jpg") is None
    assert place.find(OTHER, "1-1240-0.jpg") is None


def test_all_drawings_of_a_content_are_forgotten_together(place):
    place.keep(CONTENT, "1.jpg", b"one")
    place.keep(OTHER, "1.jpg", b"other")

    place.forget(CONTENT)
    place.forget(CONTENT)

    assert place.find(CONTENT, "1.jpg") is None
    assert place.find(OTHER, "1.jpg") == b"other"


def test_old_drawings_are_swept_and_young_ones_stay(place, tmp_path):
    place.keep(CONTENT, "1.jpg", b"old")
    place.keep(OTHER, "1.jpg", b"young")
    os.utime(tmp_path / "drawings" / "ab" / CONTENT / "1.jpg", (1, 1))

    assert place.sweep(older_than=timedelta(days=7)) == 1
    assert place.find(CONTENT, "1.jpg") is None
    assert not (tmp_path / "drawings" / "ab" / CONTENT).exists()
    assert place.find(OTHER, "1.jpg") == b"young"


def test_nothing_more_is_kept_on_a_disk_that_is_nearly_full(tmp_path):
    full = LocalDrawings(tmp_path, room_left_bytes=1 << 60)
    full.keep(CONTENT, "1.jpg", b"one")

    assert full.find(CONTENT, "1.jpg") is None
