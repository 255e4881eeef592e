"""Paper dossiers: registered and answered in one transaction, for people known and unknown."""

from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, Finance, Ground, HolderKind, OwnerKind, SubStatus
from motcua.casework.dossiers.errors import NotYourDossier
from motcua.casework.dossiers.errors.counter import (
    IntakeIncomplete,
    NothingToPay,
    NotYourCounter,
)
from motcua.casework.dossiers.errors.places import OtherProvince
from motcua.casework.dossiers.intake import Intake, TypedParty, prepare
from motcua.casework.dossiers.models import BroughtPaper, Dossier, FiledPaper, SavedPaper
from motcua.casework.dossiers.operations import AskedDefect, PaidAtOnce
from motcua.casework.dossiers.paper_checks import Counted
from motcua.foundation.accounts.models import Organisation, Person
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.errors import Refused
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from motcua.records.repository import operations as repository
from motcua.reference.catalogue.models import Publication, Version
from tests.factories.accounts import (
    a_post,
    a_unit,
    an_agency,
    an_officer,
    an_organisation,
    hoa,
    minh,
    officer_view,
)
from tests.factories.dossiers import FILED, a_publication, an_authority
from tests.factories.held import a_licence, a_renewal
from tests.factories.intakes import BINH, an_intake

from .traces import no_trace

pytestmark = pytest.mark.django_db
ON = local_date(FILED)
LACKING = [AskedDefect("paper", "giay-cu", "Nộp giấy phép đã cấp.")]


def lan() -> OfficerView:
    return officer_view(an_authority()["receptionist"])


def kinds(code: str) -> list[str]:
    events = AuditEvent.objects.filter(subject=f"dossier:{code}").order_by("sequence")
    return list(events.values_list("kind", flat=True))


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


# The fee


def both() -> OfficerView:
    """A receptionist who is the cashier too."""
    officer = an_authority()["receptionist"]
    if officer.posts.count() == 1:
        a_post(officer, role="cashier", unit=a_unit())
    return officer_view(officer)


CASH = PaidAtOnce(way="cash", number="BL-7", paid_on=ON)


def test_a_fee_paid_at_once_starts_the_clock_that_waits_for_it():
    intake = an_intake(publication=a_publication("2.000069", with_fee=True, starts="valid_papers_and_fee"))

    dossier = dossiers.receive(by=both(), intake=intake, at=FILED, paid=CASH)

    assert (dossier.finance, dossier.business) == (Finance.PAID, Business.ACCEPTED)
    assert dossier.due_at is not None
    assert kinds(dossier.code)[0] == "DossierFiled"
    assert kinds(dossier.code)[-1] == "DossierAccepted"
    assert "FeeSettled" in kinds(dossier.code)
    receipts = Letter.objects.filter(subject=f"dossier:{dossier.code}", kind=LetterKind.RECEIPT)
    assert [one.data["fee_state"] for one in receipts] == ["Đã nộp phí"]


def test_a_fee_not_paid_leaves_the_clock_waiting():
    intake = an_intake(publication=a_publication("2.000069", with_fee=True, starts="valid_papers_and_fee"))

    dossier = dossiers.receive(by=lan(), intake=intake, at=FILED)

    assert (dossier.business, dossier.due_at) == (Business.AWAITING_PAYMENT, None)


def test_only_who_records_payments_may_take_the_fee():
    intake = an_intake(publication=a_publication("2.000069", with_fee=True))

    with no_trace(), pytest.raises(NotYourDossier):
        dossiers.receive(by=lan(), intake=intake, at=FILED, paid=CASH)


def test_nothing_is_recorded_as_paid_where_nothing_is_due():
    with no_trace(), pytest.raises(NothingToPay):
        dossiers.receive(by=both(), intake=an_intake(), at=FILED, paid=CASH)


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


# One transaction


class DiskFull(Exception):
    pass


def failing_at(kind: str) -> AbstractContextManager[None]:
    """The database refuses to write this one event."""

    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(f'INSERT INTO "{AuditEvent._meta.db_table}"') and kind in params:
            raise DiskFull
        return execute(sql, params, many, context)

    return connection.execute_wrapper(refuse)


def accepting(intake: Intake) -> Dossier:
    return dossiers.receive(by=both(), intake=intake, at=FILED, paid=CASH)


def asking(intake: Intake) -> Dossier:
    return dossiers.receive_incomplete(by=lan(), intake=intake, defects=LACKING, at=FILED)


def refusing(intake: Intake) -> Dossier:
    return dossiers.turn_away(by=lan(), intake=intake, reason="Lý do.", basis="Điều 1 Luật thử", at=FILED)


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        *((accepting, kind) for kind in ("DossierFiled", "ChargeAsked", "PaymentRecorded", "FeeSettled")),
        *((accepting, kind) for kind in ("LetterFixed", "DossierAccepted")),
        *((asking, kind) for kind in ("DossierFiled", "LetterFixed", "SupplementRequested")),
        *((refusing, kind) for kind in ("DossierFiled", "LetterFixed", "DossierRefused")),
    ],
)
def test_filing_and_answer_stand_or_fall_together(act, kind):
    """Whichever event cannot be written, not even the person remains."""
    intake = an_intake(publication=a_publication("2.000069", with_fee=True, starts="valid_papers_and_fee"))
    both()

    with no_trace(), pytest.raises(DiskFull), failing_at(kind):
        act(intake)

    assert not Person.objects.filter(identity_number=BINH.number).exists()
    assert not BroughtPaper.objects.exists()


# Papers that the repository holds


def test_a_paper_that_the_repository_holds_need_not_be_brought():
    held = a_licence(minh())
    me = TypedParty(number=minh().identity_number or "", name=minh().full_name)
    intake = an_intake(
        publication=a_renewal(), filer=me, papers={"don": Counted(originals=1)}, held={"giay-phep": held.code}
    )

    dossier = dossiers.receive(by=lan(), intake=intake, at=FILED)

    filed = FiledPaper.objects.get(filing__dossier=dossier)
    assert (filed.slug, filed.holding_code, filed.document) == ("giay-phep", held.code, held.document)
    assert list(BroughtPaper.objects.values_list("slug", flat=True)) == ["don"]
    assert SavedPaper.objects.get().channel == "counter"
    assert AuditEvent.objects.get(kind="HoldingOpened").payload["dossier"] == dossier.code
    assert AuditEvent.objects.get(kind="DossierFiled").payload["papers"] == 2


def test_a_paper_that_was_brought_is_counted_and_nothing_taken_for_it():
    held = a_licence(minh())
    me = TypedParty(number=minh().identity_number or "", name=minh().full_name)
    intake = an_intake(
        publication=a_renewal(),
        filer=me,
        papers={"don": Counted(originals=1), "giay-phep": Counted(plain_copies=1)},
        held={"giay-phep": held.code},
    )

    dossiers.receive(by=lan(), intake=intake, at=FILED)

    assert BroughtPaper.objects.count() == 2
    assert not SavedPaper.objects.exists()


@pytest.mark.parametrize("whose", ["another", "revoked"])
def test_a_paper_of_somebody_else_or_of_no_worth_is_refused_at_the_counter(whose: str):
    held = a_licence(hoa() if whose == "another" else minh())
    if whose == "revoked":
        repository.revoke(code=held.code, reason="Cấp sai", by=SYSTEM, at=FILED)
    me = TypedParty(number=minh().identity_number or "", name=minh().full_name)
    intake = an_intake(
        publication=a_renewal(), filer=me, papers={"don": Counted(originals=1)}, held={"giay-phep": held.code}
    )

    with no_trace(), pytest.raises(IntakeIncomplete, match="trong kho không còn hiệu lực"):
        dossiers.receive(by=lan(), intake=intake, at=FILED)


def test_for_an_organisation_its_own_papers_are_held():
    organisation = an_organisation()
    held = a_licence(organisation)
    me = TypedParty(number=minh().identity_number or "", name=minh().full_name)
    intake = an_intake(
        publication=a_renewal(),
        filer=me,
        ground=Ground.MEMBER,
        organisation=TypedParty(number=organisation.tax_number or "", name=organisation.name),
        papers={"don": Counted(originals=1)},
    )

    assert [one.code for one in prepare(intake, on=ON).held["giay-phep"]] == [held.code]
    for_self = prepare(replace(intake, ground=Ground.SELF), on=ON)
    assert not for_self.held.get("giay-phep")
