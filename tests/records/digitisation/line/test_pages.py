"""What an officer is shown of a scanned page."""

import pytest

from motcua.records.digitisation.rules.line import PageFault, PageLook, faults_of


@pytest.mark.parametrize(
    ("look", "expected"),
    [
        (PageLook(dpi=300), ()),
        (PageLook(dpi=200), ()),
        (PageLook(dpi=0), ()),
        (PageLook(dpi=199), (PageFault.COARSE,)),
        (PageLook(dpi=300, turn_degrees=90), (PageFault.TURNED,)),
        (PageLook(dpi=300, turn_degrees=270), (PageFault.TURNED,)),
        (PageLook(dpi=300, turn_degrees=180), (PageFault.UPSIDE_DOWN,)),
        (PageLook(dpi=300, skew_degrees=1.0), ()),
        (PageLook(dpi=300, skew_degrees=-2.5), (PageFault.SKEWED,)),
        (PageLook(dpi=150, skew_degrees=3, touches_edge=True),
         (PageFault.SKEWED, PageFault.COARSE, PageFault.CUT_OFF)),
        (PageLook(dpi=72, is_blank=True, skew_degrees=9), (PageFault.BLANK,)),
    ],
)  # fmt: skip
def test_each_fault_is_told(look, expected):
    assert faults_of(look) == expected


def test_a_campaign_may_ask_for_more_than_the_law():
    assert faults_of(PageLook(dpi=200), least_dpi=300) == (PageFault.COARSE,)
