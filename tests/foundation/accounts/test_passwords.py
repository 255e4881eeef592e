"""Passwords: forgotten, chosen anew, changed."""

from datetime import timedelta

import pytest

from motcua.foundation.accounts import errors, operations, queries
from motcua.foundation.accounts.models import Account, LoginSession
from motcua.foundation.accounts.operations.entry import Entry
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.notifications.models import Message
from tests.factories import accounts as make
from tests.factories.accounts import MONDAY, PASSWORD

from .acts import PLACE, kinds, last_token, sign_in

pytestmark = pytest.mark.django_db
NEW = "mot mat khau khac"


def ask(email="minh@motcua.example", *, at=MONDAY, place=PLACE):
    operations.request_password_reset(
        email=email, place=place, link=lambda code, token: f"https://motcua.example/{code}/{token}", at=at
    )


def test_a_forgotten_password_is_chosen_anew_and_signs_out_everywhere():
    account = make.minh().account
    sign_in()
    ask()

    operations.reset_password(code=account.code, token=last_token(), password=NEW, at=MONDAY)

    assert LoginSession.objects.get().ended_at == MONDAY
    assert sign_in(key="l" * 32) == Entry.REFUSED
    assert sign_in(password=NEW, key="m" * 32) == Entry.SIGNED_IN
    assert kinds(f"account:{account.code}")[:3] == ["SignedIn", "PasswordResetAsked", "PasswordChanged"]


def test_a_reset_link_works_once():
    account = make.minh().account
    ask()
    token = last_token()
    operations.reset_password(code=account.code, token=token, password=NEW, at=MONDAY)

    with pytest.raises(errors.LinkUnusable):
        operations.reset_password(code=account.code, token=token, password=PASSWORD, at=MONDAY)
    assert not queries.reset_link_is_usable(code=account.code, token=token, at=MONDAY)


def test_a_reset_link_holds_for_one_hour():
    account = make.minh().account
    ask()

    with pytest.raises(errors.LinkUnusable):
        operations.reset_password(
            code=account.code, token=last_token(), password=NEW, at=MONDAY + timedelta(minutes=61)
        )
    assert queries.reset_link_is_usable(
        code=account.code, token=last_token(), at=MONDAY + timedelta(minutes=59)
    )


def test_one_persons_link_does_not_open_anothers_account():
    make.minh()
    ask()

    with pytest.raises(errors.LinkUnusable):
        operations.reset_password(code=make.hoa().account.code, token=last_token(), password=NEW, at=MONDAY)


def test_a_weak_new_password_is_refused_and_the_link_still_works():
    account = make.minh().account
    ask()

    with pytest.raises(errors.PasswordUnusable):
        operations.reset_password(code=account.code, token=last_token(), password="1234567890", at=MONDAY)
    assert queries.reset_link_is_usable(code=account.code, token=last_token(), at=MONDAY)


def test_a_reset_lifts_a_lock_and_confirms_the_mailbox():
    account = make.an_account("moi@motcua.example", confirmed=False)
    Account.objects.filter(pk=account.pk).update(locked_until=MONDAY + timedelta(minutes=15))
    ask("moi@motcua.example")

    operations.reset_password(
        code=account.code, token=last_token("moi@motcua.example"), password=NEW, at=MONDAY
    )

    assert sign_in("moi@motcua.example", password=NEW) == Entry.SIGNED_IN


def test_an_unknown_email_is_not_told_and_leaves_no_trace():
    ask("ai@motcua.example")

    assert not Message.objects.exists()
    assert not AuditEvent.objects.exists()


def test_one_mailbox_gets_three_links_an_hour():
    make.minh()
    for place in "abcde":
        ask(place=place)

    assert Message.objects.count() == 3


def test_one_place_asks_ten_times_an_hour():
    for _ in range(10):
        ask("ai@motcua.example")

    with pytest.raises(errors.TooManyAttempts):
        ask("ai@motcua.example")
    ask("ai@motcua.example", at=MONDAY + timedelta(hours=1))


def change(account, *, present=PASSWORD):
    operations.change_password(
        by=account,
        present=present,
        password=NEW,
        session_key="a" * 32,
        renew_session=lambda changed: "c" * 32,
        at=MONDAY,
    )


def test_changing_a_password_keeps_the_session_at_hand_only():
    account = make.minh().account
    sign_in(key="a" * 32)
    sign_in(key="b" * 32)

    change(account)

    assert LoginSession.objects.get(ended_at=None).session_key == "c" * 32
    assert AuditEvent.objects.get(kind="PasswordChanged").payload == {"sessions_ended": 1}


def test_a_wrong_present_password_changes_nothing():
    account = make.minh().account

    with pytest.raises(errors.PasswordWrong):
        change(account, present="sai")
    assert sign_in() == Entry.SIGNED_IN
