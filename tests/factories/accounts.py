"""Agencies, units, officers and applicants: the smallest valid rows.

Three people everywhere: Lan (officer), Minh (applicant), Hoa (stranger). Everyone's password is PASSWORD.
Calling `lan()`, `minh()` or `hoa()` twice gives the same row.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from itertools import count

from django.contrib.auth.hashers import make_password
from django.test import Client

from motcua.foundation.accounts import queries
from motcua.foundation.accounts.enums import AgencyLevel, IdentifierForm, UnitKind
from motcua.foundation.accounts.models import (
    Account,
    Agency,
    AgencyIdentifier,
    Leave,
    LoginSession,
    Membership,
    Officer,
    Organisation,
    Person,
    Post,
    Role,
    SigningPower,
    Unit,
)
from motcua.foundation.accounts.queries import ApplicantView, OfficerView
from motcua.foundation.accounts.rules import DEFAULT_ROLES
from motcua.foundation.kernel.text import normalise

PASSWORD = "mot mat khau dai"
FROM = date(2018, 1, 1)
MONDAY = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)  # 09:00 in Vietnam
FRIDAY = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
_serial = count(1)


@cache
def _password_hash() -> str:
    return make_password(PASSWORD)


def an_agency(code: str = "skhcn-quang-tri", *, parent: Agency | None = None, **fields: object) -> Agency:
    """A department; the same code gives the same agency."""
    values: dict[str, object] = {
        "parent": parent,
        "level": AgencyLevel.DEPARTMENT,
        "name_vi": "Sở Khoa học và Công nghệ",
        "place": "Quảng Trị",
        "symbol": "SKHCN",
        "valid_from": FROM,
    } | fields
    return Agency.objects.filter(code=code).first() or Agency.objects.create(code=code, **values)


def an_identifier(agency: Agency, value: str = "000.00.15.H50") -> AgencyIdentifier:
    form = IdentifierForm.LONG if value.count(".") == 3 else IdentifierForm.SHORT
    known = {"agency": agency, "form": form, "value": value}
    found = AgencyIdentifier.objects.filter(**known).first()
    return found or AgencyIdentifier.objects.create(valid_from=FROM, **known)


def a_unit(
    code: str = "qt-mot-cua", *, agency: Agency | None = None, kind: str = UnitKind.ONE_STOP, **fields: object
) -> Unit:
    """The one-stop desk of the first agency; the same code gives the same unit."""
    found = Unit.objects.filter(code=code).first()
    if found is not None:
        return found
    values = {"agency": agency or an_agency(), "kind": kind, "name": UnitKind(kind).label} | fields
    return Unit.objects.create(code=code, **values)


def a_role(code: str = "receptionist") -> Role:
    """A role as the product ships it."""
    return roles([code])[code]


def roles(codes: Iterable[str]) -> dict[str, Role]:
    wanted = set(codes)
    found = {role.code: role for role in Role.objects.filter(code__in=wanted)}
    missing = [
        Role(code=one.code, name=one.name, permissions=sorted(one.permissions), scope=one.scope)
        for one in DEFAULT_ROLES
        if one.code in wanted - found.keys()
    ]
    return found | {role.code: role for role in Role.objects.bulk_create(missing)}


def an_account(email: str = "", *, confirmed: bool = True) -> Account:
    account = _account(email)
    account.email_confirmed_at = MONDAY if confirmed else None
    account.save()
    return account


def _account(email: str) -> Account:
    return Account(
        email=email or f"nguoi{next(_serial)}@motcua.example",
        password=_password_hash(),
        email_confirmed_at=MONDAY,
        created_at=MONDAY,
    )


def a_person(full_name: str, identity_number: str, *, email: str = "") -> Person:
    """A natural person with an account to sign in."""
    found = Person.objects.filter(identity_number=identity_number).first()
    return found or Person.objects.create(
        account=an_account(email),
        full_name=full_name,
        name_norm=normalise(full_name),
        identity_number=identity_number,
        email=email,
    )


def minh() -> Person:
    """The applicant."""
    return a_person("Lê Văn Minh", "045090001234", email="minh@motcua.example")


def hoa() -> Person:
    """The stranger: an applicant who must not see what is Minh's."""
    return a_person("Phạm Thị Hoa", "045190004321", email="hoa@motcua.example")


def an_organisation(tax_number: str = "9900000009", *, name: str = "Công ty Ánh Sáng") -> Organisation:
    return Organisation.objects.get_or_create(
        tax_number=tax_number, defaults={"name": name, "name_norm": normalise(name)}
    )[0]


def a_membership(person: Person, organisation: Organisation | None = None) -> Membership:
    return Membership.objects.create(
        person=person,
        organisation=organisation or an_organisation(),
        position="Giám đốc",
        is_legal_representative=True,
        valid_from=FROM,
    )


def an_officer(
    role: str = "receptionist",
    *,
    unit: Unit | None = None,
    code: str = "",
    full_name: str = "",
    **fields: object,
) -> Officer:
    """An officer with one post; the same code gives the same officer."""
    code = code or f"can-bo-{next(_serial)}"
    found = Officer.objects.filter(code=code).first()
    if found is None:
        found = Officer.objects.create(
            code=code,
            account=an_account(f"{code}@motcua.example"),
            full_name=full_name or f"Cán bộ {code}",
            **fields,
        )
        a_post(found, role=role, unit=unit)
    return found


def officers(wanted: Mapping[str, tuple[str, Unit]]) -> dict[str, Officer]:
    """Several at once, each with one post: by role, of a code and a unit. None of them is there yet."""
    accounts = Account.objects.bulk_create(_account(f"{code}@motcua.example") for code, _ in wanted.values())
    made = Officer.objects.bulk_create(
        Officer(code=code, account=account, full_name=f"Cán bộ {code}")
        for account, (code, _) in zip(accounts, wanted.values(), strict=True)
    )
    found = dict(zip(wanted, made, strict=True))
    theirs = roles(wanted)
    Post.objects.bulk_create(
        Post(officer=found[role], unit=unit, role=theirs[role], valid_from=FROM)
        for role, (_, unit) in wanted.items()
    )
    return found


def a_post(officer: Officer, *, role: str, unit: Unit | None = None, valid_to: date | None = None) -> Post:
    return Post.objects.create(
        officer=officer, unit=unit or a_unit(), role=a_role(role), valid_from=FROM, valid_to=valid_to
    )


def a_leave(
    officer: Officer, *, substitute: Officer | None = None, last_day: date = date(2099, 12, 31)
) -> Leave:
    """Away since the Monday of the tests."""
    return Leave.objects.create(
        officer=officer,
        substitute=substitute,
        valid_from=MONDAY.date(),
        valid_to=last_day,
        recorded_at=MONDAY,
    )


def a_signing_power(officer: Officer, kind: str = "KT", **fields: object) -> SigningPower:
    """How an officer signs for the first agency, from the beginning of the year."""
    kept = {
        "principal": "Giám đốc",
        "basis": "Quyết định số 10/QĐ-SKHCN ngày 02/01/2026",
        "valid_from": date(2026, 1, 2),
    }
    return SigningPower.objects.create(officer=officer, agency=an_agency(), kind=kind, **(kept | fields))


def lan() -> Officer:
    """The officer in charge: receptionist at the one-stop desk of the first agency."""
    return an_officer(code="lan", full_name="Nguyễn Thị Lan", title="Chuyên viên")


def an_administrator() -> Officer:
    return an_officer("administrator", code="quan-tri", full_name="Trần Văn Quản")


def officer_view(officer: Officer) -> OfficerView:
    """What a request knows of this officer."""
    view = queries.officer_of(account=officer.account, on=MONDAY.date())
    assert view is not None
    return view


def applicant_view(person: Person) -> ApplicantView:
    """What a request knows of this applicant."""
    assert person.account is not None
    view = queries.applicant_of(account=person.account, on=MONDAY.date())
    assert view is not None
    return view


def signed_in_client(who: Officer | Person) -> Client:
    """A browser in which `who` is signed in."""
    assert who.account is not None
    client = Client()
    client.force_login(who.account, backend="django.contrib.auth.backends.ModelBackend")
    LoginSession.objects.create(
        account=who.account, session_key=client.session.session_key, started_at=MONDAY, seen_at=MONDAY
    )
    return client
