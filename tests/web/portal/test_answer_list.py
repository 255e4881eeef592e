"""Answers as lines: narrow tables stay tables, wide ones become a card for each row."""

import pytest

from motcua.reference.forms.rules.showing import Shown, ShownTable
from motcua.web.portal.answer_list import WIDEST_TABLE, answers


def a_table(columns: int) -> Shown:
    headers = tuple(f"Cột {n}" for n in range(columns))
    rows = (tuple(f"ô {n}" if n else "" for n in range(columns)),)
    return Shown("table", "devices", "Thiết bị", table=ShownTable(headers, rows))


@pytest.mark.parametrize(("columns", "cards"), [(1, 0), (WIDEST_TABLE, 0), (WIDEST_TABLE + 1, 1), (27, 1)])
def test_a_table_too_wide_to_be_read_becomes_cards(columns: int, cards: int) -> None:
    (line,) = answers([a_table(columns)])

    assert len(line.cards) == cards


def test_a_card_leaves_out_what_was_not_filled_in() -> None:
    (line,) = answers([a_table(WIDEST_TABLE + 1)])

    assert [one.value for one in line.cards[0]] == ["ô 1", "ô 2", "ô 3", "ô 4", "ô 5"]


def test_every_answer_but_a_heading_can_be_changed() -> None:
    shown = [Shown("heading", "who", "Ai"), Shown("answer", "name", "Tên", "Minh")]

    found = answers(shown, lambda name: f"#{name}")

    assert [line.address for line in found] == ["", "#name"]


def test_a_repeating_group_is_a_card_for_each_row_however_narrow_it_is() -> None:
    group = Shown(
        "table", "d", "Thiết bị", table=ShownTable(("Số", "Nơi đặt"), (("A", "Đông Hà"),), is_group=True)
    )

    (answer,) = answers([group])

    assert [(line.label, line.value) for line in answer.cards[0]] == [("Số", "A"), ("Nơi đặt", "Đông Hà")]
