"""Once only: what the repository holds for the owner is taken by its code, is opened in sight and counted."""

from datetime import date
from io import BytesIO

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import FilingIncomplete
from motcua.casework.dossiers.errors.held import NothingHeld
from motcua.casework.dossiers.models import Dossier, Draft, DraftPaper, FiledPaper, SavedPaper
from motcua.casework.dossiers.operations import holding
from motcua.casework.dossiers.queries import drafts, same_owner
from motcua.foundation.accounts.models import Person
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.ops.demo.papers import sample_pdf
from motcua.records.documents.models import Document
from motcua.records.letters.models import Letter
from motcua.records.repository import operations as repository
from motcua.reference.catalogue.models import Publication
from tests.factories.accounts import a_membership, an_organisation, applicant_view, hoa, minh, officer_view
from tests.factories.dossiers import FILED, an_authority, later, numbered
from tests.factories.held import LICENCE, a_licence, a_renewal

from .standings import lay_out
from .traces import no_trace

pytestmark = pytest.mark.django_db


def begun(publication: Publication, by: Person | None = None) -> Draft:
    """A draft whose form is filled in."""
    who = applicant_view(by or minh())
    draft = dossiers.start_draft(by=who, publication_code=publication.full_code, at=FILED)
    return saved(draft, who)


def saved(draft: Draft, who: ApplicantView | None = None) -> Draft:
    draft.refresh_from_db()
    return dossiers.save_answers(
        by=who or applicant_view(minh()),
        draft_code=draft.code,
        revision=draft.revision,
        raw={"purpose": ["Y tế"]},
        at=FILED,
    )


def view(draft: Draft, by: Person | None = None) -> drafts.DraftView:
    return drafts.draft_view(viewer=applicant_view(by or minh()), code=draft.code, at=FILED)


def box(draft: Draft) -> drafts.PaperAsked:
    return next(one for one in view(draft).papers if one.slug == "giay-phep")


def submitted(draft: Draft) -> Dossier:
    return dossiers.submit(by=applicant_view(minh()), draft_code=draft.code, at=FILED)


def test_the_only_paper_that_fits_is_taken_unasked_by_its_code_and_without_a_copy():
    held = a_licence()
    documents = Document.objects.count()

    draft = begun(a_renewal())

    laid = DraftPaper.objects.get()
    assert (laid.holding_code, laid.document, laid.expires_on) == (
        held.code,
        held.document,
        date(2027, 1, 31),
    )
    assert Document.objects.count() == documents
    file = box(draft).files[0]
    assert file.held_as == held.code
    assert file.name == f"{held.type_name} số {held.number_symbol}"
    assert not view(draft).defects["papers"]


def test_a_filing_keeps_the_code_opens_the_paper_in_sight_of_its_owner_and_counts_it():
    held = a_licence()

    dossier = submitted(begun(a_renewal()))

    filed = FiledPaper.objects.get(filing__dossier=dossier)
    assert (filed.holding_code, filed.document) == (held.code, held.document)
    counted = SavedPaper.objects.get()
    assert (counted.dossier, counted.slug, counted.holding_code) == (dossier, "giay-phep", held.code)
    assert (counted.owner_code, counted.agency, counted.procedure_code) == (
        minh().code,
        dossier.agency,
        "2.000081",
    )
    opened = AuditEvent.objects.get(kind="HoldingOpened")
    assert (opened.subject, opened.actor_code) == (f"opened:{held.code}", SYSTEM.code)
    assert (opened.payload["way"], opened.payload["dossier"]) == ("reused", dossier.code)


def test_the_receipt_says_that_the_paper_is_from_the_repository():
    held = a_licence()
    dossier = submitted(begun(a_renewal()))

    dossiers.accept(by=officer_view(an_authority()["receptionist"]), code=dossier.code, at=FILED)

    said = Letter.objects.get(subject=f"dossier:{dossier.code}").data["papers"]
    assert [one["note"] for one in said if one["name"] == "Giấy phép sắp hết hạn"] == [
        f"lấy từ kho, mã {held.code}"
    ]


def test_where_several_fit_the_applicant_chooses():
    first, second = a_licence(), a_licence(number_symbol="06/GP-SKHCN", issued_on=date(2020, 1, 1))
    draft = begun(a_renewal())

    assert not DraftPaper.objects.exists()
    assert [one.code for one in box(draft).held] == [second.code, first.code]

    dossiers.take_held(
        by=applicant_view(minh()), beside=draft.code, place="giay-phep", holding_code=first.code, at=FILED
    )
    assert DraftPaper.objects.get().holding_code == first.code
    dossiers.take_held(
        by=applicant_view(minh()),
        beside=draft.code,
        place="giay-phep",
        holding_code=second.code,
        at=FILED,
    )
    assert DraftPaper.objects.get().holding_code == second.code


@pytest.mark.parametrize(
    "paper",
    [
        {"type_code": "local.other"},
        {"type_code": ""},
        {"valid_until": date(2026, 11, 15)},
        {"valid_from": date(2026, 11, 17)},
    ],
)
def test_another_type_or_a_paper_that_does_not_hold_that_day_is_not_offered(paper):
    a_licence(**paper)

    draft = begun(a_renewal())

    assert not DraftPaper.objects.exists()
    assert box(draft).held == ()
    assert [one.field for one in view(draft).defects["papers"]] == ["paper-giay-phep"]


def test_a_paper_that_ends_too_soon_or_is_too_old_for_the_rule_is_not_offered():
    a_licence()

    assert box(begun(a_renewal("2.000101", valid_days=90))).held == ()
    assert box(begun(a_renewal("2.000102", max_age_months=6))).held == ()
    assert box(begun(a_renewal("2.000103", valid_days=45))).taken


def test_a_paper_without_an_end_holds_as_long_as_any_rule_wants():
    a_licence(valid_until=None)

    assert not view(begun(a_renewal(valid_days=45))).defects["papers"]


def test_an_original_to_be_handed_in_is_never_taken_from_the_repository():
    a_licence()

    assert box(begun(a_renewal(original="hand_in"))).held == ()
    assert not DraftPaper.objects.exists()


def test_a_paper_that_need_not_be_given_is_only_offered():
    a_licence()

    assert box(begun(a_renewal(required=False))).held
    assert not DraftPaper.objects.exists()


def test_papers_of_somebody_else_are_neither_offered_nor_taken():
    strange = a_licence(hoa())
    draft = begun(a_renewal())

    assert box(draft).held == ()
    with no_trace(), pytest.raises(NothingHeld):
        dossiers.take_held(
            by=applicant_view(minh()),
            beside=draft.code,
            place="giay-phep",
            holding_code=strange.code,
            at=FILED,
        )


def test_revoked_papers_are_not_offered_and_one_revoked_meanwhile_stops_the_filing():
    held = a_licence()
    draft = begun(a_renewal())
    repository.revoke(code=held.code, reason="Cấp sai", by=SYSTEM, at=FILED)

    assert [one.field for one in view(draft).defects["papers"]] == ["paper-giay-phep"]
    with no_trace(), pytest.raises(FilingIncomplete):
        submitted(draft)
    assert box(begun(a_renewal())).held == ()


def test_of_a_paper_and_the_one_that_took_its_place_only_the_latter_is_taken():
    old = a_licence()
    new = a_licence(number_symbol="06/GP-SKHCN", more={"replaces": old.code})

    draft = begun(a_renewal())

    assert DraftPaper.objects.get().holding_code == new.code
    with no_trace(), pytest.raises(NothingHeld):
        dossiers.take_held(
            by=applicant_view(minh()), beside=draft.code, place="giay-phep", holding_code=old.code, at=FILED
        )


def test_an_upload_takes_the_place_of_the_paper_and_it_is_not_laid_again():
    a_licence()
    draft = begun(a_renewal())

    dossiers.add_paper(
        by=applicant_view(minh()),
        beside=draft.code,
        slug="giay-phep",
        stream=BytesIO(sample_pdf("ban-moi")),
        name="ban-moi.pdf",
        at=FILED,
    )
    laid = DraftPaper.objects.get()
    assert laid.holding_code == ""
    dossiers.remove_paper(
        by=applicant_view(minh()), beside=draft.code, document_code=laid.document.code, at=FILED
    )
    saved(draft)

    assert not DraftPaper.objects.exists()
    assert box(draft).held
    assert not SavedPaper.objects.exists()


def test_a_paper_that_was_taken_away_is_not_laid_unasked_again():
    held = a_licence()
    draft = begun(a_renewal())

    dossiers.remove_paper(
        by=applicant_view(minh()), beside=draft.code, document_code=held.document.code, at=FILED
    )
    saved(draft)

    assert not DraftPaper.objects.exists()


def test_for_an_organisation_its_papers_are_taken_and_nobody_elses():
    organisation = an_organisation()
    a_membership(minh(), organisation)
    own, mine = a_licence(organisation, number_symbol="07/GP-SKHCN"), a_licence()
    draft = begun(a_renewal())
    assert DraftPaper.objects.get().holding_code == mine.code

    def for_whom(ground: str, code: str = "") -> None:
        draft.refresh_from_db()
        dossiers.save_case(
            by=applicant_view(minh()),
            draft_code=draft.code,
            revision=draft.revision,
            case_slug="",
            ground=ground,
            organisation_code=code,
            at=FILED,
        )

    for_whom("member", organisation.code)
    assert DraftPaper.objects.get().holding_code == own.code
    for_whom("mandate")
    assert not DraftPaper.objects.exists()
    for_whom("self")
    assert DraftPaper.objects.get().holding_code == mine.code


def test_two_dossiers_with_one_paper_of_the_repository_are_not_the_same_request():
    a_licence()
    first = submitted(begun(a_renewal("2.000101")))
    submitted(begun(a_renewal("2.000102")))

    others = same_owner.others_of(viewer=officer_view(an_authority()["receptionist"]), code=first.code)

    assert [one.why for one in others] == [()]


def test_a_result_carries_the_type_by_which_the_next_procedure_asks():
    a_licence()
    dossier = numbered(publication=a_renewal())
    lay_out(dossier)
    at = later(FILED, 90)
    dossiers.return_result(by=officer_view(an_authority()["receptionist"]), code=dossier.code, at=at)

    held = holding.hold_result(result_code=f"{dossier.code}-KQ1", at=at)

    assert held is not None
    assert held.type_code == LICENCE
