"""Requests that no browser sends: a page in the reader's language or the server's own short answer, no trace."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from motcua.ops.demo.browser import Page

from .product import Product, Visitor

pytestmark = [pytest.mark.slow, pytest.mark.processes]

WORDS = {
    400: ("Không đọc được yêu cầu này", "This request cannot be read"),
    403: ("Trang này đã mở quá lâu", "This page was open for too long"),
    404: ("Không tìm thấy trang này", "We cannot find this page"),
    405: ("Không mở trang này theo cách này được", "This page cannot be opened this way"),
    413: ("Gửi quá nhiều trong một lần", "Too much at once"),
    429: ("Thử quá nhiều lần", "Tried too often"),
}
LANGUAGES = pytest.mark.parametrize("language", ["", "/en"])


@pytest.fixture
def nobody(product: Product) -> Iterator[Visitor]:
    visitor = Visitor(product, "10.0.3.1")
    yield visitor
    visitor.close()


def check(answer: httpx.Response, status: int, language: str) -> None:
    """The status, its words in this language, and nothing of our inside."""
    assert answer.status_code == status, answer.text[:400]
    vietnamese, english = WORDS[status]
    text = Page(answer).text
    assert (english if language else vietnamese) in text
    assert (vietnamese if language else english) not in text
    assert "Traceback" not in answer.text
    assert "/src/motcua" not in answer.text


def sign_in_form(visitor: Visitor, language: str) -> dict[str, str]:
    """What a form needs to be read at all."""
    page = visitor.get(f"{language}/account/sign-in/")
    return {"csrfmiddlewaretoken": dict(page.form("email", "password").values)["csrfmiddlewaretoken"]}


@LANGUAGES
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/khong-co/", 404),
        ("/procedures/9.999999/", 404),
        ("/procedures/%ff%fe/", 404),
        ("/procedures/..%2f..%2fetc%2fpasswd/", 404),
        ("/fields/khong-co/", 404),
        ("/dossiers/%00/", 400),
        ("/lookup/?code=%00", 400),
        ("/procedures/?q=a%00b", 400),
    ],
)
def test_an_address_that_leads_nowhere(nobody, language, path, status):
    check(nobody.client.get(language + path), status, language)


def test_what_is_not_utf_8_is_searched_for_and_not_found(nobody):
    assert nobody.get("/procedures/?q=%ff%fe%c3%28").status == 200


@pytest.mark.parametrize("path", ["/xx/procedures/", "/fr/", "/vi/"])
def test_a_language_that_we_do_not_speak_is_no_page(nobody, path):
    check(nobody.client.get(path), 404, "")


@LANGUAGES
@pytest.mark.parametrize("host", ["ke-la.example", "a b", "127.0.0.1:port", "[::1", "x" * 300])
def test_another_host_than_ours(nobody, language, host):
    check(nobody.client.get(language + "/", headers={"Host": host}), 400, language)


@LANGUAGES
def test_a_form_without_its_token_is_a_page_left_open_too_long(nobody, product, language):
    with product.unchanged():
        check(
            nobody.client.post(f"{language}/account/sign-up/", data={"email": "a@b.example"}), 403, language
        )


@LANGUAGES
def test_a_method_that_the_page_does_not_take(nobody, language):
    token = sign_in_form(nobody, language)

    answer = nobody.client.post(f"{language}/lookup/", data=token)

    check(answer, 405, language)
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


@LANGUAGES
def test_ten_thousand_fields_are_too_much_at_once(nobody, product, language):
    form = sign_in_form(nobody, language)
    with product.unchanged():
        many = {f"f{number}": "1" for number in range(10_000)}
        check(nobody.client.post(f"{language}/account/sign-in/", data=form | many), 413, language)


@LANGUAGES
def test_a_form_of_three_megabytes_is_too_much_at_once(nobody, product, language):
    form = sign_in_form(nobody, language)
    with product.unchanged():
        check(
            nobody.client.post(f"{language}/account/sign-in/", data=form | {"email": "a" * 3_000_000}),
            413,
            language,
        )


@LANGUAGES
def test_thirty_files_are_too_much_at_once(nobody, product, language):
    form = sign_in_form(nobody, language)
    with product.unchanged():
        files = [("file", (f"{number}.pdf", b"x")) for number in range(30)]
        check(nobody.client.post(f"{language}/verify/", data=form, files=files), 413, language)


@pytest.mark.parametrize(
    ("content_type", "content", "status"),
    [
        ("application/json", b"[" * 200_000, 422),
        ("application/json", b'{"email": {"$ne": 1}}', 422),
        ("text/plain", b"\xff\xfe\x00", 422),
        ("text/plain; charset=rot13", b"x", 422),
        ("application/x-www-form-urlencoded; charset=utf-16", b"email=a", 422),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken", 422),
        ("multipart/form-data", b"--x\r\nbroken", 400),
        ("multipart/form-data; boundary=x; charset=unicode_escape", b"--x--", 422),
        ("nonsense", b"", 422),
    ],
)
def test_a_form_sent_as_something_else_is_an_empty_form_or_unreadable(nobody, content_type, content, status):
    token = sign_in_form(nobody, "")["csrfmiddlewaretoken"]
    headers = {"Content-Type": content_type, "X-CSRFToken": token}

    answer = nobody.client.post("/account/sign-in/", content=content, headers=headers)

    assert answer.status_code == status
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X-Big": "a" * 9000}, 431),
        ({f"X-{number}": "a" for number in range(150)}, 431),
        ({"Accept-Language": "x" * 4000}, 200),
        ({"Range": "bytes=a-b"}, 200),
        ({"Referer": "http://[::1", "Origin": "null"}, 200),
        ({"Cookie": 'motcua_session="abcdefgh\\000"'}, 400),
        ({"Cookie": "motcua_session=../../etc/passwd; csrftoken=x; messages=[[["}, 200),
        ({"X-Forwarded-For": "a" * 3000, "X-Forwarded-Proto": "gopher"}, 200),
    ],
)
def test_headers_of_any_kind(nobody, headers, status):
    answer = nobody.client.get("/", headers=headers)

    assert answer.status_code == status, answer.text[:300]
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHost: \xff\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        b"GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET //ke-la.example/%2e%2e HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        b"BREW /coffee HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        b"POST /lookup/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -5\r\n\r\n",
        b"POST /verify/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"\x00\x01\x02\r\n\r\n",
    ],
)
def test_what_is_hardly_http_gets_a_short_no(product, sent):
    where = urlsplit(product.address)
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=20) as line:
        line.sendall(sent)
        got = line.recv(4000)

    assert got.split()[1] in {b"400", b"403", b"404", b"501"}, got[:200]
    assert b"Traceback" not in got


# Guessing


@LANGUAGES
def test_guessed_codes_are_stopped_and_none_is_told_from_another(product, language):
    guesser = Visitor(product, f"10.0.4.{len(language)}")
    answers = [
        guesser.client.get(f"{language}/lookup/?code=000.00.15.H50-250101-{number:04}")
        for number in range(31)
    ]
    guesser.close()

    assert [answer.status_code for answer in answers] == [404] * 30 + [429]
    check(answers[-1], 429, language)
    assert int(answers[-1].headers["retry-after"]) > 0


def test_five_wrong_passwords_lock_the_account_and_leave_an_event(product):
    events = "SELECT count(*) FROM audit_auditevent WHERE kind = 'AccountLocked'"
    before = product.one(events)
    guesser = Visitor(product, "10.0.4.9")
    page = guesser.get("/account/sign-in/")
    for _ in range(6):
        guess = {"email": "quyen@motcua.example", "password": "doan mo mat khau"}
        page = guesser.send(page, page.form("email", "password"), guess)
        assert page.status == 422
    guesser.close()

    assert product.one(events) == before + 1
    assert "15 phút" in page.text
