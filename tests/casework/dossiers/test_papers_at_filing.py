"""Papers at filing: days that hold, one file for each row, one file for several dossiers; all defects together."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import FilingIncomplete, NothingToShare, UnknownPaper
from motcua.casework.dossiers.models import Draft, FiledPaper
from motcua.casework.dossiers.queries import drafts
from motcua.foundation.accounts.models import Person
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.kernel.clock import local_date
from motcua.ops.demo.papers import sample_pdf
from motcua.reference.catalogue.models import Version
from motcua.reference.forms.models import FormVersion
from tests.factories.accounts import applicant_view, hoa, minh
from tests.factories.dossiers import CONTENT, FILED, FORM, a_publication, an_authority, later

from .traces import no_trace

pytestmark = pytest.mark.django_db
ON = local_date(FILED)
DEVICES = {
    "name": "devices", "kind": "table", "label": {"vi": "Thiết bị"}, "required": True, "max_rows": 9,
    "columns": [
        {"name": "model", "kind": "short_text", "label": {"vi": "Kiểu"}, "required": True},
        {"name": "until", "kind": "date", "label": {"vi": "Kiểm định đến"}},
    ],
}  # fmt: skip


def a_procedure(code: str, *papers: dict[str, object]) -> str:
    """A procedure with a table of devices and these papers; the code of its publication."""
    an_authority()
    publication = a_publication(code)
    section = FORM["sections"][0]  # type: ignore[index]
    form = FORM | {"code": "don-thiet-bi", "sections": [section | {"fields": [*section["fields"], DEVICES]}]}
    kept = {"content": form, "content_hash": content_hash(form), "kept_at": FILED}
    version = FormVersion.objects.get_or_create(code="don-thiet-bi", number=1, defaults=kept)[0]
    stated = [{"name": {"vi": one["slug"]}, "verified": False, "source": "luat"} | one for one in papers]
    content = CONTENT | {"papers": [CONTENT["papers"][0], *stated]}  # type: ignore[index]
    Version.objects.create(
        publication=publication, number=2, content=content, content_hash=content_hash(content), sources=[],
        form_version=version, valid_from=date(2019, 1, 1), published_at=FILED,
    )  # fmt: skip
    return publication.full_code


def a_draft(publication: str, *, models: tuple[str, ...] = ("A", "B"), by: Person | None = None) -> str:
    who = applicant_view(by or minh())
    draft = dossiers.start_draft(by=who, publication_code=publication, at=FILED)
    raw = {"purpose": ["Y tế"]} | {f"devices-{row}-model": [model] for row, model in enumerate(models)}
    dossiers.save_answers(by=who, draft_code=draft.code, revision=0, raw=raw, at=FILED)
    return str(draft.code)


def me() -> ApplicantView:
    return applicant_view(minh())


def lay(draft: str, slug: str, **days: date) -> None:
    stream = BytesIO(sample_pdf(slug))
    dossiers.add_paper(by=me(), beside=draft, slug=slug, stream=stream, name="x.pdf", at=FILED, **days)


def defects(draft: str) -> dict[str, str]:
    view = drafts.draft_view(viewer=me(), code=draft, at=FILED)
    return {one.field: one.sentence for one in view.defects["papers"]}


def test_all_defects_of_all_papers_are_named_together():
    publication = a_procedure(
        "2.000101",
        {"slug": "kiem-dinh", "per_row": "devices"},
        {"slug": "dao-tao", "valid_days": 45},
        {"slug": "kham-suc-khoe", "max_age_months": 6},
    )
    draft = a_draft(publication)
    lay(draft, "dao-tao", expires_on=ON + timedelta(days=44))
    lay(draft, "kham-suc-khoe", issued_on=ON - timedelta(days=200))

    found = defects(draft)

    assert set(found) == {
        "paper-kiem-dinh--1",
        "paper-kiem-dinh--2",
        "expires-dao-tao",
        "issued-kham-suc-khoe",
    }
    assert "31/12/2026" in found["expires-dao-tao"]
    with no_trace(), pytest.raises(FilingIncomplete) as refusal:
        dossiers.submit(by=me(), draft_code=draft, at=FILED)
    assert refusal.value.steps == ["papers"]


def test_a_paper_is_held_against_the_day_of_filing_not_of_laying():
    draft = a_draft(a_procedure("2.000101", {"slug": "dao-tao", "valid_days": 45}))
    lay(draft, "dao-tao", expires_on=ON + timedelta(days=45))
    assert defects(draft) == {}

    with no_trace(), pytest.raises(FilingIncomplete):
        dossiers.submit(by=me(), draft_code=draft, at=FILED + timedelta(days=1))


def test_one_file_for_each_device_is_filed_with_its_row_and_its_days():
    draft = a_draft(a_procedure("2.000101", {"slug": "kiem-dinh", "per_row": "devices", "valid_days": 45}))
    for row in (1, 2):
        lay(draft, f"kiem-dinh--{row}", expires_on=ON + timedelta(days=90))

    dossiers.submit(by=me(), draft_code=draft, at=FILED)

    filed = FiledPaper.objects.order_by("pk").values_list("slug", "row", "expires_on")
    assert list(filed) == [("kiem-dinh", row, ON + timedelta(days=90)) for row in (1, 2)]


def test_a_file_of_a_device_that_was_taken_out_of_the_table_is_a_defect_not_another_devices():
    draft = a_draft(a_procedure("2.000101", {"slug": "kiem-dinh", "per_row": "devices"}))
    for row in (1, 2):
        lay(draft, f"kiem-dinh--{row}")

    raw = {"purpose": ["Y tế"], "devices-0-model": ["B"]}
    revision = Draft.objects.get(code=draft).revision
    dossiers.save_answers(by=me(), draft_code=draft, revision=revision, raw=raw, at=FILED)

    assert set(defects(draft)) == {"paper-kiem-dinh--1"}


def test_a_row_that_the_table_does_not_have_is_refused_and_leaves_no_trace():
    draft = a_draft(a_procedure("2.000101", {"slug": "kiem-dinh", "per_row": "devices"}))

    with no_trace(), pytest.raises(UnknownPaper):
        lay(draft, "kiem-dinh--3")


def test_days_are_stated_beside_the_files_and_can_be_corrected():
    draft = a_draft(a_procedure("2.000101", {"slug": "dao-tao", "valid_days": 45}))
    lay(draft, "dao-tao")
    assert set(defects(draft)) == {"expires-dao-tao"}

    days = {"dao-tao": (None, ON + timedelta(days=100))}
    dossiers.save_paper_days(by=me(), beside=draft, days=days, at=later(FILED))

    assert defects(draft) == {}


def test_a_paper_only_on_paper_is_said_but_no_file_is_asked_for():
    draft = a_draft(a_procedure("2.000101", {"slug": "ban-goc", "electronic": False}))

    view = drafts.draft_view(viewer=me(), code=draft, at=FILED)

    assert [paper.slug for paper in view.on_paper] == ["ban-goc"]
    assert (view.papers, view.defects["papers"]) == ((), ())


# One paper for several dossiers

SHARED = {"slug": "dang-ky", "shared": True}


def test_a_file_laid_for_one_draft_does_for_another_filed_together():
    first, second = a_draft(a_procedure("2.000101", SHARED)), a_draft(a_procedure("2.000102", SHARED))
    lay(first, "dang-ky")

    offered = drafts.draft_view(viewer=me(), code=second, at=FILED).papers[0].shared
    dossiers.share_paper(by=me(), draft_code=second, slug="dang-ky", source_code=first, at=FILED)
    dossiers.submit(by=me(), draft_code=first, at=FILED)
    dossiers.submit(by=me(), draft_code=second, at=later(FILED))

    assert [one.source_code for one in offered] == [first]
    assert len(set(FiledPaper.objects.values_list("document_id", flat=True))) == 1
    assert FiledPaper.objects.count() == 2


def test_a_file_of_a_dossier_filed_on_the_same_day_does_too_but_not_a_day_later():
    first, second = a_draft(a_procedure("2.000101", SHARED)), a_draft(a_procedure("2.000102", SHARED))
    lay(first, "dang-ky")
    dossier = dossiers.submit(by=me(), draft_code=first, at=FILED)

    with no_trace(), pytest.raises(NothingToShare):
        dossiers.share_paper(
            by=me(), draft_code=second, slug="dang-ky", source_code=dossier.code, at=FILED + timedelta(days=1)
        )
    assert dossiers.share_paper(
        by=me(), draft_code=second, slug="dang-ky", source_code=dossier.code, at=later(FILED)
    ) == 1  # fmt: skip


def test_nobody_takes_a_strangers_file_and_no_trace_is_left():
    theirs, mine = a_draft(a_procedure("2.000101", SHARED)), a_procedure("2.000102", SHARED)
    lay(theirs, "dang-ky")
    draft, stranger = a_draft(mine, by=hoa()), applicant_view(hoa())

    with no_trace(), pytest.raises(NothingToShare):
        dossiers.share_paper(by=stranger, draft_code=draft, slug="dang-ky", source_code=theirs, at=FILED)


def test_a_paper_that_may_not_be_shared_is_not_offered():
    first = a_draft(a_procedure("2.000101", {"slug": "dang-ky"}))
    second = a_draft(a_procedure("2.000102", SHARED))
    lay(first, "dang-ky")

    with no_trace(), pytest.raises(NothingToShare):
        dossiers.share_paper(by=me(), draft_code=second, slug="dang-ky", source_code=first, at=FILED)


def test_papers_by_row_cost_no_query_more():
    publication = a_procedure("2.000101", {"slug": "kiem-dinh", "per_row": "devices"})
    counts = []
    for models in (("A",), ("A", "B", "C")):
        draft = a_draft(publication, models=models)
        for row in range(1, len(models) + 1):
            lay(draft, f"kiem-dinh--{row}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            drafts.draft_view(viewer=me(), code=draft, at=FILED)
        counts.append(len(queries))

    assert counts[0] == counts[1]
