"""An editor says how an unclear row should read: beside what was read, with who says so, or not at all."""

import pytest

from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import Missing
from motcua.reference.catalogue import operations, queries
from motcua.reference.catalogue.errors import CorrectionRefused, RowConfirmed
from motcua.reference.catalogue.models import ListRow, Publication
from motcua.reference.catalogue.queries.list_changes import read_row, row_of
from motcua.reference.catalogue.rules.corrections import Frame, changed_parts, check_correction
from motcua.reference.catalogue.rules.lists import Row
from tests.factories.accounts import MONDAY, officer_view
from tests.factories.dossiers import an_authority
from tests.factories.list_imports import RADIATION, a_list

UNCLEAR = Row(4, "4", RADIATION, "Thu hồi thử", "", "2, 3", "4")
FRAME = Frame("ND43", "H50", frozenset({"an toan buc xa hat nhan"}))


def said(**changed):
    parts = ("field", "name", "code", "current", "planned", "note")
    return {part: getattr(UNCLEAR, part) for part in parts} | changed


@pytest.mark.parametrize(
    ("changed", "kept"),
    [
        ({"current": "3"}, {"current": "3"}),
        ({"name": "  Thu  hồi\nthử "}, {}),
        ({"code": "3.000004.H50", "note": "x"}, {"code": "3.000004.H50", "note": "x"}),
    ],
)
def test_only_what_differs_from_what_was_read_is_kept(changed, kept):
    assert changed_parts(UNCLEAR, said(**changed)) == kept


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 1001},
        {"field": "Lĩnh vực không có"},
        {"code": "2.00125"},
        {"code": "3.000004.000.00.00.H02"},
        {"current": "2, 3"},
        {"current": "3", "planned": "toan_trinh"},
        {"current": "3", "note": "x" * 2001},
    ],
)
def test_a_row_that_could_not_be_confirmed_is_refused(wrong):
    with pytest.raises(CorrectionRefused):
        check_correction(Row(**{**vars(UNCLEAR), "current": "3", **wrong}), FRAME)


@pytest.mark.parametrize("code", ["", "3.000004", "3.000004.H50", "3.000004.000.00.00.H50"])
def test_a_row_may_have_a_code_of_its_authority_or_none(code):
    check_correction(Row(**{**vars(UNCLEAR), "current": "3", "code": code}), FRAME)


@pytest.fixture
def officers(db):
    return an_authority()


@pytest.fixture
def editor(officers):
    return officer_view(officers["editor"])


@pytest.fixture
def about(officers):
    return a_list("skhcn-quang-tri")


def correct(about, by, place=4, **changed):
    return operations.correct_row(list_slug=about.slug, place=place, said=said(**changed), by=by, at=MONDAY)


def test_a_correction_stands_beside_what_was_read_with_who_and_an_event(about, editor):
    kept = correct(about, editor, current="3")

    assert (row_of(kept).current, read_row(kept)) == ("3", UNCLEAR)
    assert (kept.corrected, kept.corrected_by, kept.corrected_at) == ({"current": "3"}, editor.code, MONDAY)
    event = AuditEvent.objects.get(kind="ListRowCorrected")
    assert (event.subject, event.payload["row"], event.payload["parts"]) == (about.slug, 4, ["current"])
    line = queries.list_report(viewer=editor, slug=about.slug).rows[3]
    assert (line.change, line.current, line.read) == ("new_procedure", "3", UNCLEAR)


def test_a_corrected_row_is_confirmed_as_it_should_read(about, editor):
    correct(about, editor, current="3", code="3.000004.000.00.00.H50", name="Thu hồi giấy phép thử")

    operations.confirm_rows(list_slug=about.slug, places=[4], by=editor, at=MONDAY)

    publication = Publication.objects.get(full_code="3.000004.000.00.00.H50")
    assert publication.procedure.name == "Thu hồi giấy phép thử"
    assert {(one.kind, one.value) for one in publication.levels.all()} == {("claimed", "3"), ("planned", "4")}


def test_saying_what_was_read_takes_the_correction_back(about, editor):
    correct(about, editor, current="3")

    kept = correct(about, editor)

    assert (kept.corrected, kept.corrected_by, kept.corrected_at) == (None, None, None)
    assert AuditEvent.objects.filter(kind="ListRowCorrected").count() == 2


@pytest.mark.parametrize("wrong", [{}, {"code": "abc", "current": "3"}, {"name": ""}, {"current": "5"}])
def test_a_refused_correction_leaves_no_trace(about, editor, wrong):
    before = AuditEvent.objects.count()

    with pytest.raises(CorrectionRefused):
        correct(about, editor, **wrong)

    assert not ListRow.objects.filter(list_slug=about.slug, corrected__isnull=False).exists()
    assert AuditEvent.objects.count() == before


def test_a_confirmed_row_is_corrected_no_more(about, editor):
    operations.confirm_rows(list_slug=about.slug, places=[3], by=editor, at=MONDAY)

    with pytest.raises(RowConfirmed):
        correct(about, editor, place=3, current="3")

    assert ListRow.objects.get(list_slug=about.slug, ordinal=3).corrected is None


@pytest.mark.parametrize("who", ["receptionist", "leader"])
def test_only_editors_correct(about, officers, who):
    with pytest.raises(PermissionLacking):
        correct(about, officer_view(officers[who]), current="3")

    assert not AuditEvent.objects.filter(kind="ListRowCorrected").exists()


def test_a_row_that_is_not_there_is_missing(about, editor):
    with pytest.raises(Missing):
        correct(about, editor, place=99, current="3")
    with pytest.raises(Missing):
        queries.row_report(viewer=editor, slug=about.slug, place=99)
