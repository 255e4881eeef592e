#!/usr/bin/env python3
"""Memory of a web worker after 1,000 mixed requests, and bytes on the wire of the portal's first page.

    .venv/bin/python benchmarks/memory.py [--quick] [--requests 1000]

`motcua web` with two workers of four threads on a data folder of its own with the sample authority. Requests
of a visitor, an applicant and an officer by turns, pages and searches, and every hundredth the check of a
signed PDF of 300 kB. Measured is the largest PSS of a worker (its own memory, and its share of what it has in
common with the others); the children that look into strangers' files are told apart. The floor is the first
page's worker before any request.

The first page is fetched as a browser without a cache would: the page, every style sheet and script, every
font that a style names for letters on the page, every picture; compressed as served, headers included.
"""

import argparse
import http.client
import os
import re
import sys
import time
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import measure

AIM_MB = 150
AIM_KB = 200


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="100 requests")
    parser.add_argument("--requests", type=int, default=1000)
    args = parser.parse_args()
    requests = 100 if args.quick else args.requests
    with measure.installation(), measure.cluster():
        measure.django_ready()
        sessions = {who: measure.session_of(f"{who}@motcua.example") for who in ("lan", "minh", "binh")} | {
            "": ""
        }
        pages = pages_of(sessions)
        measure.close_connections()
        with measure.product("web", "--workers", "2", "--threads", "4") as (address, master):
            visitor = Visitor(address)
            visitor.get("/")
            before = largest(master)
            begun = time.monotonic()
            for number in range(requests):
                who, page = pages[number % len(pages)]
                visitor.get(page, sessions[who])
                if number % 100 == 50:
                    visitor.verify(a_signed_pdf())
            took = time.monotonic() - begun
            after, children = largest(master), others(master)
            wire = first_page(address)
    measure.table(
        f"memory, {requests} mixed requests in {took:.0f} s",
        ["what", "MB", "aim", "of the worker before"],
        [
            ["web worker before", before, "", 1.0],
            ["web worker after", after, AIM_MB, round(after / before, 2)],
            ["children that read files", children, "", ""],
        ],
    )
    total = sum(size for _, size in wire) / 1000
    rows: list[list[object]] = [[path, size / 1000] for path, size in wire]
    measure.table("wire, the portal's first page", ["what", "kB"], [*rows, ["sum", total]])
    print(f"\nAims: {AIM_MB} MB, {AIM_KB} kB; found: {after:.0f} MB, {total:.0f} kB")
    return 0 if after <= AIM_MB and total <= AIM_KB else 1


def pages_of(sessions: dict[str, str]) -> list[tuple[str, str]]:
    """Who reads which page, by turns."""
    return [
        ("", "/"),
        ("", "/procedures/?q=giay+phep"),
        ("", "/procedures/2.000086.000.00.00.H50/"),
        ("", "/lookup/"),
        ("", "/en/"),
        ("minh", "/drafts/"),
        ("minh", "/dossiers/"),
        ("lan", "/desk/"),
        ("lan", "/desk/worklist/reception/"),
        ("binh", "/desk/worklist/all/"),
        ("binh", "/desk/worklist/all/?words=tran"),
        ("", "/verify/"),
    ]


class Visitor:
    """One connection at a time, as browsers behind a proxy come."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, bytes]:
        link = http.client.HTTPConnection(self.host, timeout=60)
        link.request(method, path, body, headers)
        answer = link.getresponse()
        content = answer.read()
        link.close()
        return answer.status, content

    def get(self, path: str, session: str = "") -> bytes:
        headers = {"Cookie": f"motcua_session={session}"} if session else {}
        status, content = self._ask("GET", path, None, headers)
        assert status == 200, (path, status, content[:300])
        return content

    def verify(self, pdf: bytes) -> None:
        """The public check of a paper, posted as its form does."""
        token, boundary = "a" * 32, "motcua-benchmark"
        page = self.get("/verify/").decode()
        control = re.search(r'<input[^>]*type="file"[^>]*name="([^"]+)"|name="([^"]+)"[^>]*type="file"', page)
        assert control is not None, "the page has no file control"
        name = control[1] or control[2]
        body = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="a.pdf"\r\n'
            f"Content-Type: application/pdf\r\n\r\n"
        ).encode()
        body += pdf + f"\r\n--{boundary}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Cookie": f"csrftoken={token}",
        }
        status, content = self._ask("POST", "/verify/", body, headers)
        assert status == 200, (status, content[:300])


_SIGNED: list[bytes] = []


def a_signed_pdf() -> bytes:
    """A PDF of 300 kB signed by the sample authority's certificate; made once."""
    if not _SIGNED:
        from submission import a_pdf

        from motcua.foundation.kernel.actors import SYSTEM
        from motcua.foundation.kernel.clock import now
        from motcua.records.signing import operations as signing
        from motcua.records.signing.enums import CertificateKind

        _SIGNED.append(
            signing.sign(
                pdf=a_pdf(),
                kind=CertificateKind.AGENCY,
                holder_code="skhcn-quang-tri",
                mark=None,
                reason="Đo bộ nhớ",
                subject="benchmark",
                by=SYSTEM,
                at=now(),
            )
        )
        measure.close_connections()
    return _SIGNED[0]


# Memory


def children_of(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        found += [int(one) for one in (task / "children").read_text().split()]
    return found


def pss_mb(pid: int) -> float:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", text, re.M)[1]) / 1000  # type: ignore[index]


def workers_of(pid: int) -> list[int]:
    """The processes below `motcua web` that serve pages: children of the process that binds the port."""
    masters = [one for one in children_of(pid) if "gunicorn" in command_of(one)]
    return [one for master in masters for one in children_of(master)]


def command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def largest(pid: int) -> float:
    return max(pss_mb(one) for one in workers_of(pid))


def others(pid: int) -> float:
    """The memory of the workers' own children."""
    return sum(pss_mb(child) for worker in workers_of(pid) for child in below(worker))


def below(pid: int) -> list[int]:
    return [one for child in children_of(pid) for one in (child, *below(child))]


# Wire


def first_page(address: str) -> list[tuple[str, int]]:
    """Address and bytes of everything that the first page needs."""
    host = urlsplit(address).netloc
    page, size = fetch(host, "/")
    found = [("/", size)]
    letters = set(re.sub(r"<[^>]+>", " ", page))
    wanted = re.findall(r'<link[^>]+rel="(?:stylesheet|icon)"[^>]+href="([^"]+)"', page)
    wanted += re.findall(r'<link[^>]+href="([^"]+)"[^>]+rel="(?:stylesheet|icon)"', page)
    wanted += re.findall(r'<script[^>]+src="([^"]+)"', page)
    wanted += re.findall(r'<img[^>]+src="([^"]+)"', page)
    fonts: list[str] = re.findall(r'<link[^>]+rel="preload"[^>]+href="([^"]+)"', page)
    for path in dict.fromkeys(wanted):
        text, size = fetch(host, path)
        found.append((path, size))
        if path.split("?")[0].endswith(".css"):
            fonts += [urljoin(path, one) for one in fonts_for(text, letters)]
    for path in dict.fromkeys(fonts):
        found.append((path, fetch(host, path)[1]))
    return found


def fonts_for(css: str, letters: set[str]) -> list[str]:
    """The fonts that a style sheet loads for these letters."""
    found = []
    for face in re.findall(r"@font-face\s*\{([^}]*)\}", css):
        source = re.search(r"url\(\"?'?([^\"')]+)", face)
        ranges = re.search(r"unicode-range:\s*([^;}]+)", face)
        if source and (ranges is None or any(within(ord(one), ranges[1]) for one in letters)):
            found.append(source[1])
    return found


def within(letter: int, ranges: str) -> bool:
    for one in ranges.replace("U+", "").replace("u+", "").split(","):
        first, _, last = one.strip().partition("-")
        if int(first.replace("?", "0"), 16) <= letter <= int((last or first).replace("?", "F"), 16):
            return True
    return False


def fetch(host: str, path: str) -> tuple[str, int]:
    """The text, and the bytes that came over the wire with their headers."""
    import gzip

    link = http.client.HTTPConnection(host, timeout=60)
    link.request("GET", path, headers={"Accept-Encoding": "br, gzip"})
    answer = link.getresponse()
    body = answer.read()
    head = sum(len(name) + len(value) + 4 for name, value in answer.getheaders()) + 19
    link.close()
    assert answer.status == 200, (path, answer.status)
    if answer.headers.get("Content-Encoding") == "gzip":
        return gzip.decompress(body).decode(errors="replace"), len(body) + head
    return body.decode(errors="replace"), len(body) + head


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(main())
