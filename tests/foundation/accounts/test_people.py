"""What people change about themselves and about whom they file for."""

from datetime import date, timedelta

import pytest

from motcua.foundation.accounts import errors, operations
from motcua.foundation.accounts.models import Membership, Organisation, Person
from motcua.foundation.accounts.operations.entry import Entry
from motcua.foundation.audit.models import AuditEvent
from tests.factories import accounts as make
from tests.factories.accounts import MONDAY, PASSWORD
from tests.factories.dossiers import filed

from .acts import kinds, sign_in

pytestmark = pytest.mark.django_db
TAX = "9900000009"


def update(person, **changes):
    facts = {"phone": "", "address": "", "born_on": None, "sex": "", "language": "vi"} | changes
    operations.update_profile(by=make.applicant_view(person), at=MONDAY, **facts)


class TestProfile:
    def test_what_changed_is_recorded_by_name_only(self):
        person = make.minh()

        update(person, phone="0912345678", language="en")

        person.refresh_from_db()
        assert (person.phone, person.account.language) == ("0912345678", "en")
        event = AuditEvent.objects.get()
        assert event.payload == {"fields": ["phone", "language"]}
        assert "0912345678" not in str(event.content())

    def test_nothing_changed_is_no_act(self):
        update(make.minh())

        assert not AuditEvent.objects.exists()

    def test_a_birthday_that_does_not_fit_the_number_is_refused(self):
        with pytest.raises(errors.IdentityNumberUnusable):
            update(make.minh(), born_on=date(1980, 1, 1), phone="0912345678")

        assert Person.objects.get().phone == ""


class TestClosing:
    def test_it_shuts_the_door_and_keeps_the_person(self):
        person = make.minh()
        sign_in()

        operations.close_account(by=person.account, password=PASSWORD, at=MONDAY)

        assert sign_in(key="l" * 32) == Entry.REFUSED
        assert Person.objects.get().identity_number == "045090001234"
        assert kinds(f"account:{person.account.code}") == ["SignedIn", "AccountClosed"]

    def test_dossiers_under_way_keep_it_open(self):
        person = make.minh()
        filed(by=person)

        with pytest.raises(errors.DossiersUnderWay):
            operations.close_account(by=person.account, password=PASSWORD, at=MONDAY)
        assert sign_in() == Entry.SIGNED_IN

    def test_a_wrong_password_keeps_it_open(self):
        person = make.minh()

        with pytest.raises(errors.PasswordWrong):
            operations.close_account(by=person.account, password="sai", at=MONDAY)
        assert not AuditEvent.objects.exists()

    def test_an_officer_does_not_close_it(self):
        with pytest.raises(errors.OfficerKeepsAccount):
            operations.close_account(by=make.lan().account, password=PASSWORD, at=MONDAY)


def declare(person, *, tax_number=TAX):
    return operations.declare_organisation(
        by=make.applicant_view(person),
        tax_number=tax_number,
        name="Công ty Ánh Sáng",
        position="Giám đốc",
        is_legal_representative=True,
        ground="",
        at=MONDAY,
    )


def add_hoa(by, organisation, **changes):
    facts = {
        "email": "hoa@motcua.example",
        "identity_number": "045190004321",
        "position": "Nhân viên",
        "is_legal_representative": False,
        "ground": "Giấy ủy quyền số 1",
        "valid_to": None,
    } | changes
    operations.add_membership(
        by=make.applicant_view(by), organisation_code=organisation.code, at=MONDAY, **facts
    )


class TestOrganisations:
    def test_who_declares_an_organisation_files_for_it(self):
        minh = make.minh()

        organisation = declare(minh)

        assert make.applicant_view(minh).organisation_codes == (organisation.code,)
        assert kinds(f"organisation:{organisation.code}") == ["OrganisationDeclared"]

    def test_a_known_organisation_does_not_let_a_stranger_in(self):
        declare(make.minh())

        with pytest.raises(errors.OrganisationKnown):
            declare(make.hoa())
        assert make.applicant_view(make.hoa()).organisation_codes == ()

    def test_a_wrong_tax_number_is_refused_and_leaves_no_trace(self):
        with pytest.raises(errors.TaxNumberUnusable):
            declare(make.minh(), tax_number="9900000008")

        assert not Organisation.objects.exists()

    def test_its_representative_lets_others_in_and_out(self):
        minh, hoa = make.minh(), make.hoa()
        organisation = declare(minh)
        add_hoa(minh, organisation)
        assert make.applicant_view(hoa).organisation_codes == (organisation.code,)
        Membership.objects.filter(person=hoa).update(valid_from=MONDAY.date() - timedelta(days=9))

        operations.end_membership(
            by=make.applicant_view(minh), code=Membership.objects.get(person=hoa).code, at=MONDAY
        )

        assert make.applicant_view(hoa).organisation_codes == ()
        assert kinds(f"organisation:{organisation.code}") == [
            "OrganisationDeclared",
            "MembershipGiven",
            "MembershipEnded",
        ]

    def test_nobody_else_lets_people_in(self):
        organisation = declare(make.minh())

        with pytest.raises(errors.NotRepresentative):
            add_hoa(make.hoa(), organisation)
        assert Membership.objects.count() == 1

    @pytest.mark.parametrize("wrong", [{"email": "ai@motcua.example"}, {"identity_number": "045190004322"}])
    def test_number_and_email_are_both_needed(self, wrong):
        minh, _ = make.minh(), make.hoa()
        organisation = declare(minh)

        with pytest.raises(errors.NoSuchPerson):
            add_hoa(minh, organisation, **wrong)

    def test_nobody_is_let_in_twice(self):
        minh, _ = make.minh(), make.hoa()
        organisation = declare(minh)
        add_hoa(minh, organisation)

        with pytest.raises(errors.MembershipHeld):
            add_hoa(minh, organisation)

    def test_a_stranger_ends_nobodys_right(self):
        declare(make.minh())

        with pytest.raises(errors.NoSuchMembership):
            operations.end_membership(
                by=make.applicant_view(make.hoa()), code=Membership.objects.get().code, at=MONDAY
            )
        assert Membership.objects.get().valid_to is None
