"""Signing up, confirming, signing in and out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from motcua.foundation.accounts import errors, operations
from motcua.foundation.accounts.models import Account, LoginSession, Person
from motcua.foundation.accounts.operations.entry import PLACE_WINDOW_SECONDS, SIGN_INS_PER_PLACE, Entry
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.notifications.models import Message
from tests.factories import accounts as make
from tests.factories.accounts import MONDAY

from .acts import MINH, PLACE, kinds, last_token, sign_in, sign_up

pytestmark = pytest.mark.django_db


def confirmed_minh():
    sign_up()
    operations.confirm_email(token=last_token(), at=MONDAY)
    return Account.objects.get(email=MINH.email)


class TestSigningUp:
    def test_it_opens_an_account_that_waits_for_the_mailbox(self):
        sign_up(replace(MINH, email=" Minh@Motcua.Example "))

        account = Account.objects.get()
        assert (account.email, account.email_confirmed_at) == ("minh@motcua.example", None)
        assert account.person.identity_number == "045090001234"
        assert kinds(f"account:{account.code}") == ["AccountOpened"]
        assert sign_in() == Entry.UNCONFIRMED

    def test_the_link_in_the_mail_opens_it_once_and_again_changes_nothing(self):
        account = confirmed_minh()

        operations.confirm_email(token=last_token(), at=MONDAY)

        assert kinds(f"account:{account.code}") == ["AccountOpened", "EmailConfirmed"]
        assert sign_in() == Entry.SIGNED_IN

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"email": "minh"}, errors.EmailUnusable),
            ({"identity_number": "04509000123"}, errors.IdentityNumberUnusable),
            ({"born_on": date(1991, 1, 1)}, errors.IdentityNumberUnusable),
            ({"full_name": "  "}, errors.NamesAreMissing),
        ],
    )
    def test_what_is_wrong_is_refused_and_leaves_no_trace(self, changes, refusal):
        with pytest.raises(refusal):
            sign_up(replace(MINH, **changes))

        assert not Account.objects.exists()
        assert not Person.objects.exists()
        assert not AuditEvent.objects.exists()
        assert not Message.objects.exists()

    def test_a_weak_password_is_refused_and_leaves_no_trace(self):
        with pytest.raises(errors.PasswordUnusable):
            sign_up(password="12345678")

        assert not Account.objects.exists()

    def test_an_email_that_has_an_account_gets_another_mail_and_nothing_changes(self):
        account = confirmed_minh()
        before = Person.objects.values().get()

        sign_up(
            replace(MINH, full_name="Kẻ Lạ", identity_number="045090009999"), password="mat khau cua ke la"
        )

        assert Person.objects.values().get() == before
        assert sign_in(password="mat khau cua ke la") == Entry.REFUSED
        assert kinds(f"account:{account.code}")[-1] == "SignUpRepeated"
        assert "forgotten" in Message.objects.latest("pk").body

    def test_a_number_that_has_an_account_is_told_to_the_address_typed(self):
        confirmed_minh()

        sign_up(replace(MINH, email="ke-la@motcua.example"))

        assert Account.objects.count() == 1
        assert Message.objects.latest("pk").address == "ke-la@motcua.example"

    def test_a_person_known_from_the_counter_is_not_handed_over_by_their_number(self):
        Person.objects.create(full_name="Lê Văn Minh", identity_number=MINH.identity_number)

        sign_up()

        assert not Account.objects.exists()
        assert Message.objects.get().address == MINH.email

    def test_an_account_that_nobody_confirmed_keeps_nobody_out(self):
        sign_up(replace(MINH, email="ke-la@motcua.example"))
        stolen = last_token("ke-la@motcua.example")

        account = confirmed_minh()

        with pytest.raises(errors.LinkUnusable):
            operations.confirm_email(token=stolen, at=MONDAY)
        assert Account.objects.get() == account

    def test_the_same_form_sent_twice_makes_one_account_and_both_links_work(self):
        sign_up()
        first = last_token()
        sign_up(at=MONDAY + timedelta(minutes=1))

        operations.confirm_email(token=first, at=MONDAY)

        account = Account.objects.get()
        assert kinds(f"account:{account.code}") == ["AccountOpened", "EmailConfirmed"]
        operations.confirm_email(token=last_token(), at=MONDAY)

    def test_who_signs_up_last_with_an_email_chooses_the_password(self):
        sign_up(password="mat khau cua ke la")
        first = last_token()
        sign_up()

        with pytest.raises(errors.LinkUnusable):
            operations.confirm_email(token=first, at=MONDAY)
        operations.confirm_email(token=last_token(), at=MONDAY)
        assert sign_in() == Entry.SIGNED_IN

    def test_who_closed_an_account_comes_back_as_the_same_person(self):
        account = confirmed_minh()
        person = account.person
        operations.close_account(by=account, password=make.PASSWORD, at=MONDAY)

        again = confirmed_minh_again()

        assert again.person == person
        assert again != account


def confirmed_minh_again():
    sign_up(at=MONDAY + timedelta(days=1))
    operations.confirm_email(token=last_token(), at=MONDAY + timedelta(days=1))
    return Account.objects.get(email=MINH.email, closed_at=None)


class TestConfirming:
    @pytest.mark.parametrize("token", ["", "abc", "a:b"])
    def test_a_link_that_is_not_ours_is_refused(self, token):
        with pytest.raises(errors.LinkUnusable):
            operations.confirm_email(token=token, at=MONDAY)

    def test_a_link_holds_for_48_hours(self):
        sign_up()

        with pytest.raises(errors.LinkUnusable):
            operations.confirm_email(token=last_token(), at=MONDAY + timedelta(hours=48))
        operations.confirm_email(token=last_token(), at=MONDAY + timedelta(hours=47, minutes=59))


class TestSigningIn:
    def test_it_opens_a_session_that_the_owner_sees(self):
        account = make.minh().account

        assert sign_in("MINH@motcua.example ") == Entry.SIGNED_IN

        session = LoginSession.objects.get()
        assert (session.account, session.device) == (account, "Firefox")
        event = AuditEvent.objects.get(kind="SignedIn")
        assert (event.actor_code, event.payload) == (account.code, {"session": session.code})

    def test_an_officer_signs_in_as_an_officer(self):
        make.lan()

        assert sign_in("lan@motcua.example") == Entry.SIGNED_IN
        assert AuditEvent.objects.get().actor_code == "lan"

    @pytest.mark.parametrize(
        ("email", "password"), [("minh@motcua.example", "sai"), ("ai@motcua.example", "x")]
    )
    def test_a_wrong_password_and_an_unknown_email_answer_alike(self, email, password):
        make.minh()

        assert sign_in(email, password=password) == Entry.REFUSED
        assert not LoginSession.objects.exists()
        assert not AuditEvent.objects.exists()

    @pytest.mark.slow
    def test_five_failures_in_a_row_lock_and_15_minutes_unlock(self):
        account = make.minh().account
        for _ in range(5):
            sign_in(password="sai")

        assert sign_in() == Entry.REFUSED
        assert sign_in(at=MONDAY + timedelta(minutes=14)) == Entry.REFUSED
        assert sign_in(at=MONDAY + timedelta(minutes=15)) == Entry.SIGNED_IN
        assert kinds(f"account:{account.code}") == ["AccountLocked", "SignedIn"]
        assert Message.objects.get().recipient == account.code

    @pytest.mark.slow
    def test_a_success_starts_the_count_anew(self):
        make.minh()
        for _ in range(4):
            sign_in(password="sai")
        sign_in()
        for _ in range(4):
            sign_in(password="sai")

        assert sign_in(key="l" * 32) == Entry.SIGNED_IN

    def test_a_blocked_officer_is_refused(self):
        make.an_administrator()
        operations.block_officer(
            by=make.officer_view(make.an_administrator()), code=make.lan().code, at=MONDAY
        )

        assert sign_in("lan@motcua.example") == Entry.REFUSED

    def test_too_many_tries_from_one_place_are_refused(self):
        for _ in range(SIGN_INS_PER_PLACE):
            operations.throttle(
                key=f"sign_in:{PLACE}",
                limit=SIGN_INS_PER_PLACE,
                window_seconds=PLACE_WINDOW_SECONDS,
                at=MONDAY,
            )

        with pytest.raises(errors.TooManyAttempts):
            sign_in("ai@motcua.example")
        assert sign_in("ai@motcua.example", place="elsewhere") == Entry.REFUSED


class TestSigningOut:
    def test_the_browsers_session_ends(self):
        account = make.minh().account
        sign_in()

        operations.sign_out(by=account, session_key="k" * 32, at=MONDAY)
        operations.sign_out(by=account, session_key="k" * 32, at=MONDAY)

        assert LoginSession.objects.get().ended_at == MONDAY
        assert kinds(f"account:{account.code}") == ["SignedIn", "SessionEnded"]

    def test_a_session_of_ones_own_is_ended_from_elsewhere(self):
        account = make.minh().account
        sign_in()

        operations.end_session(by=account, code=LoginSession.objects.get().code, at=MONDAY)

        assert LoginSession.objects.get().ended_at == MONDAY

    def test_a_strangers_session_is_missing_and_lives_on(self):
        make.minh()
        sign_in()

        with pytest.raises(errors.NoSuchSession):
            operations.end_session(by=make.hoa().account, code=LoginSession.objects.get().code, at=MONDAY)
        assert LoginSession.objects.get().ended_at is None

    def test_when_a_session_was_seen_is_kept_to_five_minutes(self):
        make.minh()
        sign_in()

        operations.touch_session(session_key="k" * 32, at=MONDAY + timedelta(minutes=4))
        assert LoginSession.objects.get().seen_at == MONDAY
        operations.touch_session(session_key="k" * 32, at=MONDAY + timedelta(minutes=6))
        assert LoginSession.objects.get().seen_at == MONDAY + timedelta(minutes=6)
