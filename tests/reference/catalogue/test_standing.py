"""Which of several versions is shown on a day, and which is filed under: a table of the rule."""

from datetime import date

import pytest

from motcua.reference.catalogue.errors import (
    ContentIncomplete,
    LawHasEnded,
    LawNotVerified,
    LawNotYetInForce,
    NoContentPublished,
)
from motcua.reference.catalogue.rules.standing import Span, filed_under, shown_on

OLD = Span(1, 1, date(2018, 1, 1), date(2020, 12, 31))
NOW = Span(2, 2, date(2021, 1, 1), date(2025, 12, 31))
PART = Span(3, 3, date(2026, 1, 1), is_incomplete=True)
UNREAD = Span(4, 4, date(2026, 1, 1), is_verified=False)
MENDED = Span(5, 5, date(2021, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("spans", "on", "shown"),
    [
        ([], date(2026, 1, 1), None),
        ([NOW, OLD], date(2017, 1, 1), OLD),
        ([NOW, OLD], date(2020, 12, 31), OLD),
        ([OLD, NOW], date(2021, 1, 1), NOW),
        ([OLD, NOW], date(2026, 1, 1), NOW),
        ([OLD, NOW, PART], date(2026, 1, 1), PART),
        ([OLD, NOW, MENDED], date(2024, 1, 1), MENDED),
        ([OLD, NOW, MENDED], date(2025, 1, 1), MENDED),
    ],
)
def test_shown_is_what_holds_else_the_newest_that_did_else_the_first_to_come(spans, on, shown):
    assert shown_on(spans, on) == shown


@pytest.mark.parametrize(
    ("spans", "on", "demo", "filed"),
    [
        ([], date(2026, 1, 1), True, NoContentPublished),
        ([OLD], date(2017, 1, 1), True, LawNotYetInForce),
        ([OLD, NOW], date(2020, 1, 1), False, OLD),
        ([OLD, NOW], date(2026, 1, 1), False, LawHasEnded),
        ([OLD, NOW], date(2026, 1, 1), True, NOW),
        ([OLD, NOW, PART], date(2025, 1, 1), False, NOW),
        ([OLD, NOW, PART], date(2026, 1, 1), False, ContentIncomplete),
        ([OLD, NOW, PART], date(2026, 1, 1), True, NOW),
        ([PART], date(2026, 1, 1), True, ContentIncomplete),
        ([NOW, UNREAD], date(2026, 1, 1), False, LawNotVerified),
        ([NOW, UNREAD], date(2026, 1, 1), True, UNREAD),
    ],
)
def test_filed_under_is_what_holds_is_read_and_is_known_whole(spans, on, demo, filed):
    if isinstance(filed, Span):
        assert filed_under(spans, on, demo=demo) == filed
        return
    with pytest.raises(filed):
        filed_under(spans, on, demo=demo)
