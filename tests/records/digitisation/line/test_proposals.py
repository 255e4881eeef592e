"""What the measures of a page ask for."""

import pytest

from motcua.records.digitisation.rules.line import Correction, PageFault, PageLook, proposed

F = PageFault


@pytest.mark.parametrize(
    ("look", "faults", "asked"),
    [
        (PageLook(300), (), Correction()),
        (PageLook(300, is_blank=True), (F.BLANK,), Correction(drop=True)),
        (PageLook(300, turn_degrees=270), (F.TURNED,), Correction(turn=270)),
        (
            PageLook(300, turn_degrees=180, skew_degrees=-2.34),
            (F.UPSIDE_DOWN, F.SKEWED),
            Correction(180, -23),
        ),
        (PageLook(300, skew_degrees=0.6), (), Correction()),
        (PageLook(150), (F.COARSE,), None),
        (PageLook(300, turn_degrees=90, touches_edge=True), (F.TURNED, F.CUT_OFF), None),
    ],
)
def test_what_can_be_mended_by_measure_is_proposed_and_nothing_else(look, faults, asked):
    assert proposed(look, faults) == asked
