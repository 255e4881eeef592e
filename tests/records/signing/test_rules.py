"""Where marks stand, and when a file counts as valid."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from motcua.records.signing import errors, rules
from motcua.records.signing.ports import Drawing, FileReport, PageSize, Rectangle, SignatureReport

FREE = Rectangle(page=2, left_mm=100, top_mm=200, width_mm=80, height_mm=30)
GOOD = SignatureReport(
    signer="Trần Thanh Trường",
    signed_at=None,
    timestamped=False,
    intact=True,
    covers_whole_file=True,
    trusted=True,
)


def test_a_leaders_signature_stands_in_the_middle_of_its_box() -> None:
    box = rules.leader_rectangle(FREE)

    assert box.page == 2
    assert box.left_mm - FREE.left_mm == FREE.left_mm + FREE.width_mm - (box.left_mm + box.width_mm)
    assert box.top_mm - FREE.top_mm == FREE.top_mm + FREE.height_mm - (box.top_mm + box.height_mm)


def test_the_seal_covers_a_third_of_the_signature_at_its_left() -> None:
    signature = rules.leader_rectangle(FREE)

    seal = rules.seal_rectangle(signature)

    covered = seal.left_mm + seal.width_mm - signature.left_mm
    assert covered == pytest.approx(signature.width_mm / 3)
    assert seal.left_mm < signature.left_mm


DRAWN = Drawing(b"", width_mm=70, height_mm=14)


def test_the_mark_of_a_copy_stands_top_right_on_the_first_page() -> None:
    box = rules.copy_rectangle(PageSize(210, 297), DRAWN)

    assert box.page == 1
    assert box.top_mm < 10
    assert 200 < box.left_mm + box.width_mm < 210
    assert (box.width_mm, box.height_mm) == (70, 14)


def test_the_mark_of_a_copy_of_a_copy_stands_below_the_first_as_long_as_there_is_room() -> None:
    page = PageSize(210, 45)
    first = rules.copy_rectangle(page, DRAWN)

    second = rules.copy_rectangle(page, DRAWN, below=[first])

    assert (second.left_mm, second.width_mm, second.height_mm) == (first.left_mm, 70, 14)
    assert second.top_mm == first.top_mm + first.height_mm + rules.MARK_GAP_MM
    with pytest.raises(errors.NoRoomForMark):
        rules.copy_rectangle(page, DRAWN, below=[second, first])


def test_the_mark_of_a_scan_stands_top_left_on_the_first_page() -> None:
    box = rules.scan_rectangle(PageSize(210, 297), DRAWN)

    assert (box.page, box.left_mm, box.top_mm) == (1, rules.CORNER_MARGIN_MM, rules.CORNER_MARGIN_MM)


@pytest.mark.parametrize("size", [PageSize(40, 30), PageSize(20, 297), PageSize(210, 8), PageSize(1, 1)])
def test_a_mark_keeps_its_shape_and_stays_on_the_page(size: PageSize) -> None:
    for box in (rules.copy_rectangle(size, DRAWN), rules.scan_rectangle(size, DRAWN)):
        assert box.width_mm / box.height_mm == pytest.approx(70 / 14)
        assert box.left_mm > 0
        assert box.left_mm + box.width_mm < size.width_mm
        assert box.top_mm + box.height_mm < size.height_mm


def test_the_moment_of_a_mark_is_local_with_its_zone() -> None:
    assert rules.moment_words(datetime(2026, 2, 3, 1, 30, 5, tzinfo=UTC)) == "03-02-2026 08:30:05 +07:00"


def test_a_file_with_sound_signatures_is_valid() -> None:
    assert rules.judge(FileReport(signatures=(GOOD, GOOD))).valid


@pytest.mark.parametrize(
    "found",
    [
        FileReport(),
        FileReport(problems=("unsigned",)),
        FileReport(signatures=(GOOD,), problems=("trailing_bytes",)),
        FileReport(signatures=(GOOD, replace(GOOD, intact=False))),
        FileReport(signatures=(replace(GOOD, trusted=False), GOOD)),
        FileReport(signatures=(replace(GOOD, covers_whole_file=False),)),
        FileReport(signatures=(replace(GOOD, problems=("changed_after",)),)),
    ],
)
def test_a_file_with_anything_wrong_is_not(found: FileReport) -> None:
    assert not rules.judge(found).valid


def test_a_certificate_is_valid_from_its_first_to_before_its_last_moment() -> None:
    first, last = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)

    rules.check_validity(not_before=first, not_after=last, at=first)
    for at in (first - timedelta(seconds=1), last):
        with pytest.raises(errors.CertificateExpired):
            rules.check_validity(not_before=first, not_after=last, at=at)
