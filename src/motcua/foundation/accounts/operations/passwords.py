"""Passwords: forgotten, chosen anew, changed."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts import errors, events, notices, tokens
from motcua.foundation.accounts.models import Account, LoginSession
from motcua.foundation.accounts.queries import actor_behind
from motcua.foundation.audit import operations as audit

from .limits import throttle
from .lookups import (
    check_new_password,
    end_sessions,
    locked_account,
    locked_account_of_email,
    subject_of,
)

RESETS_PER_PLACE = 10
RESETS_PER_ACCOUNT = 3
WINDOW_SECONDS = 3600


@transaction.atomic
def request_password_reset(*, email: str, place: str, link: Callable[[str, str], str], at: datetime) -> None:
    """Send a link to choose a new password; for an unknown or blocked e-mail nothing, and nothing is said.

    `link` takes the account's code and the token. One account gets at most three such e-mails an hour.

    Raises: TooManyAttempts, by place only.
    """
    throttle(key=f"reset:{place}", limit=RESETS_PER_PLACE, window_seconds=WINDOW_SECONDS, at=at)
    account = locked_account_of_email(email)
    if account is None or not account.is_active or not _has_resets_left(account, at=at):
        return
    event = events.PasswordResetAsked(subject=subject_of(account), at=at, actor=actor_behind(account))
    audit.record(event)
    where = link(account.code, tokens.reset_token(account, at=at))
    notices.reset_password(account, link=where, event_id=str(event.act_id), at=at)


def _has_resets_left(account: Account, *, at: datetime) -> bool:
    try:
        with transaction.atomic():
            throttle(
                key=f"reset:{account.code}", limit=RESETS_PER_ACCOUNT, window_seconds=WINDOW_SECONDS, at=at
            )
    except errors.TooManyAttempts:
        return False
    return True


@transaction.atomic
def reset_password(*, code: str, token: str, password: str, at: datetime) -> None:
    """Choose a new password with a link from an e-mail; signs out everywhere and lifts a lock.

    Having read the mailbox also confirms the e-mail. The link works once.

    Raises: LinkUnusable, PasswordUnusable.
    """
    account = Account.objects.select_for_update(of=("self",)).filter(code=code, closed_at=None).first()
    if account is None or not account.is_active or not tokens.reset_token_is_usable(account, token, at=at):
        raise errors.LinkUnusable
    check_new_password(password)
    account.set_password(password)
    account.failed_sign_ins, account.locked_until = 0, None
    account.email_confirmed_at = account.email_confirmed_at or at
    account.save(update_fields=["password", "failed_sign_ins", "locked_until", "email_confirmed_at"])
    _record_change(account, sessions_ended=end_sessions(account, at=at), at=at)


@transaction.atomic
def change_password(
    *,
    by: Account,
    present: str,
    password: str,
    session_key: str,
    renew_session: Callable[[Account], str],
    at: datetime,
) -> None:
    """Change one's password, knowing the present one; signs out everywhere but in the session at hand.

    `renew_session` gives that session a new key inside this transaction, and returns it.

    Raises: PasswordWrong, PasswordUnusable.
    """
    account = locked_account(by.code)
    if not account.check_password(present):
        raise errors.PasswordWrong
    check_new_password(password)
    account.set_password(password)
    account.save(update_fields=["password"])
    new_key = renew_session(account)
    LoginSession.objects.filter(account=account, session_key=session_key).update(session_key=new_key)
    _record_change(account, sessions_ended=end_sessions(account, at=at, but_for=new_key), at=at)


def _record_change(account: Account, *, sessions_ended: int, at: datetime) -> None:
    event = events.PasswordChanged(
        subject=subject_of(account), at=at, actor=actor_behind(account), sessions_ended=sessions_ended
    )
    audit.record(event)
    notices.password_changed(account, event_id=str(event.act_id), at=at)
