"""What the owner of an account sees of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.sessions.models import Session

from motcua.foundation.accounts import tokens
from motcua.foundation.accounts.errors import NoSuchOrganisation
from motcua.foundation.accounts.models import Account, LoginSession, Membership, Person

from .viewers import ApplicantView, OrganisationView


@dataclass(frozen=True)
class Profile:
    """What the account's owner sees and may change, but for the name and the number."""

    full_name: str
    identity_number: str
    born_on: date | None
    sex: str
    phone: str
    address: str
    email: str
    language: str


def profile_of(applicant: ApplicantView) -> Profile:
    person = Person.objects.get(pk=applicant.person_id)
    return Profile(
        full_name=person.full_name,
        identity_number=person.identity_number or "",
        born_on=person.born_on,
        sex=person.sex,
        phone=person.phone,
        address=person.address,
        email=applicant.email,
        language=applicant.language,
    )


@dataclass(frozen=True)
class SessionRow:
    """A place where the account is signed in."""

    code: str
    device: str
    started_at: datetime
    seen_at: datetime
    is_this_one: bool


def sessions_of(*, account: Account, session_key: str | None, at: datetime) -> list[SessionRow]:
    """The account's sessions that are neither ended nor run out, the last seen first."""
    alive = Session.objects.filter(expire_date__gt=at).values("session_key")
    rows = LoginSession.objects.filter(account=account, ended_at=None, session_key__in=alive)
    rows = rows.order_by("-seen_at", "-pk")
    return [
        SessionRow(row.code, row.device, row.started_at, row.seen_at, row.session_key == session_key)
        for row in rows
    ]


@dataclass(frozen=True)
class MemberRow:
    """Somebody else who may file for an organisation, as its representative sees them."""

    membership_code: str
    name: str
    position: str
    is_legal_representative: bool


def members_of(applicant: ApplicantView, *, organisation_code: str, on: date) -> list[MemberRow]:
    """The people who may file for an organisation; nothing unless the applicant represents it."""
    represents = any(
        o.code == organisation_code and o.is_legal_representative for o in applicant.organisations
    )
    if not represents:
        return []
    rows = (
        Membership.objects.held_on(on)
        .filter(organisation__code=organisation_code)
        .select_related("person")
        .order_by("person__full_name", "pk")
    )
    return [
        MemberRow(row.code, row.person.full_name, row.position, row.is_legal_representative) for row in rows
    ]


def represented(applicant: ApplicantView, *, organisation_code: str) -> OrganisationView:
    """An organisation whose legal representative the applicant is.

    Raises: NoSuchOrganisation.
    """
    for organisation in applicant.organisations:
        if organisation.code == organisation_code and organisation.is_legal_representative:
            return organisation
    raise NoSuchOrganisation


def reset_link_is_usable(*, code: str, token: str, at: datetime) -> bool:
    """True while a link to choose a new password works."""
    account = Account.objects.open().filter(code=code, is_active=True).first()
    return account is not None and tokens.reset_token_is_usable(account, token, at=at)


def confirmation_is_usable(token: str, *, at: datetime) -> bool:
    """True while a link to confirm an e-mail works."""
    code = tokens.confirmed_account_code(token, at=at)
    account = Account.objects.open().filter(code=code).first() if code else None
    return account is not None and tokens.confirmation_fits(token, account)


def email_change_is_usable(token: str, *, at: datetime) -> bool:
    """True while a link to change an e-mail works."""
    asked = tokens.email_change(token, at=at)
    account = Account.objects.open().filter(code=asked.account).first() if asked else None
    return account is not None and tokens.email_change_fits(token, account)
