"""A form laid out: what is asked now, which questions came or went since the page was made."""

from datetime import date

from motcua.reference.forms.rules import parse_form
from motcua.web.ui import form_page, parts
from tests.web.portal.pages import FORM

TODAY = date(2026, 11, 16)
THE_FORM = parse_form(FORM)


def laid(raw: dict[str, object], **options: object) -> dict[str, form_page.Slot]:
    """The slots by name."""
    groups = form_page.groups(form=THE_FORM, raw=raw, defects=(), today=TODAY, **options)  # type: ignore[arg-type]
    return {slot.name: slot for group in groups for slot in group.slots}


def test_a_field_whose_condition_does_not_hold_keeps_an_empty_place() -> None:
    assert not laid({})["where_lost"].is_shown
    assert not laid({"reason": "torn"})["where_lost"].is_shown
    assert laid({"reason": "lost"})["where_lost"].is_shown


ONE_MORE = {"devices": 1}


def test_a_table_shows_an_empty_row_when_it_has_none_and_when_one_is_asked_for() -> None:
    none = laid({})["devices"].rows
    grown = laid({"devices": [{"serial": "1"}]}, blank_rows=ONE_MORE)["devices"].rows

    assert none is not None
    assert grown is not None
    assert (len(none.groups), len(grown.groups)) == (1, 2)


def test_a_full_table_does_not_grow() -> None:
    full = [{"serial": str(n)} for n in range(5)]

    rows = laid({"devices": full}, blank_rows=ONE_MORE)["devices"].rows

    assert rows is not None
    assert len(rows.groups) == 5
    assert not rows.may_grow


def test_only_the_places_whose_questions_changed_are_sent_again() -> None:
    before = form_page.groups(form=THE_FORM, raw={}, defects=(), today=TODAY)
    tokens = [slot.token for slot in form_page.changed_slots(before, ())]
    after = form_page.groups(form=THE_FORM, raw={"reason": "lost"}, defects=(), today=TODAY)

    assert [slot.name for slot in form_page.changed_slots(after, tokens)] == ["where_lost"]


def test_rows_stand_as_on_the_page_that_was_sent_empty_ones_too() -> None:
    posted = {
        "devices-0-serial": [""],
        "devices-2-serial": ["b"],
        "devices-x-serial": ["c"],
        "other-0-a": ["d"],
    }

    assert form_page.rows_as_posted(THE_FORM, posted) == {"devices": [{"serial": ""}, {"serial": "b"}]}


def test_a_defect_in_a_row_says_which_row() -> None:
    (first,) = form_page.summary([parts.Defect("devices-1-serial", "Thiếu.")])

    assert "2" in first.sentence
    assert first.id == "f-devices-1-serial"
