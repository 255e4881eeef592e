"""Stand-ins for a play: an authority, its officers and an applicant whose every fact is a token.

Made inside a transaction that is rolled back, so nobody ever meets them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from motcua.casework.dossiers import checking
from motcua.foundation.accounts.enums import AgencyLevel, IdentifierForm, UnitKind
from motcua.foundation.accounts.models import (
    Account,
    Agency,
    AgencyIdentifier,
    Membership,
    Officer,
    Organisation,
    Person,
    Post,
    Role,
    Unit,
)
from motcua.foundation.accounts.queries import ApplicantView, OfficerView, applicant_of, officer_of
from motcua.foundation.kernel.clock import local_date
from motcua.records.documents.models import Content
from motcua.records.letters import rules as letter_rules
from motcua.records.letters.models import Register
from motcua.reference.catalogue.models import Field, Procedure, Publication, Version

from .scene import ROLES

LONG_AGO = date(2000, 1, 1)
IDENTITY = "990099009900"
VERSION_NUMBER = 7_700_001
NUMBERS = {"receipt": 8_000_100, "result": 9_000_100, "refusal": 9_500_100}
"""The last numbers of the stand-ins' books: no other number of a row comes near the next ones."""

UNIT_OF_ROLE = {
    "receptionist": UnitKind.ONE_STOP,
    "specialist": UnitKind.DIVISION,
    "division_head": UnitKind.DIVISION,
    "leader": UnitKind.LEADERSHIP,
    "clerk": UnitKind.OFFICE,
    "cashier": UnitKind.OFFICE,
}


@dataclass
class Cast:
    """Who plays."""

    agency: Agency
    units: dict[str, Unit]
    officers: dict[str, Officer]
    person: Person
    organisation: Organisation
    contents: dict[str, Content] = field(default_factory=dict)

    @classmethod
    def engage(cls) -> "Cast":
        agency = _agency()
        units = {
            kind.value: Unit.objects.create(
                agency=agency, code=f"⟦{kind.value}.code⟧", kind=kind, name=f"⟦{kind.value}.name⟧"
            )
            for kind in UnitKind
        }
        officers = {role: _officer(role, units[UNIT_OF_ROLE[role].value]) for role in ROLES}
        person, organisation = _owners()
        return cls(agency, units, officers, person, organisation)

    def applicant(self, at: datetime) -> ApplicantView:
        account = self.person.account
        found = applicant_of(account=account, on=local_date(at)) if account else None
        assert found is not None
        return found

    def officer(self, role: str, at: datetime) -> OfficerView:
        found = officer_of(account=self.officers[role].account, on=local_date(at))
        assert found is not None
        return found

    def publish(self, version: Version) -> Publication:
        """The version's content, as this authority's publication of a procedure that has only tokens."""
        field, _ = Field.objects.get_or_create(code="⟦field.code⟧", defaults={"name_vi": "⟦field⟧"})
        procedure, _ = Procedure.objects.get_or_create(
            code="⟦procedure.code⟧",
            defaults={"name": "⟦procedure.name⟧", "name_norm": "", "field": field},
        )
        publication = Publication.objects.create(
            procedure=procedure,
            agency=self.agency,
            full_code="⟦publication.code⟧",
            short_code="⟦publication.short⟧",
        )
        Version.objects.create(
            publication=publication,
            number=VERSION_NUMBER,
            content=version.content,
            content_hash=f"{publication.pk:064d}",
            sources=version.sources,
            form_version_id=version.form_version_id,
            fee_version_id=version.fee_version_id,
            valid_from=LONG_AGO,
            published_at=datetime.fromisoformat("2000-01-01T00:00+07:00"),
        )
        return publication

    def open_registers(self, version: Version, *moments: datetime) -> None:
        """Books whose next numbers stand out."""
        symbol = self.agency.symbol
        books = {
            letter_rules.RECEIPT_BOOK: NUMBERS["receipt"],
            letter_rules.symbol_of(letter_rules.REFUSAL_TYPE, agency_symbol=symbol): NUMBERS["refusal"],
            letter_rules.symbol_of(checking.result_name(version), agency_symbol=symbol): NUMBERS["result"],
        }
        years = {local_date(at).year for at in moments}
        for book, last in books.items():
            for year in years:
                Register.objects.create(agency_code=self.agency.code, book=book, year=year, last_number=last)


def _agency() -> Agency:
    parent = Agency.objects.create(
        code="⟦parent⟧",
        level=AgencyLevel.PROVINCE,
        name_vi="⟦agency.parent⟧",
        place="⟦parent⟧",
        symbol="⟦parent⟧",
        valid_from=LONG_AGO,
    )
    agency = Agency.objects.create(
        code="⟦agency.code⟧",
        parent=parent,
        level=AgencyLevel.DEPARTMENT,
        name_vi="⟦agency.name⟧",
        place="⟦agency.place⟧",
        symbol="⟦agency.symbol⟧",
        hotline="⟦agency.hotline⟧",
        valid_from=LONG_AGO,
    )
    for form in IdentifierForm:
        AgencyIdentifier.objects.create(
            agency=agency, form=form, value=f"⟦agency.{form.value}⟧", valid_from=LONG_AGO
        )
    return agency


def _officer(role: str, unit: Unit) -> Officer:
    account = Account.objects.create(email=f"{role}@mould.example", created_at=_then())
    officer = Officer.objects.create(
        code=f"⟦{role}.code⟧", account=account, full_name=f"⟦{role}.name⟧", title=f"⟦{role}.title⟧"
    )
    Post.objects.create(officer=officer, unit=unit, role=Role.objects.get(code=role), valid_from=LONG_AGO)
    return officer


def _owners() -> tuple[Person, Organisation]:
    account = Account.objects.create(
        code="⟦account.code⟧",
        email="owner@mould.example",
        created_at=_then(),
        closed_at=_then(),
        is_active=False,
    )
    person = Person.objects.create(
        code="⟦person.code⟧",
        account=account,
        identity_number=IDENTITY,
        full_name="⟦person.name⟧",
        phone="⟦person.phone⟧",
        email="⟦person.email⟧",
        address="⟦person.address⟧",
    )
    organisation = Organisation.objects.create(
        code="⟦org.code⟧",
        tax_number="⟦org.tax⟧",
        name="⟦org.name⟧",
        phone="⟦org.phone⟧",
        email="⟦org.email⟧",
        address="⟦org.address⟧",
    )
    Membership.objects.create(
        person=person, organisation=organisation, is_legal_representative=True, valid_from=LONG_AGO
    )
    return person, organisation


def _then() -> datetime:
    return datetime.fromisoformat("2000-01-01T00:00+07:00")
