"""The tables of a dossier, whole: every state against every state."""

from datetime import UTC, date, datetime
from itertools import product

import pytest

from motcua.casework.dossiers import rules
from motcua.casework.dossiers.enums import Business, Delivery, Exchange, Finance, Stage, SubStatus
from motcua.casework.dossiers.errors import MoveRefused, SupplementAskedAlready, UndoTooLate
from motcua.casework.dossiers.rules import Standing

STANDINGS = [Standing(b, s) for b, subs in rules.SUB_STATUSES.items() for s in subs]

NATIONAL = {
    1: {2, 3, 5, 6, 7},
    2: {4, 5, 6, 7, 8},
    4: {5, 6, 7, 8, 9},
    5: {1, 4, 7, 8},
    6: {2, 4, 7, 8},
    9: {4, 10},
    3: set(),
    7: set(),
    8: set(),
    10: set(),
}
"""Typed from the law notes, 3.1: an oracle apart from the code."""

OURS = {(2, 1), (6, 1)}
"""An acceptance undone on its day goes back to 1."""


@pytest.mark.parametrize(("old", "new"), list(product(Business, Business)))
def test_business_moves_are_the_national_ones_and_the_undoing_of_an_acceptance(old, new):
    codes = (rules.NATIONAL_CODE[old], rules.NATIONAL_CODE[new])

    allowed = new in rules.BUSINESS_MOVES[old]

    assert allowed == (codes[1] in NATIONAL[codes[0]] or codes in OURS)


@pytest.mark.parametrize(("old", "new"), list(product(STANDINGS, STANDINGS)))
def test_a_move_is_allowed_exactly_when_both_tables_say_so(old, new):
    business = old.business == new.business or new.business in rules.BUSINESS_MOVES[old.business]
    if business and new.sub_status in rules.SUB_MOVES[old.sub_status]:
        rules.check_move(old, new)
    else:
        with pytest.raises(MoveRefused):
            rules.check_move(old, new)


def test_a_sub_status_belongs_to_its_business_state():
    with pytest.raises(MoveRefused):
        rules.check_move(
            Standing(Business.SUBMITTED, SubStatus.WAITING_RECEPTION),
            Standing(Business.ACCEPTED, SubStatus.WAITING_PAYMENT),
        )


@pytest.mark.parametrize("table", [rules.BUSINESS_MOVES, rules.SUB_STATUSES])
def test_tables_name_every_business_state(table):
    assert set(table) == set(Business)


@pytest.mark.parametrize(
    ("table", "states"),
    [
        (rules.SUB_MOVES, SubStatus),
        (rules.FINANCE_MOVES, Finance),
        (rules.DELIVERY_MOVES, Delivery),
        (rules.EXCHANGE_MOVES, Exchange),
        (rules.PROGRESS, SubStatus),
    ],
)
def test_every_axis_has_its_table_of_moves(table, states):
    assert set(table) == set(states)


@pytest.mark.parametrize(
    ("axis", "old", "new"),
    [
        (axis, old, new)
        for axis, states in (("finance", Finance), ("delivery", Delivery), ("exchange", Exchange))
        for old, new in product(states, states)
    ],
)
def test_an_axis_moves_exactly_as_its_table_says(axis, old, new):
    if old == new or new in rules.AXES[axis][old]:
        rules.check_axis(axis, old=old, new=new)
    else:
        with pytest.raises(MoveRefused):
            rules.check_axis(axis, old=old, new=new)


def test_final_states_have_no_moves():
    assert {state for state, moves in rules.BUSINESS_MOVES.items() if not moves} == rules.FINAL


def test_national_codes_are_1_to_10():
    assert sorted(rules.NATIONAL_CODE.values()) == list(range(1, 11))
    assert rules.NATIONAL_CODE[Business.AWAITING_SUPPLEMENT] == 5
    assert rules.NATIONAL_CODE[Business.RETURNED] == 10


@pytest.mark.parametrize(
    ("identifier", "sequence", "code"),
    [
        ("000.00.15.H50", 7, "000.00.15.H50-210120-0007"),
        ("000.00.15.H50", 9_999, "000.00.15.H50-210120-9999"),
        ("000.00.15.H50", 10_000, "000.00.15.H50-210120-10000"),
        ("H50.15", 7, "H50.15-210120-0007"),
    ],
)
def test_codes_follow_the_circular(identifier, sequence, code):
    made = rules.dossier_code(identifier=identifier, on=date(2021, 1, 20), sequence=sequence)

    assert made == code
    assert rules.is_dossier_code(made)


@pytest.mark.parametrize("code", ["H15.50.05.13-261008-0975", "G09.20-20260609-0092637"])
def test_codes_of_other_systems_are_known(code):
    assert rules.is_dossier_code(code)


@pytest.mark.parametrize(
    "code",
    ["", "000.00.15.H50-210120-007", "H50-2101-0001", "' OR 1=1", "000.00.15.H50-210120-0007\n", "x" * 500],
)
def test_other_words_are_no_codes(code):
    assert not rules.is_dossier_code(code)


def test_a_result_is_numbered_under_its_dossier():
    code = rules.result_code(dossier="000.00.15.H50-210120-0007", ordinal=1)

    assert code == "000.00.15.H50-210120-0007-KQ1"


@pytest.mark.parametrize(
    ("accepted", "at", "allowed"),
    [
        ((2026, 11, 20, 1), (2026, 11, 20, 9), True),
        ((2026, 11, 20, 1), (2026, 11, 20, 16, 59), True),  # 23:59 in Vietnam
        ((2026, 11, 20, 1), (2026, 11, 20, 17, 0), False),  # midnight in Vietnam
        ((2026, 11, 20, 1), (2026, 11, 23, 2), False),
    ],
)
def test_an_acceptance_is_undone_within_its_day_in_vietnam(accepted, at, allowed):
    accepted_at, moment = datetime(*accepted, tzinfo=UTC), datetime(*at, tzinfo=UTC)
    if allowed:
        rules.check_undo(accepted_at=accepted_at, at=moment)
    else:
        with pytest.raises(UndoTooLate):
            rules.check_undo(accepted_at=accepted_at, at=moment)


@pytest.mark.parametrize(
    ("stage", "before", "allowed"),
    [
        (Stage.RECEPTION, 0, True),
        (Stage.RECEPTION, 1, False),
        (Stage.APPRAISAL, 0, True),
        (Stage.APPRAISAL, 3, True),
    ],
)
def test_a_supplement_is_asked_once_at_reception(stage, before, allowed):
    if allowed:
        rules.check_supplement(stage=stage, asked_before=before)
    else:
        with pytest.raises(SupplementAskedAlready):
            rules.check_supplement(stage=stage, asked_before=before)
