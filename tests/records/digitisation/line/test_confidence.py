"""How sure the machine was, of what it had as people decided it."""

import pytest

from motcua.records.digitisation.rules.line.confidence import confidence_of
from tests.factories.line import reading

READ = {
    "number": reading("15", 0.97),
    "symbol": reading("GP-SKHCN", 0.8),
    "issued_on": reading("2018-04-08", 0.4),
    "issuing_agency": reading("SỞ KHOA HỌC VÀ CÔNG NGHỆ", 0.85),
    "subject": reading("Máy X-quang", 0.7),
    "signer": None,
}
SAID = {
    "number": "15",
    "symbol": "gp - skhcn",
    "issued_on": "2018-04-03",
    "issuing_agency": "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    "abstract": "",
    "subject": "Máy X-quang",
    "signer": "Trần Thanh Trường",
}


def test_what_was_decided_as_read_is_as_sure_as_its_less_sure_part():
    assert confidence_of(READ, SAID) == {"number_symbol": 80, "issuer_name": 85, "abstract": 70}


@pytest.mark.parametrize(
    ("said", "sure"),
    [({"symbol": ""}, 97), ({"number": ""}, 80), ({"symbol": "QĐ-SKHCN"}, None), ({"number": "16"}, None)],
)
def test_a_number_and_symbol_are_one_fact(said, sure):
    assert confidence_of(READ, SAID | said).get("number_symbol") == sure


def test_a_paper_that_nobody_read_says_nothing():
    assert confidence_of({}, SAID) == {}
