"""The check of a whole form: conditions, tables, forged fields, hostile posts."""

import pytest
from django.utils import translation

from motcua.reference.forms.errors import PostTooLarge
from motcua.reference.forms.rules import check_answers, display_rows, parse_post

from .examples import TODAY, a_form, post

CHOICE = {"name": "kind", "kind": "one_of", "options": ["fixed", "mobile"], "required": True}
HIDDEN = {
    "name": "plate",
    "kind": "short_text",
    "required": True,
    "when": {"==": [{"var": "kind"}, "mobile"]},
}
DEVICES = {
    "name": "devices",
    "kind": "table",
    "required": True,
    "max_rows": 3,
    "columns": [
        {"name": "serial", "kind": "short_text", "required": True, "unique": True},
        {"name": "has_console", "kind": "yes_no"},
        {"name": "max_kv", "kind": "decimal", "required": True, "when": {"var": "row.has_console"}},
    ],
}


def test_all_defects_come_at_once():
    form = a_form(
        {"name": "a", "kind": "short_text", "required": True},
        {"name": "b", "kind": "date"},
        {"name": "c", "kind": "whole_number"},
    )

    checked = post(form, b="xx", c="yy")

    assert [defect.field for defect in checked.defects] == ["a", "b", "c"]


def test_a_field_is_asked_only_if_its_condition_holds():
    form = a_form(CHOICE, HIDDEN)

    assert post(form, kind="fixed", plate="").answers == {"kind": "fixed"}
    assert [d.field for d in post(form, kind="mobile").defects] == ["plate"]
    assert post(form, kind="mobile", plate="74C-1").answers["plate"] == "74C-1"


def test_a_value_forged_into_a_hidden_field_is_a_defect_and_not_taken():
    checked = post(a_form(CHOICE, HIDDEN), kind="fixed", plate="74C-1")

    assert [defect.field for defect in checked.defects] == ["plate"]
    assert "plate" not in checked.answers


def test_a_field_that_depends_on_a_defect_is_neither_asked_nor_refused():
    checked = post(a_form(CHOICE, HIDDEN), kind="nonsense", plate="74C-1")

    assert [defect.field for defect in checked.defects] == ["kind"]


def test_a_field_that_the_form_does_not_have_is_refused_by_name():
    checked = post(a_form(CHOICE), kind="fixed", is_admin="1", csrfmiddlewaretoken="t", _next="go")

    (defect,) = checked.defects
    assert defect.field == ""
    assert "is_admin" in defect.sentence


@pytest.mark.parametrize(
    "name", ["devices-0-evil", "devices-1000-serial", "devices-x-serial", "devices", "?"]
)
def test_a_forged_cell_is_refused(name):
    form = a_form(DEVICES)
    raw = parse_post(form, {"devices-0-serial": ["A1"], name: ["x"]})

    assert [d.field for d in check_answers(form=form, raw=raw, today=TODAY).defects] == [""]


def test_rows_are_read_in_order_and_blank_ones_dropped():
    checked = post(a_form(DEVICES), devices__7__serial="B2", devices__2__serial="A1", devices__3__serial="")

    assert [row["serial"] for row in checked.answers["devices"]] == ["A1", "B2"]


def test_a_defect_in_a_table_names_row_and_column():
    checked = post(a_form(DEVICES), devices__0__serial="A1", devices__1__has_console="on")

    assert [(d.field, d.row, d.column, d.input_name) for d in checked.defects] == [
        ("devices", 1, "serial", "devices-1-serial"),
        ("devices", 1, "max_kv", "devices-1-max_kv"),
    ]


def test_a_hidden_column_has_no_value_in_its_row():
    checked = post(a_form(DEVICES), devices__0__serial="A1", devices__0__max_kv="125")

    assert [d.input_name for d in checked.defects] == ["devices-0-max_kv"]


def test_a_unique_column_is_compared_over_the_rows():
    checked = post(a_form(DEVICES), devices__0__serial="a1", devices__1__serial="A1")

    assert [(d.row, d.column) for d in checked.defects] == [(1, "serial")]


def test_a_table_has_a_least_and_a_most_number_of_rows():
    none = post(a_form(DEVICES))
    many = post(a_form(DEVICES), **{f"devices__{n}__serial": f"S{n}" for n in range(4)})

    assert [d.field for d in none.defects] == ["devices"]
    assert [d.field for d in many.defects] == ["devices"]


@pytest.mark.parametrize(
    "raw",
    [
        {"x": ["a"]},
        {"x": {"a": 1}},
        {"x": 5},
        {"t": "text"},
        {"t": [1]},
        {"t": [{"serial": {"deep": []}}]},
        {"x": "a" * 5000},
    ],
)
def test_values_of_another_shape_are_defects_not_crashes(raw):
    form = a_form(
        {"name": "x", "kind": "short_text"},
        {"name": "t", "kind": "table", "columns": [{"name": "serial", "kind": "short_text"}]},
    )

    assert check_answers(form=form, raw=raw, today=TODAY).defects


def test_a_post_with_too_much_in_it_is_refused():
    form = a_form(CHOICE)

    with pytest.raises(PostTooLarge):
        parse_post(form, {f"x{n}": ["1"] for n in range(2001)})
    with pytest.raises(PostTooLarge):
        parse_post(form, {"kind": ["a" * 20_001]})


def test_what_is_kept_of_a_post_can_be_stored_as_json_by_the_database():
    raw = parse_post(a_form(CHOICE), {"kind": ["a\x00b\ud800"], "evil\x00": ["x"]})

    assert raw == {"kind": "a\ufffdb\ufffd", "?": ["evil\ufffd"]}


def test_a_required_box_must_be_ticked():
    form = a_form({"name": "commitment", "kind": "yes_no", "required": True})

    assert len(post(form).defects) == 1
    assert post(form, commitment="on").answers == {"commitment": True}


def test_sentences_are_in_the_language_of_the_reader():
    form = a_form({"name": "a", "kind": "short_text", "required": True})

    with translation.override("en"):
        assert post(form).defects[0].sentence == "“Field a” is missing."
    with translation.override("vi"):
        assert post(form).defects[0].sentence == "Chưa có “Ô a”."


def test_answers_are_shown_as_people_write_them():
    form = a_form(
        {"name": "on", "kind": "date"},
        {"name": "sum", "kind": "money"},
        {"name": "kv", "kind": "decimal", "unit": "kV"},
        {"name": "ok", "kind": "yes_no"},
        DEVICES,
    )
    checked = post(form, on="2026-11-02", sum="1500000", kv="1,5", ok="on", devices__0__serial="A1")

    with translation.override("vi"):
        lines = {line.name: line for line in display_rows(form, checked.answers)}

    assert lines["on"].value == "02/11/2026"
    assert lines["sum"].value == "1.500.000\u00a0₫"
    assert lines["kv"].value == "1,5 kV"
    assert lines["ok"].value == "Có"
    assert lines["devices"].table.headers == ("Ô serial", "Ô has_console", "Ô max_kv")
    assert lines["devices"].table.rows == (("A1", "Không", ""),)
