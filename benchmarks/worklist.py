#!/usr/bin/env python3
"""A page of an officer's worklist among many dossiers: the whole HTML answer over HTTP, p50 and p95.

    .venv/bin/python benchmarks/worklist.py [--dossiers 50000 | --large] [--seconds 15] [--data DIR]

For an officer who sees everything and one who sees a unit, a closed loop of 1 and of 16 users, each with a
session and a connection of its own, goes through the queue of everything under way, fifty at a time: by due
time, by submission and by code, the next page, one procedure, what is late, names and a number.
The floor is the database alone: the very statements of those pages, sent by bare psycopg in the same run. The
data is the product's own volume (`motcua demo fill`) in a temporary folder, or what lies in `--data`; with
`--large` five million dossiers.

The aims hold for a machine with nothing else to do: p50 of 25 and p95 of 60 ms with one user, p95 of 250 ms
with 16. Between sizes compare the p50 (`--than FILE`, at most 1.3 times).
"""

import argparse
import http.client
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from measure import session_of

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
LARGE = 5_000_000
AIMS = {("one_user_ms", "p50"): 25.0, ("one_user_ms", "p95"): 60.0, ("sixteen_users_ms", "p95"): 250.0}
AIM_RATIO = 1.3
WHOLE = "son@motcua.example"  # gets a post here that sees every agency of the province
SCOPED = "dung@motcua.example"  # head of a division: sees what came to it
QUEUE = "/desk/worklist/all/"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dossiers", type=int, default=50_000)
    parser.add_argument("--large", action="store_true", help=f"{LARGE:,} dossiers")
    parser.add_argument("--than", type=Path, help="what an earlier run with --json found, to compare with")
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    folder = args.data or Path(tempfile.mkdtemp(prefix="motcua-bench-"))
    os.chmod(folder, 0o755)
    os.environ |= {"MOTCUA_DATA": str(folder), "MOTCUA_DEMO": "1"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    for name in ("DATABASE_URL", "MOTCUA_FILES", "MOTCUA_KEYS"):
        os.environ.pop(name, None)
    try:
        return measure(args)
    finally:
        if args.data is None:
            shutil.rmtree(folder, ignore_errors=True)


def measure(args: argparse.Namespace) -> int:
    import django

    from motcua.ops import data

    with data.filled(os.environ):
        if args.data is None:
            many = LARGE if args.large else args.dossiers
            words = data.command("demo", "fill", "--dossiers", str(many), "--seed", str(args.seed))
            subprocess.run(words, check=True, stdout=sys.stderr)
        django.setup()
        give_the_whole()
        found: dict[str, Any] = {"machine": machine(), "dossiers": count(), "workers": args.workers}
        with a_web_server(args.workers) as address:
            for name, officer in (("unrestricted", WHOLE), ("scoped", SCOPED)):
                found[name] = measured(address, officer, args.seconds)
    known = json.loads(args.than.read_text()) if args.than else None
    found["missed"] = [miss for name in ("unrestricted", "scoped") for miss in missed(name, found, known)]
    text = json.dumps(found, indent=2, ensure_ascii=False)
    print(text)
    if args.json:
        args.json.write_text(text + "\n")
    return 1 if found["missed"] else 0


def give_the_whole() -> None:
    """A post from which one sees every agency of the province; the sample authority has none."""
    from motcua.foundation.accounts.models import Agency, Officer, Post, Role, Unit

    top = Agency.objects.get(code="ubnd-quang-tri")
    unit, _made = Unit.objects.get_or_create(
        code="bench-whole", defaults={"agency": top, "name": "Đo hiệu năng", "kind": "leadership"}
    )
    role, _made = Role.objects.get_or_create(
        code="bench-whole",
        defaults={"name": "Xem toàn tỉnh", "permissions": ["dossier.see"], "scope": "tree"},
    )
    officer = Officer.objects.get(account__email=WHOLE)
    if not Post.objects.filter(officer=officer, role=role).exists():
        Post.objects.create(officer=officer, role=role, unit=unit, valid_from="2020-01-01")


def measured(address: str, officer: str, seconds: float) -> dict[str, Any]:
    """What one officer's pages take: alone, among sixteen, and in the database alone."""
    session = session_of(officer)
    pages = pages_of(address, session)
    sent, most = statements(pages, session)
    return {
        "queries_per_page": most,
        "floor_ms": floor(sent, seconds),
        "one_user_ms": loop(address, session, pages, users=1, seconds=seconds),
        "sixteen_users_ms": loop(address, session, pages, users=16, seconds=seconds),
    }


def missed(name: str, found: dict[str, Any], known: dict[str, Any] | None) -> list[str]:
    """Which aims were not met, in words."""
    said = [
        f"{name}: {which} of {users} {found[name][users][which]} ms, aim {aim}"
        for (users, which), aim in AIMS.items()
        if found[name][users][which] > aim
    ]
    if known:
        ratio = found[name]["one_user_ms"]["p50"] / known[name]["one_user_ms"]["p50"]
        if ratio > AIM_RATIO:
            said.append(f"{name}: {ratio:.2f} times the smaller case, aim {AIM_RATIO}")
    return said


def count() -> dict[str, int]:
    from motcua.casework.dossiers.models import Dossier

    return {"all": Dossier.objects.count(), "open": Dossier.objects.open().count()}


@contextmanager
def a_web_server(workers: int) -> Iterator[str]:
    """The product's own web server on a free port."""
    from motcua.ops import data

    words = data.command("web", "--port", "0", "--workers", str(workers), "--threads", "4")
    server = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        for line in server.stdout:
            if line.startswith("READY "):
                yield line.split()[1]
                break
        else:
            sys.exit("The web server did not start.")
    finally:
        server.terminate()
        server.wait()


def pages_of(address: str, session: str) -> list[str]:
    """The addresses that every user goes through."""
    first = get(address, session, QUEUE)
    procedure = re.search(r'<option value="([12]\.\d{6})"', first)
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert procedure is not None, "the queue is empty"
    assert older is not None, "the queue has one page only"
    following = older[1].replace("&amp;", "&")
    return [
        QUEUE,
        f"{QUEUE}?sort=newest",
        f"{QUEUE}?sort=code",
        f"{QUEUE}{following}",
        f"{QUEUE}?procedure={procedure[1]}",
        f"{QUEUE}?due=late",
        *(searched(address, session, words) for words in ("nguyen", "ngoc+lan", "0912345678")),
    ]


def searched(address: str, session: str, words: str) -> str:
    """The address under which the found stands: what was searched for is in none."""
    import httpx

    cookies = {"motcua_session": session}
    answer = httpx.get(f"{address}{QUEUE}?words={words}", cookies=cookies, timeout=60)
    assert answer.status_code == 302, answer.status_code
    return answer.headers["location"]


def get(address: str, session: str, page: str) -> str:
    import httpx

    answer = httpx.get(address + page, cookies={"motcua_session": session}, timeout=60)
    assert answer.status_code == 200, (page, answer.status_code)
    return answer.text


def statements(pages: list[str], session: str) -> tuple[list[list[str]], int]:
    """The SQL of each page as the product sends it, and the most statements that a page needs."""
    from django.conf import settings
    from django.db import connection, reset_queries
    from django.test import Client

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    client = Client()
    client.cookies["motcua_session"] = session
    client.get(pages[0])
    found = []
    connection.force_debug_cursor = True
    for page in pages:
        reset_queries()
        assert client.get(page).status_code == 200
        found.append([query["sql"] for query in connection.queries])
    connection.force_debug_cursor = False
    return found, max(len(one) for one in found)


def floor(pages: list[list[str]], seconds: float) -> dict[str, float]:
    """The same statements on one connection of bare psycopg, nothing made of the rows."""
    import psycopg
    from django.db import connection

    known = connection.settings_dict
    options = {name: value for name, value in known["OPTIONS"].items() if name == "options"}
    times = []
    with psycopg.connect(
        host=known["HOST"],
        port=known["PORT"] or None,
        user=known["USER"],
        password=known["PASSWORD"],
        dbname=known["NAME"],
        autocommit=True,
        **options,
    ) as link:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for page in pages:
                begun = time.perf_counter()
                for sql in page:
                    answer = link.execute(sql.replace("%", "%%").encode(), ())
                    if answer.description:  # BEGIN and SET answer with nothing
                        answer.fetchall()
                times.append(time.perf_counter() - begun)
    return percentiles(times)


def loop(address: str, session: str, pages: list[str], *, users: int, seconds: float) -> dict[str, float]:
    """Each user asks for the next page as soon as the last one has come whole."""
    times: list[list[float]] = [[] for _ in range(users)]
    until = time.monotonic() + seconds

    def user(number: int) -> None:
        link = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        turn = number
        while time.monotonic() < until:
            begun = time.perf_counter()
            link.request("GET", pages[turn % len(pages)], headers={"Cookie": f"motcua_session={session}"})
            answer = link.getresponse()
            text = answer.read()
            times[number].append(time.perf_counter() - begun)
            assert answer.status == 200
            assert text.rstrip().endswith(b"</html>")
            turn += 1

    threads = [threading.Thread(target=user, args=[number]) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = [one for some in times for one in some]
    return percentiles(every) | {"pages_per_second": round(len(every) / seconds, 1)}


def percentiles(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50": round(statistics.median(ordered) * 1000, 1),
        "p95": round(ordered[max(0, int(len(ordered) * 0.95) - 1)] * 1000, 1),
        "pages": len(ordered),
    }


def machine() -> str:
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {system}"


if __name__ == "__main__":
    sys.exit(main())
