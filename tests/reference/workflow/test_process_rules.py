"""Ways through a process, what may be wrong in one, and its table as people type it."""

import csv
from dataclasses import replace
from datetime import date

import pytest

from motcua.reference.workflow.ports import ProcedureFacts, PublishedTime, TimesToCome
from motcua.reference.workflow.rules import (
    content_of_rows,
    faults_by_then,
    faults_of,
    longest_hours,
    parse_steps,
    rows_of_steps,
)
from motcua.reference.workflow.rules.steps import DONE, new_slug
from motcua.reference.workflow.rules.table import HEADINGS, hours_of, read_table, written

from .writing import a_row, fitting_rows

FIVE_DAYS = PublishedTime("05 ngày làm việc", 40)
MONTH = PublishedTime("01 tháng", None)


def sentences(rows, *times):
    return [(fault.place, fault.column, fault.sentence) for fault in faults_of(rows, times or (FIVE_DAYS,))]


def test_a_process_that_fits_the_published_time_has_no_fault():
    assert sentences(fitting_rows()) == []


def test_rows_and_steps_say_the_same():
    steps = parse_steps(content_of_rows(fitting_rows()))

    assert rows_of_steps(steps) == fitting_rows()
    assert [step.next for step in steps] == [("tham-dinh",), ("ra-soat",), ("ky",), (DONE,)]


def test_steps_kept_without_slugs_follow_one_another():
    plain = [{"name": n, "unit": "Phòng", "role": "specialist", "hours": 8} for n in "ab"]

    assert [(step.slug, step.next) for step in parse_steps(plain)] == [
        ("buoc-1", ("buoc-2",)),
        ("buoc-2", (DONE,)),
    ]


def test_the_longest_way_counts_where_ways_part():
    rows = fitting_rows()
    rows[0]["next"] = ["tham-dinh", "ky"]

    assert longest_hours(parse_steps(content_of_rows(rows))) == 40
    assert sentences(rows) == []


def test_a_sum_above_the_published_time_is_named_with_its_steps():
    rows = fitting_rows()
    rows[1]["hours"] = "32"

    ((place, column, sentence),) = sentences(rows)

    assert (place, column) == (0, "hours")
    assert "1, 2, 3, 4" in sentence
    assert "48" in sentence
    assert "40" in sentence


def test_a_sum_below_the_published_time_is_a_fault_too():
    rows = fitting_rows()
    rows[1]["hours"] = "16"

    assert [place for place, _column, _sentence in sentences(rows)] == [0]


def test_the_shortest_of_the_channels_times_binds_and_months_are_not_counted():
    assert sentences(fitting_rows(), FIVE_DAYS, PublishedTime("03 ngày làm việc, trực tuyến", 24))
    assert not sentences(fitting_rows(), MONTH)


def test_months_have_a_last_hour_all_the_same():
    a_month = PublishedTime("01 tháng", None, at_most=40)
    assert not sentences(fitting_rows(), a_month)

    ((_place, column, sentence),) = sentences(fitting_rows(), replace(a_month, at_most=39))

    assert (column, "40" in sentence, "39" in sentence) == ("hours", True, True)


def test_what_fits_a_time_to_come_may_be_handed_in():
    three_days = PublishedTime("03 ngày làm việc", 24)
    later = TimesToCome(date(2027, 1, 1), (FIVE_DAYS,))

    assert faults_by_then(fitting_rows(), ProcedureFacts("", (three_days,)))
    assert not faults_by_then(fitting_rows(), ProcedureFacts("", (three_days,), (later,)))
    assert not faults_by_then(
        fitting_rows(), ProcedureFacts("", (FIVE_DAYS,), (TimesToCome(later.valid_from, (three_days,)),))
    )


@pytest.mark.parametrize(
    ("place", "change", "column"),
    [
        (1, {"name": " "}, "name"),
        (1, {"unit": ""}, "unit"),
        (1, {"name": "x" * 201}, "name"),
        (1, {"role": "king"}, "role"),
        (1, {"role": ""}, "role"),
        (1, {"hours": "4,5"}, "hours"),
        (1, {"hours": "-1"}, "hours"),
        (1, {"hours": "99999999999999"}, "hours"),
        (1, {"hours": "٤"}, "hours"),
        (2, {"next": ["tiep-nhan"]}, "next"),
        (2, {"next": ["ra-soat"]}, "next"),
        (2, {"next": ["khong-co"]}, "next"),
        (1, {"back": ["ky"]}, "back"),
        (1, {"back": [DONE]}, "back"),
        (0, {"skip": True}, "skip"),
        (3, {"skip": True}, "skip"),
        (1, {"must": ["a stamp"]}, "must"),
        (0, {"must": ["report"]}, "must"),
        (3, {"must": ["verdicts"]}, "must"),
    ],
)
def test_a_fault_stands_at_its_row_and_column(place, change, column):
    rows = fitting_rows()
    rows[place].update(change)

    assert [(found, where) for found, where, _sentence in sentences(rows)] == [(place + 1, column)]


def test_a_step_that_nothing_leads_to_is_a_fault():
    rows = fitting_rows()
    rows[0]["next"] = ["ra-soat"]

    assert [(place, column) for place, column, _sentence in sentences(rows)] == [(2, "next")]


def test_no_step_and_too_many_steps_are_faults():
    assert len(sentences([])) == 1
    assert len(sentences([a_row(f"b-{n}") for n in range(61)])) == 1


def test_steps_of_specialists_and_heads_name_their_products():
    rows = fitting_rows()
    rows[1]["must"], rows[2]["must"] = ["verdicts", "opinion", "report", "draft"], ["opinion"]

    assert sentences(rows) == []
    steps = parse_steps(content_of_rows(rows))
    assert [step.must for step in steps] == [(), ("verdicts", "opinion", "report", "draft"), ("opinion",), ()]
    assert "must" not in content_of_rows(rows)[0]


# The table


def test_products_are_written_in_words_and_read_again():
    rows = fitting_rows()
    rows[1]["must"] = ["verdicts", "report"]
    steps = parse_steps(content_of_rows(rows))

    text = written(steps)

    assert "Kết luận từng giấy tờ; Báo cáo thẩm định (tệp)" in text
    assert [row["must"] for row in read_table(cells_of(text)).rows] == [[], ["verdicts", "report"], [], []]


def test_a_product_that_is_not_looked_for_is_named():
    table = [
        ["Tên bước", "Đơn vị", "Vai trò", "Số giờ", "Phải có"],
        ["Xét", "P", "Chuyên viên", "4", "bao cao tham dinh; con dấu"],
    ]
    found = read_table(table).faults

    assert [(fault.row, fault.heading) for fault in found] == [(2, "Phải có mới chuyển")]
    assert "con dấu" in found[0].sentence


def cells_of(text):
    return list(csv.reader(text.removeprefix("\ufeff").splitlines(), delimiter=";"))


def test_a_table_that_was_written_is_read_as_it_was():
    steps = parse_steps(content_of_rows(fitting_rows()))

    read = read_table(cells_of(written(steps)))

    assert parse_steps(content_of_rows(read.rows)) == steps
    assert read.faults == ()


def test_a_table_of_an_office_is_understood():
    read = read_table(
        [
            ["PHỤ LỤC"],
            ["STT", "Nội dung công việc", "Bộ phận thực hiện", "Chức danh", "Thời gian"],
            ["1.", "Tiếp nhận hồ sơ", "Một cửa", "Cán bộ tiếp nhận", "0,5 ngày"],
            ["2.", "Thẩm định", "Phòng QLKH", "chuyên viên", "24 giờ làm việc"],
        ]
    )

    assert [(row["slug"], row["role"], row["hours"]) for row in read.rows] == [
        ("tiep-nhan-ho-so", "receptionist", "4"),
        ("tham-dinh", "specialist", "24"),
    ]


def test_every_fault_of_a_file_is_named_by_row_and_heading():
    read = read_table(
        [
            list(HEADINGS.values()),
            ["1", "", "Một cửa", "vua", "nửa ngày", "", "7", "", "có lẽ", ""],
            ["2", "Ký", "", "Lãnh đạo", "4", "", "", "9", "", "Ký!"],
        ]
    )

    assert read.rows == ()
    assert [(fault.row, fault.heading) for fault in read.faults] == [
        (2, "Tên bước"),
        (2, "Vai trò"),
        (2, "Số giờ làm việc"),
        (2, "Được bỏ qua"),
        (2, "Bước tiếp theo"),
        (3, "Định danh"),
        (3, "Đơn vị thực hiện"),
        (3, "Trả lại được về bước"),
    ]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ([["a", "b"]], "no_headings"),
        ([list(HEADINGS.values())], "no_rows"),
        ([list(HEADINGS.values()), *[["1", "a", "b", "Văn thư", "1"]] * 61], "too_many"),
    ],
)
def test_a_table_that_is_none_says_why(cells, problem):
    assert read_table(cells).problem == problem


def test_a_step_with_the_name_of_before_keeps_its_slug():
    table = [["Tên bước", "Đơn vị", "Vai trò", "Số giờ"], ["THẨM ĐỊNH", "Phòng", "Chuyên viên", "4"]]

    assert read_table(table, before=[a_row("cu", name="Thẩm định")]).rows[0]["slug"] == "cu"


def test_no_cell_opens_as_a_formula_and_comes_back_as_typed():
    steps = parse_steps(content_of_rows([a_row(name="=HYPERLINK(1)")]))

    text = written(steps)

    assert "'=HYPERLINK(1)" in text
    assert read_table(cells_of(text)).rows[0]["name"] == "=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("4", 4),
        ("4 giờ", 4),
        ("0,5 ngày", 4),
        ("1.5 ngày làm việc", 12),
        ("0,3 ngày", None),
        ("", None),
        ("nan", None),
    ],
)
def test_hours_may_be_written_as_days(said, hours):
    assert hours_of(said) == hours


def test_a_slug_is_like_no_other():
    assert new_slug("Thẩm định", ["tham-dinh", "tham-dinh-2"]) == "tham-dinh-3"
    assert new_slug("Done", []) == "done-2"
    assert new_slug("1. 審査", []).startswith("buoc")
