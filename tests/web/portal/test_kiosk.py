"""The kiosk mode: what it changes, what it grants (nothing), and how a visit ends with nothing left behind."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from motcua.casework.dossiers.models import Dossier, Draft
from motcua.foundation.accounts import operations as accounts
from motcua.foundation.accounts.models import KioskSeen, LoginSession, Person
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from motcua.web import kiosk as mode
from motcua.web.portal.kiosk import TRIES
from tests.factories import dossiers as made
from tests.factories.accounts import MONDAY, PASSWORD, hoa, lan, minh, signed_in_client
from tests.factories.kiosks import a_kiosk_key, as_kiosk
from tests.web.portal.pages import PDF, complete, ready, submit

pytestmark = pytest.mark.django_db
HOME = reverse("portal:kiosk")


@pytest.fixture
def browser(client: Client) -> Client:
    return as_kiosk(client, a_kiosk_key().key)


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def sign_in(browser: Client, who: Person | None = None) -> None:
    account = (who or minh()).account
    assert account is not None
    sent = {"email": account.email, "password": PASSWORD}
    assert browser.post(reverse("portal:sign_in"), sent).status_code == 302


def is_signed_in(browser: Client) -> bool:
    return browser.get(reverse("portal:my_dossiers")).status_code == 200


# The mode


def test_the_link_shows_a_button_and_changes_nothing(client: Client) -> None:
    key = a_kiosk_key().key
    before = AuditEvent.objects.count()

    shown = client.get(reverse("portal:kiosk_open_with", args=[key]))

    assert "Ki-ốt 1" in text(shown)
    assert mode.COOKIE not in client.cookies
    assert AuditEvent.objects.count() == before
    assert client.post(reverse("portal:kiosk_open_with", args=[key]))["Location"] == HOME
    assert "Tra cứu hồ sơ" in text(client.get(HOME))


def test_a_wrong_code_opens_nothing_and_leaves_no_trace(client: Client) -> None:
    a_kiosk_key()
    before = AuditEvent.objects.exclude(kind="ActRefused").count()

    assert client.get(reverse("portal:kiosk_open_with", args=["ABC"])).status_code == 404
    answer = client.post(reverse("portal:kiosk_open"), {"key": "ABC"})

    assert answer.status_code == 422
    assert "không mở ki-ốt nào" in text(answer)
    assert mode.COOKIE not in client.cookies
    assert AuditEvent.objects.exclude(kind="ActRefused").count() == before


def test_codes_are_not_for_guessing(client: Client) -> None:
    statuses = {
        client.post(reverse("portal:kiosk_open"), {"key": "ABC"}).status_code for _ in range(TRIES + 1)
    }

    assert statuses == {422, 429}


def test_whoever_was_signed_in_is_signed_out_as_the_mode_begins() -> None:
    client = signed_in_client(minh())
    as_kiosk(client, a_kiosk_key().key)

    assert not is_signed_in(client)


@pytest.mark.parametrize("forged", ["x", "KO-000000000000.abc:def", ""])
def test_a_forged_cookie_is_no_kiosk_and_is_taken_away(client: Client, forged: str) -> None:
    client.cookies[mode.COOKIE] = forged

    answer = client.get(reverse("portal:home"))

    assert answer.status_code == 200
    assert "data-mc-kiosk" not in text(answer)


def test_the_mode_grants_nothing(browser: Client) -> None:
    dossier = made.filed()
    for address in (
        reverse("portal:my_dossiers"),
        reverse("portal:dossier", args=[dossier.code]),
        reverse("portal:drafts"),
    ):
        assert browser.get(address).status_code == 302
    assert browser.get(reverse("desk:home")).status_code == 403


def test_the_desk_is_shut_even_to_officers(browser: Client) -> None:
    sent = {"email": lan().account.email, "password": PASSWORD}
    browser.post(reverse("portal:sign_in"), sent)

    answer = browser.get(reverse("desk:home"))

    assert answer.status_code == 403
    assert "Bàn làm việc không mở tại ki-ốt" in text(answer)


def test_leaving_the_mode_needs_the_code_of_this_kiosk(client: Client) -> None:
    key, other = a_kiosk_key().key, a_kiosk_key("Ki-ốt 2").key
    as_kiosk(client, key)

    assert client.post(reverse("portal:kiosk_leave"), {"key": other}).status_code == 422
    assert client.get(HOME).status_code == 200
    assert client.post(reverse("portal:kiosk_leave"), {"key": key})["Location"] == reverse("portal:home")
    assert client.get(HOME)["Location"] == reverse("portal:kiosk_open")


def test_a_revoked_kiosk_is_an_ordinary_portal_at_once(client: Client) -> None:
    made_kiosk = a_kiosk_key()
    as_kiosk(client, made_kiosk.key)
    sign_in(client)

    accounts.revoke_kiosk(by=SYSTEM, code=made_kiosk.kiosk, at=MONDAY)

    answer = client.get(reverse("portal:my_dossiers"))
    assert answer.status_code == 302  # who began there is signed out with the mode
    assert client.cookies[mode.COOKIE].value == ""
    home = client.get(reverse("portal:home"))
    assert home.status_code == 200
    assert "data-mc-kiosk" not in text(home)
    assert "nav-main" in text(home)


def test_a_session_that_began_elsewhere_outlives_a_stale_cookie() -> None:
    client = signed_in_client(minh())
    client.cookies[mode.COOKIE] = "stale"

    assert is_signed_in(client)


# Pages


def test_every_page_is_large_short_lived_and_fills_nothing_in(browser: Client) -> None:
    for address in (HOME, reverse("portal:search"), reverse("portal:sign_in"), reverse("portal:lookup")):
        answer = browser.get(address)

        assert answer["Cache-Control"] == "no-store"
        page = text(answer)
        assert 'class="text-normal kiosk"' in page
        assert "Kết thúc" in page
        assert page.count("<form") == page.count('<form autocomplete="off"')
        assert page.count("autocomplete=") == page.count("<form")


def test_without_scripts_a_page_leads_to_being_told_and_to_the_end(browser: Client) -> None:
    search = text(browser.get(reverse("portal:search")))
    assert '<noscript><meta http-equiv="refresh" content="100;url=/kiosk/idle/?next=/procedures/"' in search

    told = text(browser.get(reverse("portal:kiosk_idle"), {"next": "/procedures/"}))
    assert 'content="20;url=/kiosk/over/"' in told
    assert 'href="/procedures/"' in told
    elsewhere = text(browser.get(reverse("portal:kiosk_idle"), {"next": "https://elsewhere.example/"}))
    assert "elsewhere.example" not in elsewhere.split("<main")[1].split("</main")[0]


def test_the_first_page_rests_while_nobody_is_signed_in(browser: Client) -> None:
    assert 'http-equiv="refresh"' not in text(browser.get(HOME))
    sign_in(browser)
    assert 'http-equiv="refresh"' in text(browser.get(HOME))
    assert browser.get(reverse("portal:home"))["Location"] == HOME


def test_everything_is_there_in_english(browser: Client) -> None:
    page = text(browser.get("/en/kiosk/"))

    for words in ("Find a procedure", "File a dossier", "Print a receipt or a result", "End"):
        assert words in page


def test_the_square_code_of_a_receipt_is_looked_up(browser: Client) -> None:
    code = made.filed().code

    for typed in (code, f"https://motcua.example/lookup/?code={code}"):
        assert code in text(browser.get(reverse("portal:lookup"), {"code": typed}))


def test_an_ordinary_browser_asks_nothing_about_kiosks(client: Client) -> None:
    a_kiosk_key()
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("portal:lookup"))

    assert not [one for one in asked.captured_queries if "kiosk" in one["sql"]]


def test_the_mode_costs_one_query_and_keeps_when_it_was_seen_once_a_minute(browser: Client) -> None:
    browser.get(reverse("portal:lookup"))
    seen = KioskSeen.objects.get().at

    with CaptureQueriesContext(connection) as asked:
        browser.get(reverse("portal:lookup"))

    assert len([one for one in asked.captured_queries if "kiosk" in one["sql"]]) == 1
    assert KioskSeen.objects.get().at == seen
    KioskSeen.objects.update(at=seen - timedelta(minutes=5))
    browser.get(reverse("portal:lookup"))
    assert KioskSeen.objects.get().at >= seen


# A visit


def test_what_is_filed_there_has_the_channel_and_the_machine(browser: Client) -> None:
    ready()
    sign_in(browser)

    submit(browser, complete(browser))

    dossier = Dossier.objects.get()
    assert (dossier.channel, dossier.kiosk.name) == ("kiosk", "Ki-ốt 1")
    mine = text(browser.get(reverse("portal:dossier", args=[dossier.code])))
    assert "Nộp tại ki-ốt" in mine
    assert "Ki-ốt 1 (Sảnh tầng 1)" in mine
    theirs = signed_in_client(lan()).get(reverse("desk:dossier", args=[dossier.code]), {"tab": "data"})
    assert "Ki-ốt 1 (Sảnh tầng 1)" in text(theirs)


def test_drafts_are_the_persons_own_wherever_they_sign_in(browser: Client) -> None:
    ready()
    sign_in(browser)
    code = complete(browser)
    browser.post(reverse("portal:kiosk_end"))

    assert Draft.objects.get().code == code
    assert code in text(signed_in_client(minh()).get(reverse("portal:drafts")))


@pytest.mark.parametrize("way", ["button", "nobody there"])
def test_the_end_signs_out_and_leaves_nothing(browser: Client, way: str) -> None:
    sign_in(browser)
    browser.cookies["motcua_text_size"] = "larger"
    assert is_signed_in(browser)

    answer = (
        browser.post(reverse("portal:kiosk_end"))
        if way == "button"
        else browser.get(reverse("portal:kiosk_over"))
    )

    assert answer["Location"].startswith(HOME + "?ended=")
    assert answer["Clear-Site-Data"] == '"storage"'
    for name in ("motcua_session", "motcua_text_size", "messages"):
        assert browser.cookies[name].value == ""
    assert not Session.objects.exists()
    assert LoginSession.objects.get().ended_at is not None
    assert "Đã kết thúc" in text(browser.get(answer["Location"]))
    assert not is_signed_in(browser)


def test_a_session_lives_no_longer_than_the_machine_may_lie_untouched(browser: Client) -> None:
    sign_in(browser)
    browser.get(HOME)

    left = Session.objects.get().expire_date - now()
    assert timedelta(seconds=120) < left <= timedelta(seconds=120 + mode.GRACE_SECONDS)
    Session.objects.update(expire_date=now() - timedelta(seconds=1))
    assert not is_signed_in(browser)


def test_typing_keeps_the_session_and_a_polling_page_does_not(browser: Client) -> None:
    sign_in(browser)
    browser.get(HOME)
    soon = now() + timedelta(seconds=30)
    Session.objects.update(expire_date=soon)

    browser.get(reverse("portal:changes"))
    assert Session.objects.get().expire_date == soon
    assert browser.post(reverse("portal:kiosk_here")).status_code == 204
    assert Session.objects.get().expire_date > soon
    browser.post(reverse("portal:kiosk_end"))
    assert browser.post(reverse("portal:kiosk_here")).status_code == 409


def test_another_browser_is_not_ended_and_not_kept(client: Client) -> None:
    other = signed_in_client(minh())

    assert other.get(reverse("portal:kiosk_over"))["Location"] == reverse("portal:home")
    assert other.post(reverse("portal:kiosk_end"))["Location"] == reverse("portal:home")
    assert other.post(reverse("portal:kiosk_here")).status_code == 409
    assert is_signed_in(other)


# Papers


def test_a_paper_is_shown_to_be_printed_and_never_downloaded(browser: Client) -> None:
    dossier = made.filed(paper=PDF)
    code = str(dossier.filings.get().papers.get().document.code)
    sign_in(browser)

    answer = browser.get(reverse("portal:document", args=[code]))

    assert answer["Location"] == reverse("portal:kiosk_paper", args=[code])
    page = text(browser.get(answer["Location"]))
    picture = reverse("portal:kiosk_picture", args=[code, 1])
    assert picture in page
    assert "In giấy này" in page
    drawn = browser.get(picture)
    assert (drawn["Content-Type"], drawn["Cache-Control"]) == ("image/jpeg", "no-store")
    assert AuditEvent.objects.filter(kind="PaperOpened", payload__way="shown").count() == 1
    assert browser.get(reverse("portal:kiosk_picture", args=[code, 9])).status_code == 404


def test_a_paper_is_for_its_owner_there_too_and_for_a_file_elsewhere() -> None:
    dossier = made.filed(paper=PDF)
    code = str(dossier.filings.get().papers.get().document.code)
    paper, picture = (
        reverse("portal:kiosk_paper", args=[code]),
        reverse("portal:kiosk_picture", args=[code, 1]),
    )
    stranger = as_kiosk(Client(), a_kiosk_key().key)
    assert [stranger.get(one).status_code for one in (paper, picture)] == [302, 302]
    sign_in(stranger, hoa())
    assert [stranger.get(one).status_code for one in (paper, picture)] == [404, 404]

    mine = signed_in_client(minh())
    assert mine.get(paper)["Location"] == reverse("portal:document", args=[code])
