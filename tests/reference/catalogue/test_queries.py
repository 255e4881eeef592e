"""Finding procedures, their pages, the version to file under."""

from datetime import date

import pytest
from django.utils import translation

from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.errors import Forbidden
from motcua.reference.catalogue import operations, queries
from motcua.reference.catalogue.enums import StatusKind
from motcua.reference.catalogue.errors import (
    CaseUnknown,
    ContentIncomplete,
    LawHasEnded,
    LawNotVerified,
    LawNotYetInForce,
    NoContentPublished,
    ProcedureUnknown,
    VersionUnknown,
)
from motcua.reference.catalogue.models import Version
from tests.factories.accounts import MONDAY, lan, officer_view

from .test_operations import KHAI_BAO, an_editor

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
XRAY = "2.000086.000.00.00.H50"
CERTIFICATE = "2.002254.000.00.00.H50"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("cấp giấy phép x-quang", "2.000086"),
        ("cap giay phep X quang", "2.000086"),
        ("2.000086", "2.000086"),
        ("2.000086.H50", "2.000086"),
        ("chứng chỉ nhân viên bức xạ", "2.002254"),
        ("giai ma cong nghe", "1.002690"),
        ("giai ma cong ngke", "1.002690"),
        ("H02-2018-M4-11", "H02-2018-M4-11"),
    ],
)
def test_search_finds_with_or_without_diacritics_by_code_and_with_slips(loaded, words, first):
    assert first in [hit.code for hit in queries.search(words=words, limit=10)]


@pytest.mark.parametrize("words", ["zzzz qqqq", "!!!", "& | :*", "\x00", "9.999999"])
def test_search_for_nothing_known_finds_nothing(loaded, words):
    assert queries.search(words=words) == []


def test_search_keeps_to_field_agency_and_limit(loaded):
    by_field = queries.search(words="", field="radiation-safety", agency="skhcn-quang-tri", limit=50)

    assert len(by_field) == 9
    assert {hit.agency_code for hit in by_field} == {"skhcn-quang-tri"}
    assert len(queries.search(words="cấp", limit=3)) == 3
    assert queries.search(words="x quang", agency="nowhere") == []


def test_search_takes_three_queries(loaded, django_assert_num_queries):
    queries.search(words="giấy")  # the index of this process is new
    with django_assert_num_queries(3):
        hits = queries.search(words="giấy", limit=50)

    assert len(hits) > 10


def test_a_hit_tells_its_level_in_words(loaded):
    with translation.override("vi"):
        (hit,) = queries.search(words="2.001137")

    assert hit.level == "Xem và tải mẫu trực tuyến; nộp trực tiếp hoặc qua bưu chính"
    assert hit.is_complete is False


def test_fields_are_counted(loaded):
    counts = {field.code: field.publications for field in queries.fields_with_counts()}

    assert sum(counts.values()) == 99
    assert counts["radiation-safety"] == 15
    assert {f.code for f in queries.fields_with_counts(agency="skhcn-bac-giang")} == {
        "quality-measurement",
        "radiation-safety",
        "intellectual-property",
        "st-activities",
        "st-potential",
    }


def test_most_used_goes_by_counts_and_else_by_completeness(loaded):
    counted = queries.most_used(limit=2, counts={"1.002690.000.00.00.H50": 9, XRAY: 3, "gone": 50})

    assert [hit.code for hit in counted] == ["1.002690", "2.000086"]
    assert all(hit.is_complete for hit in queries.most_used(limit=5))


def test_a_page_has_every_part_that_the_law_names(loaded):
    page = queries.procedure_page(code="2.000086", on=date(2025, 6, 1))

    assert page.has_content
    parts = [page.name, page.steps, page.channels, page.papers, page.sets, page.time, page.audience]
    assert all([*parts, page.authority, page.form, page.result, page.conditions, page.prices])
    assert len(page.papers) == 11
    assert page.legal_basis[0].number == "18/2008"
    assert page.upload.max_bytes == 20 * 1024 * 1024
    assert "valid_from" in page.unverified
    history = [(line.law, line.is_shown, line.is_incomplete) for line in page.history]
    assert history == [
        ("332/2025/NĐ-CP, 94/2025/QH15", False, True),
        ("18/2008, 142/2020/NĐ-CP", True, False),
        ("08/2010/TT-BKHCN, 18/2008", False, False),
    ]


def test_a_page_of_ended_law_says_so(loaded):
    with translation.override("vi"):
        page = queries.procedure_page(code=CERTIFICATE, on=TODAY)

    assert page.status is StatusKind.ENDED
    assert page.status_note == "Theo quy định đến ngày 31/12/2025; chưa có nội dung công bố hiện hành."


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (date(2018, 1, 1), StatusKind.NOT_YET),
        (date(2020, 1, 1), StatusKind.IN_FORCE),
        (date(2024, 1, 1), StatusKind.IN_FORCE),
        (date(2026, 1, 1), StatusKind.ENDED),
    ],
)
def test_the_status_follows_the_day(loaded, on, status):
    assert queries.procedure_page(code="2.002254.H50", on=on).status is status


def test_a_page_without_content_says_so_and_shows_what_is_known(loaded):
    with translation.override("vi"):
        page = queries.procedure_page(code="2.000419", on=TODAY)

    assert page.has_content is False
    assert page.status_note == "Chưa có nội dung công bố."
    assert [(line.kind, line.value) for line in page.levels] == [("claimed", "2"), ("planned", "4")]


def test_levels_of_a_version_replace_those_of_the_list(loaded):
    lines = queries.levels_of(publication_code="2.000069.000.00.00.H50")

    assert [(line.kind, line.case, line.value) for line in lines] == [
        ("claimed", "lost", "4"),
        ("claimed", "torn", "2"),
        ("planned", "", "4"),
    ]


def test_a_page_of_a_row_keeps_the_note_as_printed(loaded):
    page = queries.procedure_page(code="H02-2018-M4-10", on=TODAY)

    assert page.list_notes[0].startswith("Chỉ thực hiện mức độ 4")


def test_a_confirmed_likeness_shows_on_the_page(loaded):
    operations.confirm_likeness(**KHAI_BAO, by=SYSTEM, at=MONDAY)

    assert queries.procedure_page(code="H02-2018-M4-11", on=TODAY).known_as == "2.002131"


@pytest.mark.parametrize("code", ["", "9.999999", "2.00008", "x" * 500])
def test_an_unknown_procedure_is_missing(loaded, code):
    with pytest.raises(ProcedureUnknown):
        queries.procedure_page(code=code, on=TODAY)
    with pytest.raises(ProcedureUnknown):
        queries.version_for_filing(publication_code=code, on=TODAY, demo=True)


def test_a_procedure_is_asked_for_at_one_agency(loaded):
    with pytest.raises(ProcedureUnknown):
        queries.procedure_page(code="2.000086", on=TODAY, agency="skhcn-bac-giang")


def test_filing_under_ended_law_is_refused_except_in_a_demo(loaded):
    with pytest.raises(LawHasEnded, match="31/12/2025"):
        queries.version_for_filing(publication_code=CERTIFICATE, on=TODAY, demo=False)

    version = queries.version_for_filing(publication_code=CERTIFICATE, on=TODAY, demo=True)

    assert version.is_specimen
    assert version.status is StatusKind.ENDED
    assert version.version_id == Version.objects.get(publication__full_code=CERTIFICATE, number=2).pk


def test_nobody_files_under_content_that_is_known_in_part_and_a_demo_goes_by_the_one_before(loaded):
    with pytest.raises(ContentIncomplete):
        queries.version_for_filing(publication_code=XRAY, on=TODAY, demo=False)
    with pytest.raises(ContentIncomplete):
        queries.version_for_filing(publication_code="2.001100.000.00.00.H50", on=TODAY, demo=True)

    version = queries.version_for_filing(publication_code=XRAY, on=TODAY, demo=True)

    assert (version.number, version.status, version.is_specimen) == (2, StatusKind.ENDED, True)


def test_each_day_has_its_version(loaded):
    for code, days in {
        XRAY: {date(2020, 6, 1): 30, date(2021, 2, 1): 25, date(2025, 12, 31): 25},
        "2.002131.000.00.00.H50": {date(2021, 1, 31): 7, date(2021, 2, 1): 5},
    }.items():
        for on, amount in days.items():
            version = queries.version_for_filing(publication_code=code, on=on, demo=False)
            assert version.time.rule.amount == amount


def test_a_page_shows_any_version_and_tells_which_one_holds(loaded):
    page = queries.procedure_page(code=XRAY, on=TODAY, demo=True, number=1)

    assert page.time.rule.amount == 30
    assert (page.usual.number, page.filed.number, page.version_number) == (3, 2, 1)
    for number in (0, 4, 999):
        with pytest.raises(VersionUnknown):
            queries.procedure_page(code=XRAY, on=TODAY, number=number)


def test_a_page_of_incomplete_content_says_what_is_known_and_no_more(loaded):
    page = queries.procedure_page(code=XRAY, on=TODAY)

    assert page.is_incomplete
    assert (page.time, page.result, page.sets, page.papers, page.form) == (None, None, None, (), None)
    assert len(page.steps) == 3
    assert page.filed is None
    assert [case.level for case in page.measured] == ["0"]


def test_a_procedure_that_has_ended_names_what_stands_in_its_place(loaded):
    page = queries.procedure_page(code="1.000764", on=TODAY)

    assert page.status is StatusKind.ENDED
    assert [one.full_code for one in page.successors] == [f"1.0144{n}.000.00.00.H50" for n in (45, 46)]
    assert queries.procedure_page(code="1.014445", on=TODAY).successors == ()


def test_filing_under_law_in_force_is_no_specimen(loaded):
    version = queries.version_for_filing(publication_code=XRAY, on=date(2025, 6, 1), demo=True)

    assert not version.is_specimen
    assert version.time.rule.amount == 25
    assert version.form.field("devices") is not None
    assert [paper.slug for paper in version.papers_for(case="")][:2] == ["application", "establishment"]
    assert version.fee_due(case="", answers={"devices": [{"kind": "ct"}]})[0].amount_vnd == 8_000_000


@pytest.mark.parametrize(
    ("code", "on", "demo", "refusal"),
    [
        ("2.000419.000.00.00.H50", TODAY, True, NoContentPublished),
        (XRAY, date(2018, 1, 1), True, LawNotYetInForce),
        ("1.001786.000.00.00.H50", TODAY, False, LawNotVerified),
    ],
)
def test_filing_is_refused(loaded, code, on, demo, refusal):
    with pytest.raises(refusal):
        queries.version_for_filing(publication_code=code, on=on, demo=demo)


def test_a_case_is_one_of_the_version(loaded):
    reissue = queries.version_for_filing(publication_code="2.000069.000.00.00.H50", on=TODAY, demo=True)
    licence = queries.version_for_filing(publication_code=XRAY, on=TODAY, demo=True)

    reissue.check_case("torn")
    licence.check_case("")
    for version, case in ((reissue, ""), (reissue, "burnt"), (licence, "torn")):
        with pytest.raises(CaseUnknown):
            version.check_case(case)


def test_a_dossier_keeps_its_version_when_a_new_one_comes(loaded):
    code = "2.001207.000.00.00.H50"
    before = queries.version_for_filing(publication_code=code, on=TODAY, demo=True)
    operations.end_version(publication_code=code, number=1, valid_to=TODAY, by=SYSTEM, at=MONDAY)

    assert queries.version_of(version_id=before.version_id).number == 1
    with pytest.raises(ProcedureUnknown):
        queries.version_of(version_id=0)


def test_the_version_to_file_under_takes_one_query_once_it_is_known(loaded, django_assert_num_queries):
    queries.version_for_filing(publication_code=XRAY, on=TODAY, demo=True)

    with django_assert_num_queries(1):
        queries.version_for_filing(publication_code=XRAY, on=TODAY, demo=True)


def test_findings_and_proposals_are_for_editors(loaded):
    editor, stranger = an_editor(), officer_view(lan())

    assert len(queries.findings(viewer=editor)) == 10
    lines = queries.likenesses(viewer=editor, state="proposed")
    assert {line.list_slug for line in lines} == {"bac-giang-2018"}
    assert queries.likenesses(viewer=an_editor("skhcn-quang-tri")) == []
    for query in (queries.findings, queries.likenesses):
        with pytest.raises(Forbidden):
            query(viewer=stranger)
