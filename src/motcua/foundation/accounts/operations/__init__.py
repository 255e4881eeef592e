"""Changes of accounts, people, officers and agencies; each module holds the acts on one noun."""

from .agencies import (
    close_unit,
    create_agency,
    create_unit,
    end_identifier,
    give_identifier,
    move_agency,
    set_letterhead,
    set_upload_limit,
    update_agency,
    update_unit,
)
from .emails import ask_email_change, change_email
from .entry import confirm_email, end_session, sign_in, sign_out, sign_up, touch_session
from .kiosks import KioskKey, open_kiosk, register_kiosk, renew_kiosk_key, revoke_kiosk, see_kiosk
from .leaves import end_leave, record_leave
from .limits import forget_ended_sessions, forget_old_attempts, throttle
from .officers import block_officer, create_officer, end_post, give_post, unblock_officer, update_officer
from .passwords import change_password, request_password_reset, reset_password
from .people import add_membership, close_account, declare_organisation, end_membership, update_profile
from .roles import (
    create_first_administrator,
    define_default_roles,
    define_role,
    retire_role,
    take_up_role,
)
from .signing_powers import end_signing_power, give_signing_power

__all__ = [
    "KioskKey",
    "add_membership",
    "ask_email_change",
    "block_officer",
    "change_email",
    "change_password",
    "close_account",
    "close_unit",
    "confirm_email",
    "create_agency",
    "create_first_administrator",
    "create_officer",
    "create_unit",
    "declare_organisation",
    "define_default_roles",
    "define_role",
    "end_identifier",
    "end_leave",
    "end_membership",
    "end_post",
    "end_session",
    "end_signing_power",
    "forget_ended_sessions",
    "forget_old_attempts",
    "give_identifier",
    "give_post",
    "give_signing_power",
    "move_agency",
    "open_kiosk",
    "record_leave",
    "register_kiosk",
    "renew_kiosk_key",
    "request_password_reset",
    "reset_password",
    "retire_role",
    "revoke_kiosk",
    "see_kiosk",
    "set_letterhead",
    "set_upload_limit",
    "sign_in",
    "sign_out",
    "sign_up",
    "take_up_role",
    "throttle",
    "touch_session",
    "unblock_officer",
    "update_agency",
    "update_officer",
    "update_profile",
    "update_unit",
]
