"""Each kind of field: what it takes and keeps, what it refuses, by tables of values."""

import json
from typing import Any

import pytest

from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.ports import FoundResult, Lookups
from motcua.reference.forms.rules import check_answers, parse_post

from .examples import TODAY, a_form, post

LICENCE = FoundResult(
    "12/GP-SKHCN", "Giấy phép sử dụng thiết bị X-quang", "Sở KH&CN", "2025-03-01", "2028-03-01"
)
LOOKUPS = Lookups(
    files={"F-1": "ban-ve.pdf", "F-2": "anh.jpg"},
    result=lambda number: LICENCE if number == "12/GP-SKHCN" else None,
    signer="Trần Thị Lan",
)


def checked(field: dict[str, Any], values: dict[str, Any]) -> Any:
    """What is kept of the field `x`, or the places of what is wrong."""
    form = a_form({"name": "x", **field})
    posted = {name: value if isinstance(value, list) else [value] for name, value in values.items()}
    result = check_answers(form=form, raw=parse_post(form, posted), today=TODAY, lookups=LOOKUPS)
    assert all(defect.sentence and defect.remedy for defect in result.defects)
    json.dumps(result.answers)
    if result.defects:
        return [defect.input_name for defect in result.defects]
    return result.answers.get("x")


MOST = 2**53


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ({"kind": "whole_number"}, "9.007.199.254.740.992", MOST),
        ({"kind": "whole_number"}, "9007199254740993", ["x"]),
        ({"kind": "whole_number"}, "-9007199254740993", ["x"]),
        ({"kind": "money"}, "9.007.199.254.740.992 đ", MOST),
        ({"kind": "money"}, "99999999999999999999", ["x"]),
        ({"kind": "money"}, "1.500", 1500),
        ({"kind": "decimal", "decimals": 2}, "1,25", "1.25"),
        ({"kind": "decimal", "decimals": 2}, "1,250", "1.25"),
        ({"kind": "decimal", "decimals": 2}, "1,255", ["x"]),
        ({"kind": "decimal", "decimals": 0}, "1,5", ["x"]),
        ({"kind": "decimal"}, "123456789012345,123456", ["x"]),
        ({"kind": "month"}, "11/2026", "2026-11"),
        ({"kind": "month"}, "2026-11", "2026-11"),
        ({"kind": "month"}, "1.2026", "2026-01"),
        ({"kind": "month"}, "13/2026", ["x"]),
        ({"kind": "month"}, "11/26", ["x"]),
        ({"kind": "month"}, "28/11/2026", ["x"]),
        ({"kind": "month"}, "01/1850", ["x"]),
        ({"kind": "month", "max": "today"}, "11/2026", "2026-11"),
        ({"kind": "month", "max": "today"}, "12/2026", ["x"]),
        ({"kind": "month", "min": "today"}, "11/2026", "2026-11"),
        ({"kind": "month", "min": "today"}, "10/2026", ["x"]),
        ({"kind": "month", "min": "2026-05"}, "4/2026", ["x"]),
        ({"kind": "organisation_id"}, "H50.15", "H50.15"),
        ({"kind": "organisation_id"}, "h50.15.02", "H50.15.02"),
        ({"kind": "organisation_id"}, "H55.242", "H55.242"),
        ({"kind": "organisation_id"}, "G09", "G09"),
        ({"kind": "organisation_id"}, "000.00.15.H50", "000.00.15.H50"),
        ({"kind": "organisation_id"}, "50.H15", ["x"]),
        ({"kind": "organisation_id"}, "H50.", ["x"]),
        ({"kind": "organisation_id"}, "0000.00.15.H50", ["x"]),
        ({"kind": "tax_code"}, "0100109106", "0100109106"),
        ({"kind": "tax_code"}, "0100109106-001", "0100109106-001"),
        ({"kind": "tax_code"}, "0100109106001", "0100109106-001"),
        ({"kind": "tax_code"}, "0100109107", ["x"]),
        ({"kind": "tax_code"}, "010010910", ["x"]),
        ({"kind": "identity_number"}, "045085000123", "045085000123"),
        ({"kind": "identity_number"}, "000085000123", ["x"]),
        ({"kind": "identity_number"}, "045485000123", ["x"]),
        ({"kind": "identity_number"}, "04508500012", ["x"]),
        ({"kind": "phone"}, "+84 912 000 001", "0912000001"),
        ({"kind": "phone"}, "0012", ["x"]),
        ({"kind": "email"}, "lan@motcua.example", "lan@motcua.example"),
        ({"kind": "email"}, "lan@", ["x"]),
        ({"kind": "yes_no"}, "on", True),
        ({"kind": "yes_no", "display": "choice"}, "yes", True),
        ({"kind": "yes_no", "display": "choice"}, "no", False),
        ({"kind": "yes_no", "display": "choice"}, "", None),
        ({"kind": "yes_no", "display": "choice", "required": True}, "no", False),
        ({"kind": "yes_no", "display": "choice", "required": True}, "", ["x"]),
        ({"kind": "yes_no", "display": "choice"}, "maybe", ["x"]),
        ({"kind": "confirmation"}, "on", True),
        ({"kind": "confirmation"}, "", ["x"]),
        ({"kind": "confirmation"}, "no", ["x"]),
        ({"kind": "attachments"}, ["F-1", "F-1"], [{"code": "F-1", "name": "ban-ve.pdf"}]),
        ({"kind": "attachments"}, ["F-9"], ["x"]),
        ({"kind": "attachments"}, [], None),
        ({"kind": "attachments", "required": True}, [""], ["x"]),
        ({"kind": "attachments", "max_files": 1}, ["F-1", "F-2"], ["x"]),
        ({"kind": "result_number"}, "99/GP-SKHCN", {"number": "99/GP-SKHCN", "found": False}),
        ({"kind": "result_number", "must_be_found": True}, "99/GP-SKHCN", ["x"]),
        ({"kind": "address"}, "Số 1 đường Mẫu", "Số 1 đường Mẫu"),
    ],
)  # fmt: skip
def test_a_kind_keeps_what_is_right_and_refuses_the_rest(field, typed, kept):
    assert checked(field, {"x": typed}) == kept


def test_a_result_is_kept_with_what_the_portal_knows_of_it():
    kept = checked({"kind": "result_number", "must_be_found": True}, {"x": " 12/GP-SKHCN "})

    assert kept == {
        "number": "12/GP-SKHCN",
        "found": True,
        "name": LICENCE.name,
        "agency": LICENCE.agency,
        "issued_on": "2025-03-01",
        "valid_to": "2028-03-01",
    }


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({}, None),
        ({"province": "44", "commune": "Hải Lăng", "street": "Số 1"}, "Số 1, Xã Hải Lăng, Tỉnh Quảng Trị"),
        ({"province": "Quảng Trị", "commune": "19702"}, "Xã Hải Lăng, Tỉnh Quảng Trị"),
        ({"province": "44"}, ["x-commune"]),
        ({"commune": "Hải Lăng"}, ["x-province"]),
        ({"province": "44", "commune": "Ba Đình"}, ["x-commune"]),
        ({"province": "99", "commune": "Hải Lăng"}, ["x-province"]),
        ({"street": "Số 1"}, ["x-province"]),
        ({"province": "44", "commune": "Hải Lăng", "street": "a" * 300}, ["x-street"]),
    ],
)
def test_an_address_is_chosen_from_the_list_of_2025(sent, kept):
    found = checked({"kind": "address", "levels": 2}, {f"x-{name}": value for name, value in sent.items()})

    assert (found["text"] if isinstance(found, dict) else found) == kept


def test_an_address_of_an_old_paper_has_three_levels():
    sent = {"x-province": "45", "x-district": "Hải Lăng", "x-commune": "Diên Sanh", "x-street": "Khóm 1"}

    kept = checked({"kind": "address", "levels": 3}, sent)

    assert kept["text"] == "Khóm 1, Thị trấn Diên Sanh, Huyện Hải Lăng, Tỉnh Quảng Trị"
    assert (kept["province"], len(kept["district"]), len(kept["commune"])) == ("45", 3, 5)


def test_an_address_in_one_line_is_taken_apart():
    form = a_form({"name": "x", "kind": "address", "levels": 2})
    raw = {"x": "Số 1 đường Mẫu, xã Hải Lăng, tỉnh Quảng Trị"}

    assert check_answers(form=form, raw=raw, today=TODAY).answers["x"]["commune"] == "19702"


PERSON = {
    "x-name": "Nguyễn Văn Minh",
    "x-identity_number": "045085000123",
    "x-born_on": "12/03/1985",
    "x-address-province": "44",
    "x-address-commune": "Hải Lăng",
}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, None),
        ({"x-phone": "0912 000 001"}, None),
        ({"x-name": ""}, ["x-name"]),
        ({"x-born_on": "12/03/1986"}, ["x-born_on"]),
        ({"x-born_on": "12/03/2086"}, ["x-born_on"]),
        ({"x-address-commune": ""}, ["x-address-commune"]),
        ({"x-identity_number": "1", "x-phone": "1"}, ["x-identity_number", "x-phone"]),
        ({"x-tax_code": "0100109106"}, [""]),
    ],
)
def test_a_person_is_checked_part_by_part_and_as_a_whole(changes, wrong):
    found = checked({"kind": "person"}, {**PERSON, **changes})

    assert (found["address"]["text"] if wrong is None else found) == (
        "Xã Hải Lăng, Tỉnh Quảng Trị" if wrong is None else wrong
    )


def test_a_person_of_whom_nothing_is_said_is_no_answer_unless_required():
    assert checked({"kind": "person"}, {"x-name": " "}) is None
    assert checked({"kind": "person", "required": True}, {"x-name": " "}) == ["x"]


def test_a_form_names_the_parts_of_a_person_that_it_asks_for():
    field = {"kind": "person", "parts": {"email": "optional", "name": "required", "sex": "required"}}

    assert checked(field, {"x-name": "Lan", "x-sex": "female"}) == {"name": "Lan", "sex": "female"}
    assert checked(field, {"x-name": "Lan", "x-phone": "0912000001"}) == ["", "x-sex"]


ORGANISATION = {
    "x-name": "Phòng khám Hải Lăng",
    "x-representative": "Trần Thị Lan",
    "x-address-province": "44",
    "x-address-commune": "Hải Lăng",
}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"x-tax_code": "0100109106"}, None),
        ({"x-identifier": "H50.15"}, None),
        ({}, ["x-tax_code"]),
        ({"x-tax_code": "0100109107"}, ["x-tax_code"]),
        ({"x-tax_code": "0100109106", "x-representative": ""}, ["x-representative"]),
    ],
)
def test_an_organisation_has_one_number_at_least(changes, wrong):
    found = checked({"kind": "organisation"}, {**ORGANISATION, **changes})

    assert (None if isinstance(found, dict) else found) == wrong


@pytest.mark.parametrize(
    ("ways", "sent", "kept"),
    [
        (["typed"], {"x-name": "tran thi lan"}, {"way": "typed", "name": "Trần Thị Lan", "on": "2026-11-23"}),
        (["typed"], {"x-name": "Nguyễn Văn Minh"}, ["x-name"]),
        (["typed"], {"x-file": "F-1"}, [""]),
        (
            ["typed", "attached"],
            {"x-file": "F-1"},
            {"way": "attached", "file": [{"code": "F-1", "name": "ban-ve.pdf"}], "on": "2026-11-23"},
        ),
        (["attached"], {"x-file": "F-9"}, ["x-file"]),
        (["typed"], {}, None),
    ],
)
def test_a_signature_is_typed_by_the_account_holder_or_a_signed_page(ways, sent, kept):
    assert checked({"kind": "signature", "ways": ways}, sent) == kept


def test_nobody_signs_where_no_account_is_known():
    form = a_form({"name": "x", "kind": "signature"})

    result = check_answers(form=form, raw={"x": {"name": ""}}, today=TODAY)
    forged = check_answers(form=form, raw={"x": {"name": "Trần Thị Lan"}}, today=TODAY)

    assert (result.answers, forged.answers) == ({}, {})
    assert [defect.input_name for defect in forged.defects] == ["x-name"]


def test_what_is_calculated_is_never_taken_from_the_browser():
    form = a_form(
        {"name": "a", "kind": "money"},
        {"name": "x", "kind": "calculated", "calculate": {"*": [{"var": "a"}, 2]}, "result": "money"},
    )

    assert post(form, a="1.500").answers == {"a": 1500, "x": 3000}
    assert [defect.field for defect in post(form, a="1.500", x="1").defects] == [""]


GROUP = {
    "kind": "group",
    "max_rows": 2,
    "fields": [
        {"name": "serial", "kind": "short_text", "required": True, "unique": True},
        {"name": "owner", "kind": "person", "parts": {"name": "required", "phone": "optional"}},
        {"name": "place", "kind": "address", "levels": 2},
        {"name": "photos", "kind": "attachments", "max_files": 1},
    ],
}


def test_a_group_has_rows_with_fields_and_files_of_their_own():
    kept = checked(
        GROUP,
        {
            "x-3-serial": "B2",
            "x-3-owner-name": "Lan",
            "x-3-photos": ["F-2"],
            "x-0-serial": "A1",
            "x-0-place-province": "44",
            "x-0-place-commune": "hai lang",
            "x-7-serial": " ",
        },
    )

    assert [row["serial"] for row in kept] == ["A1", "B2"]
    assert kept[0]["place"]["text"] == "Xã Hải Lăng, Tỉnh Quảng Trị"
    assert kept[1]["owner"] == {"name": "Lan"}
    assert kept[1]["photos"] == [{"code": "F-2", "name": "anh.jpg"}]


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [
        ({"x-0-owner-phone": "1"}, ["x-0-serial", "x-0-owner-name", "x-0-owner-phone"]),
        ({"x-0-serial": "A", "x-0-place-province": "44"}, ["x-0-place-commune"]),
        ({"x-0-serial": "A", "x-1-serial": "a"}, ["x-1-serial"]),
        ({"x-0-serial": "A", "x-0-owner": "Lan"}, [""]),
        ({"x-0-serial": "A", "x-0-owner-name-first": "Lan"}, [""]),
        ({f"x-{n}-serial": f"A{n}" for n in range(3)}, ["x"]),
    ],
)
def test_a_defect_in_a_group_names_its_control(sent, wrong):
    assert checked(GROUP, sent) == wrong


def test_no_kind_is_without_a_reader():
    for kind in FieldKind:
        extra = {"calculate": 1} if kind is FieldKind.CALCULATED else {}
        form = a_form({"name": "x", "kind": kind.value, **extra})
        check_answers(form=form, raw={}, today=TODAY)
        for hostile in ("x", ["x"], {"x": "y"}, [{"x": "y"}], 5, None, {"name": ["x"]}, [[["x"]]]):
            check_answers(form=form, raw={"x": hostile}, today=TODAY, lookups=LOOKUPS)


def test_a_condition_reads_every_part_but_not_how_something_was_signed():
    form = a_form(
        {"name": "who", "kind": "person", "parts": {"name": "required", "address": "required"}},
        {"name": "sign", "kind": "signature"},
    )

    assert [path for field in form.fields for path in field.paths] == [
        "who",
        "who.name",
        "who.address",
        "who.address.province",
        "who.address.commune",
        "who.address.street",
        "sign",
    ]
