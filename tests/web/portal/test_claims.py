"""The page that checks the claim of a result: by the server, and on the phone without a network."""

from base64 import b64decode
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.test import Client
from playwright.sync_api import expect
from pytest_django import DjangoAssertNumQueries
from pytest_django.live_server_helper import LiveServer

from motcua.records.letters import claims, operations, queries
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from tests.factories.accounts import an_agency
from tests.factories.papers import AGENCY, AT, BY, LEADER, SUBJECT, a_head, a_result, certificates
from tests.journeys.browsing import a_browser, check, plain_static_files

__all__ = ["plain_static_files"]
pytestmark = pytest.mark.django_db


def a_made_result() -> Letter:
    an_agency(AGENCY)
    certificates()
    letter = operations.fix(
        kind=LetterKind.RESULT, subject=SUBJECT, agency_code=AGENCY, leader_code=LEADER, by=BY, at=AT,
        data=a_result(head=a_head(unit="", owner_identifier="045085000123")),
    )  # fmt: skip
    operations.number_and_seal(letter=letter, by=BY, at=AT)
    return operations.make(letter_code=letter.code, at=AT)


def forged(claim: str) -> str:
    signed = claims.read(claim)
    assert signed is not None
    return claims.written(
        signed.text.replace("…0123", "…9999"), key_id=signed.key_id, signature=signed.signature
    )


def shown(page: str) -> list[str]:
    """The verdicts that are not hidden."""
    parts = page.split('data-verdict="')[1:]
    return [part.split('"')[0] for part in parts if " hidden" not in part.split(">")[0]]


def test_before_a_check_no_verdict_stands_there(client: Client) -> None:
    page = client.get("/v/").content.decode()
    assert shown(page) == []
    assert "Kiểm tra kết quả bằng mã QR" in page


def test_without_javascript_the_server_checks_what_was_pasted(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    letter = a_made_result()
    client.get("/v/")

    with django_assert_max_num_queries(8):
        answer = client.post("/v/", {"claim": queries.claim_address(letter.claim)})

    page = answer.content.decode()
    assert (answer.status_code, shown(page)) == (200, ["good"])
    for fact in (letter.data["number_text"], f"{AT:%d/%m/%Y}", "…0123", "Giấy phép"):
        assert fact in page
    assert "045085000123" not in page


def test_a_revoked_a_forged_and_a_foreign_code_are_told_apart(client: Client) -> None:
    letter = a_made_result()
    assert shown(client.post("/v/", {"claim": forged(letter.claim)}).content.decode()) == ["unknown"]
    operations.revoke(subject=SUBJECT, kind=LetterKind.RESULT, by=BY, at=AT + timedelta(days=3))

    gone = client.post("/v/", {"claim": letter.claim}).content.decode()
    none = client.post("/v/", {"claim": "000.00.15.H50-261122-0001|1.001786"})

    assert shown(gone) == ["revoked"]
    assert f"{AT + timedelta(days=3):%d/%m/%Y}" in gone
    assert (none.status_code, shown(none.content.decode())) == (422, ["broken"])


def test_of_a_code_that_is_not_ours_nothing_is_shown_as_a_fact(client: Client) -> None:
    page = client.post("/v/", {"claim": forged(a_made_result().claim)}).content.decode()
    assert "data-facts hidden" in page


def test_keys_and_the_list_are_public_and_check_a_claim(client: Client) -> None:
    letter = a_made_result()
    signed = claims.read(letter.claim)
    assert signed is not None

    keys = client.get("/v/keys.json").json()["keys"]
    Ed25519PublicKey.from_public_bytes(b64decode(keys[signed.key_id])).verify(
        signed.signature, signed.text.encode()
    )

    assert client.get("/v/revoked.json").json()["revoked"] == {}
    operations.revoke(subject=SUBJECT, kind=LetterKind.RESULT, by=BY, at=AT)
    assert client.get("/v/revoked.json").json()["revoked"] == {letter.code: AT.date().isoformat()}


def test_the_worker_serves_its_own_folder_only(client: Client) -> None:
    answer = client.get("/v/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert b'importScripts("' in answer.content
    assert "Service-Worker-Allowed" not in answer


def test_in_english_too(client: Client) -> None:
    answer = client.post("/en/v/", {"claim": a_made_result().claim})
    assert "This result was issued here" in answer.content.decode()


# On the phone


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_phone_checks_by_itself_and_without_a_network(
    plain_static_files: None, live_server: LiveServer
) -> None:
    letter = a_made_result()
    with a_browser(live_server.url, width=360) as context:
        page = context.new_page()
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))

        page.goto(f"/v/#{letter.claim}")
        expect(page.locator("[data-verdict=good]")).to_be_visible()
        expect(page.locator("[data-fact=number]")).to_have_text(letter.data["number_text"])
        expect(page.locator("[data-fact=owner]")).to_have_text("…0123")
        check(page, "claim-good")
        assert not [one for one in sent if letter.claim[:40] in one.partition("#")[0]]
        expect(page.locator("[data-kept=true]")).to_be_attached()

        context.set_offline(True)
        again = context.new_page()
        again.goto(f"/v/#{letter.claim}")
        expect(again.locator("[data-verdict=good]")).to_be_visible()
        expect(again.locator("[data-as-of]")).to_be_visible()
        again.evaluate("code => { location.hash = code }", forged(letter.claim))
        expect(again.locator("[data-verdict=unknown]")).to_be_visible()
        expect(again.locator("[data-facts]")).to_be_hidden()
        context.set_offline(False)

        operations.revoke(subject=SUBJECT, kind=LetterKind.RESULT, by=BY, at=AT)
        page.locator("#f-claim").fill(letter.claim)
        page.get_by_role("button", name="Kiểm tra").click()
        expect(page.locator("[data-verdict=revoked]")).to_be_visible()
        check(page, "claim-revoked")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_browser_that_does_not_know_the_signature_checks_with_ours(
    plain_static_files: None, live_server: LiveServer
) -> None:
    letter = a_made_result()
    with a_browser(live_server.url) as context:
        context.add_init_script(
            "SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))"
        )
        page = context.new_page()
        page.goto(f"/v/#{letter.claim}")
        expect(page.locator("[data-verdict=good]")).to_be_visible()
        page.evaluate("code => { location.hash = code }", forged(letter.claim))
        expect(page.locator("[data-verdict=unknown]")).to_be_visible()
