"""Web server and worker killed outright while a dossier is on its way: it is there once, whatever the moment.

The moments inside a transaction are met exactly, by adapters that end their own process (crashing.py); the
others by a kill from outside after so many milliseconds.
"""

import threading
import time
from collections import Counter
from collections.abc import Iterator

import httpx
import pytest

from motcua.ops.demo.browser import Page

from .crashing import choose
from .product import DOSSIER_CODE, Product, Visitor, code_on, eventually

pytestmark = [pytest.mark.slow, pytest.mark.processes]


@pytest.fixture
def minh(product: Product) -> Iterator[Visitor]:
    visitor = Visitor(product, "10.0.1.1").sign_in("minh@motcua.example")
    yield visitor
    visitor.close()


@pytest.fixture
def lan(product: Product) -> Iterator[Visitor]:
    visitor = Visitor(product, "10.0.1.2").sign_in("lan@motcua.example")
    yield visitor
    visitor.close()


def draft_code(review: Page) -> str:
    return review.path.rstrip("/").split("/")[-2]


def press_submit(visitor: Visitor, review: Page) -> None:
    """The press whose answer may never come."""
    try:
        visitor.submit(review)
    except httpx.TransportError:
        return


def press_again(product: Product, visitor: Visitor, review: Page) -> str:
    """What a person does whose browser said that the page did not answer; the code they read then."""
    product.wait_for_web()
    return code_on(visitor.submit(review))


def check_filed_once(product: Product, draft: str, code: str) -> None:
    """One dossier, one filing, one event, one acknowledgement sent; nothing is left of the draft."""
    assert product.rows("SELECT code FROM dossiers_dossier WHERE submission_code = %s", draft) == [(code,)]
    assert product.one("SELECT count(*) FROM dossiers_dossier WHERE code = %s", code) == 1
    assert product.one("SELECT count(*) FROM dossiers_draft WHERE code = %s", draft) == 0
    filings = "SELECT count(*) FROM dossiers_filing AS f JOIN dossiers_dossier AS d ON d.id = f.dossier_id "
    assert product.one(filings + "WHERE d.code = %s", code) == 1
    events = product.rows("SELECT kind FROM audit_auditevent WHERE subject = %s", f"dossier:{code}")
    assert events.count(("DossierFiled",)) == 1
    check_told_once(product, code, mails=1)


def check_told_once(product: Product, code: str, *, mails: int) -> None:
    """Every message about the dossier is sent, each is one file of its own Message-ID."""
    written = eventually(lambda: _all_sent(product, code, mails), what=f"not {mails} mails about {code}")
    assert len(product.mails_about(code)) == mails
    assert len({message_id for message_id, _ in written}) == mails


def _all_sent(product: Product, code: str, mails: int) -> list[tuple[str, str]]:
    rows = product.rows(
        "SELECT message_id, delivery FROM notifications_message WHERE body LIKE %s OR subject LIKE %s",
        f"%{code}%", f"%{code}%",
    )  # fmt: skip
    return rows if len(rows) == mails and all(state == "sent" for _, state in rows) else []


def sent(product: Product) -> Counter[str]:
    """How often the mailer was given each Message-ID."""
    kept = product.data / "crash" / "sent"
    return Counter(kept.read_text().split() if kept.exists() else ())


def receipts(product: Product, code: str) -> list[tuple[str, str, int, int | None]]:
    return product.rows(
        "SELECT code, state, number, document_id FROM letters_letter WHERE subject = %s AND kind = 'receipt'",
        f"dossier:{code}",
    )


def check_one_receipt(product: Product, code: str) -> None:
    """One letter, one number, one document, one event each; no number of the book is missing."""
    ((letter, _state, number, document),) = eventually(
        lambda: [row for row in receipts(product, code) if row[1] == "made"], what="the receipt was not made"
    )
    assert product.one(
        "SELECT count(*) FROM letters_registerentry AS e JOIN letters_letter AS l ON l.id = e.letter_id "
        "WHERE l.code = %s AND e.number = %s", letter, number,
    ) == 1  # fmt: skip
    kinds = product.rows(
        "SELECT kind FROM audit_auditevent WHERE subject = %s ORDER BY sequence", f"letter:{letter}"
    )
    assert kinds == [("LetterFixed",), ("PaperSigned",), ("LetterMade",)]
    assert document is not None
    assert product.one(
        "SELECT count(*) FROM audit_auditevent WHERE kind = 'DocumentAccepted' AND act_id = "
        "(SELECT act_id FROM letters_letter WHERE code = %s)", letter,
    ) == 1  # fmt: skip
    assert product.rows(
        "SELECT r.id FROM letters_register AS r WHERE r.last_number <> "
        "(SELECT count(*) FROM letters_registerentry AS e WHERE e.register_id = r.id)"
    ) == []  # fmt: skip


def check_queue_is_empty(product: Product) -> None:
    """Nothing of ours waits, is in hand or was given up."""
    eventually(
        lambda: product.one("SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'default'") == 0,
        what=str(product.rows("SELECT task_name, status, attempts FROM procrastinate_jobs")),
    )


# Between submission and acknowledgement


@pytest.mark.parametrize("moment", ["code-taken", "filing-committed"])
def test_the_web_server_dies_inside_a_filing(product, minh, moment):
    review = minh.prepare()
    met = choose(product.data, moment)
    press_submit(minh, review)
    assert met.exists()

    code = press_again(product, minh, review)

    check_filed_once(product, draft_code(review), code)


@pytest.mark.parametrize("milliseconds", [0, 15, 60])
def test_the_web_server_is_killed_after_the_press(product, minh, milliseconds):
    review = minh.prepare()
    pressing = threading.Thread(target=press_submit, args=(minh, review))
    pressing.start()
    time.sleep(milliseconds / 1000)
    product.kill("web")
    pressing.join()

    code = press_again(product, minh, review)

    check_filed_once(product, draft_code(review), code)


def test_web_server_and_worker_are_killed_together_and_the_code_is_not_lost(product, minh):
    review = minh.prepare()
    code = code_on(minh.submit(review))
    product.kill("worker")
    product.kill("web")
    product.wait_for_web()

    assert DOSSIER_CODE.search(minh.get("/dossiers/").text)
    assert minh.get(f"/dossiers/{code}/").status == 200
    check_filed_once(product, draft_code(review), code)


# Between the act and its e-mail


@pytest.mark.parametrize(
    ("moment", "times"),
    [("mail-in-hand", 1), ("mail-sent", 2), ("mail-marked", 1)],
)
def test_the_worker_dies_over_an_e_mail(product, minh, moment, times):
    """Sent again only when nobody can know that it went, and then under the same Message-ID: one file."""
    before = sent(product)
    met = choose(product.data, moment)
    code = minh.file()
    eventually(met.exists, what="the worker did not come to that moment")

    check_told_once(product, code, mails=1)
    check_queue_is_empty(product)

    given = sent(product) - before
    assert sum(given.values()) == times
    assert len(given) == 1


# Between acceptance and receipt


@pytest.mark.parametrize("moment", ["paper-in-hand", "paper-kept", "paper-made"])
def test_the_worker_dies_over_a_receipt(product, minh, lan, moment):
    code = minh.file()
    met = choose(product.data, moment)
    assert lan.act(code, "accept").status == 200
    eventually(met.exists, what="the worker did not come to that moment")

    check_one_receipt(product, code)
    check_told_once(product, code, mails=2)
    check_queue_is_empty(product)


@pytest.mark.parametrize("milliseconds", [0, 150])
def test_both_are_killed_after_an_acceptance(product, minh, lan, milliseconds):
    code = minh.file()
    accepting = threading.Thread(target=_accept, args=(lan, code))
    accepting.start()
    time.sleep(milliseconds / 1000)
    product.kill("web")
    product.kill("worker")
    accepting.join()
    product.wait_for_web()

    if not receipts(product, code):  # the act was not committed: the officer does it again
        assert lan.act(code, "accept").status == 200

    check_one_receipt(product, code)
    check_told_once(product, code, mails=2)


def _accept(officer: Visitor, code: str) -> None:
    try:
        officer.act(code, "accept")
    except httpx.TransportError:
        return


def test_the_trail_holds_after_all_that(product):
    product.did("audit", "seal")

    verdict = product.json("audit", "verify")

    assert verdict["holds"], verdict
