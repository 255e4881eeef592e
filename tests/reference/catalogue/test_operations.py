"""Loading, publishing, ending, deciding about likenesses."""

import copy
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM, Actor, ActorKind
from motcua.foundation.kernel.errors import Forbidden
from motcua.reference.catalogue import operations, shipped
from motcua.reference.catalogue.errors import (
    ContentUnusable,
    LikenessDecided,
    LikenessUnknown,
    PeriodUnusable,
    ProcedureUnknown,
)
from motcua.reference.catalogue.loading import Folder
from motcua.reference.catalogue.models import (
    FeeVersion,
    Finding,
    Level,
    Likeness,
    ListRow,
    Procedure,
    Publication,
    Version,
)
from motcua.reference.catalogue.yaml_source import Problem
from motcua.reference.workflow.queries import process_in_force
from tests.factories.accounts import MONDAY, a_unit, an_agency, an_officer, lan, officer_view

from .conftest import AGENCIES

pytestmark = pytest.mark.django_db
KHAI_BAO = {"list_slug": "bac-giang-2018", "row": 34, "procedure_code": "2.002131"}


def an_editor(agency_code="skhcn-bac-giang"):
    unit = a_unit(f"{agency_code}-vp", agency=an_agency(agency_code))
    return officer_view(an_officer("editor", unit=unit, code=f"bien-tap-{agency_code}"))


def a_folder(**changes) -> Folder:
    folder = shipped.folders()["2.002252"]
    procedure = copy.deepcopy(folder.procedure) | changes
    return Folder(folder.path, procedure, folder.form, folder.fee, folder.process)


def test_all_97_rows_are_loaded_each_with_a_publication(loaded):
    assert loaded.rows == 97
    assert not ListRow.objects.filter(publication=None).exists()
    by_agency = {
        code: Publication.objects.filter(agency__code=code).count() for code in sorted(AGENCIES.values())
    }
    assert by_agency == {"skhcn-bac-giang": 41, "skhcn-quang-tri": 58}


def test_a_code_that_stands_twice_is_two_rows_of_one_publication(loaded):
    for code, ordinals in {"2.001143": [35, 36], "1.004460": [32, 47]}.items():
        publication = Publication.objects.get(full_code=f"{code}.000.00.00.H50")
        rows = publication.list_rows.order_by("ordinal").values_list("ordinal", flat=True)
        assert list(rows) == ordinals


def test_rows_without_codes_get_a_local_id_and_keep_what_was_printed(loaded):
    row = ListRow.objects.get(list_slug="bac-giang-2018", ordinal=12)

    assert row.publication.full_code == "H02-2018-M3-12"
    assert row.printed == "12"
    assert row.raw["ten_tthc"] == "Khai báo thiết bị X-Quang chuẩn đoán trong y tế"


def test_findings_are_kept_as_reported(loaded):
    kept = Finding.objects.order_by("list_slug", "id").values_list("list_slug", "kind", "rows")

    assert [(slug, kind, tuple(rows)) for slug, kind, rows in kept] == [
        ("bac-giang-2018", "code_missing", tuple(range(1, 42))),
        ("bac-giang-2018", "two_levels", (12, 34)),
        ("bac-giang-2018", "field_two_spellings", (27, 28, 29, 30, 31)),
        ("bac-giang-2018", "level_for_one_case", (33,)),
        ("bac-giang-2018", "note_of_another_act", (33,)),
        ("quang-tri-2021", "word_twice", (1,)),
        ("quang-tri-2021", "no_current_level", (3,)),
        ("quang-tri-2021", "code_twice", (32, 47)),
        ("quang-tri-2021", "code_twice", (35, 36)),
        ("quang-tri-2021", "no_current_level", (56,)),
    ]


def test_the_level_of_one_case_stays_on_the_row_that_prints_it(loaded):
    row = ListRow.objects.get(list_slug="bac-giang-2018", ordinal=33)
    levels = Level.objects.filter(publication=row.publication).order_by("case")

    assert [(level.case, level.value, level.kind) for level in levels] == [
        ("lost", "4", "planned"),
        ("torn", "2", "planned"),
    ]


def test_loading_twice_changes_nothing(loaded):
    events = AuditEvent.objects.count()

    again = operations.load_shipped(agencies=AGENCIES, by=SYSTEM, at=MONDAY)

    assert again == operations.Loaded(
        loaded.rows, loaded.procedures, loaded.publications, loaded.versions, loaded.findings, 0
    )
    assert loaded.findings == 10
    assert AuditEvent.objects.count() == events


def test_a_published_version_pins_form_fee_and_process(loaded):
    version = Version.objects.get(publication__full_code="2.000086.000.00.00.H50", number=2)

    assert version.form_version.code == "form-2.000086"
    assert version.fee_version.code == "fee-2.000086"
    assert version.content["pins"]["form"]["hash"] == version.form_version.content_hash
    assert (version.valid_from, version.valid_to) == (date(2021, 2, 1), date(2025, 12, 31))
    process = process_in_force(procedure_code="2.000086", agency_code="skhcn-quang-tri", on=date(2024, 1, 1))
    assert process is not None
    assert sum(step["hours"] for step in process.steps) == 200
    event = AuditEvent.objects.get(subject="2.000086.000.00.00.H50", kind="VersionPublished", version="2")
    assert event.procedure == "2.000086"
    assert event.payload["content_hash"] == version.content_hash


@pytest.mark.parametrize("model", [Version, FeeVersion])
def test_a_version_is_neither_changed_nor_deleted(loaded, model):
    version = model.objects.order_by("pk").first()

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=version.pk).update(content={})
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=version.pk).update(content_hash="0" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=version.pk).delete()

    assert model.objects.get(pk=version.pk).content == version.content


def test_new_content_is_the_next_version_and_ends_the_one_before(loaded):
    agency = an_agency("skhcn-quang-tri")
    publication = Publication.objects.get(full_code="2.002252.000.00.00.H50")
    start = {"day": "2025-01-01", "verified": False, "source": "nd-142-2020"}
    operations.publish(
        folder=a_folder(valid_from=start, valid_to=None), agency=agency, authority="H50", by=SYSTEM, at=MONDAY
    )
    later = {**start, "day": "2026-07-01"}

    third = operations.publish(
        folder=a_folder(valid_from=later, valid_to=None), agency=agency, authority="H50", by=SYSTEM, at=MONDAY
    )

    assert third.number == 3
    ends = publication.versions.order_by("number").values_list("valid_to", flat=True)
    assert list(ends) == [date(2024, 12, 31), date(2026, 6, 30), None]


def test_content_with_a_problem_is_not_published_and_leaves_no_trace(loaded):
    folder, before = a_folder(valid_to=None), Version.objects.count()
    folder.problems.append(Problem("2.002252/procedure.yaml", 7, "time.unit", "…"))

    with pytest.raises(ContentUnusable, match=r"procedure\.yaml:7: time\.unit"):
        operations.publish(
            folder=folder, agency=an_agency("skhcn-quang-tri"), authority="H50", by=SYSTEM, at=MONDAY
        )

    assert Version.objects.count() == before


def test_only_an_editor_of_the_agency_publishes(loaded):
    agency = an_agency("skhcn-quang-tri")
    nobody = Actor(ActorKind.APPLICANT, "P-1")

    for stranger in (officer_view(lan()), an_editor("skhcn-bac-giang"), nobody):
        with pytest.raises(Forbidden):
            operations.publish(
                folder=a_folder(valid_to=None), agency=agency, authority="H50", by=stranger, at=MONDAY
            )
    editor = an_editor("skhcn-quang-tri")
    version = operations.publish(
        folder=a_folder(valid_to=None), agency=agency, authority="H50", by=editor, at=MONDAY
    )

    assert version.number == 2
    assert AuditEvent.objects.filter(kind="VersionPublished").order_by("-pk")[0].actor_code == editor.code


def test_the_law_of_a_version_ends_on_a_day(loaded):
    code = "2.001207.000.00.00.H50"

    with pytest.raises(PeriodUnusable):
        operations.end_version(
            publication_code=code, number=1, valid_to=date(2000, 1, 1), by=SYSTEM, at=MONDAY
        )
    with pytest.raises(ProcedureUnknown):
        operations.end_version(
            publication_code=code, number=9, valid_to=date(2026, 6, 30), by=SYSTEM, at=MONDAY
        )
    with pytest.raises(Forbidden):
        operations.end_version(
            publication_code=code, number=1, valid_to=date(2026, 6, 30), by=officer_view(lan()), at=MONDAY
        )
    ended = operations.end_version(
        publication_code=code, number=1, valid_to=date(2026, 6, 30), by=SYSTEM, at=MONDAY
    )

    assert ended.valid_to == date(2026, 6, 30)
    assert AuditEvent.objects.get(kind="VersionEnded").payload["valid_to"] == "2026-06-30"


def test_likeness_only_proposes(loaded):
    proposed = Likeness.objects.get(
        row__list_slug="bac-giang-2018", row__ordinal=34, procedure__code="2.002131"
    )

    assert (proposed.state, proposed.score) == ("proposed", 100)
    assert not Procedure.objects.exclude(known_as=None).exists()


def test_an_editor_confirms_a_likeness_and_nothing_is_moved(loaded):
    publication = ListRow.objects.get(list_slug="bac-giang-2018", ordinal=34).publication

    operations.confirm_likeness(**KHAI_BAO, by=an_editor(), at=MONDAY)

    publication.refresh_from_db()
    assert publication.procedure.code == "H02-2018-M4-11"
    assert publication.procedure.known_as.code == "2.002131"
    states = Likeness.objects.filter(row__list_slug="bac-giang-2018", row__ordinal=34)
    assert set(states.exclude(procedure__code="2.002131").values_list("state", flat=True)) <= {"rejected"}
    event = AuditEvent.objects.get(kind="LikenessConfirmed")
    assert (event.subject, event.payload["known_procedure"]) == ("H02-2018-M4-11", "2.002131")


def test_a_decided_likeness_is_not_decided_again_and_leaves_no_trace(loaded):
    operations.reject_likeness(**KHAI_BAO, by=an_editor(), at=MONDAY)
    events = AuditEvent.objects.count()

    for decide in (operations.confirm_likeness, operations.reject_likeness):
        with pytest.raises(LikenessDecided):
            decide(**KHAI_BAO, by=an_editor(), at=MONDAY)

    assert AuditEvent.objects.count() == events
    assert AuditEvent.objects.filter(kind="LikenessRejected").count() == 1


def test_a_stranger_decides_nothing(loaded):
    for stranger in (officer_view(lan()), an_editor("skhcn-quang-tri")):
        with pytest.raises(Forbidden):
            operations.confirm_likeness(**KHAI_BAO, by=stranger, at=MONDAY)

    assert not Likeness.objects.exclude(state="proposed").exists()


@pytest.mark.parametrize(
    "wrong", [{"row": 99}, {"list_slug": "nowhere"}, {"procedure_code": "2.000086"}, {"procedure_code": "x"}]
)
def test_an_unknown_proposal_is_missing(loaded, wrong):
    with pytest.raises(LikenessUnknown):
        operations.confirm_likeness(**(KHAI_BAO | wrong), by=SYSTEM, at=MONDAY)
