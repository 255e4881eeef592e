"""What may be said of a paper, what it is worth on a day, by what it is found."""

from datetime import date

import pytest

from motcua.records.repository import rules
from motcua.records.repository.enums import HoldingState, OwnerKind, Precision, Standing
from motcua.records.repository.errors import FactsRefused
from motcua.records.repository.facts import Paper

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("state", "until", "worth"),
    [
        (HoldingState.VALID, None, Standing.VALID),
        (HoldingState.VALID, DAY, Standing.VALID),
        (HoldingState.VALID, date(2026, 11, 22), Standing.EXPIRED),
        (HoldingState.REPLACED, None, Standing.REPLACED),
        (HoldingState.REPLACED, date(2020, 1, 1), Standing.REPLACED),
        (HoldingState.REVOKED, None, Standing.REVOKED),
    ],
)
def test_a_paper_counts_through_its_last_day_unless_it_was_ended_before(state, until, worth):
    assert rules.standing(state=state, valid_until=until, is_refusal=False, on=DAY) is worth


@pytest.mark.parametrize(
    ("state", "until", "worth"),
    [
        (HoldingState.VALID, None, Standing.REFUSAL),
        (HoldingState.VALID, date(2020, 1, 1), Standing.REFUSAL),
        (HoldingState.REPLACED, None, Standing.REPLACED),
        (HoldingState.REVOKED, None, Standing.REVOKED),
    ],
)
def test_a_refusal_is_never_valid(state, until, worth):
    assert rules.standing(state=state, valid_until=until, is_refusal=True, on=DAY) is worth


@pytest.mark.parametrize(
    "paper",
    [
        Paper(type_name="  "),
        Paper(type_name="Giấy phép", issued_on=DAY),
        Paper(type_name="Giấy phép", precision=Precision.YEAR),
        Paper(type_name="Giấy phép", valid_from=DAY, valid_until=date(2026, 11, 22)),
        Paper(type_name="Giấy phép", pages=-1),
    ],
)
def test_facts_that_do_not_fit_together_are_refused(paper):
    with pytest.raises(FactsRefused):
        rules.check_paper(paper)


@pytest.mark.parametrize(
    ("precision", "day"),
    [
        (Precision.DAY, date(1998, 4, 17)),
        (Precision.MONTH, date(1998, 4, 1)),
        (Precision.YEAR, date(1998, 1, 1)),
    ],
)
def test_a_day_that_is_not_known_exactly_is_the_first_of_its_month_or_year(precision, day):
    paper = Paper(type_name="Giấy phép", issued_on=date(1998, 4, 17), precision=precision)

    assert rules.issue_day(paper) == day


@pytest.mark.parametrize(
    ("said", "number", "kind"),
    [
        (OwnerKind.UNKNOWN, "045090001234", OwnerKind.PERSON),
        (OwnerKind.UNKNOWN, "9900000009", OwnerKind.ORGANISATION),
        (OwnerKind.UNKNOWN, "9900000009-001", OwnerKind.ORGANISATION),
        (OwnerKind.UNKNOWN, "191234567", OwnerKind.UNKNOWN),
        (OwnerKind.UNKNOWN, "", OwnerKind.UNKNOWN),
        (OwnerKind.PERSON, "9900000009", OwnerKind.PERSON),
    ],
)
def test_the_shape_of_a_number_tells_whose_it_may_be(said, number, kind):
    assert rules.kind_by_number(said, number) is kind


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("9900000009001", "9900000009-001"),
        ("9900000009-001", "9900000009-001"),
        ("99 0000 0009", "9900000009"),
        ("045090001234", "045090001234"),
    ],
)
def test_the_tax_number_of_a_branch_is_kept_with_its_dash(said, kept):
    assert rules.owner_number(said) == kept


def test_a_correction_leaves_how_sure_the_reading_was_of_the_rest():
    sure = {"issued_on": 40, "signer": 95}
    assert rules.confidence_left(sure, ("abstract", "precision")) == {"signer": 95}
    assert rules.confidence_left(sure, ("signer",)) == {"issued_on": 40}


@pytest.mark.parametrize(
    ("name", "is_same"),
    [("LÊ VĂN MINH", True), ("Lê  Văn Minh", True), ("", True), ("Lê Văn Mạnh", False), ("Minh", False)],
)
def test_a_name_is_compared_without_case_diacritics_and_spaces(name, is_same):
    assert rules.is_same_person(name=name, name_norm="le van minh") is is_same


def test_a_paper_is_found_by_its_words_number_agency_year_and_codes():
    paper = Paper(
        type_name="Giấy phép",
        number_symbol="05/GP-SKHCN",
        abstract="Thiết bị X-quang",
        issuer_name="Sở Khoa học",
        issued_on=date(1998, 4, 17),
        precision=Precision.YEAR,
    )

    words = rules.words_of(paper, codes=("H50.15-981020-0001", ""))

    for wanted in ("giay phep", "05/gp-skhcn", "x-quang", "so khoa hoc", " 1998 ", "h50.15-981020-0001"):
        assert wanted in words
