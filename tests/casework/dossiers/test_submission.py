"""Drafts and filing: defects are kept and named, a draft becomes one dossier once."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import override_settings
from django.utils import translation

from motcua.casework.dossiers import checking
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, Channel, Ground, HolderKind, OwnerKind
from motcua.casework.dossiers.errors import (
    DraftMissing,
    FilingIncomplete,
    NameMismatch,
    NotAMember,
    ProcedureChanged,
    StalePage,
    UnknownPaper,
)
from motcua.casework.dossiers.models import DaySequence, Dossier, Draft, Filing
from motcua.casework.dossiers.queries import applicant, drafts, reach
from motcua.casework.payments.models import Charge
from motcua.foundation.accounts.models import Organisation, Person
from motcua.foundation.accounts.queries import ApplicantView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.notifications.models import Message
from motcua.ops.demo.papers import sample_pdf
from motcua.reference.catalogue.errors import LawHasEnded
from motcua.reference.catalogue.models import Version
from tests.factories.accounts import a_membership, an_organisation, applicant_view, hoa, minh
from tests.factories.dossiers import FILED, a_draft, a_publication, an_authority, filed, later

from .traces import no_trace

pytestmark = pytest.mark.django_db


def me() -> ApplicantView:
    return applicant_view(minh())


@pytest.fixture
def draft() -> str:
    an_authority()
    return a_draft(paper=sample_pdf("giay-cu"))


def test_filing_gives_a_code_in_both_forms_dated_by_submission(draft):
    dossier = dossiers.submit(by=me(), draft_code=draft, at=FILED)

    assert dossier.code == "000.00.15.H50-261116-0001"
    assert dossier.code_short == "H50.15-261116-0001"
    assert (dossier.business, dossier.channel) == (Business.SUBMITTED, Channel.ONLINE)
    assert dossier.holder_kind == HolderKind.UNIT
    assert dossier.holder_until == dossier.answer_by


def test_the_answer_is_promised_within_eight_working_hours(draft):
    dossier = dossiers.submit(by=me(), draft_code=draft, at=FILED)  # Monday 09:00; a day has 7.5 hours

    assert dossier.answer_by == FILED + timedelta(days=1, minutes=30)


def test_what_was_filed_is_kept_as_the_first_round(draft):
    dossier = dossiers.submit(by=me(), draft_code=draft, at=FILED)

    filing = Filing.objects.get(dossier=dossier)
    assert (filing.round, filing.answers) == (1, {"purpose": "Chẩn đoán y tế"})
    assert [paper.slug for paper in filing.papers.all()] == ["giay-cu"]
    assert not Draft.objects.exists()


def test_owner_filer_actor_and_ground_are_told_apart(draft):
    dossier = dossiers.submit(by=me(), draft_code=draft, at=FILED)

    event = AuditEvent.objects.get(subject=f"dossier:{dossier.code}", kind="DossierFiled")
    assert (dossier.owner_kind, dossier.owner_person, dossier.ground) == (
        OwnerKind.PERSON,
        minh(),
        Ground.SELF,
    )
    assert (event.actor_kind, event.actor_code) == ("applicant", me().account_code)
    assert event.acting_for == minh().code
    assert (event.agency, event.procedure, event.channel) == ("skhcn-quang-tri", "2.000086", "online")


def test_no_event_of_a_filing_holds_personal_data(draft):
    dossiers.submit(by=me(), draft_code=draft, at=FILED)

    for event in AuditEvent.objects.order_by("pk"):
        said = str(event.payload) + event.subject + event.acting_for
        assert not any(word in said for word in ("Minh", "045090001234", "minh@motcua.example", "Chẩn đoán"))


def test_the_same_draft_filed_twice_is_one_dossier(draft):
    first = dossiers.submit(by=me(), draft_code=draft, at=FILED)

    with no_trace():
        second = dossiers.submit(by=me(), draft_code=draft, at=later(FILED))

    assert second.code == first.code
    assert Dossier.objects.count() == 1


def test_filing_sends_one_acknowledgement_with_a_fixed_id(draft):
    dossier = dossiers.submit(by=me(), draft_code=draft, at=FILED)

    message = Message.objects.get(recipient=me().account_code)
    assert dossier.code in message.body
    assert message.message_id


def test_after_the_9999th_of_the_day_the_code_takes_five_digits_and_says_so(draft):
    unit = an_authority()["receptionist"].posts.get().unit
    DaySequence.objects.create(unit=unit, on=FILED.date(), last=9_999)

    dossier = dossiers.submit(by=me(), draft_code=draft, at=FILED)

    assert dossier.code == "000.00.15.H50-261116-10000"
    event = AuditEvent.objects.get(kind="DossierFiled")
    assert event.payload["sequence_overflow"] is True


def test_a_new_day_begins_with_one(draft):
    filed(at=FILED - timedelta(days=1))

    assert dossiers.submit(by=me(), draft_code=draft, at=FILED).code.endswith("-261116-0001")


def test_a_fee_that_the_answers_make_due_is_asked_for():
    an_authority()
    publication = a_publication("2.000090", with_fee=True)

    dossier = filed(publication=publication)

    assert Charge.objects.get(subject=f"dossier:{dossier.code}").amount_vnd == 3_000_000
    assert dossier.finance == "due"


def a_second_version(*, valid_from: date) -> Version:
    version = Version.objects.get()
    return Version.objects.create(
        publication=version.publication, number=2, content=version.content | {"keywords": ["mới"]},
        content_hash="b" * 64, sources=[], form_version=version.form_version, valid_from=valid_from,
        published_at=FILED,
    )  # fmt: skip


def test_a_dossier_stays_with_the_version_in_force_when_it_was_filed(draft):
    first = Version.objects.get()
    dossier = dossiers.submit(by=me(), draft_code=draft, at=FILED)

    a_second_version(valid_from=FILED.date() + timedelta(days=1))

    assert Dossier.objects.get(pk=dossier.pk).version == first


def test_a_draft_of_an_older_version_is_not_filed_and_leaves_no_trace(draft):
    a_second_version(valid_from=FILED.date())

    with no_trace(), pytest.raises(ProcedureChanged):
        dossiers.submit(by=me(), draft_code=draft, at=FILED)


def test_saving_a_step_moves_the_draft_to_the_version_in_force(draft):
    second = a_second_version(valid_from=FILED.date())
    dossiers.save_answers(by=me(), draft_code=draft, revision=1, raw={"purpose": ["Y tế"]}, at=FILED)

    assert dossiers.submit(by=me(), draft_code=draft, at=FILED).version == second


# Refusals


def test_a_draft_with_defects_is_refused_by_step_and_leaves_no_trace():
    an_authority()
    draft = dossiers.start_draft(by=me(), publication_code=a_publication().full_code, at=FILED)

    with no_trace(), pytest.raises(FilingIncomplete) as refusal:
        dossiers.submit(by=me(), draft_code=draft.code, at=FILED)

    assert refusal.value.steps == ["form"]


def test_a_field_forged_in_is_refused_and_leaves_no_trace(draft):
    dossiers.save_answers(
        by=me(), draft_code=draft, revision=1, raw={"purpose": ["X"], "is_approved": ["yes"]}, at=FILED
    )

    with no_trace(), pytest.raises(FilingIncomplete):
        dossiers.submit(by=me(), draft_code=draft, at=FILED)


def test_somebody_elses_draft_is_missing_and_leaves_no_trace(draft):
    with no_trace(), pytest.raises(DraftMissing):
        dossiers.submit(by=applicant_view(hoa()), draft_code=draft, at=FILED)


@pytest.mark.parametrize("act", ["delete_draft", "submit"])
def test_a_guessed_draft_code_is_missing(act):
    with no_trace(), pytest.raises(DraftMissing):
        getattr(dossiers, act)(by=me(), draft_code="N-000000000000", at=FILED)


def test_a_stale_tab_overwrites_nothing(draft):
    dossiers.save_answers(by=me(), draft_code=draft, revision=1, raw={"purpose": ["Mới hơn"]}, at=FILED)

    with no_trace(), pytest.raises(StalePage):
        dossiers.save_answers(by=me(), draft_code=draft, revision=1, raw={"purpose": ["Cũ"]}, at=FILED)


def test_where_the_law_has_ended_only_a_demo_accepts_filings():
    an_authority()
    publication = a_publication("2.000091")
    Version.objects.filter(publication=publication).update(valid_to=FILED.date() - timedelta(days=1))

    with no_trace(), override_settings(MOTCUA_DEMO=False), pytest.raises(LawHasEnded):
        dossiers.start_draft(by=me(), publication_code=publication.full_code, at=FILED)
    with override_settings(MOTCUA_DEMO=True):
        dossier = filed(publication=publication)
    assert dossier.is_sample


def test_a_paper_that_the_procedure_does_not_ask_for_is_refused(draft):
    with no_trace(), pytest.raises(UnknownPaper):
        dossiers.add_paper(
            by=me(), beside=draft, slug="so-do", stream=BytesIO(sample_pdf("x")), name="x.pdf", at=FILED
        )


# For whom, on what ground


def save_case(draft: str, **facts: object) -> None:
    revision = Draft.objects.get(code=draft).revision
    dossiers.save_case(by=me(), draft_code=draft, revision=revision, case_slug="", at=FILED, **facts)  # type: ignore[arg-type]


def test_an_organisation_is_the_owner_when_its_representative_files(draft):
    a_membership(minh())
    organisation = an_organisation()
    save_case(draft, ground=Ground.LEGAL_REPRESENTATIVE, organisation_code=organisation.code)

    dossier = dossiers.submit(by=me(), draft_code=draft, at=FILED)

    assert (dossier.owner_kind, dossier.owner_organisation) == (OwnerKind.ORGANISATION, organisation)
    assert dossier.filer == minh()


def test_a_strangers_organisation_is_refused_and_leaves_no_trace(draft):
    stranger: Organisation = an_organisation()

    with no_trace(), pytest.raises(NotAMember):
        save_case(draft, ground=Ground.LEGAL_REPRESENTATIVE, organisation_code=stranger.code)


def test_a_mandate_makes_the_mandator_the_owner(draft):
    mandator = {"identity_number": "045085000123", "full_name": "Trần Thị Mơ"}
    save_case(draft, ground=Ground.MANDATE, mandator=mandator, ground_note="Giấy ủy quyền số 1, 02/11/2026")

    dossier = dossiers.submit(by=me(), draft_code=draft, at=FILED)

    assert dossier.owner_person == Person.objects.get(identity_number="045085000123")
    assert dossier.filer == minh()


def test_a_mandate_without_its_paper_named_is_a_defect_of_the_case(draft):
    save_case(draft, ground=Ground.MANDATE, mandator={"identity_number": "123", "full_name": ""})

    view = drafts.draft_view(viewer=me(), code=draft, at=FILED)

    fields = {defect.field for defect in view.defects["case"]}
    assert fields == {"mandator_identity_number", "mandator_full_name", "ground_note"}


def test_a_number_with_another_persons_name_is_refused_and_leaves_no_trace(draft):
    mandator = {"identity_number": hoa().identity_number or "", "full_name": "Người Khác"}
    save_case(draft, ground=Ground.MANDATE, mandator=mandator, ground_note="Giấy ủy quyền số 1")

    with no_trace(), pytest.raises(NameMismatch):
        dossiers.submit(by=me(), draft_code=draft, at=FILED)


# What the applicant reads


def test_a_like_dossier_under_way_is_warned_of(draft):
    first = filed()

    view = drafts.draft_view(viewer=me(), code=draft, at=FILED)

    assert [row.code for row in view.like_under_way] == [first.code]


def test_a_stranger_reads_neither_draft_nor_dossier(draft):
    dossier = filed()
    stranger = applicant_view(hoa())

    with pytest.raises(DraftMissing):
        drafts.draft_view(viewer=stranger, code=draft, at=FILED)
    with pytest.raises(Exception, match="hồ sơ"):
        applicant.dossier_view(viewer=stranger, code=dossier.code, at=FILED)
    assert applicant.dossiers_of(viewer=stranger) == ([], None)


def test_an_anonymous_look_up_tells_only_how_far_it_is():
    dossier = filed()

    found = reach.lookup(code=dossier.code_short)

    assert found is not None
    assert (found.progress, found.of) == (1, 6)
    assert "Minh" not in str(found)


def test_what_is_owed_is_kept_in_the_language_of_the_law(draft):
    publication = a_publication("2.000090", with_fee=True)

    with translation.override("en"):
        dossier = filed(publication=publication)

    charge = Charge.objects.get(subject=f"dossier:{dossier.code}")
    assert charge.lines[0]["label"] == "Phí thẩm định"


@pytest.mark.parametrize(
    ("who", "ground", "is_right"),
    [
        (["organisation"], Ground.SELF, False),
        (["organisation"], Ground.LEGAL_REPRESENTATIVE, True),
        (["person"], Ground.SELF, True),
        (["person"], Ground.LEGAL_REPRESENTATIVE, False),
        (["person", "organisation"], Ground.SELF, True),
        (None, Ground.LEGAL_REPRESENTATIVE, True),
    ],
)
def test_a_procedure_is_filed_by_those_it_is_for(draft, who, ground, is_right):
    a_membership(minh())
    save_case(draft, ground=ground, organisation_code=an_organisation().code)
    kept = Draft.objects.select_related("version__form_version", "publication", "filer").get(code=draft)
    kept.version.content = kept.version.content | ({"audience": {"who": who}} if who else {})

    defects = checking.check_draft(kept, on=FILED.date()).defects["case"]

    assert (not defects) == is_right


def test_the_fee_is_asked_after_the_filing_is_told():
    dossier = filed(publication=a_publication("2.000090", with_fee=True))

    kinds = AuditEvent.objects.filter(subject=f"dossier:{dossier.code}").order_by("sequence")
    assert list(kinds.values_list("kind", flat=True)) == ["DossierFiled", "ChargeAsked"]
