"""Changing one's e-mail: asked for with the password, done by whoever reads the new mailbox."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts import errors, events, notices, tokens
from motcua.foundation.accounts.models import Account, Person
from motcua.foundation.accounts.queries import ApplicantView, actor_behind
from motcua.foundation.audit import operations as audit

from .limits import throttle
from .lookups import (
    checked_email,
    discard_unconfirmed,
    locked_account,
    locked_account_of_email,
    one_at_a_time,
    subject_of,
)

CHANGES_PER_ACCOUNT = 5
WINDOW_SECONDS = 3600


@transaction.atomic
def ask_email_change(
    *,
    by: ApplicantView,
    password: str,
    email: str,
    link: Callable[[str], str],
    sign_in_link: str,
    reset_link: str,
    at: datetime,
) -> None:
    """Send a link to the new address; the account changes when it is used, within 48 hours.

    An address that has an account gets a mail that says so; the caller sees no difference. `link` takes the
    token.

    Raises: EmailUnusable, EmailIsYours, PasswordWrong, TooManyAttempts.
    """
    wanted = checked_email(email)
    throttle(key=f"email:{by.account_code}", limit=CHANGES_PER_ACCOUNT, window_seconds=WINDOW_SECONDS, at=at)
    account = locked_account(by.account_code)
    if not account.check_password(password):
        raise errors.PasswordWrong
    if wanted == account.email:
        raise errors.EmailIsYours
    event = events.EmailChangeAsked(subject=subject_of(account), at=at, actor=actor_behind(account))
    audit.record(event)
    if _is_taken(wanted):
        notices.account_exists(
            recipient=account.code,
            address=wanted,
            language=account.language,
            sign_in_link=sign_in_link,
            reset_link=reset_link,
            event_id=str(event.act_id),
            at=at,
        )
        return
    where = link(tokens.email_change_token(account, email=wanted, at=at))
    notices.confirm_new_email(account, address=wanted, link=where, event_id=str(event.act_id), at=at)


@transaction.atomic
def change_email(*, token: str, at: datetime) -> None:
    """The account's e-mail becomes the one that the link was sent to; the old address is told.

    The link works once, and no longer once the password or the e-mail has changed.

    Raises: LinkUnusable.
    """
    asked = tokens.email_change(token, at=at)
    if asked is None:
        raise errors.LinkUnusable
    one_at_a_time(f"email:{asked.email}")
    account = (
        Account.objects.select_for_update(of=("self",)).filter(code=asked.account, closed_at=None).first()
    )
    if account is None or not account.is_active or not tokens.email_change_fits(token, account):
        raise errors.LinkUnusable
    if _is_taken(asked.email):
        raise errors.LinkUnusable
    discard_unconfirmed(email=asked.email, number="", at=at)
    event = events.EmailChanged(subject=subject_of(account), at=at, actor=actor_behind(account))
    audit.record(event)
    notices.email_changed(account, event_id=str(event.act_id), at=at)  # to the address that goes
    account.email, account.email_confirmed_at = asked.email, at
    account.save(update_fields=["email", "email_confirmed_at"])
    Person.objects.filter(account=account).update(email=asked.email)


def _is_taken(email: str) -> bool:
    """Whether a confirmed account has it: one that nobody confirmed keeps nobody out."""
    account = locked_account_of_email(email)
    return account is not None and account.email_confirmed_at is not None
