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
from motcua.reference.workflow.models import ProcessVersion

from .scene import ROLES

LONG_AGO = date(2000, 1, 1)
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


@dataclass(frozen=True)
class _Token:
    """Names a fact of the stand-ins of one process."""

    place: int

    def __call__(self, name: str) -> str:
        return f"⟦{name}~{self.place}⟧" if self.place else f"⟦{name}⟧"

    @property
    def identity(self) -> str:
        return f"9900990099{self.place:02d}"


@dataclass
class Cast:
    """Who plays."""

    token: "_Token"
    agency: Agency
    units: dict[str, Unit]
    officers: dict[str, Officer]
    person: Person
    organisation: Organisation
    process: ProcessVersion | None = None
    contents: dict[str, Content] = field(default_factory=dict)

    @classmethod
    def engage(cls, place: int = 0) -> "Cast":
        """`place` keeps apart the stand-ins of two processes that play at the same time."""
        token = _Token(place)
        agency = _agency(token)
        units = {
            kind.value: Unit.objects.create(
                agency=agency, code=token(f"{kind.value}.code"), kind=kind, name=token(f"{kind.value}.name")
            )
            for kind in UnitKind
        }
        officers = {role: _officer(role, units[UNIT_OF_ROLE[role].value], token) for role in ROLES}
        person, organisation = _owners(token)
        return cls(token, agency, units, officers, person, organisation)

    def applicant(self, at: datetime) -> ApplicantView:
        account = self.person.account
        found = applicant_of(account=account, on=local_date(at)) if account else None
        assert found is not None
        return found

    def officer(self, role: str, at: datetime) -> OfficerView:
        found = officer_of(account=self.officers[role].account, on=local_date(at))
        assert found is not None
        return found

    def publish(self, version: Version, process: ProcessVersion | None) -> Publication:
        """The version's content, as this authority's publication of a procedure that has only tokens."""
        if process is not None:
            self.process = ProcessVersion.objects.create(
                procedure_code=self.token("procedure.code"),
                agency=self.agency,
                number=1,
                steps=process.steps,
                content_hash=process.content_hash,
                kept_at=_then(),
            )
        field, _ = Field.objects.get_or_create(
            code=self.token("field.code"), defaults={"name_vi": self.token("field")}
        )
        procedure, _ = Procedure.objects.get_or_create(
            code=self.token("procedure.code"),
            defaults={"name": self.token("procedure.name"), "name_norm": "", "field": field},
        )
        publication = Publication.objects.create(
            procedure=procedure,
            agency=self.agency,
            full_code=self.token("publication.code"),
            short_code=self.token("publication.short"),
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
        years = sorted({local_date(at).year for at in moments})
        for book, last in books.items():
            for place, year in enumerate(years):
                Register.objects.create(
                    agency_code=self.agency.code, book=book, year=year, last_number=last + 1000 * place
                )


def _agency(token: _Token) -> Agency:
    parent = Agency.objects.create(
        code=token("parent"),
        level=AgencyLevel.PROVINCE,
        name_vi=token("agency.parent"),
        place=token("parent"),
        symbol=token("parent"),
        valid_from=LONG_AGO,
    )
    agency = Agency.objects.create(
        code=token("agency.code"),
        parent=parent,
        level=AgencyLevel.DEPARTMENT,
        name_vi=token("agency.name"),
        place=token("agency.place"),
        symbol=token("agency.symbol"),
        hotline=token("agency.hotline"),
        valid_from=LONG_AGO,
    )
    for form in IdentifierForm:
        AgencyIdentifier.objects.create(
            agency=agency, form=form, value=token(f"agency.{form.value}"), valid_from=LONG_AGO
        )
    return agency


def _officer(role: str, unit: Unit, token: _Token) -> Officer:
    account = Account.objects.create(email=f"{role}-{token.place}@mould.example", created_at=_then())
    officer = Officer.objects.create(
        code=token(f"{role}.code"),
        account=account,
        full_name=token(f"{role}.name"),
        title=token(f"{role}.title"),
    )
    Post.objects.create(officer=officer, unit=unit, role=Role.objects.get(code=role), valid_from=LONG_AGO)
    return officer


def _owners(token: _Token) -> tuple[Person, Organisation]:
    account = Account.objects.create(
        code=token("account.code"),
        email=f"owner-{token.place}@mould.example",
        created_at=_then(),
        closed_at=_then(),
        is_active=False,
    )
    person = Person.objects.create(
        code=token("person.code"),
        account=account,
        identity_number=token.identity,
        full_name=token("person.name"),
        phone=token("person.phone"),
        email=token("person.email"),
        address=token("person.address"),
    )
    organisation = Organisation.objects.create(
        code=token("org.code"),
        tax_number=token("org.tax"),
        name=token("org.name"),
        phone=token("org.phone"),
        email=token("org.email"),
        address=token("org.address"),
    )
    Membership.objects.create(
        person=person, organisation=organisation, is_legal_representative=True, valid_from=LONG_AGO
    )
    return person, organisation


def _then() -> datetime:
    return datetime.fromisoformat("2000-01-01T00:00+07:00")
