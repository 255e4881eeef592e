"""Who is told what by e-mail, in the language of the account."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation.notifications import operations as notifications

from .models import Account, Leave


def _send(account: Account, *, event_id: str, subject: str, body: str, at: datetime) -> None:
    notifications.send(
        event_id=event_id, recipient=account.code, address=account.email, subject=subject, body=body, at=at
    )


def confirm_email(account: Account, *, link: str, event_id: str, at: datetime) -> None:
    with override(account.language):
        subject = _("Confirm your e-mail address")
        body = _(
            "Someone, most likely you, opened an account for online public services with this address.\n\n"
            "To confirm the address, open this link within 48 hours and press the button:\n%(link)s\n\n"
            "If it was not you, do nothing: without the confirmation nobody can use the account."
        ) % {"link": link}
    _send(account, event_id=event_id, subject=subject, body=body, at=at)


def account_exists(
    *,
    recipient: str,
    address: str,
    language: str,
    sign_in_link: str,
    reset_link: str,
    event_id: str,
    at: datetime,
) -> None:
    """To whoever asked for an account that exists: the page itself does not say so."""
    with override(language):
        subject = _("You have an account already")
        body = _(
            "Someone, most likely you, asked for an account with an e-mail address or a personal "
            "identification number for which there is an account already. Nothing was changed.\n\n"
            "To sign in: %(sign_in)s\n"
            "If you have forgotten the password: %(reset)s\n\n"
            "If you did not open that account, bring your identity card to the agency's one-stop desk."
        ) % {"sign_in": sign_in_link, "reset": reset_link}
    notifications.send(
        event_id=event_id, recipient=recipient, address=address, subject=subject, body=body, at=at
    )


def confirm_new_email(account: Account, *, address: str, link: str, event_id: str, at: datetime) -> None:
    """To the new address, which is not the account's yet."""
    with override(account.language):
        subject = _("Confirm your new e-mail address")
        body = _(
            "The owner of an account for online public services, most likely you, wants to use it with this "
            "address.\n\n"
            "To change to this address, open this link within 48 hours and press the button:\n%(link)s\n\n"
            "If it was not you, do nothing: nothing will change."
        ) % {"link": link}
    notifications.send(
        event_id=event_id, recipient=account.code, address=address, subject=subject, body=body, at=at
    )


def email_changed(account: Account, *, event_id: str, at: datetime) -> None:
    """To the address that goes."""
    with override(account.language):
        subject = _("The e-mail of your account was changed")
        body = _(
            "From now on you sign in with another e-mail address, and our messages go there.\n\n"
            "If it was not you, bring your identity card to the agency's one-stop desk at once."
        )
    _send(account, event_id=event_id, subject=subject, body=body, at=at)


def reset_password(account: Account, *, link: str, event_id: str, at: datetime) -> None:
    with override(account.language):
        subject = _("Choose a new password")
        body = _(
            "To choose a new password, open this link within one hour:\n%(link)s\n\n"
            "If you did not ask for it, do nothing: your password stays as it is."
        ) % {"link": link}
    _send(account, event_id=event_id, subject=subject, body=body, at=at)


def account_locked(account: Account, *, event_id: str, at: datetime) -> None:
    with override(account.language):
        subject = _("Your account is locked for 15 minutes")
        body = _(
            "A wrong password was entered five times in a row, "
            "so nobody can sign in to your account for 15 minutes.\n\n"
            "If it was not you, choose a new password with “Forgotten password” on the sign-in page."
        )
    _send(account, event_id=event_id, subject=subject, body=body, at=at)


def password_changed(account: Account, *, event_id: str, at: datetime) -> None:
    with override(account.language):
        subject = _("Your password was changed")
        body = _(
            "The password of your account was changed and all other devices were signed out.\n\n"
            "If it was not you, choose a new password at once with “Forgotten password” on the sign-in page."
        )
    _send(account, event_id=event_id, subject=subject, body=body, at=at)


def account_closed(account: Account, *, event_id: str, at: datetime) -> None:
    with override(account.language):
        subject = _("Your account is closed")
        body = _(
            "Your account was closed as you asked. Your dossiers and their results are kept "
            "as the law demands; ask the agency's one-stop desk for them."
        )
    _send(account, event_id=event_id, subject=subject, body=body, at=at)


def officer_welcome(account: Account, *, link: str, event_id: str, at: datetime) -> None:
    """To a new officer: desk mail, Vietnamese only."""
    _send(
        account,
        event_id=event_id,
        subject="Tài khoản cán bộ của anh/chị",
        body=(
            "Quản trị viên đã tạo tài khoản cán bộ cho anh/chị trên hệ thống một cửa điện tử.\n\n"
            f"Để đặt mật khẩu, mở liên kết sau trong vòng một giờ:\n{link}\n\n"
            "Quá thời gian đó, dùng “Quên mật khẩu” ở trang đăng nhập để nhận liên kết mới."
        ),
        at=at,
    )


def stands_in(leave: Leave, *, event_id: str, at: datetime) -> None:
    """To whoever stands in for a colleague: desk mail, Vietnamese only."""
    if leave.substitute is None:
        return
    days = f"từ ngày {leave.valid_from:%d/%m/%Y} đến hết ngày {leave.valid_to:%d/%m/%Y}"
    _send(
        leave.substitute.account,
        event_id=event_id,
        subject=f"Anh/chị thay {leave.officer.full_name}",
        body=(
            f"{leave.officer.full_name} nghỉ {days}; anh/chị là người thay.\n\n"
            "Trong thời gian đó, hồ sơ của đồng nghiệp hiện trong “Tôi đang giữ” của anh/chị, ghi rõ là thay "
            "ai. Mỗi việc anh/chị làm được ghi cả hai tên."
        ),
        at=at,
    )
