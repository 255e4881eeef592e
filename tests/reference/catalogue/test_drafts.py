"""Drafts: opened, written in, handed in, sent back, given up; and never seen by those who file."""

from datetime import date, timedelta

import pytest

from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.errors import Forbidden
from motcua.reference.catalogue import errors, operations, queries
from motcua.reference.catalogue.models import Draft, Version
from tests.factories.accounts import FRIDAY, MONDAY, lan, officer_view

from .drafting import AGENCY, CODE, an_editor, an_open_draft, changed, events_since

pytestmark = pytest.mark.django_db
NOON = MONDAY + timedelta(hours=3)


def test_a_draft_is_opened_from_what_is_live(loaded):
    draft = an_open_draft()

    assert draft.code.startswith("D-")
    assert (draft.state, draft.revision, draft.base_version.number) == ("editing", 1, 1)
    assert draft.content["procedure"]["code"] == "2.002252"
    assert draft.content["form"]["code"] == "form-2.002252"
    assert draft.content["process"]["steps"]
    assert "pins" not in draft.content["procedure"]
    assert queries.draft_problems(draft=draft) == []


def test_a_draft_of_a_procedure_without_content_is_empty_and_says_what_is_missing(loaded):
    draft = an_open_draft(publication_code="2.001137.000.00.00.H50")

    assert draft.content["procedure"]["name"]["vi"]
    missing = {problem.path for problem in queries.draft_problems(draft=draft)}
    assert {"sources", "legal_basis", "channels"} <= missing


def test_a_procedure_has_one_open_draft(loaded):
    draft = an_open_draft()

    with events_since() as made, pytest.raises(errors.DraftAlreadyOpen, match=draft.code):
        an_open_draft()

    assert made == []
    assert Draft.objects.count() == 1


def test_who_does_not_edit_opens_nothing(loaded):
    with events_since() as made, pytest.raises(Forbidden):
        operations.open_draft(by=officer_view(lan()), agency=AGENCY, publication_code=CODE, at=MONDAY)

    assert made == []
    assert not Draft.objects.exists()


def test_an_editor_of_another_agency_sees_no_draft(loaded):
    draft, stranger = an_open_draft(), an_editor("hoa", agency="skhcn-bac-giang")

    assert queries.drafts(viewer=stranger) == []
    with pytest.raises(errors.DraftUnknown):
        queries.draft(viewer=stranger, code=draft.code)


def test_a_saved_part_raises_the_revision_and_says_who(loaded):
    draft, editor = an_open_draft(), an_editor()

    operations.save_draft_part(
        by=editor,
        draft_code=draft.code,
        revision=1,
        part="procedure",
        content=changed(draft, name={"vi": "Tên mới"}),
        at=NOON,
    )

    seen = queries.draft(viewer=editor, code=draft.code)
    assert (seen.revision, seen.changed_by_name, seen.changed_at) == (2, editor.name, NOON)
    assert seen.content["procedure"]["name"] == {"vi": "Tên mới"}
    event = AuditEvent.objects.filter(subject=draft.code).order_by("-sequence")[0]
    assert (event.kind, event.payload) == ("DraftEdited", {"part": "procedure", "revision": 2})


def test_content_with_faults_is_kept_and_its_faults_are_listed(loaded):
    draft = an_open_draft()

    operations.save_draft_part(
        by=SYSTEM, draft_code=draft.code, revision=1, part="fee", content={"lines": "?"}, at=MONDAY
    )

    draft.refresh_from_db()
    assert draft.content["fee"] == {"lines": "?"}
    problem = next(p for p in queries.draft_problems(draft=draft) if p.path == "lines")
    assert (problem.part, problem.line) == ("fee", None)


def test_two_editors_never_overwrite_each_other_unseen(loaded):
    draft, first, second = an_open_draft(), an_editor(), an_editor("binh")
    operations.save_draft_part(by=first, draft_code=draft.code, revision=1, part="fee", content=None, at=NOON)

    with events_since() as made, pytest.raises(errors.StaleDraft) as refused:
        operations.save_draft_part(
            by=second, draft_code=draft.code, revision=1, part="form", content=None, at=FRIDAY
        )

    assert (refused.value.revision, refused.value.who, refused.value.when) == (2, first.name, NOON)
    assert first.name in str(refused.value)
    assert "12:00 16/11/2026" in str(refused.value)
    assert made == []
    draft.refresh_from_db()
    assert draft.content["form"] is not None


def test_writing_what_stands_there_already_changes_nothing(loaded):
    draft = an_open_draft()

    with events_since() as made:
        operations.save_draft_part(
            by=SYSTEM, draft_code=draft.code, revision=1, part="fee", content=draft.content["fee"], at=NOON
        )

    assert made == []


@pytest.mark.parametrize(
    "content",
    [[], "text", {"a": "\x00"}, {"a": float("nan")}, {"a": "\ud800"}, {"a": "x" * 3_000_000}],
    ids=["list", "text", "nul", "nan", "half-a-sign", "too-much"],
)
def test_what_is_no_part_is_refused_and_leaves_no_trace(loaded, content):
    draft = an_open_draft()

    with events_since() as made, pytest.raises(errors.PartUnusable):
        operations.save_draft_part(
            by=SYSTEM, draft_code=draft.code, revision=1, part="fee", content=content, at=NOON
        )

    assert made == []


def test_a_part_of_depth_10000_is_refused_before_anything_reads_it(loaded):
    draft = an_open_draft()
    deep: dict[str, object] = {}
    for _ in range(10_000):
        deep = {"and": [deep]}

    with events_since() as made, pytest.raises(errors.PartUnusable):
        operations.save_draft_part(
            by=SYSTEM, draft_code=draft.code, revision=1, part="form", content=deep, at=NOON
        )

    assert made == []


def test_a_fifth_part_does_not_exist(loaded):
    draft = an_open_draft()

    with events_since() as made, pytest.raises(errors.PlaceUnknown):
        operations.save_draft_part(
            by=SYSTEM, draft_code=draft.code, revision=1, part="secret", content={}, at=NOON
        )

    assert made == []


def test_a_draft_with_faults_is_not_handed_in(loaded):
    draft = an_open_draft()
    operations.save_draft_part(
        by=SYSTEM, draft_code=draft.code, revision=1, part="form", content={"schema": 1}, at=NOON
    )

    with events_since() as made, pytest.raises(errors.DraftHasProblems) as refused:
        operations.submit_draft(by=SYSTEM, draft_code=draft.code, revision=2, at=NOON)

    assert any(problem.startswith("form: sections") for problem in refused.value.problems)
    assert made == []


def test_a_draft_handed_in_is_not_edited_until_it_comes_back(loaded):
    draft, editor, other = an_open_draft(), an_editor(), an_editor("binh")
    operations.submit_draft(by=editor, draft_code=draft.code, revision=1, at=MONDAY)

    with events_since() as made, pytest.raises(errors.DraftClosed):
        operations.save_draft_part(
            by=editor, draft_code=draft.code, revision=1, part="fee", content=None, at=NOON
        )
    assert made == []

    operations.send_back_draft(by=other, draft_code=draft.code, revision=1, reason=" Thiếu phí ", at=NOON)

    seen = queries.draft(viewer=editor, code=draft.code)
    assert (seen.state, seen.sent_back_reason, seen.submitted_by) == ("editing", "Thiếu phí", "")


def test_a_draft_comes_back_with_a_reason_or_not_at_all(loaded):
    draft = an_open_draft()
    operations.submit_draft(by=SYSTEM, draft_code=draft.code, revision=1, at=MONDAY)

    with events_since() as made, pytest.raises(errors.ReasonMissing):
        operations.send_back_draft(by=SYSTEM, draft_code=draft.code, revision=1, reason=" ", at=NOON)

    assert made == []


def test_a_draft_given_up_makes_room_for_another(loaded):
    draft = an_open_draft()
    operations.discard_draft(by=SYSTEM, draft_code=draft.code, revision=1, at=NOON)

    assert an_open_draft().code != draft.code
    with events_since() as made, pytest.raises(errors.DraftClosed):
        operations.submit_draft(by=SYSTEM, draft_code=draft.code, revision=1, at=NOON)
    assert made == []


def test_a_draft_never_disturbs_the_live_form(loaded):
    live = queries.version_for_filing(publication_code=CODE, on=date(2024, 1, 1), demo=True)
    page = queries.procedure_page(code=CODE, on=date(2024, 1, 1))
    draft = an_open_draft()

    for revision, part in enumerate(("form", "fee", "process", "procedure"), start=1):
        operations.save_draft_part(
            by=SYSTEM, draft_code=draft.code, revision=revision, part=part, content={}, at=NOON
        )

    assert queries.version_for_filing(publication_code=CODE, on=date(2024, 1, 1), demo=True) == live
    assert queries.procedure_page(code=CODE, on=date(2024, 1, 1)) == page
    assert Version.objects.filter(publication__full_code=CODE).count() == 1


def test_a_list_of_drafts_costs_two_queries(loaded, django_assert_num_queries):
    editor = an_editor()
    for code in (CODE, "2.000086.000.00.00.H50", "1.004460.000.00.00.H50"):
        an_open_draft(publication_code=code)

    with django_assert_num_queries(2):
        assert len(queries.drafts(viewer=editor)) == 3


def test_an_empty_draft_says_from_the_start_that_steps_and_papers_are_missing(loaded):
    draft = operations.open_draft(by=an_editor(), agency=AGENCY, at=MONDAY)

    missing = {problem.path: problem.message for problem in queries.draft_problems(draft=draft)}

    assert {"steps", "papers", "channels", "sources"} <= missing.keys()
    assert missing["code"] == missing["steps"]


def test_the_faults_of_a_form_are_named_while_the_rest_is_still_empty(loaded):
    draft = operations.open_draft(by=an_editor(), agency=AGENCY, at=MONDAY)
    name = {"name": "a", "kind": "short_text", "label": {"vi": "A"}, "verified": False}
    form = {
        "schema": 1,
        "code": "don",
        "title": {"vi": "Đơn"},
        "compared": False,
        "sections": [{"slug": "s", "title": {"vi": "S"}, "fields": [name, name]}],
    }
    operations.save_draft_part(
        by=SYSTEM, draft_code=draft.code, revision=1, part="form", content=form, at=NOON
    )

    draft.refresh_from_db()
    assert [one.path for one in queries.draft_problems(draft=draft) if one.part == "form"] != []
