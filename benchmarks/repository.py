#!/usr/bin/env python3
"""Finding an owner's papers among five million: the owner's page over HTTP, the query, and the floor.

    nice .venv/bin/python benchmarks/repository.py [--holdings 5000000] [--seconds 10] [--data DIR]

An installation in a temporary folder, with the sample authority; the papers are copied in, some six for each
owner, many more for a few. With `--data` the folder stays, and the next run finds the papers made.
Measured, each in p50 and p95:

- the *find*: the query behind the list, as the product asks it, for another owner each time;
- the *page*: the whole HTML answer over HTTP to one user with a session and a connection of their own, who
  goes through all papers, a type, a year, a state, words with and without diacritics, and the next page,
  for a person with 60 papers and for an organisation with 3,000;
- the *floor*: the very statements of those pages, sent by bare psycopg, nothing made of the rows.

The aim: p95 of the find and of the page at most 20 ms, on a machine with nothing else to do.
"""

import argparse
import http.client
import os
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from measure import (
    closed_loop,
    cluster,
    django_ready,
    installation,
    percentiles,
    product,
    session_of,
    table,
)

AIM_MS = 20.0
READER = "minh@motcua.example"
OF_PERSON, OF_ORGANISATION, USUAL = 60, 3_000, 6
AT = datetime(2026, 1, 5, tzinfo=UTC)
TYPES = (
    ("Giấy phép", "giay phep"),
    ("Giấy chứng nhận", "giay chung nhan"),
    ("Chứng chỉ", "chung chi"),
    ("Quyết định", "quyet dinh"),
    ("Giấy xác nhận", "giay xac nhan"),
)
SUBJECTS = (
    ("sử dụng thiết bị X-quang chẩn đoán y tế", "su dung thiet bi x-quang chan doan y te"),
    ("đăng ký hoạt động khoa học và công nghệ", "dang ky hoat dong khoa hoc va cong nghe"),
    ("nhân viên bức xạ", "nhan vien buc xa"),
    ("xây dựng nhà ở riêng lẻ", "xay dung nha o rieng le"),
    ("đủ điều kiện an toàn thực phẩm", "du dieu kien an toan thuc pham"),
)
ISSUERS = (("Sở Khoa học và Công nghệ", "so khoa hoc va cong nghe"), ("Sở Xây dựng", "so xay dung"))
COLUMNS = (
    "code", "origin", "source_code", "trust", "is_sample", "owner_kind", "owner_code", "owner_number",
    "owner_name", "owner_name_norm", "type_code", "type_name", "number_symbol", "issued_on", "precision",
    "issuer_code", "issuer_name", "abstract", "signer", "valid_from", "valid_until", "pages", "language",
    "physical_state", "digitised_owner", "digitised_type", "digitised_agency", "document_id", "dossier_code",
    "procedure_code", "agency_code", "confidence", "words", "state", "reason", "held_at", "held_by",
    "matched_at",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--holdings", type=int, default=5_000_000)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--data", type=Path)
    args = parser.parse_args()
    with installation(args.data), cluster():
        os.environ["MOTCUA_DB_AS_OWNER"] = "1"
        django_ready()
        owners = readers()
        began = time.perf_counter()
        if not are_made(args.holdings):
            fill(owners, args.holdings)
        made = time.perf_counter() - began
        os.environ.pop("MOTCUA_DB_AS_OWNER")
        pages = {name: pages_of(code, name) for name, code in owners.items()}
        session = searching(session_of(READER))
        find = percentiles(finds(args.holdings, args.seconds))
        floors = {name: percentiles(floor(some, session, args.seconds)) for name, some in pages.items()}
        with product("web", "--workers", "1") as (address, pid):
            over_http = {
                name: page(address, pid, session, some, args.seconds) for name, some in pages.items()
            }
        report(args.holdings, made, find, floors, over_http)
        return 1 if max(find[1], *(p95 for _p50, p95, _cpu in over_http.values())) > AIM_MS else 0


def report(holdings: int, made: float, find: Any, floors: Any, over_http: Any) -> None:
    rows: list[tuple[object, ...]] = [("find, another owner each time", *find, "")]
    for name, (p50, p95, cpu) in over_http.items():
        rows.append((f"page of an owner, {name}", p50, p95, cpu))
        rows.append((f"floor of these pages, {name}", *floors[name], ""))
    rows.append((f"made: {size_gb():.1f} GB in {made:.0f} s", "", "", ""))
    table(f"Finding papers among {holdings:,}", ("what", "p50 ms", "p95 ms", "processor ms of the web"), rows)


# The papers


def readers() -> dict[str, str]:
    """Whose pages are read: the account's own papers, and those of an organisation that it files for."""
    from motcua.foundation.accounts.models import Person

    person = Person.objects.get(account__email=READER)
    membership = person.memberships.select_related("organisation").order_by("pk")[0]
    return {"person": person.code, "organisation": membership.organisation.code}


def are_made(holdings: int) -> bool:
    from motcua.records.repository.models import Holding

    return Holding.objects.count() >= holdings


def fill(owners: dict[str, str], holdings: int) -> None:
    """COPY without indexes, then the indexes as they were."""
    from django.db import connection

    from motcua.foundation.kernel.actors import SYSTEM
    from motcua.records.documents import operations as documents

    document = documents.keep(content=b"%PDF-1.4\n%%EOF\n", name="giay.pdf", by=SYSTEM, at=AT)
    with connection.cursor() as cursor:
        again = without_indexes(cursor)
        copying = f"COPY repository_holding ({', '.join(COLUMNS)}) FROM STDIN"
        with cursor.copy(copying) as copy:
            for row in rows_of(owners, holdings, document.pk):
                copy.write_row(row)
        for statement in again:
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE repository_holding")


def without_indexes(cursor: Any) -> list[str]:
    """Drops what slows a COPY; how to make it again."""
    cursor.execute(
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE conrelid = 'repository_holding'::regclass AND contype = 'u'"
    )
    unique = cursor.fetchall()
    for name, _said in unique:
        cursor.execute(f'ALTER TABLE repository_holding DROP CONSTRAINT "{name}"')
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'repository_holding' "
        "AND indexname NOT IN (SELECT conname FROM pg_constraint)"
    )
    indexes = cursor.fetchall()
    for name, _said in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    return [
        *(f'ALTER TABLE repository_holding ADD CONSTRAINT "{name}" {said}' for name, said in unique),
        *(said for _name, said in indexes),
    ]


def rows_of(owners: dict[str, str], holdings: int, document: int) -> Iterator[tuple[Any, ...]]:
    """Always the same; the readers' papers lie among the others."""
    chosen = random.Random(1)
    for number in range(holdings):
        owner = owner_of(number, owners, holdings)
        (kind, kind_norm), (subject, subject_norm) = chosen.choice(TYPES), chosen.choice(SUBJECTS)
        issuer, issuer_norm = chosen.choice(ISSUERS)
        issued = date(1990, 1, 1) + timedelta(days=chosen.randrange(13_000))
        until = issued + timedelta(days=365 * chosen.choice((3, 5, 10))) if chosen.random() < 0.5 else None
        symbol = f"{number % 997:03d}/{kind_norm[:2].upper()}-{issued:%Y}"
        words = f" {kind_norm} {symbol.lower()} {subject_norm} {issuer_norm} {issued:%Y} to-{number} "
        yield (
            f"H-{number:012d}", "digitised", f"to-{number}", "digitised", False, "person", owner, "",
            "Nguyễn Văn A", "nguyen van a", f"KQ.G06.{number % 5:06d}", kind, symbol, issued, "day",
            "H50.15", issuer, f"{kind} {subject}", "Trần Thanh Trường", issued, until, 2, "vi",
            "", "", "", "", document, "", "", "skhcn-quang-tri", "{}", words,
            "valid", "", AT, "motcua", AT,
        )  # fmt: skip


def owner_of(number: int, owners: dict[str, str], holdings: int) -> str:
    """A reader's papers come at even distances, everybody else's some six together."""
    for name, many in (("person", OF_PERSON), ("organisation", OF_ORGANISATION)):
        step = max(holdings // many, 2)
        if number % step == len(name) and number // step < many:
            return owners[name]
    return f"P-{number // USUAL:012d}"


def size_gb() -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size('repository_holding')")
        return float(cursor.fetchone()[0]) / 1e9


# What is measured


def finds(holdings: int, seconds: float) -> list[float]:
    """The query of the list for another owner each time, on a connection that stays."""
    from motcua.records.repository.queries.owners import Wanted, papers_of

    chosen, wanted, today = random.Random(2), Wanted(), date(2026, 11, 23)

    def work(_client: int) -> None:
        owner = f"P-{chosen.randrange(holdings // USUAL):012d}"
        papers_of(owner_code=owner, wanted=wanted, on=today)

    return closed_loop(work, clients=1, seconds=seconds)


def searching(session: str) -> str:
    """The session keeps what is searched for, as if it had been typed."""
    from django.contrib.sessions.backends.db import SessionStore

    kept = SessionStore(session_key=session)
    kept["papers_search"] = {"w1": "giấy phép x-quang", "w2": "so xay dung 2015"}
    kept.save()
    return session


def pages_of(owner: str, name: str) -> list[str]:
    of = f"of={owner}&" if name == "organisation" else ""
    asked = ("", "page=2", "year=2015", "state=valid", "type=Ch%E1%BB%A9ng+ch%E1%BB%89", "tim=w1", "tim=w2")
    return [f"/papers/?{of}{one}" for one in asked]


def page(
    address: str, pid: int, session: str, pages: list[str], seconds: float
) -> tuple[float, float, float]:
    """p50 and p95, and the processor time that the web server needs for one, whatever else runs."""
    link = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    turn = 0

    def work(_client: int) -> None:
        nonlocal turn
        link.request("GET", pages[turn % len(pages)], headers={"Cookie": f"motcua_session={session}"})
        answer = link.getresponse()
        text = answer.read()
        assert answer.status == 200, answer.status
        assert text.rstrip().endswith(b"</html>")
        turn += 1

    for _warm in range(2 * len(pages)):
        work(0)
    before, begun = processor_ms(pid), turn
    times = closed_loop(work, clients=1, seconds=seconds)
    return *percentiles(times), (processor_ms(pid) - before) / (turn - begun)


def processor_ms(first: int) -> float:
    """Of a process and of all that it started, directly or not."""
    ticks, parents = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            said = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        number = int(folder.name)
        parents[number], ticks[number] = int(said[1]), int(said[11]) + int(said[12])

    def is_ours(number: int) -> bool:
        return number == first or (number in parents and is_ours(parents[number]))

    ours = sum(some for number, some in ticks.items() if is_ours(number))
    return ours * 1000 / os.sysconf("SC_CLK_TCK")


def floor(pages: list[str], session: str, seconds: float) -> list[float]:
    """The statements of each page, as the product sends them, on one connection of bare psycopg."""
    import psycopg
    from django.db import connection

    sent, known = statements(pages, session), connection.settings_dict
    turn = 0
    with psycopg.connect(
        host=known["HOST"], port=known["PORT"] or None, user=known["USER"], password=known["PASSWORD"],
        dbname=known["NAME"], autocommit=True,
    ) as link:  # fmt: skip

        def work(_client: int) -> None:
            nonlocal turn
            for sql in sent[turn % len(sent)]:
                answer = link.execute(sql.replace("%", "%%").encode(), ())
                if answer.description:
                    answer.fetchall()
            turn += 1

        return closed_loop(work, clients=1, seconds=seconds)


def statements(pages: list[str], session: str) -> list[list[str]]:
    from django.conf import settings
    from django.db import connection, reset_queries
    from django.test import Client

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    client = Client()
    client.cookies["motcua_session"] = session
    client.get(pages[0])
    found = []
    connection.force_debug_cursor = True
    for one in pages:
        reset_queries()
        assert client.get(one).status_code == 200
        found.append([query["sql"] for query in connection.queries])
    connection.force_debug_cursor = False
    return found


if __name__ == "__main__":
    sys.exit(main())
