"""Answers to supplements take papers of the repository by the same rules as filings."""

from datetime import date
from io import BytesIO

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import (
    DossierMissing,
    NothingToAnswer,
    SupplementIncomplete,
    UnknownPaper,
)
from motcua.casework.dossiers.errors.held import NothingHeld
from motcua.casework.dossiers.models import Dossier, FiledPaper, SavedPaper, SupplementPaper
from motcua.casework.dossiers.operations import AskedDefect
from motcua.casework.dossiers.queries import replies
from motcua.casework.dossiers.queries.drafts import PaperAsked
from motcua.foundation.accounts.models import Person
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.ops.demo.papers import sample_pdf
from motcua.records.repository import operations as repository
from tests.factories.accounts import applicant_view, hoa, minh, officer_view
from tests.factories.dossiers import FILED, an_authority, filed, later
from tests.factories.held import a_licence, a_renewal

from .traces import no_trace

pytestmark = pytest.mark.django_db
ASKED, AT = later(FILED, 60), later(FILED, 120)


def asked(*, again: str = "", **paper: object) -> Dossier:
    """A dossier for which the licence is asked for."""
    dossier = filed(publication=a_renewal(required=False, **paper))
    return dossiers.request_supplement(
        by=officer_view(an_authority()["receptionist"]),
        code=dossier.code,
        defects=[AskedDefect("paper", "giay-phep", "Nộp giấy phép đã cấp.", again=again)],
        at=ASKED,
    )


def box(dossier: Dossier) -> PaperAsked:
    view = replies.reply_view(viewer=applicant_view(minh()), code=dossier.code, at=AT)
    (found,) = view.papers
    return found


def take(dossier: Dossier, holding_code: str, *, by: Person | None = None, place: str = "giay-phep") -> None:
    dossiers.take_held(
        by=applicant_view(by or minh()), beside=dossier.code, place=place, holding_code=holding_code, at=AT
    )


def answer(dossier: Dossier, note: str = "") -> Dossier:
    return dossiers.answer_supplement(by=applicant_view(minh()), code=dossier.code, raw={}, note=note, at=AT)


def test_what_came_to_the_repository_since_is_offered_and_taken_by_its_code():
    dossier = asked()
    held = a_licence()

    assert [one.code for one in box(dossier).held] == [held.code]
    assert not SupplementPaper.objects.exists()
    take(dossier, held.code)

    laid = SupplementPaper.objects.get()
    assert (laid.holding_code, laid.document, laid.expires_on) == (
        held.code, held.document, date(2027, 1, 31)
    )  # fmt: skip
    shown = box(dossier)
    assert (shown.files[0].held_as, [one.code for one in shown.taken]) == (held.code, [held.code])


def test_the_answer_files_it_opens_it_in_sight_of_its_owner_and_counts_it():
    dossier = asked()
    held = a_licence()
    take(dossier, held.code)

    answer(dossier)

    kept = FiledPaper.objects.get(filing__dossier=dossier, filing__round=2)
    assert (kept.holding_code, kept.document) == (held.code, held.document)
    counted = SavedPaper.objects.get()
    assert (counted.dossier, counted.slug, counted.owner_code) == (dossier, "giay-phep", minh().code)
    opened = AuditEvent.objects.get(kind="HoldingOpened")
    assert (opened.subject, opened.payload["dossier"]) == (f"opened:{held.code}", dossier.code)


def test_one_that_the_officer_asked_for_although_it_is_held_is_not_taken_a_newer_one_is():
    known = a_licence()
    dossier = asked(again="Bản trong kho thiếu trang 2.")
    newer = a_licence(number_symbol="06/GP-SKHCN")

    assert [one.code for one in box(dossier).held] == [newer.code]
    with no_trace(), pytest.raises(NothingHeld):
        take(dossier, known.code)
    take(dossier, newer.code)


@pytest.mark.parametrize(
    "paper",
    [{"type_code": "local.other"}, {"valid_until": date(2026, 11, 15)}, {"valid_from": date(2027, 1, 1)}],
)
def test_another_type_or_one_that_does_not_hold_that_day_is_not_taken(paper):
    dossier = asked()
    held = a_licence(**paper)

    assert box(dossier).held == ()
    with no_trace(), pytest.raises(NothingHeld):
        take(dossier, held.code)


def test_an_original_to_be_handed_in_is_not_taken():
    dossier = asked(original="hand_in")
    held = a_licence()

    assert box(dossier).held == ()
    with no_trace(), pytest.raises(NothingHeld):
        take(dossier, held.code)


def test_papers_of_somebody_else_are_not_taken_nor_may_a_stranger_take():
    dossier = asked()
    strange, own = a_licence(hoa()), a_licence()

    with no_trace(), pytest.raises(NothingHeld):
        take(dossier, strange.code)
    with no_trace(), pytest.raises(DossierMissing):
        take(dossier, own.code, by=hoa())


def test_a_place_that_was_not_asked_for_or_has_a_file_takes_none():
    dossier = asked()
    held = a_licence()

    with no_trace(), pytest.raises(UnknownPaper):
        take(dossier, held.code, place="don")
    dossiers.add_paper(
        by=applicant_view(minh()),
        beside=dossier.code,
        slug="giay-phep",
        stream=BytesIO(sample_pdf("ban-moi")),
        name="ban-moi.pdf",
        at=AT,
    )
    with no_trace(), pytest.raises(NothingHeld):
        take(dossier, held.code)


def test_an_upload_takes_its_place():
    dossier = asked()
    take(dossier, a_licence().code)

    dossiers.add_paper(
        by=applicant_view(minh()),
        beside=dossier.code,
        slug="giay-phep",
        stream=BytesIO(sample_pdf("ban-moi")),
        name="ban-moi.pdf",
        at=AT,
    )

    assert [one.holding_code for one in SupplementPaper.objects.all()] == [""]


def test_one_revoked_meanwhile_stops_the_answer():
    dossier = asked()
    held = a_licence()
    take(dossier, held.code)
    repository.revoke(code=held.code, reason="Cấp sai", by=SYSTEM, at=AT)

    with no_trace(), pytest.raises(SupplementIncomplete):
        answer(dossier, note="Đã có trong kho.")


def test_where_nothing_was_asked_nothing_is_taken():
    dossier = filed(publication=a_renewal(required=False))
    held = a_licence()

    with no_trace(), pytest.raises(NothingToAnswer):
        take(dossier, held.code)
