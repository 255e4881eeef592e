#!/usr/bin/env python3
"""Filings per second over HTTP, against the least that keeping them must cost, in the same run.

    .venv/bin/python benchmarks/submission.py [--quick] [--clients 8] [--seconds 20]

A real `motcua run` (web server and worker) on a data folder of its own. One filing is what an applicant sends
after the draft was begun: the form with twelve fields, two PDF files of 300 kB each, the submission; each
answer is a redirect, and with `pages` the page that it leads to is fetched as a browser would. Files and
their folders are synced, `synchronous_commit` is on. The second half of the run waits 5 ms in every commit.

The floor writes what a filing keeps with nothing of the product: two files of 300 kB, synced with their
folder, and three transactions of one insert, by as many clients.
"""

import argparse
import http.client
import os
import random
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import measure
from measure import SLOW_COMMIT, closed_loop, percentiles

AIM_PER_SECOND = 20
FILE_BYTES = 300_000
PAPERS = ("ban-ve", "thuyet-minh")
NUMBER = 901
TOKEN = "a" * 32
BOUNDARY = "motcua-benchmark"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a few seconds each")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20)
    args = parser.parse_args()
    seconds = 5.0 if args.quick else args.seconds
    rows: list[list[object]] = []
    with measure.installation():
        for name, settings in (("plain", ()), ("5 ms commit", SLOW_COMMIT)):
            with measure.cluster(*settings):
                measure.django_ready()
                rows += run(name, args.clients, seconds)
                measure.close_connections()
    head = ["commit", "what", "p50 ms", "p95 ms", "per second", "of the floor"]
    measure.table(f"submission, {args.clients} clients", head, rows)
    best = float(str(rows[1][4]))
    print(f"\nAim: {AIM_PER_SECOND} filings a second; plain: {best:.1f}")
    return 0 if best >= AIM_PER_SECOND else 1


def run(name: str, clients: int, seconds: float) -> list[list[object]]:
    """Floor, filings as posted, filings with the pages between."""
    found = []
    floor = closed_loop(Floor(clients).turn, clients=clients, seconds=seconds)
    found.append([name, "floor", *percentiles(floor), len(floor) / seconds, 1.0])
    with measure.product("run", "--demo") as (address, _pid):
        for what, reads_pages in (("three posts", False), ("with pages", True)):
            wanted = int(seconds * 60) + clients
            desk = Applicants(address, clients, wanted, reads_pages=reads_pages)
            times = closed_loop(desk.file, clients=clients, seconds=seconds)
            rate = len(times) / seconds
            found.append([name, what, *percentiles(times), rate, round(rate / (len(floor) / seconds), 3)])
            desk.check(len(times))
    return found


class Floor:
    """Two synced files and three commits for each turn."""

    def __init__(self, clients: int) -> None:
        import psycopg
        from django.db import connection

        known = connection.settings_dict
        self.folder = Path(tempfile.mkdtemp(dir=os.environ["MOTCUA_DATA"]))
        self.links = [
            psycopg.connect(
                host=known["HOST"],
                port=known["PORT"],
                user=known["USER"],
                password=known["PASSWORD"],
                dbname=known["NAME"],
                autocommit=True,
            )
            for _ in range(clients)
        ]

    def turn(self, client: int) -> None:
        content = random.randbytes(FILE_BYTES)
        for place in range(2):
            descriptor, _ = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            folder = os.open(self.folder, os.O_RDONLY)
            os.fsync(folder)
            os.close(folder)
            self._insert(client, place)
        self._insert(client, 2)

    def _insert(self, client: int, place: int) -> None:
        self.links[client].execute(
            'INSERT INTO accounts_attempt (key, "window", count) VALUES (%s, %s, 1)',
            [f"floor-{client}-{place}-{random.getrandbits(60)}", random.getrandbits(40)],
        )


class Applicants:
    """So many people with drafts that lack only form, papers and submission."""

    def __init__(self, address: str, clients: int, drafts: int, *, reads_pages: bool) -> None:
        self.host = urlsplit(address).netloc
        self.reads_pages = reads_pages
        self.people = [self._person(number) for number in range(clients)]
        share = drafts // clients + 1
        self.drafts = [self._begin(by, share) for by, _session in self.people]
        self.links = [http.client.HTTPConnection(self.host, timeout=60) for _ in range(clients)]
        self.before = self._count()

    def _person(self, number: int) -> tuple[Any, str]:
        from motcua.foundation.accounts.models import Account, Person
        from motcua.foundation.accounts.queries import applicant_of
        from motcua.foundation.kernel.clock import local_date, now

        email = f"bench-{number}@motcua.example"
        account = Account.objects.filter(email=email).first()
        if account is None:
            account = Account.objects.create(email=email, created_at=now(), email_confirmed_at=now())
            Person.objects.create(
                account=account,
                identity_number=f"000{number:09d}",
                full_name="Người Nộp Mẫu",
                name_norm="nguoi nop mau",
                address="Số 1 (mẫu)",
            )
        by = applicant_of(account=account, on=local_date(now()))
        assert by is not None
        return by, measure.session_of(email)

    @staticmethod
    def _begin(by: Any, count: int) -> list[str]:
        from django.db import transaction

        from motcua.casework.dossiers import operations as dossiers
        from motcua.foundation.kernel.clock import now

        code, codes = publication(), []
        with transaction.atomic():
            for _ in range(count):
                draft = dossiers.start_draft(by=by, publication_code=code, at=now())
                codes.append(draft.code)
        return codes

    def file(self, client: int) -> None:
        """Form, papers, submission."""
        code = self.drafts[client].pop()
        form = urlencode({**FIELDS, "csrfmiddlewaretoken": TOKEN, "_revision": "0", "_go": "next"})
        self._post(client, f"/drafts/{code}/form/", form.encode(), "application/x-www-form-urlencoded")
        papers, kind = upload()
        self._post(client, f"/drafts/{code}/papers/", papers, kind)
        sent = urlencode({"csrfmiddlewaretoken": TOKEN})
        self._post(client, f"/drafts/{code}/submit/", sent.encode(), "application/x-www-form-urlencoded")

    def _post(self, client: int, path: str, body: bytes, kind: str) -> None:
        answer, text = self._send(client, "POST", path, body, kind)
        if answer.status != 302:
            raise AssertionError(f"{path}: {answer.status} {text[:2000]!r}")
        if self.reads_pages:
            answer, text = self._send(client, "GET", answer.headers["Location"], b"", "")
            assert answer.status == 200, (path, answer.status)

    def _send(
        self, client: int, method: str, path: str, body: bytes, kind: str
    ) -> tuple[http.client.HTTPResponse, bytes]:
        link, session = self.links[client], self.people[client][1]
        headers = {"Cookie": f"motcua_session={session}; csrftoken={TOKEN}", "Accept-Encoding": "gzip"}
        if kind:
            headers["Content-Type"] = kind
        link.request(method, path, body or None, headers)
        answer = link.getresponse()
        return answer, answer.read()

    @staticmethod
    def _count() -> int:
        from motcua.casework.dossiers.models import Dossier

        return Dossier.objects.count()

    def check(self, filed: int) -> None:
        """Every filing that was answered is there."""
        there = self._count() - self.before
        assert there >= filed, f"{filed} filings were answered, {there} are there"


FIELDS = {
    "org_name": "Công ty Mẫu",
    "address": "Số 1 đường Mẫu",
    "phone": "0912 000 001",
    "email": "mau@motcua.example",
    "subject": "Đề nghị mẫu",
    "reason": "Lý do mẫu.",
    "place": "Đông Hà",
    "quantity": "5",
    "value": "500000000",
    "representative": "Nguyễn Văn Mẫu",
    "identity": "045085000123",
    "agrees": "on",
}


def publication() -> str:
    """A procedure with a form of twelve fields that asks for two files; made at first use."""
    from motcua.foundation.accounts.models import Agency
    from motcua.foundation.kernel.actors import SYSTEM
    from motcua.foundation.kernel.clock import now
    from motcua.ops.demo.fill import contents
    from motcua.reference.catalogue import operations as catalogue

    folder = contents.folder(NUMBER, field="radiation-safety", papers=PAPERS)
    agency = Agency.objects.get(code="skhcn-quang-tri")
    version = catalogue.publish(folder=folder, agency=agency, authority="KL", by=SYSTEM, at=now())
    return str(version.publication.full_code)


def a_pdf() -> bytes:
    """A PDF of one page and 300 kB, different each time."""
    filling = random.randbytes(FILE_BYTES)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length 0 >>\nstream\n\nendstream",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(filling), filling),
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def upload() -> tuple[bytes, str]:
    """The page of papers as a browser posts it."""
    parts = [("csrfmiddlewaretoken", TOKEN), ("_go", "next")]
    body = b"".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in parts
    )
    for slug in PAPERS:
        head = f'Content-Disposition: form-data; name="paper-{slug}"; filename="{slug}.pdf"'
        body += f"--{BOUNDARY}\r\n{head}\r\nContent-Type: application/pdf\r\n\r\n".encode()
        body += a_pdf() + b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={BOUNDARY}"


if __name__ == "__main__":
    sys.exit(main())
