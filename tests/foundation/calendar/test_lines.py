"""A due date explains itself, line by line, in both languages."""

import json
from datetime import datetime, time

import pytest
from django.utils.translation import override

from motcua.foundation.calendar.enums import Unit
from motcua.foundation.calendar.errors import MomentRefused, TimeRuleRefused
from motcua.foundation.calendar.queries import explain_due, shipped_calendar
from motcua.foundation.calendar.rules import TimeLimit, TimeRule, read_clock
from motcua.foundation.calendar.rules.wording import CODES

from .days import (
    days,
    extend,
    extend_until,
    hours,
    moment,
    months,
    pause,
    restart,
    resume,
    start,
    stop,
    working_days,
)

SHIPPED = shipped_calendar()
ALL_LINES = [
    (
        TimeRule(5, Unit.WORKING_DAY, cutoff=time(15), ceiling=TimeLimit(4, Unit.DAY)),
        [start("2026-02-13 15:10")],
    ),
    (working_days(5), [start("2026-03-02"), pause("2026-03-04"), resume("2026-03-11"), stop("2026-03-12")]),
    (working_days(5), [start("2026-03-02"), pause("2026-04-04"), resume("2026-04-11")]),
    (
        working_days(5),
        [start("2026-08-20"), extend("2026-08-21", 3), extend_until("2026-08-22", "2026-09-10")],
    ),
    (months(2), [start("2026-03-01"), restart("2026-03-02")]),
    (days(3), [start("2026-02-13")]),
    (hours(9), [start("2026-02-13 18:00")]),
    (working_days(5), [start("2026-12-30")]),
]


def lines_of(rule, events):
    return read_clock(events=events, rule=rule, calendar=SHIPPED).lines


def test_an_explanation_in_vietnamese(vietnamese):
    lines = lines_of(working_days(5, cutoff=time(15)), [start("2026-02-13 15:10")])

    assert [line.sentence for line in lines] == [
        "Thời hạn giải quyết: 5 ngày làm việc.",
        "Nhận đủ hồ sơ hợp lệ lúc 15:10 thứ Sáu 13/02/2026.",
        "Sau 15:00 nên tính là nhận vào thứ Hai 23/02/2026.",
        "Ngày nhận, thứ Hai 23/02/2026, không tính.",
        "Ngày làm việc thứ 1–4: thứ Ba 24/02/2026 – thứ Sáu 27/02/2026.",
        "Nghỉ hằng tuần: thứ Bảy 28/02/2026 – Chủ nhật 01/03/2026.",
        "Ngày làm việc thứ 5: thứ Hai 02/03/2026.",
        "Hẹn trả kết quả: 17:00 thứ Hai 02/03/2026.",
        "Hết thời hạn theo luật (căn cứ xác định quá hạn): 24:00 thứ Hai 02/03/2026.",
    ]


def test_an_explanation_in_english_names_holidays_worked_days_and_their_sources(english):
    lines = lines_of(working_days(8), [start("2026-08-20")])

    assert [line.sentence for line in lines][2:9] == [
        "Thursday 20/08/2026 is day 0 and is not counted.",
        "Working day 1: Friday 21/08/2026.",
        "Working day 2: Saturday 22/08/2026, a worked day: Worked in exchange for 31/08/2026 "
        "(source: Thông báo của Chính phủ về ngày nghỉ năm 2026).",
        "Weekly day off: Sunday 23/08/2026.",
        "Working day 3–7: Monday 24/08/2026 – Friday 28/08/2026.",
        "Weekly day off: Saturday 29/08/2026 – Sunday 30/08/2026.",
        "Day off: Monday 31/08/2026, Swapped day off, worked on 22/08/2026 instead "
        "(source: Thông báo của Chính phủ về ngày nghỉ năm 2026).",
    ]


def test_a_last_day_on_a_holiday_says_why_it_moved(english):
    lines = lines_of(days(10), [start("2026-04-20")])

    assert [line.code for line in lines][4:] == ["day_off", "day_off", "weekend", "moved", "due", "legal_end"]
    assert lines[7].sentence == (
        "The last day, Thursday 30/04/2026, is a day off, so the time ends on Monday 04/05/2026."
    )


def test_days_that_are_not_verified_say_so(english):
    sentences = [line.sentence for line in lines_of(working_days(5), [start("2018-04-24")])]

    assert any("Từ trí nhớ / thư viện; not verified" in sentence for sentence in sentences)
    assert sentences[-1].startswith("The days of 2018 are not verified")


def test_hours_are_explained_stretch_by_stretch(vietnamese):
    lines = lines_of(hours(5), [start("2026-03-06 15:10")])

    assert [line.sentence for line in lines][2:6] == [
        "Thứ Sáu 06/03/2026, 15:10–17:00: 1 giờ 50 phút.",
        "Nghỉ hằng tuần: thứ Bảy 07/03/2026 – Chủ nhật 08/03/2026.",
        "Thứ Hai 09/03/2026, 07:30–10:40: 3 giờ 10 phút.",
        "Hẹn trả kết quả: 10:40 thứ Hai 09/03/2026.",
    ]


def test_a_pause_says_its_reason_and_basis(vietnamese):
    lines = lines_of(working_days(5), [start("2026-03-02"), pause("2026-03-04"), resume("2026-03-11")])

    assert "Tạm dừng lúc 09:00 thứ Tư 04/03/2026: đo kiểm (TT 02/2015 Đ9)." in [
        line.sentence for line in lines
    ]


def test_every_kind_of_line_has_its_sentence_in_both_languages():
    seen = set()
    for rule, events in ALL_LINES:
        for line in lines_of(rule, events):
            seen.add(line.code)
            for language in ("vi", "en"):
                with override(language):
                    assert line.sentence
                    assert "%(" not in line.sentence

    assert seen == CODES - {"short_day"}  # none is shipped: see test_half_days.py


def test_an_explained_due_date_is_plain_json():
    found = explain_due(
        received_at=datetime(2026, 2, 13, 15, 10),
        amount=5,
        unit="working_day",
        cutoff=time(15),
        calendar=SHIPPED,
    )

    assert json.loads(json.dumps(found)) == found
    assert (found["due_at"], found["legal_due_at"], found["provisional"]) == (
        "2026-03-02T17:00:00+07:00",
        "2026-03-03T00:00:00+07:00",
        False,
    )
    assert found["lines"][2]["code"] == "after_cutoff"
    assert found["lines"][2]["facts"] == {"cutoff": "15:00:00", "on": "2026-02-23", "day_off": False}


def test_a_moment_with_a_zone_is_explained_on_a_clock_in_vietnam():
    found = explain_due(received_at=moment("2026-03-02"), amount=4, unit="hour", calendar=SHIPPED)

    assert found["due_at"] == found["legal_due_at"] == "2026-03-02T15:00:00+07:00"


@pytest.mark.parametrize(
    ("received_at", "amount", "unit", "error"),
    [
        (datetime(2026, 3, 2), 5, "fortnight", TimeRuleRefused),
        (datetime(2026, 3, 2), -5, "day", TimeRuleRefused),
        (datetime(1850, 3, 2), 5, "working_day", MomentRefused),
        (datetime(9999, 12, 31), 5, "day", MomentRefused),
    ],
)
def test_what_cannot_be_counted_is_refused(received_at, amount, unit, error):
    with pytest.raises(error):
        explain_due(received_at=received_at, amount=amount, unit=unit, calendar=SHIPPED)
