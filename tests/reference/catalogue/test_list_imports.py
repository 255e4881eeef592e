"""A list that comes in changes nothing; each row becomes a part of the catalogue when an editor confirms it."""

import pytest

from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.errors import Missing
from motcua.reference.catalogue import operations, queries
from motcua.reference.catalogue.errors import NothingChosen, RowUnclear
from motcua.reference.catalogue.models import Finding, Level, ListImport, ListRow, Procedure, Publication
from motcua.reference.catalogue.queries.list_changes import row_of
from tests.factories.accounts import MONDAY, officer_view
from tests.factories.dossiers import an_authority
from tests.factories.list_imports import a_list, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def officers():
    return an_authority()


@pytest.fixture
def editor(officers):
    return officer_view(officers["editor"])


@pytest.fixture
def about(officers):
    return a_list("skhcn-quang-tri")


def catalogue():
    return Procedure.objects.count(), Publication.objects.count(), Level.objects.count()


def confirm(about, places, by):
    return operations.confirm_rows(list_slug=about.slug, places=places, by=by, at=MONDAY)


def test_an_uploaded_list_is_kept_and_changes_nothing(officers):
    before = catalogue()

    about = a_list("skhcn-quang-tri")

    kept = list(ListRow.objects.filter(list_slug=about.slug))
    assert catalogue() == before
    assert [row_of(row) for row in kept] == list(rows())
    assert Finding.objects.filter(list_slug=about.slug, kind="code_twice", rows=[1, 2]).exists()
    assert AuditEvent.objects.filter(kind="ListImported", subject=about.slug).count() == 1


def test_the_same_file_again_gives_the_import_that_is_there(about):
    again = a_list("skhcn-quang-tri")

    assert again == about
    assert ListRow.objects.filter(list_slug=about.slug).count() == 4


def test_the_report_says_what_each_row_would_change(about, editor):
    report = queries.list_report(viewer=editor, slug=about.slug)

    assert [row.change for row in report.rows] == [
        "new_procedure",
        "new_procedure",
        "new_procedure",
        "unclear",
    ]
    assert report.waiting == {"new_procedure": 3, "unclear": 1}


def test_a_confirmed_row_is_a_procedure_with_its_levels_and_an_event(about, editor):
    done = confirm(about, [1], editor)

    publication = Publication.objects.get(full_code="3.000001.000.00.00.H50")
    assert publication.procedure.name == "Cấp giấy phép thử"
    assert {(one.kind, one.value) for one in publication.levels.all()} == {("claimed", "2"), ("planned", "4")}
    assert [(one.change, one.levels) for one in done] == [("new_procedure", 2)]
    kept = ListRow.objects.get(list_slug=about.slug, ordinal=1)
    assert (kept.publication, kept.confirmed_by, kept.confirmed_at) == (publication, editor.code, MONDAY)
    assert AuditEvent.objects.filter(kind="ListRowConfirmed", subject=publication.full_code).count() == 1


def test_the_row_that_prints_the_same_again_then_changes_nothing_more(about, editor):
    confirm(about, [1], editor)
    before = catalogue()

    report = queries.list_report(viewer=editor, slug=about.slug)
    confirm(about, [2], editor)

    assert report.rows[1].change == "nothing"
    assert catalogue() == before


def test_a_row_without_a_code_gets_a_local_id(about, editor):
    confirm(about, [3], editor)

    assert Publication.objects.filter(full_code="H50-2022-M3-03", procedure__name="Khai báo thử").exists()


def test_all_of_a_kind_is_confirmed_at_once(about, editor):
    places = queries.places_of(viewer=editor, slug=about.slug, change="new_procedure")

    done = confirm(about, places, editor)

    assert [one.row for one in done] == [1, 2, 3]
    assert Publication.objects.filter(list_rows__list_slug=about.slug).distinct().count() == 2


def test_an_unclear_row_is_refused_and_nothing_of_the_choice_is_done(about, editor):
    before, events = catalogue(), AuditEvent.objects.count()

    with pytest.raises(RowUnclear):
        confirm(about, [1, 4], editor)

    assert catalogue() == before
    assert AuditEvent.objects.count() == events
    assert not ListRow.objects.filter(list_slug=about.slug, publication__isnull=False).exists()


def test_a_known_procedure_gets_the_level_that_is_new(about, editor):
    confirm(about, [1], editor)
    later = a_list("skhcn-quang-tri", sha256="b" * 64)
    ListRow.objects.filter(list_slug=later.slug, ordinal=1).update(
        raw={**ListRow.objects.get(list_slug=later.slug, ordinal=1).raw, "current_level": "4"}
    )

    report = queries.list_report(viewer=editor, slug=later.slug)
    done = confirm(later, [1], editor)

    assert report.rows[0].change == "new_level"
    assert [(one.change, one.levels) for one in done] == [("new_level", 1)]


def test_no_row_chosen_is_refused(about, editor):
    with pytest.raises(NothingChosen):
        confirm(about, [], editor)


@pytest.mark.parametrize("who", ["receptionist", "leader"])
def test_only_editors_confirm(about, officers, who):
    before = catalogue()

    with pytest.raises(PermissionLacking):
        confirm(about, [1], officer_view(officers[who]))

    assert catalogue() == before


def test_a_list_that_is_not_there_is_missing(officers, editor):
    with pytest.raises(Missing):
        operations.confirm_rows(list_slug="khong-co", places=[1], by=SYSTEM, at=MONDAY)
    with pytest.raises(Missing):
        queries.list_report(viewer=editor, slug="khong-co")
    assert not ListImport.objects.filter(slug="khong-co").exists()
