"""Paper dossiers: registered and answered at the counter, for people known and unknown."""

from dataclasses import replace

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, Ground, HolderKind, OwnerKind, SubStatus
from motcua.casework.dossiers.errors.counter import IntakeChanged, IntakeIncomplete, NotYourCounter
from motcua.casework.dossiers.errors.places import OtherProvince
from motcua.casework.dossiers.intake import TypedParty, prepare
from motcua.casework.dossiers.paper_checks import Counted
from motcua.foundation.accounts.models import Organisation, Person
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.kernel.errors import Refused
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from motcua.reference.catalogue.models import Publication, Version
from tests.factories.accounts import a_unit, an_agency, an_officer, minh, officer_view
from tests.factories.dossiers import FILED, a_publication, an_authority
from tests.factories.intakes import BINH, an_intake

from .at_the_counter import LACKING, ON, kinds, lan
from .traces import no_trace

pytestmark = pytest.mark.django_db


def test_a_complete_dossier_is_registered_and_accepted_at_once():
    dossier = dossiers.receive(by=lan(), intake=an_intake(), at=FILED)

    assert (dossier.business, dossier.sub_status) == (Business.ACCEPTED, SubStatus.WAITING_ASSIGNMENT)
    assert dossier.channel == "counter"
    assert dossier.accepted_at == dossier.submitted_at == FILED
    assert dossier.holder_unit is not None
    assert dossier.due_at is not None
    assert kinds(dossier.code) == ["DossierFiled", "DossierAccepted"]
    filed = AuditEvent.objects.get(kind="DossierFiled")
    assert (filed.actor_kind, filed.actor_code) == ("officer", "lan")
    assert filed.payload["papers"] == 2


def test_the_receipt_counts_originals_and_copies_as_they_were_brought():
    dossier = dossiers.receive(by=lan(), intake=an_intake(), at=FILED)

    words = Letter.objects.get(subject=f"dossier:{dossier.code}", kind=LetterKind.RECEIPT).data

    lines = {line["name"]: line for line in words["papers"]}
    assert (lines["Đơn đề nghị"]["originals"], lines["Đơn đề nghị"]["copies"]) == (1, 0)
    assert (lines["Giấy phép đã cấp"]["originals"], lines["Giấy phép đã cấp"]["copies"]) == (0, 3)
    assert lines["Giấy phép đã cấp"]["note"] == "1 bản chứng thực, 2 bản chụp"
    assert words["submitter"] == "Võ Thanh Bình"
    assert words["applicant"]["phone"] == "0912 000 777"


def test_a_person_not_known_yet_is_kept_without_an_account():
    dossier = dossiers.receive(by=lan(), intake=an_intake(), at=FILED)

    kept = Person.objects.get(identity_number=BINH.number)
    assert (kept.account, kept.full_name, kept.address) == (None, BINH.name, BINH.address)
    assert (dossier.owner_kind, dossier.owner_person, dossier.filer) == (OwnerKind.PERSON, kept, kept)


def test_a_known_person_is_found_by_number_alone_and_keeps_what_the_account_says():
    known = minh()
    typed = TypedParty(number="045 090 001 234", phone="0999 999 999")

    dossier = dossiers.receive(by=lan(), intake=an_intake(filer=typed), at=FILED)

    assert dossier.filer == known
    known.refresh_from_db()
    assert known.phone == ""


def test_a_person_without_an_account_gets_the_newest_contact():
    dossiers.receive(by=lan(), intake=an_intake(), at=FILED)

    again = TypedParty(number=BINH.number, phone="0911 111 111")
    dossiers.receive(by=lan(), intake=an_intake(filer=again), at=FILED)

    kept = Person.objects.get(identity_number=BINH.number)
    assert (kept.phone, kept.address) == ("0911 111 111", BINH.address)


def test_a_name_that_differs_from_the_known_one_is_told_and_nothing_is_registered():
    minh()
    typed = TypedParty(number="045090001234", name="Nguyễn Văn Khác")

    with no_trace(), pytest.raises(IntakeIncomplete, match="thuộc về “Lê Văn Minh”"):
        dossiers.receive(by=lan(), intake=an_intake(filer=typed), at=FILED)


def test_an_organisation_not_known_yet_is_kept_by_its_tax_number():
    intake = an_intake(
        ground=Ground.LEGAL_REPRESENTATIVE,
        organisation=TypedParty(number="9900000009", name="Phòng khám Tâm An", address="Đông Hà"),
    )

    dossier = dossiers.receive(by=lan(), intake=intake, at=FILED)

    kept = Organisation.objects.get(tax_number="9900000009")
    assert dossier.owner_organisation == kept
    assert (kept.name, kept.address) == ("Phòng khám Tâm An", "Đông Hà")


def test_by_a_mandate_the_owner_is_the_mandator():
    intake = an_intake(
        ground=Ground.MANDATE,
        ground_note="Văn bản ủy quyền số 12 ngày 10/11/2026, UBND xã chứng thực",
        mandator=TypedParty(number="045190004321", name="Phạm Thị Hoa"),
    )

    dossier = dossiers.receive(by=lan(), intake=intake, at=FILED)

    assert dossier.owner_person is not None
    assert (dossier.owner_person.full_name, dossier.filer.full_name) == ("Phạm Thị Hoa", BINH.name)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"filer": TypedParty(number="123", name="Ai Đó")}, "filer_identity_number"),
        ({"filer": TypedParty(number="045088000777")}, "filer_full_name"),
        ({"ground": "member", "organisation": TypedParty(number="123")}, "organisation_tax_number"),
        ({"ground": "mandate"}, "mandator_identity_number"),
        ({"channel": "online"}, "channel"),
        ({"result_way": "online"}, "result_way"),
        ({"result_way": "post"}, "result_address"),
        ({"raw": {}, "papers": {}}, "purpose"),
    ],
)
def test_every_defect_is_told_at_its_field_and_stops_the_registration(changes, field):
    intake = an_intake(**changes)

    assert field in [one.field for one in prepare(intake, on=ON).defects]
    with no_trace(), pytest.raises(IntakeIncomplete):
        dossiers.receive(by=lan(), intake=intake, at=FILED)
    assert not Person.objects.filter(identity_number=BINH.number).exists()


def test_with_the_paper_form_only_answers_that_decide_something_are_typed():
    dossier = dossiers.receive(by=lan(), intake=an_intake(raw={}), at=FILED)

    assert dossier.filings.get().answers == {}


def test_a_paper_that_must_come_and_was_not_brought_is_told():
    intake = an_intake(publication=asking_for_the_licence(), papers={"don": Counted(originals=1)})

    assert [one.field for one in prepare(intake, on=ON).paper_defects] == ["paper-giay-cu"]
    with no_trace(), pytest.raises(IntakeIncomplete, match="Giấy phép đã cấp"):
        dossiers.receive(by=lan(), intake=intake, at=FILED)


def asking_for_the_licence() -> Publication:
    """A procedure whose second version asks for the old licence in any case."""
    publication = a_publication("2.000081")
    first = Version.objects.get(publication=publication)
    content = first.content | {"papers": [one | {"required": True} for one in first.content["papers"]]}
    Version.objects.create(
        publication=publication,
        number=2,
        content=content,
        content_hash=content_hash(content),
        sources=first.sources,
        form_version=first.form_version,
        valid_from=first.valid_from,
        published_at=FILED,
    )
    return publication


def test_the_same_page_sent_twice_registers_one_dossier():
    intake = an_intake()
    first = dossiers.receive(by=lan(), intake=intake, at=FILED)

    with no_trace():
        again = dossiers.receive(by=lan(), intake=intake, at=FILED)

    assert again == first


def test_the_same_page_with_other_words_on_it_is_told_and_registers_nothing():
    intake = an_intake(sent_hash="a" * 64)
    first = dossiers.receive(by=lan(), intake=intake, at=FILED)

    with no_trace(), pytest.raises(IntakeChanged, match=first.code):
        dossiers.receive(by=lan(), intake=replace(intake, sent_hash="b" * 64), at=FILED)
    assert dossiers.receive(by=lan(), intake=intake, at=FILED) == first


def test_an_incomplete_dossier_is_registered_with_its_supplement_request():
    intake = an_intake(papers={}, raw={})

    dossier = dossiers.receive_incomplete(by=lan(), intake=intake, defects=LACKING, at=FILED)

    assert (dossier.business, dossier.holder_kind) == (Business.AWAITING_SUPPLEMENT, HolderKind.APPLICANT)
    assert kinds(dossier.code) == ["DossierFiled", "SupplementRequested"]
    assert Letter.objects.filter(subject=f"dossier:{dossier.code}", kind=LetterKind.SUPPLEMENT).exists()


def test_a_supplement_that_asks_nothing_registers_nothing():
    with no_trace(), pytest.raises(Refused):
        dossiers.receive_incomplete(by=lan(), intake=an_intake(), defects=[], at=FILED)


def test_a_dossier_is_turned_away_with_reason_and_ground():
    dossier = dossiers.turn_away(
        by=lan(),
        intake=an_intake(papers={}),
        reason="Không thuộc thẩm quyền.",
        basis="Điều 1 Luật thử",
        at=FILED,
    )

    assert (dossier.business, dossier.holder_kind) == (Business.REFUSED, HolderKind.NOBODY)
    assert kinds(dossier.code) == ["DossierFiled", "DossierRefused"]


def test_a_refusal_without_a_reason_registers_nothing():
    with no_trace(), pytest.raises(Refused):
        dossiers.turn_away(by=lan(), intake=an_intake(), reason=" ", basis="Điều 1", at=FILED)


# Who may


@pytest.mark.parametrize("role", ["cashier", "specialist", "division_head", "leader", "clerk", "editor"])
def test_only_who_receives_at_the_desk_of_the_agency_may_register(role):
    intake = an_intake()

    with no_trace(), pytest.raises(NotYourCounter):
        dossiers.receive(by=officer_view(an_authority()[role]), intake=intake, at=FILED)


def test_the_desk_of_another_province_does_not_receive_for_this_one():
    unit = a_unit("bg-mot-cua", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    stranger = officer_view(an_officer(unit=unit, code="bg-tiep-nhan"))

    with no_trace(), pytest.raises(OtherProvince):
        dossiers.receive(by=stranger, intake=an_intake(), at=FILED)
