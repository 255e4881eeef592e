"""Conditions read as sentences, and as rows that an editor builds."""

import pytest

from motcua.reference.forms.rules import WrongCondition, check_logic
from motcua.reference.forms.rules.builder import Built, Row, comparisons, from_builder, to_builder
from motcua.reference.forms.rules.wording import in_words

from .examples import a_form

FORM = a_form(
    {"name": "kind", "kind": "one_of", "options": ["fixed", "mobile"], "label": {"vi": "Loại máy"}},
    {"name": "rooms", "kind": "many_of", "options": ["p1", "p2"], "label": {"vi": "Phòng"}},
    {"name": "new", "kind": "yes_no", "label": {"vi": "Máy mới"}},
    {"name": "kv", "kind": "decimal", "label": {"vi": "Điện áp"}},
    {"name": "people", "kind": "whole_number", "label": {"vi": "Số người"}},
    {"name": "born", "kind": "date", "label": {"vi": "Ngày sinh"}},
    {"name": "note", "kind": "short_text", "label": {"vi": "Ghi chú"}},
    {
        "name": "devices",
        "kind": "table",
        "label": {"vi": "Thiết bị"},
        "columns": [
            {"name": "vnd", "kind": "money", "label": {"vi": "Giá"}},
            {"name": "old", "kind": "yes_no", "label": {"vi": "Máy cũ"}},
        ],
    },
)
FIELDS = {field.name: field for field in FORM.fields} | {"row.old": FORM.field("devices").columns[1]}

SENTENCES = [
    (None, "luôn luôn"),
    ({"==": [{"var": "kind"}, "fixed"]}, "“Loại máy” là “fixed”"),
    ({"!=": [{"var": "kind"}, "fixed"]}, "“Loại máy” khác “fixed”"),
    ({"in": [{"var": "kind"}, ["fixed", "mobile"]]}, "“Loại máy” là một trong: “fixed”, “mobile”"),
    ({"in": ["p1", {"var": "rooms"}]}, "“Phòng” có “p1”"),
    ({"var": "new"}, "“Máy mới” là có"),
    ({"!": [{"var": "new"}]}, "“Máy mới” là không"),
    ({"var": "note"}, "“Ghi chú” đã có câu trả lời"),
    ({"!": {"var": "note"}}, "“Ghi chú” chưa có câu trả lời"),
    ({">": [{"var": "kv"}, 12500.5]}, "“Điện áp” lớn hơn 12.500,5"),
    ({"<=": [1, {"var": "people"}, 9]}, "1 nhiều nhất là “Số người” và nhiều nhất là 9"),
    ({"<": [{"var": "born"}, "2008-11-22"]}, "“Ngày sinh” trước 22/11/2008"),
    (
        {">=": [{"age_on": [{"var": "born"}, {"var": "today"}]}, 18]},
        "tuổi vào ngày hôm nay của người sinh “Ngày sinh” ít nhất là 18",
    ),
    (
        {"and": [{"var": "new"}, {"or": [{"var": "note"}, {"==": [{"var": "people"}, 1]}]}]},
        "“Máy mới” là có và (“Ghi chú” đã có câu trả lời hoặc “Số người” là 1)",
    ),
    ({"some": [{"var": "devices"}, {"var": "old"}]}, "có ít nhất một dòng của “Thiết bị” mà “Máy cũ” là có"),
    (
        {">": [{"sum": [{"map": [{"var": "devices"}, {"var": "vnd"}]}]}, 0]},
        "tổng “Giá” trong các dòng của “Thiết bị” lớn hơn 0",
    ),
    ({"var": "row.old"}, "“Máy cũ” là có"),
    ({"share": [{"+": [{"var": "kv"}, 1]}, 100000]}, "100.000 phần triệu của (“Điện áp” + 1)"),
    ({"if": [{"var": "new"}, 1, 2]}, "nếu “Máy mới” là có thì 1, không thì 2"),
]

ROWS = [
    ([], "all", None),
    ([Row("kind", "is", "fixed")], "all", {"==": [{"var": "kind"}, "fixed"]}),
    ([Row("kind", "one_of", ("fixed", "mobile"))], "all", {"in": [{"var": "kind"}, ["fixed", "mobile"]]}),
    ([Row("rooms", "contains", "p1")], "all", {"in": ["p1", {"var": "rooms"}]}),
    ([Row("rooms", "contains_not", "p1")], "all", {"!": [{"in": ["p1", {"var": "rooms"}]}]}),
    ([Row("new", "yes"), Row("row.old", "no")], "any", {"or": [{"var": "new"}, {"!": [{"var": "row.old"}]}]}),
    (
        [Row("kv", "more", "1,5"), Row("people", "at_most", "10")],
        "all",
        {"and": [{">": [{"var": "kv"}, 1.5]}, {"<=": [{"var": "people"}, 10]}]},
    ),
    ([Row("born", "before", "today")], "all", {"<": [{"var": "born"}, {"var": "today"}]}),
    ([Row("born", "since", "2008-11-22")], "all", {">=": [{"var": "born"}, "2008-11-22"]}),
    (
        [Row("note", "answered"), Row("kind", "unanswered")],
        "all",
        {"and": [{"var": "note"}, {"!": [{"var": "kind"}]}]},
    ),
]


@pytest.mark.parametrize(("expression", "sentence"), SENTENCES, ids=[s for _, s in SENTENCES])
def test_a_condition_reads_as_a_sentence(expression, sentence):
    assert in_words(expression, FORM) == sentence


@pytest.mark.parametrize(("rows", "joined", "expression"), ROWS)
def test_rows_are_a_condition_and_a_condition_is_rows(rows, joined, expression):
    assert from_builder(rows, joined, FIELDS) == expression
    assert to_builder(expression, FIELDS) == Built(tuple(rows), joined)
    check_logic(expression)


def test_a_day_and_a_number_are_read_as_people_write_them():
    assert from_builder([Row("born", "is", "22/11/2008")], "all", FIELDS) == {
        "==": [{"var": "born"}, "2008-11-22"]
    }
    assert from_builder([Row("kv", "is", "1.234,5")], "all", FIELDS) == {"==": [{"var": "kv"}, 1234.5]}


@pytest.mark.parametrize(
    "row",
    [
        Row("nothing", "is", "x"),
        Row("kind", "more", "fixed"),
        Row("kind", "is", "other"),
        Row("kind", "is", ""),
        Row("kind", "one_of", ()),
        Row("kv", "is", "many"),
        Row("born", "before", "tomorrow"),
        Row("new", "is", "yes"),
    ],
)
def test_a_row_that_fits_no_field_is_refused_by_its_number(row):
    with pytest.raises(WrongCondition, match="2"):
        from_builder([Row("new", "yes"), row], "all", FIELDS)


@pytest.mark.parametrize(
    "expression",
    [
        {"and": [{"or": [{"var": "new"}]}, {"var": "note"}]},
        {"some": [{"var": "devices"}, {"var": "old"}]},
        {"==": [{"+": [{"var": "people"}, 1]}, 2]},
        {"==": ["fixed", {"var": "kind"}]},
        {"==": [{"var": "gone"}, 2]},
        {"and": {"var": "new"}},
        {"<": [1, {"var": "people"}, 3]},
        {"var": ["new", 1]},
        True,
    ],
)
def test_a_condition_of_another_shape_is_no_rows(expression):
    assert to_builder(expression, FIELDS) is None


def test_every_field_has_comparisons():
    assert all(comparisons(field) for field in FORM.fields)


PLACED = a_form(
    {"name": "where", "kind": "address", "levels": 2, "label": {"vi": "Nơi đặt máy"}},
    {"name": "boss", "kind": "person", "label": {"vi": "Giám đốc"}},
)


def part(path):
    field = PLACED.field(path.split(".")[0])
    for step in path.split(".")[1:]:
        field = field.inner(step)
    return field


PARTS = {path: part(path) for field in PLACED.fields for path in field.paths}


@pytest.mark.parametrize(
    ("typed", "row", "expression", "words"),
    [
        (
            Row("where.province", "is", "Quảng Trị"),
            Row("where.province", "is", "44"),
            {"==": [{"var": "where.province"}, "44"]},
            "“Tỉnh, thành phố” của “Nơi đặt máy” là “Tỉnh Quảng Trị”",
        ),
        (
            Row("where.commune", "one_of", ("Hải Lăng, Quảng Trị", "19702")),
            Row("where.commune", "one_of", ("19702", "19702")),
            {"in": [{"var": "where.commune"}, ["19702", "19702"]]},
            "“Xã, phường, đặc khu” của “Nơi đặt máy” là một trong: “Xã Hải Lăng, Tỉnh Quảng Trị”, "
            "“Xã Hải Lăng, Tỉnh Quảng Trị”",
        ),
        (
            Row("boss.address.province", "is_not", "tỉnh quảng trị"),
            Row("boss.address.province", "is_not", "44"),
            {"!=": [{"var": "boss.address.province"}, "44"]},
            "“Tỉnh, thành phố” của “Địa chỉ” của “Giám đốc” khác “Tỉnh Quảng Trị”",
        ),
        (
            Row("boss.born_on", "before", "22/11/2008"),
            Row("boss.born_on", "before", "2008-11-22"),
            {"<": [{"var": "boss.born_on"}, "2008-11-22"]},
            "“Ngày sinh” của “Giám đốc” trước 22/11/2008",
        ),
    ],
)
def test_a_condition_asks_about_places_and_about_parts(typed, row, expression, words):
    assert from_builder([typed], "all", PARTS) == expression
    assert to_builder(expression, PARTS) == Built((row,), "all")
    assert in_words(expression, PLACED) == words


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("where.province", "Hải Lăng"),
        ("where.province", "19702"),
        ("where.province", "Hải Lăng, Quảng Trị"),
        ("where.commune", "Hải Lăng"),
        ("where.commune", "44"),
        ("where.commune", "Khóm 1, Hải Lăng, Quảng Trị"),
        ("where.commune", "Quảng Trị"),
        ("where.commune", ""),
    ],
)
def test_a_place_that_is_none_or_several_is_refused(path, typed):
    with pytest.raises(WrongCondition):
        from_builder([Row(path, "is", typed)], "all", PARTS)
