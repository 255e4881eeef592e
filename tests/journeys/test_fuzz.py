"""Requests bent at random, by every role, over every address: the answer is never an error of ours."""

import os
import random
import string
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.ops.demo.browser import Form

from .product import Product, Visitor, a_product

pytestmark = [pytest.mark.slow, pytest.mark.processes]

SEED = int(os.environ.get("MOTCUA_FUZZ_SEED", "20261122"))
REQUESTS, FORMS = (int(number) for number in os.environ.get("MOTCUA_FUZZ", "500,120").split(","))
ROLES = ("", "minh", "hoa", "lan", "tuan", "dung", "binh", "nga", "thu", "ha", "son")
# they end the session with which the rest is asked
LEFT_OUT = ("sign-out", "account/close", "account/password", "sessions/<str:code>/end")

ACTS = (
    ("lan", "accept"), ("lan", "supplement"), ("lan", "refuse"), ("lan", "undo"), ("thu", "payment"), ("dung", "assign"),
    ("tuan", "propose"), ("tuan", "note"), ("binh", "approve"), ("binh", "send-back"), ("nga", "number"), ("lan", "return"),
    ("tuan", "appraisal-supplement"),
)  # fmt: skip
ADMINISTRATION = (
    "officers/new", "officers/tuan/facts", "officers/mai/posts/new", "roles/new", "roles/editor", "calendar/day", "calendar/hours",
    "calendar/year", "certificates/new", "agencies/skhcn-quang-tri/facts", "agencies/skhcn-quang-tri/letterhead",
    "agencies/skhcn-quang-tri/units/new", "agencies/skhcn-quang-tri/upload-limit", "agencies/skhcn-quang-tri/identifiers/new",
    "agencies/ubnd-quang-tri/new", "units/qt-van-phong",
)  # fmt: skip

HOSTILE = (
    "", " ", "\x00", "a\x00b", "\ud800", "\u202e\u0000", "'", '"><script>alert(1)</script>', "{{7*7}}", "%s%n", "../../etc/passwd",
    "..%2f..%2fetc", "A" * 5000, "🙂" * 300, "ệ" * 3000, "-1", "0", "1e9", "9" * 40, "NaN", "0x10", "1,5", "٣٣٣",
    "31/02/2026", "99/99/9999", "0000-00-00", "9999-12-31", "2026-11-22T25:61", "null", "true", "[]", '{"a":1}', "[[" * 2000,
    "=cmd|' /C calc'!A0", "\r\nX-Injected: 1", "\t\x0b\x1f\x7f", "ý\u0301", "﷽", "\ufeff", "000.00.15.H50-261122-0001",
)  # fmt: skip
QUERIES = (
    "q", "code", "after", "words", "due", "tab", "paper", "agency", "year", "case", "next", "n0", "inline", "check",
)  # fmt: skip
METHODS = (
    "GET",
    "GET",
    "GET",
    "POST",
    "POST",
    "POST",
    "POST",
    "HEAD",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "TRACE",
)
TYPES = ("", "", "", "", "application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary=",
         "application/x-www-form-urlencoded; charset=utf-16", "application/x-www-form-urlencoded; charset=rot13",
         "multipart/form-data; boundary=x; charset=unicode_escape", "text/plain; charset=idna")  # fmt: skip
FILE_NAMES = (
    "a.pdf", "../../a.pdf", "a\x00.pdf", "con.png", ".", "ệ" * 300 + ".pdf", "a.pdf.exe", "\r\nX: y.pdf", "🙂",
)  # fmt: skip
CONTENTS = (b"", b"%PDF-1.7\n%%EOF", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04")
HEADERS: tuple[dict[str, str], ...] = (
    {}, {}, {}, {}, {"HX-Request": "true"}, {"Accept-Language": "x" * 3000}, {"Accept-Language": "en;q=\udcff"},
    {"Range": "bytes=9999999-"}, {"Range": "bytes=a-b"}, {"If-Modified-Since": "yesterday"}, {"X-Forwarded-Proto": "gopher"},
    {"Referer": "http://[::1"}, {"Origin": "null"}, {"Cookie": "motcua_session=\x01; csrftoken=x"}, {"Accept": "image/x"},
    {"X-HTTP-Method-Override": "DELETE"}, {"User-Agent": "A" * 4000}, {"Content-Encoding": "gzip"},
)  # fmt: skip


@pytest.fixture(scope="module")
def fuzzed() -> Iterator[Product]:
    """A product of its own: what an administrator posts at random must not spoil other tests."""
    with a_product() as product:
        yield product


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address as it is written in the code."""
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one, here)
        elif isinstance(one, URLPattern):
            yield here


class Bender:
    """Makes the requests. `known` are real values to mix with hostile ones."""

    def __init__(self, known: list[str], names: list[str]) -> None:
        self.chance = random.Random(SEED)
        self.known, self.names = known, names

    def text(self) -> str:
        if self.chance.random() < 0.4:
            return self.chance.choice(self.known)
        if self.chance.random() < 0.2:
            return "".join(self.chance.choices(string.printable, k=self.chance.randint(1, 60)))
        return self.chance.choice(HOSTILE)

    def path(self, route: str) -> str:
        parts = []
        for part in route.split("/"):
            parts.append(_quoted(self.text())[:3000] if "<" in part else part)
        language = self.chance.choice(("", "", "en/", "xx/")) if not route.startswith("desk") else ""
        return "/" + language + "/".join(parts)

    def query(self) -> str:
        count = self.chance.choice((0, 0, 1, 3))
        names = [*QUERIES, *self.names]
        return "&".join(f"{self.chance.choice(names)}={_quoted(self.text())[:2500]}" for _ in range(count))

    def form(self) -> dict[str, list[str]]:
        names = self.chance.sample(self.names, k=min(len(self.names), self.chance.randint(0, 12)))
        return {name: [self.text() for _ in range(self.chance.choice((1, 1, 1, 3)))] for name in names}

    def bends(self, form: Form) -> dict[str, str]:
        names = sorted(form.names - {"csrfmiddlewaretoken"})
        chosen = self.chance.sample(names, min(len(names), self.chance.randint(1, 3)))
        return {name: _sendable(self.text()) for name in chosen}

    def files(self) -> list[tuple[str, tuple[str, bytes]]]:
        if self.chance.random() < 0.8:
            return []
        names = ["file", "picture", *(name for name in self.names if name.startswith("paper-"))]
        content = self.chance.choice((*CONTENTS, self.chance.randbytes(2000)))
        return [(self.chance.choice(names), (self.chance.choice(FILE_NAMES), content))]


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def _sendable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def known_values(product: Product) -> list[str]:
    """Codes that exist, from every room."""
    found = [
        value
        for table in ("dossiers_dossier", "dossiers_draft", "documents_document", "letters_letter", "accounts_agency",
                      "accounts_unit", "accounts_officer", "accounts_role", "accounts_organisation", "signing_certificate")
        for (value,) in product.rows(f"SELECT code FROM {table} ORDER BY id LIMIT 6")
    ]  # fmt: skip
    acts = [
        "accept",
        "supplement",
        "refuse",
        "undo",
        "payment",
        "assign",
        "propose",
        "approve",
        "number",
        "return",
        "note",
    ]
    queues = ["reception", "mine", "all", "ended", "leader"]
    steps = ["case", "form", "papers", "delivery", "review", "receipt", "result"]
    procedures = ["2.000086.000.00.00.H50", "2.002254.000.00.00.H50", "2.000086"]
    return found + acts + queues + steps + procedures


def harvested(people: dict[str, Visitor], known: list[str]) -> list[str]:
    """The names of the controls on pages that these people see."""
    pages = {
        "": ["/account/sign-up/", "/account/sign-in/", "/account/forgotten-password/", "/verify/"],
        "minh": ["/account/", "/account/organisations/", "/account/password/", "/drafts/"],
        "son": ["/desk/administration/officers/new/", "/desk/administration/calendar/day/", "/desk/administration/calendar/hours/",
                "/desk/administration/certificates/new/", "/desk/administration/roles/new/"],
        "lan": [f"/desk/dossiers/{code}/{act}/" for code in known if "H50-" in code for act in ("supplement", "refuse", "accept")],
    }  # fmt: skip
    names: set[str] = set()
    for who, paths in pages.items():
        for path in paths:
            for form in people[who].get(path).forms:
                names |= form.names | set(form.files)
    review = people["minh"].prepare()
    for step in ("case", "form", "papers", "delivery"):
        for form in people["minh"].get(review.path.replace("review", step)).forms:
            names |= form.names | set(form.files)
    return sorted(names - {"csrfmiddlewaretoken"})


@pytest.fixture(scope="module")
def people(fuzzed: Product) -> Iterator[dict[str, Visitor]]:
    """Everybody of the sample, signed in, and somebody who is not."""
    found = {who: Visitor(fuzzed, f"10.9.0.{number}") for number, who in enumerate(ROLES)}
    for who, visitor in found.items():
        if who:
            visitor.sign_in(f"{who}@motcua.example")
    yield found
    for visitor in found.values():
        visitor.close()


@pytest.fixture(scope="module")
def bender(fuzzed: Product, people: dict[str, Visitor]) -> Bender:
    known = known_values(fuzzed)
    return Bender(known, harvested(people, known))


def test_no_bent_request_meets_an_error_of_ours(people, bender):
    addresses = sorted(
        route for route in set(routes(get_resolver())) if not any(out in route for out in LEFT_OUT)
    )
    assert len(addresses) > 70
    met: Counter[int] = Counter()
    wrong = []
    for number in range(REQUESTS):
        who = bender.chance.choice(ROLES)
        told, status, text = bent(people[who], bender, addresses[number % len(addresses)], number)
        met[status] += 1
        if status >= 500 or "Traceback" in text:
            wrong.append(f"{status} {who or 'nobody'}: {told}")

    assert wrong == []
    assert {200, 302, 400, 403, 404, 405} <= set(met), met


def test_no_real_form_with_bent_answers_meets_an_error_of_ours(fuzzed, people, bender):
    """As a browser would send it, but for one to three controls."""
    met: Counter[int] = Counter()
    wrong = []
    known = pages_with_forms(fuzzed)
    for _ in range(FORMS):
        who, path = bender.chance.choice(known)
        page = people[who].get(path)
        forms = [form for form in page.forms if form.method == "post" and "sign-out" not in form.action]
        if not forms:
            continue
        form = bender.chance.choice(forms)
        bends = bender.bends(form)
        files = [(name, ("a.pdf", b"%PDF-1.7 no")) for name in form.files if bender.chance.random() < 0.2]
        button = bender.chance.choice([*form.buttons, None])
        answer = people[who].send(page, form, bends, files=files, button=button)
        met[answer.status] += 1
        if answer.status >= 500 or "Traceback" in answer.text:
            wrong.append(f"{answer.status} {who}: {path} {form.action} {str(bends)[:1500]} {button} {files}")

    assert wrong == []
    assert {200, 422} <= set(met), met


def pages_with_forms(product: Product) -> list[tuple[str, str]]:
    """Who may fill in which form."""
    found = [("", f"/account/{name}/") for name in ("sign-up", "sign-in", "forgotten-password")]
    found += [
        ("minh", "/account/"),
        ("minh", "/account/organisations/"),
        ("minh", "/drafts/"),
        ("", "/verify/"),
    ]
    for (draft,) in product.rows("SELECT code FROM dossiers_draft ORDER BY id DESC LIMIT 3"):
        found += [("minh", f"/drafts/{draft}/{step}/") for step in ("case", "form", "papers", "delivery")]
    dossiers = product.rows("SELECT code, sub_status FROM dossiers_dossier ORDER BY id DESC LIMIT 12")
    for code, _ in dossiers:
        found += [("minh", f"/dossiers/{code}/supplement/")]
        found += [(who, f"/desk/dossiers/{code}/{act}/") for who, act in ACTS]
    found += [("son", f"/desk/administration/{path}/") for path in ADMINISTRATION]
    return found


def bent(visitor: Visitor, bender: Bender, route: str, number: int) -> tuple[str, int, str]:
    """Send one request; what it was, the status, the text. The session stays what it was."""
    method, path, query = bender.chance.choice(METHODS), bender.path(route), bender.query()
    headers = dict(bender.chance.choice(HEADERS)) | {
        "X-Forwarded-For": f"10.8.{number // 250}.{number % 250}"
    }
    kind, form, files = bender.chance.choice(TYPES), bender.form(), bender.files()
    form["csrfmiddlewaretoken"] = [visitor.client.cookies.get("csrftoken", default="")]
    data = {name: [_sendable(value) for value in values] for name, values in form.items()}
    if kind:
        headers["Content-Type"] = kind
    body: dict[str, Any] = {}
    if method not in {"GET", "HEAD"}:
        body = {"content": repr(data).encode()[:5000]} if kind else {"data": data, "files": files or None}
    kept = dict(visitor.client.cookies)
    answer = visitor.client.request(
        method,
        f"{visitor.product.address}{path}?{query}".rstrip("?"),
        headers={name: value.encode("utf-8", "surrogateescape") for name, value in headers.items()},
        follow_redirects=False,
        **body,
    )
    visitor.client.cookies.clear()
    visitor.client.cookies.update(kept)
    told = f"{method} {path[:300]}?{query[:300]} {headers} {str(form)[:1500]} {files}"
    return told, answer.status_code, answer.text if "html" in answer.headers.get("content-type", "") else ""
