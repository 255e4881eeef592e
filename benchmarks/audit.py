#!/usr/bin/env python3
"""Acts per second with the audit chain, against the same act without it, in the same run.

    .venv/bin/python benchmarks/audit.py [--seconds 5] [--json FILE]

The act is an officer's note on a dossier: lock, may, insert, record. Clients are processes of their own: 1 and
16, on 1 dossier and on 1,000, with commits as fast as the disk and with a commit of at least 5 ms. "Without
chain" the same act writes the same row of the trail without reading the link before it and without hashing.
The data lie in a temporary folder that is thrown away.
"""

import argparse
import json
import os
import platform
import random
import shutil
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src")]
AIM = 0.8
MANY = 1000


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="motcua-bench-"))
    folder.chmod(0o755)
    os.environ |= {"MOTCUA_DATA": str(folder), "MOTCUA_DEMO": "1"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    for name in ("DATABASE_URL", "MOTCUA_FILES", "MOTCUA_KEYS"):
        os.environ.pop(name, None)
    try:
        return measure(args)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(args: argparse.Namespace) -> int:
    from motcua.ops import data

    with data.server(os.environ):
        data.step(os.environ, "db", "migrate")
        data.step(os.environ, "demo", "load", "--dossiers", "1")
        data.step(os.environ, "demo", "fill", "--dossiers", str(MANY))
        rows = []
        for commit_ms in (0, 5):
            slow_commits(commit_ms)
            for clients in (1, 16):
                for dossiers in (1, MANY):
                    plain = rate(clients, dossiers, args.seconds, chained=False)
                    chained = rate(clients, dossiers, args.seconds, chained=True)
                    rows.append(
                        {
                            "commit_ms": commit_ms,
                            "clients": clients,
                            "dossiers": dossiers,
                            "without_chain_per_s": round(plain, 1),
                            "with_chain_per_s": round(chained, 1),
                            "ratio": round(chained / plain, 2),
                        }
                    )
                    print(json.dumps(rows[-1]), file=sys.stderr)
    found = {"machine": machine(), "aim_ratio": AIM, "rows": rows}
    text = json.dumps(found, indent=2)
    print(text)
    if args.json:
        args.json.write_text(text + "\n")
    return 0 if all(row["ratio"] >= AIM for row in rows) else 1


def machine() -> str:
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, {platform.system()} {platform.release()}, load {load:.1f} at the end"


def slow_commits(commit_ms: int) -> None:
    """Commits of the application's role wait at least so long, from the next connection on."""
    import psycopg

    from motcua.config import database

    folder = database.data_dir(os.environ)
    with psycopg.connect(
        host="127.0.0.1",
        port=(folder / "postgres.port").read_text(),
        user="postgres",
        dbname="postgres",
        password=(folder / "postgres.password").read_text(),
        autocommit=True,
    ) as link:
        link.execute(f"ALTER ROLE motcua_app SET commit_delay = {commit_ms * 1000}")
        link.execute("ALTER ROLE motcua_app SET commit_siblings = 0")


def rate(clients: int, dossiers: int, seconds: float, *, chained: bool) -> float:
    """Acts per second of all clients together."""
    spawn = get_context("spawn")
    with spawn.Pool(clients) as pool:
        given = [(dossiers, seconds, chained, seed) for seed in range(clients)]
        counted = pool.map(client, given, chunksize=1)
    return sum(acts / took for acts, took in counted)


def client(given: tuple[int, float, bool, int]) -> tuple[int, float]:
    """One client: acts and the seconds they took, after a warm-up."""
    dossiers, seconds, chained, seed = given
    import django

    django.setup()
    from motcua.casework.dossiers import operations
    from motcua.casework.dossiers.models import Dossier
    from motcua.casework.dossiers.operations import processing
    from motcua.foundation.kernel.clock import now
    from motcua.ops.demo.authority import officer

    if not chained:
        processing.audit = Unchained()  # type: ignore[assignment]
    leader = officer("binh", at=now())
    codes = list(
        Dossier.objects.filter(agency__code="skhcn-quang-tri")
        .order_by("pk")
        .values_list("code", flat=True)[:dossiers]
    )
    chance = random.Random(seed)

    def act() -> None:
        operations.write_note(by=leader, code=chance.choice(codes), text="Ghi chú đo tốc độ.", at=now())

    for _ in range(20):
        act()
    began, acts = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        act()
        acts += 1
    return acts, time.perf_counter() - began


class Unchained:
    """The same row without reading the link before it and without a hash: the floor."""

    def record(self, event: Any) -> None:
        from motcua.foundation.audit.models import AuditEvent
        from motcua.foundation.audit.rules import FIRST, plain

        where = event.dimensions
        AuditEvent(
            subject=event.subject,
            sequence=random.getrandbits(30) + 1000,
            kind=event.kind,
            schema_version=event.schema_version,
            occurred_at=event.at,
            recorded_at=event.at,
            actor_kind=event.actor.kind.value,
            actor_code=event.actor.code,
            acting_for=event.acting_for,
            act_id=event.act_id,
            agency=where.agency,
            unit=where.unit,
            field=where.field,
            procedure=where.procedure,
            version=where.version,
            channel=where.channel,
            due_at=where.due_at,
            payload=plain(event.facts()),
            previous_hash=FIRST,
            hash=FIRST,
        ).save(force_insert=True)


if __name__ == "__main__":
    sys.exit(main())
