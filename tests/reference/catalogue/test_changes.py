"""What differs between two contents, told by slugs; what a draft of a version says has changed, and who did it."""

import copy
from datetime import date

import pytest

from motcua.reference.catalogue import queries, shipped
from motcua.reference.catalogue.rules.changes import Change, version_changes
from motcua.reference.catalogue.rules.ordering import in_order
from motcua.reference.catalogue.rules.parts import changed_kinds, kinds_of

from .drafting import CODE, DECISION, a_submitted_draft, an_editor, published


def a_content() -> dict:
    folder = shipped.folders()["2.000086"]
    return copy.deepcopy(
        {"procedure": folder.procedure, "form": folder.form, "fee": folder.fee, "process": folder.process}
    )


def test_the_same_content_has_no_changes():
    assert version_changes(a_content(), a_content()) == []


def test_a_changed_text_is_told_by_its_slug():
    new = a_content()
    new["procedure"]["papers"][3]["name"]["vi"] = "Chứng chỉ"

    [change] = version_changes(a_content(), new)

    assert (change.part, change.path) == ("procedure", "papers.officer-certificate.name.vi")
    assert (change.what, change.new) == ("changed", "Chứng chỉ")


def test_a_slug_that_disappears_is_named_and_those_after_it_are_not():
    new = a_content()
    gone = new["procedure"]["papers"].pop(1)

    assert version_changes(a_content(), new) == [
        Change("procedure", "papers.establishment", "removed", gone, None)
    ]


def test_a_field_in_another_place_is_a_changed_order():
    new = a_content()
    fields = new["form"]["sections"][0]["fields"]
    fields.insert(0, fields.pop())

    [change] = version_changes(a_content(), new)

    assert (change.part, change.path, change.what) == (
        "form",
        "sections.organisation.fields.order",
        "changed",
    )
    assert change.new[0] == change.old[-1]


def test_a_field_of_another_kind_is_a_change_and_a_refused_one():
    new = a_content()
    new["form"]["sections"][0]["fields"][0]["kind"] = "long_text"

    [change] = version_changes(a_content(), new)

    assert change.path == "sections.organisation.fields.org_name.kind"
    assert changed_kinds(new, kinds_of(a_content())) == [("form", "org_name", "short_text", "long_text")]


def test_a_part_that_comes_or_goes_is_one_change():
    new = a_content() | {"process": None}

    assert [(c.part, c.path, c.what) for c in version_changes(a_content(), new)] == [
        ("process", "", "removed")
    ]
    assert [(c.part, c.what) for c in version_changes(new, a_content())] == [("process", "added")]


def test_a_price_is_told_by_its_kind():
    new = a_content()
    new["fee"]["lines"][0]["prices_vnd"]["ct"] = 9_000_000

    [change] = version_changes(a_content(), new)

    assert (change.part, change.path) == ("fee", "lines.appraisal.prices_vnd.ct")
    assert (change.old, change.new) == (8_000_000, 9_000_000)


def test_rows_without_names_are_told_by_their_place():
    new = a_content()
    new["procedure"]["steps"][1]["text"]["vi"] = "Khác"

    [change] = version_changes(a_content(), new)

    assert change.path == "steps.2.text.vi"


@pytest.mark.parametrize(
    "odd", [None, [], "x", {"papers": "x"}, {"papers": [1, {"slug": 3}]}, {"sections": [[]]}]
)
def test_content_with_any_faults_can_be_compared(odd):
    content = {"procedure": odd, "form": odd}

    assert isinstance(version_changes(content, a_content()), list)
    assert kinds_of(content) in ({}, {("procedure", "papers.3"): "file"})


def test_fields_are_put_in_the_order_of_the_schema():
    schema = {
        "properties": {"b": {"$ref": "#/$defs/x"}, "a": {}},
        "$defs": {"x": {"properties": {"z": {}, "y": {}}}},
    }

    ordered = in_order({"c": 1, "a": 2, "b": {"y": 1, "z": 2}}, schema)

    assert list(ordered) == ["b", "a", "c"]
    assert list(ordered["b"]) == ["z", "y"]


@pytest.mark.django_db
def test_the_history_says_who_wrote_and_who_published_by_which_decision(loaded):
    version = published(a_submitted_draft(), under_way="ask", ground="Điều 20")

    newest, first = queries.history(publication_code=CODE, on=date(2026, 12, 1))

    assert (newest.number, newest.state, newest.version_id) == (2, "in_force", version.pk)
    assert newest.written_by == (an_editor().name,)
    assert newest.published_by == an_editor("binh").name
    assert (newest.decision_number, newest.under_way, newest.ground) == (DECISION.number, "ask", "Điều 20")
    assert (first.number, first.state, first.published_by, first.written_by) == (1, "replaced", "", ())


@pytest.mark.django_db
def test_what_changed_between_two_published_versions_is_told_part_by_part(loaded):
    version = published(a_submitted_draft(keywords=["mới"]))
    first = queries.history(publication_code=CODE, on=date(2026, 12, 1))[1]

    changes = queries.version_changes(
        queries.content_of_version(version_id=first.version_id),
        queries.content_of_version(version_id=version.pk),
    )

    assert {change.part for change in changes} == {"procedure"}
    assert "keywords.mới" in {change.path for change in changes}
