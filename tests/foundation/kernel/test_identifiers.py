"""Which numbers are well formed."""

from datetime import date

import pytest

from motcua.foundation.kernel.identifiers import compact, identity_number_defect, tax_number_is_valid

MALE_1990 = "045090001234"
FEMALE_2004 = "045304001234"


@pytest.mark.parametrize(
    ("text", "defect"),
    [
        (MALE_1990, None),
        (FEMALE_2004, None),
        ("045 090 001 234", None),
        ("001090001234", None),
        ("096090001234", None),
        ("", "length"),
        ("04509000123", "length"),
        ("0450900012345", "length"),
        ("04509000123A", "digits"),
        ("０45090001234", "digits"),
        ("-45090001234", "digits"),
        ("000090001234", "province"),
        ("097090001234", "province"),
        ("999090001234", "province"),
        ("045490001234", "century"),
        ("045990001234", "century"),
    ],
)
def test_an_identity_number_has_exactly_the_defect_that_the_table_says(text, defect):
    assert identity_number_defect(text) == defect


@pytest.mark.parametrize(
    ("number", "born_on", "sex", "defect"),
    [
        (MALE_1990, date(1990, 5, 1), "male", None),
        (MALE_1990, date(1990, 5, 1), "", None),
        (MALE_1990, date(1991, 5, 1), "male", "born_on"),
        (MALE_1990, date(2090, 5, 1), "male", "born_on"),
        (MALE_1990, date(1990, 5, 1), "female", "sex"),
        (FEMALE_2004, date(2004, 2, 29), "female", None),
        (FEMALE_2004, date(1904, 2, 29), "female", "born_on"),
        (FEMALE_2004, None, "male", "sex"),
    ],
)
def test_an_identity_number_agrees_with_the_birthday_and_the_sex(number, born_on, sex, defect):
    assert identity_number_defect(number, born_on=born_on, sex=sex) == defect


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("9900000009", True),
        ("9900000009-002", True),
        ("9900 000 009", True),
        ("9900000008", False),
        ("9900000009-02", False),
        ("9900000009002", False),
        ("031440905", False),
        ("", False),
        ("031440905A", False),
        ("٠٣١٤٤٠٩٠٥٨", False),
    ],
)
def test_a_tax_number_is_valid_exactly_when_its_check_digit_holds(text, valid):
    assert tax_number_is_valid(text) is valid


def test_spaces_and_dots_are_taken_out():
    assert compact(" 045.090 001234 ") == "045090001234"
