"""Rows taken for an act, locked; and what several acts do to sessions and to accounts nobody confirmed."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction

from motcua.foundation.accounts import errors, events, rules
from motcua.foundation.accounts.models import (
    Account,
    Agency,
    LoginSession,
    Officer,
    Organisation,
    Person,
    Unit,
)
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import Actor, ActorKind


def one_at_a_time(*names: str) -> None:
    """Waits for acts on the same names, where there is no row to lock yet; until the transaction ends."""
    with connection.cursor() as cursor:
        for name in sorted(names):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"accounts:{name}"])


def locked_account(code: str) -> Account:
    account = Account.objects.select_for_update(of=("self",)).filter(code=code, closed_at=None).first()
    if account is None:
        raise errors.NoSuchAccount
    return account


def locked_account_of_email(email: str) -> Account | None:
    """The open account with this e-mail, in whatever case it was typed."""
    found = Account.objects.select_for_update(of=("self",))
    return found.filter(email=rules.normalise_email(email), closed_at=None).first()


def locked_person(person_id: int) -> Person:
    person = Person.objects.select_for_update(of=("self",)).filter(pk=person_id).first()
    if person is None:
        raise errors.NoSuchPerson
    return person


def locked_organisation(code: str) -> Organisation:
    organisation = Organisation.objects.select_for_update(of=("self",)).filter(code=code).first()
    if organisation is None:
        raise errors.NoSuchOrganisation
    return organisation


def locked_officer(code: str) -> Officer:
    officer = (
        Officer.objects.select_for_update(of=("self",)).select_related("account").filter(code=code).first()
    )
    if officer is None:
        raise errors.NoSuchOfficer
    return officer


def locked_agency(code: str) -> Agency:
    agency = Agency.objects.select_for_update(of=("self",)).filter(code=code).first()
    if agency is None:
        raise errors.NoSuchAgency
    return agency


def locked_unit(code: str) -> Unit:
    """The unit, its agency locked before it: the agency's chain keeps the unit's events."""
    agency_code = Unit.objects.filter(code=code).values_list("agency__code", flat=True).first()
    if agency_code is None:
        raise errors.NoSuchUnit
    agency = locked_agency(agency_code)
    unit = Unit.objects.select_for_update(of=("self",)).get(code=code)
    unit.agency = agency
    return unit


def subject_of(account: Account) -> str:
    return f"account:{account.code}"


def end_sessions(account: Account, *, at: datetime, but_for: str | None = None) -> int:
    """Sign the account out everywhere, but for the session with the key `but_for`; how many there were."""
    alive = LoginSession.objects.filter(account=account, ended_at=None).exclude(session_key=but_for)
    keys = list(alive.order_by("pk").values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    return alive.update(ended_at=at)


@transaction.atomic
def discard_unconfirmed(*, email: str, number: str, at: datetime) -> None:
    """An account that nobody confirmed goes, with its person: nothing hangs on it, nobody is kept out."""
    people = Person.objects.filter(identity_number=number, account__email_confirmed_at=None)
    in_the_way = {person.account_id for person in people.order_by("pk") if person.account_id}
    same_email = Account.objects.filter(email=email, closed_at=None, email_confirmed_at=None)
    in_the_way |= set(same_email.values_list("pk", flat=True))
    for account in Account.objects.select_for_update(of=("self",)).filter(pk__in=in_the_way).order_by("pk"):
        actor = Actor(ActorKind.APPLICANT, account.code)
        audit.record(events.AccountDiscarded(subject=subject_of(account), at=at, actor=actor))
        Person.objects.filter(account=account).delete()
        account.delete()


def checked_email(text: str) -> str:
    """The e-mail as it is kept. Raises EmailUnusable."""
    email = rules.normalise_email(text)
    try:
        validate_email(email)
    except ValidationError as defect:
        raise errors.EmailUnusable from defect
    return email


def check_new_password(password: str) -> None:
    """Raises PasswordUnusable with all that is wrong with it."""
    try:
        validate_password(password)
    except ValidationError as defects:
        raise errors.PasswordUnusable([str(sentence) for sentence in defects.messages]) from defects
