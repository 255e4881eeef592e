"""Changing the content of a draft at a place; pure."""

from copy import deepcopy

import pytest

from motcua.reference.catalogue.errors import PlaceUnknown
from motcua.reference.catalogue.rules import editing

FORM = {
    "sections": [
        {
            "slug": "noi-dung",
            "title": {"vi": "Nội dung"},
            "fields": [
                {"name": "ho_ten", "kind": "short_text", "label": {"vi": "Họ tên"}},
                {"name": "thiet_bi", "kind": "table", "columns": [{"name": "loai"}, {"name": "so_may"}]},
            ],
        },
        {
            "slug": "khac",
            "title": {"vi": "Khác"},
            "fields": [{"name": "ghi_chu", "when": {"==": [{"var": "ho_ten"}, "x"]}}],
        },
    ]
}


@pytest.fixture(autouse=True)
def unchanged():
    before = deepcopy(FORM)
    yield
    assert before == FORM


def names(form):
    return [[field["name"] for field in section["fields"]] for section in form["sections"]]


@pytest.mark.parametrize("written", ["", "sections", "sections.0.fields.1", "fee.lines.0"])
def test_a_path_is_written_as_it_was_read(written):
    assert editing.write_path(editing.parse_path(written)) == written


@pytest.mark.parametrize("path", ["nothing", "sections.9", "sections.0.title.vi.deeper", "sections.x"])
def test_a_place_that_is_not_there_is_refused(path):
    with pytest.raises(PlaceUnknown):
        editing.at(FORM, editing.parse_path(path))


def test_a_path_without_end_is_refused():
    with pytest.raises(PlaceUnknown):
        editing.parse_path("a." * 200)


def test_a_value_is_put_and_none_takes_it_away():
    put = editing.put(FORM, ("sections", 0, "title"), {"vi": "Mới"})
    gone = editing.put(put, ("sections", 0, "title"), None)

    assert put["sections"][0]["title"] == {"vi": "Mới"}
    assert "title" not in gone["sections"][0]


def test_what_is_added_stands_last_and_is_named_after_its_words():
    field = {"name": "", "kind": "short_text", "label": {"vi": "Số lượng đĩa"}}

    added, path = editing.add(FORM, ("sections", 0, "fields"), field)

    assert path == ("sections", 0, "fields", 2)
    assert editing.at(added, path)["name"] == "so_luong_dia"


def test_a_list_that_is_missing_is_made():
    added, path = editing.add(FORM, ("sections", 0, "notes"), {"slug": "moi"})

    assert editing.at(added, path) == {"slug": "moi"}


@pytest.mark.parametrize(
    ("by", "expected"),
    [(1, ["thiet_bi", "ho_ten"]), (-1, ["ho_ten", "thiet_bi"]), (9, ["thiet_bi", "ho_ten"])],
)
def test_one_moves_as_far_as_the_list_goes(by, expected):
    moved, _ = editing.move(FORM, ("sections", 0, "fields", 0), by)

    assert names(moved)[0] == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ((0, 0), (1, 0), [["thiet_bi"], ["ho_ten", "ghi_chu"]]),
        ((0, 0), (1, 9), [["thiet_bi"], ["ghi_chu", "ho_ten"]]),
        ((0, 0), (0, 2), [["thiet_bi", "ho_ten"], ["ghi_chu"]]),
        ((0, 1), (0, 0), [["thiet_bi", "ho_ten"], ["ghi_chu"]]),
    ],
)
def test_a_field_moves_into_another_section(source, target, expected):
    def path(section, field):
        return ("sections", section, "fields", field)

    moved, where = editing.move_to(FORM, path(*source), path(*target))

    assert names(moved) == expected
    assert editing.at(moved, where) == editing.at(FORM, path(*source))


def test_nothing_moves_into_itself():
    with pytest.raises(PlaceUnknown):
        editing.move_to(FORM, ("sections", 0), ("sections", 0, "fields", 0))


def test_a_copied_field_has_a_name_of_its_own_and_its_columns_keep_theirs():
    copied, path = editing.copy(FORM, ("sections", 0, "fields", 1))

    assert names(copied)[0] == ["ho_ten", "thiet_bi", "thiet_bi_2"]
    assert [column["name"] for column in editing.at(copied, path)["columns"]] == ["loai", "so_may"]


def test_a_copied_section_names_its_fields_anew():
    copied, _ = editing.copy(FORM, ("sections", 0))
    twice, _ = editing.copy(copied, ("sections", 0))

    assert names(copied) == [["ho_ten", "thiet_bi"], ["ho_ten_2", "thiet_bi_2"], ["ghi_chu"]]
    assert names(twice)[1] == ["ho_ten_3", "thiet_bi_3"]


def a_form_that_reads_itself():
    """A section whose fields read one another, and one of another section."""
    reads = {"and": [{"==": [{"var": "kind"}, "x"]}, {"var": ["owner.province", ""]}, {"var": "elsewhere"}]}
    rows = {"some": [{"var": "devices"}, {"==": [{"var": "kind"}, "ct"]}]}
    fields = [
        {"name": "kind", "kind": "one_of", "options": [{"value": "x"}]},
        {"name": "owner", "kind": "person"},
        {"name": "devices", "kind": "group", "fields": [{"name": "kind"}, {"name": "year", "when": {"var": "row.kind"}}]},
        {"name": "why", "when": reads},
        {"name": "total", "calculate": {"reduce": [{"var": "devices"}, {"var": "current.kind"}, {"var": "kind"}]}},
        {"name": "old", "when": rows},
    ]  # fmt: skip
    return {"sections": [{"slug": "a", "fields": [{"name": "elsewhere"}]}, {"slug": "b", "fields": fields}]}


def test_conditions_in_a_copied_section_read_the_copies():
    copied, path = editing.copy(a_form_that_reads_itself(), ("sections", 1))

    original = {one["name"]: one for one in copied["sections"][1]["fields"]}
    twin = {one["name"]: one for one in editing.at(copied, path)["fields"]}
    assert twin["why_2"]["when"]["and"] == [
        {"==": [{"var": "kind_2"}, "x"]},
        {"var": ["owner_2.province", ""]},
        {"var": "elsewhere"},
    ]
    assert twin["old_2"]["when"] == {"some": [{"var": "devices_2"}, {"==": [{"var": "kind"}, "ct"]}]}
    assert twin["total_2"]["calculate"]["reduce"][::2] == [{"var": "devices_2"}, {"var": "kind_2"}]
    assert twin["total_2"]["calculate"]["reduce"][1] == {"var": "current.kind"}
    assert original["why"]["when"]["and"][0] == {"==": [{"var": "kind"}, "x"]}


def test_the_fields_of_a_copied_group_keep_their_names_since_its_rows_are_read_by_them():
    copied, path = editing.copy(a_form_that_reads_itself(), ("sections", 1, "fields", 2))

    inner = editing.at(copied, path)["fields"]
    assert [one["name"] for one in inner] == ["kind", "year"]
    assert inner[1]["when"] == {"var": "row.kind"}


def test_what_is_removed_is_gone_and_its_readers_are_known():
    removed = editing.remove(FORM, ("sections", 0, "fields", 0))

    assert names(removed)[0] == ["thiet_bi"]
    assert editing.readers_of(FORM, "ho_ten") == [("sections", 1, "fields", 0, "when", "==", 0)]
    assert editing.readers_of(FORM, "ghi_chu") == []


@pytest.mark.parametrize(
    ("words", "name"),
    [("Họ và tên", "ho-va-ten"), ("Đơn số 12", "don-so-12"), ("12 tháng", "muc-12-thang"), ("…", "muc")],
)
def test_a_name_is_made_of_plain_letters(words, name):
    assert editing.name_from(words) == name


def test_a_doubled_name_gets_the_first_free_number():
    assert editing.fresh_name("don", {"don", "don-2"}) == "don-3"
    assert editing.fresh_name("don-2", {"don", "don-2"}) == "don-3"
    assert editing.fresh_name("x" * 60, {"x" * 60}) == "x" * 55 + "-2"
