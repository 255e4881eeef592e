"""Signing up, confirming, signing in and out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db import transaction

from motcua.foundation.accounts import errors, events, notices, rules, tokens
from motcua.foundation.accounts.models import Account, LoginSession, Person
from motcua.foundation.accounts.queries import actor_behind
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import Actor, ActorKind
from motcua.foundation.kernel.text import normalise

from .limits import throttle
from .lookups import (
    check_new_password,
    checked_email,
    discard_unconfirmed,
    locked_account,
    locked_account_of_email,
    one_at_a_time,
    subject_of,
)

SIGN_INS_PER_PLACE = 60
PLACE_WINDOW_SECONDS = 900


@dataclass(frozen=True)
class Applicant:
    """What a person says of themselves to get an account."""

    email: str
    full_name: str
    identity_number: str
    phone: str = ""
    born_on: date | None = None
    sex: str = ""
    language: str = "vi"


@dataclass(frozen=True)
class Links:
    """Where the e-mails lead: made by the door, which knows its addresses."""

    confirm: Callable[[str], str]
    sign_in: str
    forgotten_password: str


@transaction.atomic
def sign_up(*, applicant: Applicant, password: str, links: Links, at: datetime) -> None:
    """Open an account that works once its e-mail is confirmed.

    When the e-mail or the identification number has a confirmed account already, nothing changes and the
    address typed is told by mail; the caller sees no difference. An account that nobody confirmed gives way.

    Raises: EmailUnusable, IdentityNumberUnusable, NamesAreMissing, PasswordUnusable.
    Law: ND-137-2015/identity-number.
    """
    email = checked_email(applicant.email)
    number = rules.checked_identity_number(
        applicant.identity_number, born_on=applicant.born_on, sex=applicant.sex
    )
    full_name = rules.checked_name(applicant.full_name)
    check_new_password(password)
    kept_password = make_password(password)  # before the question, so that both answers take as long

    one_at_a_time(f"email:{email}", f"number:{number}")
    if _is_sent_again(email=email, number=number, password=password, links=links, at=at):
        return
    taken, person = _who_has(email=email, number=number)
    if taken is not None:
        _say_account_exists(taken, applicant=applicant, links=links, at=at)
        return
    discard_unconfirmed(email=email, number=number, at=at)
    account = Account.objects.create(
        email=email, password=kept_password, language=applicant.language, created_at=at
    )
    person = person or Person(identity_number=number)
    person.account, person.email, person.phone = account, email, applicant.phone.strip()
    person.full_name, person.name_norm = full_name, normalise(full_name)
    person.born_on, person.sex = applicant.born_on, applicant.sex
    person.save()
    event = events.AccountOpened(
        subject=subject_of(account), at=at, actor=Actor(ActorKind.APPLICANT, account.code)
    )
    audit.record(event)
    link = links.confirm(tokens.confirmation_token(account, at=at))
    notices.confirm_email(account, link=link, event_id=str(event.act_id), at=at)


def _is_sent_again(*, email: str, number: str, password: str, links: Links, at: datetime) -> bool:
    """True when the same sign-up lies there unconfirmed: its link is sent once more, the first stays good."""
    account = locked_account_of_email(email)
    if account is None or account.email_confirmed_at or not account.check_password(password):
        return False
    if not Person.objects.filter(account=account, identity_number=number).exists():
        return False
    link = links.confirm(tokens.confirmation_token(account, at=at))
    notices.confirm_email(account, link=link, event_id=f"confirm-{at:%Y%m%d%H%M}", at=at)
    return True


def _who_has(*, email: str, number: str) -> tuple[Account | None, Person | None]:
    """The confirmed account in the way of a new one, if any; else the person who comes back, if it is one.

    A person whose account is closed comes back under the same, then confirmed, e-mail. A person known only
    from the counter is not handed to whoever types their number: that is settled at the counter.
    """
    account = locked_account_of_email(email)
    if account is not None and account.email_confirmed_at:
        return account, None
    person = (
        Person.objects.select_for_update(of=("self",))
        .select_related("account")
        .filter(identity_number=number)
        .first()
    )
    if person is None or (person.account and not person.account.email_confirmed_at):
        return None, None
    if person.account is None:
        return Account(code=person.code), None  # not a row: only somebody to write about
    if person.account.closed_at and person.account.email == email:
        return None, person
    return person.account, None


def _say_account_exists(account: Account, *, applicant: Applicant, links: Links, at: datetime) -> None:
    event = events.SignUpRepeated(
        subject=subject_of(account), at=at, actor=Actor(ActorKind.APPLICANT, account.code)
    )
    if account.pk:
        Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
        audit.record(event)
    notices.account_exists(
        recipient=account.code,
        address=rules.normalise_email(applicant.email),
        language=applicant.language,
        sign_in_link=links.sign_in,
        reset_link=links.forgotten_password,
        event_id=str(event.act_id),
        at=at,
    )


@transaction.atomic
def confirm_email(*, token: str, at: datetime) -> None:
    """The e-mail's reader opens the account for use. A second time changes nothing.

    Raises: LinkUnusable.
    """
    code = tokens.confirmed_account_code(token, at=at)
    if code is None:
        raise errors.LinkUnusable
    account = Account.objects.select_for_update(of=("self",)).filter(code=code, closed_at=None).first()
    if account is None or not tokens.confirmation_fits(token, account):
        raise errors.LinkUnusable
    if account.email_confirmed_at:
        return
    account.email_confirmed_at = at
    account.save(update_fields=["email_confirmed_at"])
    audit.record(events.EmailConfirmed(subject=subject_of(account), at=at, actor=actor_behind(account)))


class Entry(StrEnum):
    """How an attempt to sign in ended."""

    SIGNED_IN = "signed_in"
    REFUSED = "refused"  # wrong e-mail, wrong password, locked or blocked: never said which
    UNCONFIRMED = "unconfirmed"  # right password; a new confirmation was sent


@transaction.atomic
def sign_in(
    *,
    email: str,
    password: str,
    place: str,
    device: str,
    open_session: Callable[[Account], str],
    links: Links,
    at: datetime,
) -> Entry:
    """Check the password and open a session; five failures in a row lock the account for 15 minutes.

    `place` stands for where the attempt comes from, without naming it; `open_session` makes the browser's
    session inside this transaction and returns its key. Whatever is refused takes as long as what is not. A
    failure is an answer, not an error: it has to be counted.

    Raises: TooManyAttempts.
    """
    throttle(key=f"sign_in:{place}", limit=SIGN_INS_PER_PLACE, window_seconds=PLACE_WINDOW_SECONDS, at=at)
    account = locked_account_of_email(email)
    if account is None:
        make_password(password)
        return Entry.REFUSED
    fits = account.check_password(password)
    if rules.is_locked(account.locked_until, at=at) or not account.is_active:
        return Entry.REFUSED
    if not fits:
        _count_failure(account, at=at)
        return Entry.REFUSED
    if account.email_confirmed_at is None:
        link = links.confirm(tokens.confirmation_token(account, at=at))
        notices.confirm_email(account, link=link, event_id=f"confirm-{at:%Y%m%d%H}", at=at)
        return Entry.UNCONFIRMED
    account.failed_sign_ins, account.locked_until = 0, None
    account.save(update_fields=["failed_sign_ins", "locked_until"])
    session = LoginSession.objects.create(
        account=account, session_key=open_session(account), device=device[:200], started_at=at, seen_at=at
    )
    audit.record(
        events.SignedIn(subject=subject_of(account), at=at, actor=actor_behind(account), session=session.code)
    )
    return Entry.SIGNED_IN


def _count_failure(account: Account, *, at: datetime) -> None:
    account.failed_sign_ins, locked_until = rules.after_failure(account.failed_sign_ins, at=at)
    account.locked_until = locked_until
    account.save(update_fields=["failed_sign_ins", "locked_until"])
    if locked_until is not None:
        event = events.AccountLocked(
            subject=subject_of(account), at=at, actor=actor_behind(account), until=locked_until.isoformat()
        )
        audit.record(event)
        notices.account_locked(account, event_id=str(event.act_id), at=at)


@transaction.atomic
def sign_out(*, by: Account, session_key: str, at: datetime) -> None:
    """End the session that the browser holds; nothing when it was ended already."""
    account = locked_account(by.code)
    session = LoginSession.objects.filter(account=account, session_key=session_key, ended_at=None).first()
    if session is not None:
        _end(session, account=account, at=at)


@transaction.atomic
def end_session(*, by: Account, code: str, at: datetime) -> None:
    """Sign a device of one's own out, from wherever. A second time changes nothing.

    Raises: NoSuchSession for one that is not theirs.
    """
    account = locked_account(by.code)
    session = LoginSession.objects.filter(account=account, code=code).first()
    if session is None:
        raise errors.NoSuchSession
    if session.ended_at is None:
        _end(session, account=account, at=at)


def _end(session: LoginSession, *, account: Account, at: datetime) -> None:
    session.ended_at = at
    session.save(update_fields=["ended_at"])
    Session.objects.filter(session_key=session.session_key).delete()
    audit.record(
        events.SessionEnded(
            subject=subject_of(account), at=at, actor=actor_behind(account), session=session.code
        )
    )


@transaction.atomic
def touch_session(*, session_key: str, at: datetime) -> None:
    """Keep when a session was last used, to five minutes; not an act, so without an event."""
    stale = LoginSession.objects.filter(session_key=session_key, seen_at__lt=at - rules.SESSION_SEEN_EVERY)
    stale.update(seen_at=at)
