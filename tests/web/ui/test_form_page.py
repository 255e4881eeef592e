"""A form laid out: what is asked now, which questions came or went since the page was made."""

from datetime import date

from motcua.reference.forms.enums import FieldKind
from motcua.reference.forms.rules import parse_form
from motcua.web.ui import form_page, form_samples, parts
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


def test_the_gallery_shows_each_kind_with_and_without_mistakes() -> None:
    right = [slot for group in form_samples.right() for slot in group.slots]
    wrong = [slot for group in form_samples.wrong() for slot in group.slots]

    kinds = {sample[0] for sample in form_samples.SAMPLES}
    assert kinds == set(FieldKind)
    assert not any(has_mistake(slot) for slot in right)
    spared = {
        sample[0] for sample, slot in zip(form_samples.SAMPLES, wrong, strict=True) if not has_mistake(slot)
    }
    assert spared == {"heading", "note", "calculated"}


def has_mistake(slot: form_page.Slot) -> bool:
    """Whether an error stands at the place, or at a control inside it."""
    inside = [one for row in slot.rows.groups for one in row] if slot.rows else [slot.control]
    return bool(slot.rows and slot.rows.errors) or any(map(is_wrong, inside))


def is_wrong(control: parts.Control | None) -> bool:
    if isinstance(control, parts.FieldSet):
        return bool(control.errors) or any(map(is_wrong, control.fields))
    return control is not None and bool(control.errors)


def test_provinces_are_chosen_and_communes_offered_for_the_one_that_is_known() -> None:
    form = parse_form(
        {
            "code": "x",
            "title": {"vi": "x"},
            "sections": [
                {
                    "slug": "s",
                    "title": {"vi": "s"},
                    "fields": [{"name": "a", "kind": "address", "levels": 2, "label": {"vi": "Nơi đặt"}}],
                }
            ],
        }
    )

    def places(raw: dict[str, object]) -> list[parts.Field]:
        (group,) = form_page.groups(form=form, raw=raw, defects=(), today=TODAY)
        control = group.slots[0].control
        assert isinstance(control, parts.FieldSet)
        return [one for one in control.fields if isinstance(one, parts.Field)]

    empty, known = places({}), places({"a": {"province": "Quảng Trị", "commune": "hai lang"}})
    one_line = places({"a": "Số 1, xã Hải Lăng, tỉnh Quảng Trị"})

    assert (len(empty[0].choices), list(empty[1].suggestions)) == (35, [])
    assert (known[0].value, known[1].value) == ("44", "Xã Hải Lăng")
    assert len(known[1].suggestions) == 78
    assert [one.value for one in one_line] == ["44", "Xã Hải Lăng", "Số 1"]


def test_one_page_of_a_form_has_its_own_sections_and_mistakes() -> None:
    content = {
        **FORM,
        "pages": [
            {"slug": s["slug"], "title": s["title"], "sections": [s["slug"]]} for s in FORM["sections"]
        ],
    }
    form = parse_form(content)
    wrong = [parts.Defect("name", "Thiếu."), parts.Defect("devices-0-serial", "Thiếu.")]

    laid = form_page.groups(form=form, raw={}, defects=wrong, today=TODAY, page="devices")

    assert [group.slug for group in laid] == ["devices"]
    assert [one.field for one in form_page.of_page(wrong, form, "devices")] == ["devices-0-serial"]
