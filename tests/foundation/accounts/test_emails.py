"""Changing one's e-mail."""

from datetime import timedelta

import pytest

from motcua.foundation.accounts import errors, operations, queries
from motcua.foundation.accounts.models import Account
from motcua.foundation.accounts.operations.entry import Entry
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.notifications.models import Message
from tests.factories import accounts as make
from tests.factories.accounts import MONDAY, PASSWORD

from .acts import MINH, kinds, last_token, sign_in, sign_up

pytestmark = pytest.mark.django_db
NEW = "minh.moi@motcua.example"


def ask(account, email=NEW, *, password=PASSWORD, at=MONDAY):
    operations.ask_email_change(
        by=queries.applicant_of(account=account, on=local_date(at)),
        password=password,
        email=email,
        link=lambda token: f"https://motcua.example/{token}",
        sign_in_link="https://motcua.example/sign-in",
        reset_link="https://motcua.example/forgotten",
        at=at,
    )


def test_the_new_address_is_the_account_s_once_its_reader_confirms():
    person = make.minh()
    ask(person.account, NEW.upper())
    assert Account.objects.get().email == "minh@motcua.example"

    operations.change_email(token=last_token(NEW), at=MONDAY)

    person.refresh_from_db()
    assert (person.account.email, person.email) == (NEW, NEW)
    assert sign_in(key="k" * 32) == Entry.REFUSED
    assert sign_in(NEW, key="m" * 32) == Entry.SIGNED_IN
    told = Message.objects.filter(address="minh@motcua.example").latest("pk")
    assert told.event_id != Message.objects.get(address=NEW).event_id
    assert kinds(f"account:{person.account.code}")[:2] == ["EmailChangeAsked", "EmailChanged"]


def test_the_link_works_once_and_for_48_hours():
    account = make.minh().account
    ask(account)
    token = last_token(NEW)

    with pytest.raises(errors.LinkUnusable):
        operations.change_email(token=token, at=MONDAY + timedelta(hours=49))
    operations.change_email(token=token, at=MONDAY + timedelta(hours=47))

    assert not queries.email_change_is_usable(token, at=MONDAY)
    with pytest.raises(errors.LinkUnusable):
        operations.change_email(token=token, at=MONDAY)


@pytest.mark.parametrize(
    ("email", "password", "error"),
    [
        ("minh@motcua.example", PASSWORD, errors.EmailIsYours),
        ("no address", PASSWORD, errors.EmailUnusable),
        (NEW, "not the password", errors.PasswordWrong),
    ],
)
def test_what_cannot_be_leaves_no_trace(email, password, error):
    account = make.minh().account

    with pytest.raises(error):
        ask(account, email, password=password)

    assert not Message.objects.exists()
    assert kinds(f"account:{account.code}") == []


def test_an_address_that_has_an_account_is_told_so_and_nobody_else():
    hoa, minh = make.hoa().account, make.minh().account

    ask(minh, hoa.email)

    assert Message.objects.get().address == hoa.email
    assert "https://motcua.example/sign-in" in Message.objects.get().body
    hoa.refresh_from_db()
    assert hoa.email_confirmed_at


def test_an_address_taken_meanwhile_changes_nothing():
    minh = make.minh().account
    ask(minh, "hoa@motcua.example")
    token = last_token("hoa@motcua.example")
    make.hoa()

    with pytest.raises(errors.LinkUnusable):
        operations.change_email(token=token, at=MONDAY)

    minh.refresh_from_db()
    assert minh.email == "minh@motcua.example"


def test_an_account_that_nobody_confirmed_gives_way():
    hoa = make.hoa().account
    sign_up(MINH)
    ask(hoa, "minh@motcua.example")

    operations.change_email(token=last_token(), at=MONDAY)

    assert Account.objects.get().email == "minh@motcua.example"


def test_a_changed_password_ends_the_link():
    account = make.minh().account
    ask(account)
    account.set_password("mot mat khau khac")
    account.save()

    with pytest.raises(errors.LinkUnusable):
        operations.change_email(token=last_token(NEW), at=MONDAY)
