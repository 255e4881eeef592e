"""Each kind on paper, typed again, and in the schema for partners: one form with all kinds, answered rightly."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import translation
from jsonschema import Draft202012Validator

from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.ports import FoundResult, Lookups
from motcua.reference.forms.rules import (
    api_schema,
    as_typed,
    check_answers,
    display_rows,
    lookups_of,
    parse_post,
)

from .examples import TODAY, a_form

FOUND = FoundResult("12/GP", "Giấy phép", "Sở KH&CN", "2025-03-01", "2028-03-01")
LOOKUPS = Lookups({"F-1": "ban-ve.pdf"}, lambda number: FOUND if number == "12/GP" else None, "Trần Thị Lan")
HERE = {"province": "44", "commune": "Hải Lăng", "street": "Số 1"}
ADDRESS = "Số 1, Xã Hải Lăng, Tỉnh Quảng Trị"

CASES: list[tuple[str, dict[str, Any], dict[str, str], str]] = [
    ("short_text", {}, {"": "Một dòng"}, "Một dòng"),
    ("long_text", {}, {"": "Dòng một\nDòng hai"}, "Dòng một\nDòng hai"),
    ("whole_number", {"unit": "máy"}, {"": "12.000"}, "12.000 máy"),
    ("decimal", {"decimals": 3, "unit": "kV"}, {"": "1,250"}, "1,25 kV"),
    ("money", {}, {"": "3.000.000"}, "3.000.000\xa0₫"),
    ("date", {}, {"": "28/11/2026"}, "28/11/2026"),
    ("month", {}, {"": "11/2026"}, "11/2026"),
    ("yes_no", {"display": "choice"}, {"": "no"}, "No"),
    ("one_of", {"options": ["mới", "cũ"]}, {"": "cũ"}, "cũ"),
    ("many_of", {"options": ["a", "b"]}, {"": "b"}, "b"),
    ("email", {}, {"": "lan@motcua.example"}, "lan@motcua.example"),
    ("phone", {}, {"": "0912 000 001"}, "0912000001"),
    ("identity_number", {}, {"": "045085000123"}, "045085000123"),
    ("tax_code", {}, {"": "0100109106"}, "0100109106"),
    ("organisation_id", {}, {"": "H50.15"}, "H50.15"),
    ("address", {"levels": 2}, {f"-{k}": v for k, v in HERE.items()}, ADDRESS),
    (
        "person",
        {"parts": {"name": "required", "phone": "optional", "address": "required"}},
        {"-name": "Lan", "-phone": "0912000001", **{f"-address-{k}": v for k, v in HERE.items()}},
        f"Lan\nAddress: {ADDRESS}\nTelephone: 0912000001",
    ),
    (
        "organisation",
        {"parts": {"name": "required", "tax_code": "optional"}},
        {"-name": "Phòng khám", "-tax_code": "0100109106"},
        "Phòng khám\nTax code: 0100109106",
    ),
    ("table", {"columns": [{"name": "a", "kind": "money"}]}, {"-0-a": "1.500"}, "1.500\xa0₫"),
    (
        "group",
        {"fields": [{"name": "a", "kind": "address", "levels": 2}, {"name": "f", "kind": "attachments"}]},
        {**{f"-0-a-{k}": v for k, v in HERE.items()}, "-0-f": "F-1"},
        f"{ADDRESS}|ban-ve.pdf",
    ),
    ("attachments", {}, {"": "F-1"}, "ban-ve.pdf"),
    (
        "result_number",
        {"must_be_found": True},
        {"": "12/GP"},
        "12/GP\nGiấy phép\nSở KH&CN\nIssued on 01/03/2025\nValid until 01/03/2028",
    ),
    ("calculated", {"calculate": {"+": [1, 2]}, "result": "money"}, {}, "3\xa0₫"),
    ("confirmation", {}, {"": "on"}, "Confirmed"),
    (
        "signature",
        {},
        {"-name": "Trần Thị Lan"},
        "Signed by typing the name in the account: Trần Thị Lan, on 23/11/2026 (no digital certificate)",
    ),
]
KINDS = [kind for kind, *_ in CASES]
FORM = a_form(*({"name": f"x_{kind}", "kind": kind, **extra} for kind, extra, _, _ in CASES))
POSTED = {f"x_{kind}{rest}": [text] for kind, _, typed, _ in CASES for rest, text in typed.items()}


@pytest.fixture
def answers() -> dict[str, Any]:
    result = check_answers(form=FORM, raw=parse_post(FORM, POSTED), today=TODAY, lookups=LOOKUPS)
    assert result.defects == ()
    return result.answers


def test_every_kind_that_takes_an_answer_is_here():
    assert {*KINDS, "heading", "note"} == set(FieldKind)


def test_each_kind_is_shown_as_people_write_it(answers):
    with translation.override("en"):
        lines = {line.name: line for line in display_rows(FORM, answers) if line.kind != "heading"}

    shown = {
        kind: "|".join(lines[f"x_{kind}"].table.rows[0])
        if lines[f"x_{kind}"].table
        else lines[f"x_{kind}"].value
        for kind in KINDS
    }

    assert shown == {kind: expected for kind, _, _, expected in CASES}


def test_answers_typed_again_give_the_same_answers(answers):
    again = check_answers(
        form=FORM,
        raw=as_typed(FORM, answers),
        today=TODAY,
        lookups=lookups_of(answers),
    )

    assert again.defects == ()
    assert again.answers == answers


def test_the_answers_fit_the_schema_for_partners(answers):
    schema = api_schema(FORM)

    Draft202012Validator.check_schema(schema)

    assert [error.message for error in Draft202012Validator(schema).iter_errors(answers)] == []
    assert list(schema["properties"]) == [f"x_{kind}" for kind in KINDS]


WRONG = [
    ("whole_number", 2**53 + 1),
    ("whole_number", 1.5),
    ("decimal", "1.5055"),
    ("money", -1),
    ("date", "28/11/2026"),
    ("month", "2026-13"),
    ("yes_no", "yes"),
    ("one_of", "khác"),
    ("many_of", ["a", "a"]),
    ("phone", "+84912000001"),
    ("identity_number", "04508500012"),
    ("tax_code", "123"),
    ("organisation_id", "15.H50"),
    ("address", "Số 1"),
    ("address", {"province": "99", "commune": "19702"}),
    ("person", {"phone": "0912000001"}),
    ("organisation", {"name": "Không có số"}),
    ("table", [{"b": 1}]),
    ("group", [{"f": []}]),
    ("attachments", [{"code": "F-1"}]),
    ("result_number", {"number": "1", "found": False}),
    ("confirmation", False),
    ("signature", {"way": "drawn", "on": "2026-11-23"}),
]


@pytest.mark.parametrize(("kind", "value"), WRONG)
def test_what_does_not_fit_a_kind_does_not_fit_the_schema(answers, kind, value):
    validator = Draft202012Validator(api_schema(FORM))

    errors = list(validator.iter_errors({**answers, f"x_{kind}": value}))

    assert {error.absolute_path[0] for error in errors} == {f"x_{kind}"}


def test_a_field_is_required_by_the_schema_only_if_it_is_always_asked():
    form = a_form(
        {"name": "a", "kind": "short_text", "required": True},
        {"name": "b", "kind": "short_text", "required": True, "when": {"var": "a"}},
        {"name": "c", "kind": "confirmation"},
        {"name": "d", "kind": "heading"},
    )

    schema = api_schema(form)

    assert schema["required"] == ["a", "c"]
    assert list(schema["properties"]) == ["a", "b", "c"]


def test_answers_of_an_older_form_stay_readable():
    form = a_form({"name": "office", "kind": "address", "levels": 2}, {"name": "note", "kind": "long_text"})

    (_, line) = display_rows(form, {"office": "Số 1 đường Mẫu, Đông Hà"})

    assert line.value == "Số 1 đường Mẫu, Đông Hà"
    assert as_typed(form, {"office": "Số 1", "gone": {"text": "Cũ"}}) == {"office": "Số 1", "gone": "Cũ"}


def test_a_group_says_that_its_rows_are_shown_one_by_one(answers):
    tables = {line.name: line.table for line in display_rows(FORM, answers) if line.table}

    assert tables["x_group"].is_group
    assert not tables["x_table"].is_group
    assert replace(FORM, code="x").field("x_group").is_repeated
