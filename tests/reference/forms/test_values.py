"""Each kind of field: what is read, what is refused."""

import pytest

from .examples import a_form, post

GOOD = [
    ("short_text", {}, "  Nguyễn   Văn  A ", "Nguyễn Văn A"),
    ("short_text", {}, "e\u0302", "ê"),
    ("long_text", {}, "một\r\nhai", "một\nhai"),
    ("whole_number", {}, "12", 12),
    ("whole_number", {}, "-3", -3),
    ("whole_number", {}, "1.234.567", 1_234_567),
    ("whole_number", {}, "1 234", 1234),
    ("decimal", {}, "1,5", "1.5"),
    ("decimal", {}, "1.234,50", "1234.5"),
    ("decimal", {}, "0.25", "0.25"),
    ("decimal", {}, "100", "100"),
    ("money", {}, "3.000.000 ₫", 3_000_000),
    ("money", {}, "0", 0),
    ("date", {}, "2026-11-22", "2026-11-22"),
    ("date", {}, "1/2/2026", "2026-02-01"),
    ("date", {"max": "today"}, "23/11/2026", "2026-11-23"),
    ("date", {"min": "today+45d"}, "2027-01-07", "2027-01-07"),
    ("date", {"min": "today-6m"}, "2026-05-23", "2026-05-23"),
    ("email", {}, "minh@motcua.example", "minh@motcua.example"),
    ("phone", {}, "+84 912 345 678", "0912345678"),
    ("phone", {}, "(0233) 312-3456", "02333123456"),
    ("identity_number", {}, "045 090 001 234", "045090001234"),
    ("tax_code", {}, "0314409058", "0314409058"),
    ("tax_code", {}, "0314409058001", "0314409058-001"),
    ("address", {}, "1 Lê Lợi,  Đông Hà", "1 Lê Lợi, Đông Hà"),
    ("one_of", {"options": ["a", "b"]}, "b", "b"),
    ("many_of", {"options": ["a", "b"]}, ["b", "a"], ["a", "b"]),
    ("yes_no", {}, "on", True),
]

BAD = [
    ("short_text", {}, "a\nb"),
    ("short_text", {"max_length": 3}, "abcd"),
    ("short_text", {}, "a\x00b"),
    ("short_text", {}, "a\u202eb"),
    ("whole_number", {}, "1,5"),
    ("whole_number", {}, "12.34"),
    ("whole_number", {}, "١٢"),
    ("whole_number", {}, "9" * 16),
    ("whole_number", {"min": 1}, "0"),
    ("whole_number", {"max": 5}, "6"),
    ("decimal", {}, "1.500"),
    ("decimal", {}, "NaN"),
    ("decimal", {}, "1e9"),
    ("money", {}, "-1"),
    ("date", {}, "30/02/2026"),
    ("date", {}, "2026-13-01"),
    ("date", {}, "hôm qua"),
    ("date", {}, "01/01/1899"),
    ("date", {"max": "today"}, "24/11/2026"),
    ("date", {"min": "today+45d"}, "2027-01-06"),
    ("email", {}, "minh"),
    ("email", {}, "minh@motcua"),
    ("phone", {}, "12345"),
    ("phone", {}, "1912345678"),
    ("identity_number", {}, "04509000123"),
    ("identity_number", {}, "099090001234"),
    ("identity_number", {}, "045990001234"),
    ("identity_number", {}, "a45090001234"),
    ("tax_code", {}, "0314409059"),
    ("tax_code", {}, "031440905"),
    ("one_of", {"options": ["a"]}, "b"),
    ("many_of", {"options": ["a"]}, ["a", "b"]),
    ("yes_no", {}, "maybe"),
]


@pytest.mark.parametrize(("kind", "rules", "typed", "value"), GOOD)
def test_a_value_is_read_as_people_write_it(kind, rules, typed, value):
    checked = post(a_form({"name": "x", "kind": kind, **rules}), x=typed)

    assert (checked.defects, checked.answers) == ((), {"x": value})


@pytest.mark.parametrize(("kind", "rules", "typed"), BAD)
def test_a_wrong_value_is_a_defect_at_its_field_with_a_remedy(kind, rules, typed):
    checked = post(a_form({"name": "x", "kind": kind, **rules}), x=typed)

    (defect,) = checked.defects
    assert (defect.field, defect.input_name) == ("x", "x")
    assert defect.sentence
    assert defect.remedy
    assert "x" not in checked.answers


@pytest.mark.parametrize("kind", ["short_text", "date", "one_of", "many_of", "yes_no", "money"])
def test_what_is_required_is_missed(kind):
    field = {"name": "x", "kind": kind, "required": True}
    if kind in {"one_of", "many_of"}:
        field["options"] = ["a"]

    assert len(post(a_form(field)).defects) == 1
    assert post(a_form({**field, "required": False})).defects == ()
