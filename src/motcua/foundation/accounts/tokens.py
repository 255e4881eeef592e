"""Links in e-mails that prove who reads the mailbox, made with Django's own signing.

A confirmation names its end itself; a reset link lives as long as settings.PASSWORD_RESET_TIMEOUT. Both die
when the password changes. The moment is an argument, as everywhere.
What a kiosk's browser keeps is signed too.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare, salted_hmac

from motcua.foundation.kernel.clock import local

from .models import Account, Kiosk
from .rules import CONFIRMATION_VALID

_SALT = "motcua.accounts.confirm"
_CHANGE_SALT = "motcua.accounts.change-email"
_KIOSK_SALT = "motcua.accounts.kiosk"


class _ResetTokens(PasswordResetTokenGenerator):
    def __init__(self, at: datetime) -> None:
        super().__init__()
        self._at = at

    def _now(self) -> datetime:
        return local(self._at).replace(tzinfo=None)


def reset_token(account: Account, *, at: datetime) -> str:
    return _ResetTokens(at).make_token(account)


def reset_token_is_usable(account: Account, token: str, *, at: datetime) -> bool:
    return _ResetTokens(at).check_token(account, token)


def confirmation_token(account: Account, *, at: datetime) -> str:
    until = int((at + CONFIRMATION_VALID).timestamp())
    return Signer(salt=_SALT).sign_object(
        {"account": account.code, "until": until, "of": _fingerprint(account)}
    )


def confirmed_account_code(token: str, *, at: datetime) -> str | None:
    """The account that a confirmation was made for, while it lasts; None for one that we did not make."""
    facts = _read(token, _SALT, at)
    return str(facts["account"]) if facts else None


def _read(token: str, salt: str, at: datetime) -> dict[str, Any] | None:
    try:
        facts: dict[str, Any] = Signer(salt=salt).unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return facts if at.timestamp() < facts["until"] else None


def confirmation_fits(token: str, account: Account) -> bool:
    """True while the account is still the one that was signed up then: same e-mail, same password."""
    return constant_time_compare(Signer(salt=_SALT).unsign_object(token)["of"], _fingerprint(account))


@dataclass(frozen=True)
class EmailChange:
    """What a link to change an e-mail was made for."""

    account: str
    email: str


def email_change_token(account: Account, *, email: str, at: datetime) -> str:
    until = int((at + CONFIRMATION_VALID).timestamp())
    facts = {"account": account.code, "email": email, "until": until, "of": _fingerprint(account)}
    return Signer(salt=_CHANGE_SALT).sign_object(facts)


def email_change(token: str, *, at: datetime) -> EmailChange | None:
    """What the link asks for, while it lasts; None for one that we did not make."""
    facts = _read(token, _CHANGE_SALT, at)
    return EmailChange(str(facts["account"]), str(facts["email"])) if facts else None


def email_change_fits(token: str, account: Account) -> bool:
    """True while the account has the e-mail and the password that it had when the change was asked for."""
    return constant_time_compare(Signer(salt=_CHANGE_SALT).unsign_object(token)["of"], _fingerprint(account))


def _fingerprint(account: Account) -> str:
    return salted_hmac(_SALT, f"{account.email}:{account.password}").hexdigest()[:32]


def kiosk_mark(kiosk: Kiosk) -> str:
    """What a browser keeps to be this kiosk: made from the present key, so that another key ends it."""
    return Signer(salt=_KIOSK_SALT).sign(f"{kiosk.code}.{kiosk.key_hash[:16]}")


def kiosk_of_mark(mark: str) -> tuple[str, str] | None:
    """The kiosk's code and the start of its key's hash; None for a mark that we did not make."""
    try:
        code, _dot, start = Signer(salt=_KIOSK_SALT).unsign(mark).partition(".")
    except BadSignature:
        return None
    return code, start
