"""Two keyings are compared field by field."""

import pytest

from motcua.records.digitisation.rules.line import compare, errors_of, is_settled, normalised, settled
from motcua.records.digitisation.rules.line.keying import UNREADABLE

FIELDS = ("number", "symbol", "abstract")
FIRST = {"number": "15", "symbol": "GP-SKHCN", "abstract": "Về việc cấp giấy phép"}


@pytest.mark.parametrize(
    ("name", "one", "other", "same"),
    [
        ("symbol", "GP-SKHCN", "gp – skhcn", True),
        ("symbol", "QĐ-UBND", "QD-UBND", False),
        ("number", "15 / 2016", "15/2016", True),
        ("number", "15", "015", False),
        ("abstract", "Về việc  cấp", "Về việc cấp", True),
        ("abstract", "Về việc cấp", "về việc cấp", False),
        ("abstract", "Hoa\u0300", "Hoà", True),
        ("abstract", "Hòa", "Hoà", False),
        ("abstract", "", " ", True),
        ("owner_number", "9900000009001", "9900000009-001", True),
        ("owner_number", "9900000009", "9900000009-001", False),
    ],
)
def test_what_counts_as_the_same(name, one, other, same):
    assert (normalised(name, one) == normalised(name, other)) is same


def test_a_difference_shows_both_and_what_the_machine_read():
    second = FIRST | {"number": "16"}
    (found,) = compare(FIRST, second, fields=FIELDS, machine={"number": "15"})

    assert (found.field, found.first, found.second, found.machine) == ("number", "15", "16", "15")
    assert settled(FIRST, second, fields=FIELDS) == {key: FIRST[key] for key in ("symbol", "abstract")}


def test_a_value_that_one_left_out_is_a_difference():
    assert [one.field for one in compare(FIRST, {}, fields=FIELDS)] == list(FIELDS)


def test_only_what_all_three_agree_on_is_not_looked_at_again():
    assert is_settled("number", machine=FIRST, first=FIRST, second=FIRST)
    assert not is_settled("number", machine={}, first=FIRST, second=FIRST)
    nobody = {"number": UNREADABLE}
    assert not is_settled("number", machine=nobody, first=nobody, second=nobody)


def test_whoever_had_it_otherwise_made_an_error_where_it_was_decided():
    decided = {"number": "16", "symbol": "gp-skhcn"}
    assert errors_of(FIRST, decided, fields=FIELDS) == ("number",)
    assert errors_of({}, decided, fields=FIELDS) == ("number", "symbol")
