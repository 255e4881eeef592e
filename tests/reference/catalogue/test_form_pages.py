"""Sections of a form on pages; pure."""

from copy import deepcopy

import pytest

from motcua.reference.catalogue.errors import PlaceUnknown
from motcua.reference.catalogue.rules import editing, form_pages


def a_form(*names: str) -> dict:
    """`a_form("ab", "c")` has sections a and b on the first page and c on the second."""
    sections = [{"slug": slug, "title": {"vi": slug}, "fields": []} for page in names for slug in page]
    made = [
        {"slug": f"p{n}", "title": {"vi": f"P{n}"}, "sections": list(page)} for n, page in enumerate(names)
    ]
    return {"sections": sections, "pages": made} if len(names) > 1 else {"sections": sections}


def said(form: dict) -> str:
    """`p0:ab p1:c`, checked to be in the order of the sections."""
    order = "".join(section["slug"] for section in form["sections"])
    listed = form.get("pages", [])
    assert not listed or "".join("".join(page["sections"]) for page in listed) == order
    return " ".join(f"{page['slug']}:{''.join(page['sections'])}" for page in listed) or order


NEW = {"slug": "", "title": {"vi": "Thiết bị"}, "sections": []}
SECTION = {"slug": "x", "title": {"vi": "x"}, "fields": []}


@pytest.mark.parametrize(
    ("form", "act", "expected"),
    [
        (a_form("ab"), lambda form: form_pages.add_page(form, NEW), "trang-1:ab thiet-bi:"),
        (a_form(""), lambda form: form_pages.add_page(form, NEW), "thiet-bi:"),
        (a_form("a", "b"), lambda form: form_pages.add_page(form, NEW), "p0:a p1:b thiet-bi:"),
        (a_form("ab", "c"), lambda form: form_pages.move_page(form, 1, -1), "p1:c p0:ab"),
        (a_form("ab", "c"), lambda form: form_pages.move_page(form, 1, 1), "p0:ab p1:c"),
        (a_form("a", "b", "c"), lambda form: form_pages.remove_page(form, 1), "p0:ab p2:c"),
        (a_form("a", "b", "c"), lambda form: form_pages.remove_page(form, 0), "p1:ab p2:c"),
        (a_form("ab", "c"), lambda form: form_pages.put_on_page(form, 0, 1), "p0:b p1:ca"),
        (a_form("a", "b"), lambda form: form_pages.put_on_page(form, 1, 0), "p0:ab p1:"),
        (a_form("a", "b"), lambda form: form_pages.add_section(form, 0, SECTION), "p0:ax p1:b"),
        (a_form("ab", "c"), lambda form: form_pages.move_section(form, 1, -1), "p0:ba p1:c"),
        (a_form("ab", "c"), lambda form: form_pages.move_section(form, 1, 1), "p0:a p1:bc"),
        (a_form("ab", "c"), lambda form: form_pages.move_section(form, 2, -1), "p0:abc p1:"),
        (a_form("a", "b"), lambda form: form_pages.move_section(form, 0, -1), "p0:a p1:b"),
        (a_form("a", "b"), lambda form: form_pages.move_section(form, 1, 1), "p0:a p1:b"),
        (a_form("abc"), lambda form: form_pages.move_section(form, 2, -1), "acb"),
    ],
)  # fmt: skip
def test_pages_and_sections_move_together(form, act, expected):
    before = deepcopy(form)

    changed, _where = act(form)

    assert said(changed) == expected
    assert form == before


def test_the_last_page_that_goes_leaves_a_form_of_one_page():
    once, _ = form_pages.remove_page(a_form("a", "b"), 1)
    twice, _ = form_pages.remove_page(once, 0)

    assert said(once) == "p0:ab"
    assert "pages" not in twice


def test_where_a_moved_section_now_stands_is_told():
    _, where = form_pages.put_on_page(a_form("ab", "c"), 0, 1)
    _, added = form_pages.add_section(a_form("ab", "c"), 0, SECTION)

    assert (where, added) == (("sections", 2), ("sections", 2))


def test_a_copied_section_stands_on_the_page_of_the_first_and_a_removed_one_on_none():
    copied, where = form_pages.settled(*editing.copy(a_form("ab", "c"), ("sections", 0)))
    removed, _ = form_pages.settled(editing.remove(a_form("ab", "c"), ("sections", 0)))

    assert [page["sections"] for page in copied["pages"]] == [["a", "a-2", "b"], ["c"]]
    assert where == ("sections", 1)
    assert said(removed) == "p0:b p1:c"


def test_a_section_keeps_its_page_when_it_gets_another_name():
    form = a_form("a", "b")
    typed = editing.put(form, ("sections", 1, "slug"), "z")

    settled, _ = form_pages.settled(typed, on=form_pages.numbers(form))

    assert said(settled) == "p0:a p1:z"


@pytest.mark.parametrize(
    "act",
    [
        lambda form: form_pages.move_page(form, 9, 1),
        lambda form: form_pages.remove_page(form, 9),
        lambda form: form_pages.put_on_page(form, 0, 9),
        lambda form: form_pages.put_on_page(form, 9, 0),
        lambda form: form_pages.add_section(form, 9, SECTION),
        lambda form: form_pages.move_section(form, 9, 1),
    ],
)
def test_a_page_or_section_that_is_not_there_is_refused(act):
    with pytest.raises(PlaceUnknown):
        act(a_form("a", "b"))


@pytest.mark.parametrize(
    "form",
    [
        None,
        {},
        {"sections": "?", "pages": "?"},
        {"sections": ["?", {"slug": 3}, {}], "pages": [{"sections": ["a", 3]}, "?", {}]},
        {"sections": [{"slug": "a"}], "pages": [{"slug": "p", "sections": 7}]},
    ],
)
def test_content_with_faults_can_be_settled(form):
    settled, _ = form_pages.settled(form)
    again, _ = form_pages.settled(settled)

    assert again == settled
