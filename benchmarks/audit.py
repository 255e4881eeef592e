#!/usr/bin/env python3
"""Acts per second with the audit chain, against the same act without it, in the same run.

    .venv/bin/python benchmarks/audit.py [--quick] [--seconds 10]

The act is the shortest that officers do, a note on a dossier: the row is locked, the note written, the event
recorded, all in one transaction. By 1 and 16 clients (processes, each with a connection of its own), all on
one dossier or spread over 1,000, with and without a commit that waits 5 ms. Without the chain the event is
the same row, but nobody reads the one before it and nothing is hashed.
"""

import argparse
import itertools
import multiprocessing
import random
import sys
import time
from datetime import UTC, datetime
from typing import Any

import measure
from measure import SLOW_COMMIT, percentiles

AIM = 0.8
DOSSIERS = 1000
OFFICER = "binh"
TURNS = 10
_fork = multiprocessing.get_context("fork")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="two seconds each, 200 dossiers")
    parser.add_argument("--seconds", type=float, default=10)
    args = parser.parse_args()
    seconds, dossiers = (2.0, 200) if args.quick else (args.seconds, DOSSIERS)
    rows: list[list[object]] = []
    with measure.installation():
        for name, settings in (("plain", ()), ("5 ms commit", SLOW_COMMIT)):
            with measure.cluster(*settings):
                measure.django_ready()
                codes = some_dossiers(dossiers)
                for count, clients in itertools.product((1, len(codes)), (1, 16)):
                    rows.append([name, count, clients, *compare(codes[:count], clients, seconds)])
                measure.close_connections()
    head = ["commit", "dossiers", "clients", "p50 ms", "p95 ms", "acts/s", "without chain/s", "ratio"]
    measure.table("audit, a note on a dossier", head, rows)
    worst = min(float(str(row[-1])) for row in rows)
    print(f"\nAim: {AIM} of the act without chain; worst: {worst}")
    return 0 if worst >= AIM else 1


def some_dossiers(count: int) -> list[str]:
    """Codes of so many dossiers of the sample authority, made in bulk at first use."""
    from motcua.casework.dossiers.models import Dossier
    from motcua.ops import data

    ours = Dossier.objects.filter(agency__code="skhcn-quang-tri").order_by("pk")
    if ours.count() < count:
        import os

        data.step(os.environ, "demo", "fill", "--dossiers", str(count * 4))
    return list(ours.values_list("code", flat=True)[:count])


def compare(codes: list[str], clients: int, seconds: float) -> tuple[float, float, float, float, float]:
    """p50, p95 and rate with the chain, rate without, their ratio."""
    measure.close_connections()
    begin = _fork.Barrier(clients)
    answers = _fork.SimpleQueue()
    processes = [
        _fork.Process(target=client, args=(codes, number, seconds, begin, answers))
        for number in range(clients)
    ]
    for process in processes:
        process.start()
    found = [answers.get() for _ in processes]
    for process in processes:
        process.join()
    with_chain = [one for some, _ in found for one in some]
    without = [one for _, some in found for one in some]
    rate, bare = len(with_chain) / seconds, len(without) / seconds
    return (*percentiles(with_chain), rate, bare, round(rate / bare, 2))


def client(codes: list[str], number: int, seconds: float, begin: Any, answers: Any) -> None:
    """All clients go through the same short turns, with and without the chain, so that both meet the same."""
    from motcua.casework.dossiers import operations as dossiers
    from motcua.foundation.accounts.models import Account
    from motcua.foundation.accounts.queries import officer_of
    from motcua.foundation.audit import operations as audit

    ways = (audit.record, record_without_chain)
    chance = random.Random(number)
    at = datetime.now(UTC)
    by = officer_of(account=Account.objects.get(officer__code=OFFICER), on=at.date())
    assert by is not None
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(2 * TURNS):
        way = (turn + turn // 2) % 2
        audit.record = ways[way]  # type: ignore[assignment]
        begin.wait()
        until = time.monotonic() + seconds / TURNS
        while time.monotonic() < until:
            begun = time.perf_counter()
            dossiers.write_note(by=by, code=chance.choice(codes), text="Một ghi chú.", at=at)
            times[way].append(time.perf_counter() - begun)
    answers.put(times)


def record_without_chain(event: Any) -> Any:
    """The event's row alone: a number that nobody else takes, no look at the one before, no hash."""
    from motcua.foundation.audit import rules
    from motcua.foundation.audit.models import AuditEvent
    from motcua.foundation.kernel import clock

    where = event.dimensions
    row = AuditEvent(
        subject=f"bare:{event.subject}"[:80],
        sequence=random.getrandbits(30) + 1,
        kind=event.kind,
        schema_version=event.schema_version,
        occurred_at=event.at,
        recorded_at=clock.now(),
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
        payload=rules.plain(event.facts()),
        previous_hash=rules.FIRST,
        hash=rules.FIRST,
    )
    row.save(force_insert=True)
    return row


if __name__ == "__main__":
    sys.exit(main())
