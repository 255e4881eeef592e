"""What an owner's number must look like, and how it is kept."""

import pytest

from motcua.records.digitisation.rules.line.fields import as_owner_number, entered
from motcua.records.digitisation.rules.line.keying import UNREADABLE


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("191234567", "191234567"),
        ("045090001234", "045090001234"),
        ("045 090 001 234", "045090001234"),
        ("9900000009", "9900000009"),
        ("9900000009-001", "9900000009-001"),
        ("9900000009001", "9900000009-001"),
        ("99000000091", None),
        ("045090001234-001", None),
        ("191234567-001", None),
        ("12345678", None),
        ("99000000090012", None),
        ("99000000a9", None),
    ],
)
def test_an_owners_number_has_one_of_the_known_lengths(written, kept):
    assert as_owner_number(written) == kept


def test_a_number_is_kept_with_its_dash_and_a_wrong_one_says_what_is_right():
    values, wrong = entered({"owner_number": "9900000009001"}, fields=["owner_number"])
    assert (values, wrong) == ({"owner_number": "9900000009-001"}, {})
    assert entered({"owner_number": UNREADABLE}, fields=["owner_number"])[1] == {}
    assert (
        "10 hoặc 13 số"
        in entered({"owner_number": "99000000091"}, fields=["owner_number"])[1]["owner_number"]
    )
