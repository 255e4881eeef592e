"""Reads of the trail, and its verification."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate

from motcua.foundation.kernel.clock import VIETNAM

from . import rules
from .enums import FaultKind
from .errors import SealMissing
from .events import ActRefused
from .models import AuditEvent, RefusalBurst, Seal
from .ports import SealSigner

CHUNK = 2000
_PLACE = "audit_auditevent.era, audit_auditevent.xid"


def events_of(*, subject: str) -> QuerySet[AuditEvent]:
    """The subject's events, oldest first."""
    return AuditEvent.objects.filter(subject=subject).order_by("sequence")


def refusals_chain(subject: str) -> str:
    """The chain that keeps what was refused about a subject, apart from what was done."""
    return f"refused:{subject}"


@dataclass(frozen=True)
class RefusalRow:
    """One refusal as it was kept; `again` counts the same ones right after it that got no event."""

    subject: str
    at: datetime
    actor_kind: str
    actor_code: str
    act: str
    reason: str
    again: int


def refusals_about(*, subject: str, most: int = 200) -> list[RefusalRow]:
    """What was refused about a subject, the newest first; two queries."""
    kept = AuditEvent.objects.filter(subject=refusals_chain(subject)).order_by("-sequence")
    return _refusals(kept[:most])


def refusals_in(*, agencies: Sequence[str], most: int = 200) -> list[RefusalRow]:
    """What was refused in these agencies, the newest first; two queries."""
    kept = AuditEvent.objects.filter(kind=ActRefused.__name__, agency__in=agencies).order_by("-pk")
    return _refusals(kept[:most])


def _refusals(kept: QuerySet[AuditEvent]) -> list[RefusalRow]:
    events = list(kept)
    subjects = {event.subject.removeprefix(refusals_chain("")) for event in events}
    bursts = RefusalBurst.objects.filter(subject__in=subjects)
    after = {(one.subject, one.actor_code, one.act, one.reason): one.times for one in bursts}
    rows = []
    for event in events:
        subject, act, reason = event.subject.removeprefix(refusals_chain("")), *_asked(event)
        key = (subject, event.actor_code, act, reason)
        again = after.get(key, 0)
        rows.append(
            RefusalRow(subject, event.occurred_at, event.actor_kind, event.actor_code, act, reason, again)
        )
        after[key] = event.payload["left_out"]
    return rows


def _asked(event: AuditEvent) -> tuple[str, str]:
    return event.payload["act"], event.payload["reason"]


def newest_of(*, subjects: Sequence[str], most: int) -> list[AuditEvent]:
    """The newest events of these subjects together; one query."""
    return list(AuditEvent.objects.filter(subject__in=subjects).order_by("-pk")[:most])


def last_event_of(subject: Combinable) -> QuerySet[AuditEvent]:
    """The last event of a subject that the query around it names, to ask in the same breath."""
    return AuditEvent.objects.filter(subject=subject).order_by("-sequence")[:1]


def events_of_act(*, act_id: UUID) -> QuerySet[AuditEvent]:
    """All events of one act, in the order in which they were recorded."""
    return AuditEvent.objects.filter(act_id=act_id).order_by("id")


def seals() -> QuerySet[Seal]:
    """All seals, oldest first."""
    return Seal.objects.order_by("number")


def last_seal() -> Seal | None:
    return Seal.objects.order_by("-number").first()


def seal_of_day(*, on: date) -> Seal | None:
    """The last seal of a day in Vietnam: whoever keeps its hash can later tell whether anything before it
    changed.
    """
    midnight = datetime.combine(on, time(), VIETNAM)
    return (
        Seal.objects.filter(sealed_at__gte=midnight, sealed_at__lt=midnight + timedelta(days=1))
        .order_by("-number")
        .first()
    )


@dataclass(frozen=True)
class PublicSeal:
    """A seal as anybody may keep it: hashes and signature in hexadecimal."""

    day: date
    number: int
    sealed_at: datetime
    events: int
    root: str
    previous_hash: str
    hash: str
    key_id: str
    signature: str


def last_seals_of_days(*, until: date, days: int) -> list[PublicSeal]:
    """The last seal of each of the last `days` days in Vietnam that have one, the newest first. One query."""
    first = datetime.combine(until - timedelta(days=days - 1), time(), VIETNAM)
    found = (
        Seal.objects.filter(sealed_at__gte=first)
        .annotate(day=TruncDate("sealed_at", tzinfo=VIETNAM))
        .order_by("-day", "-number")
        .distinct("day")
    )
    return [
        PublicSeal(
            day=seal.day,
            number=seal.number,
            sealed_at=seal.sealed_at,
            events=seal.events,
            root=bytes(seal.root).hex(),
            previous_hash=bytes(seal.previous_hash).hex(),
            hash=bytes(seal.hash).hex(),
            key_id=seal.key_id,
            signature=bytes(seal.signature).hex(),
        )
        for seal in found
    ]


def seal_named(wanted: str) -> Seal:
    """By its number or its hash in hexadecimal.

    Raises: SealMissing.
    """
    found = None
    if re.fullmatch(r"[0-9]{1,9}", wanted):
        found = Seal.objects.filter(number=int(wanted)).first()
    elif re.fullmatch(r"[0-9a-fA-F]{64}", wanted):
        found = Seal.objects.filter(hash=bytes.fromhex(wanted)).first()
    if found is None:
        raise SealMissing(wanted)
    return found


def current_era() -> int:
    """The era that new events get: one more with each database that a dump was restored into."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d JOIN pg_attribute a "
            "ON a.attrelid = d.adrelid AND a.attnum = d.adnum "
            "WHERE d.adrelid = %s::regclass AND a.attname = 'era'",
            [AuditEvent._meta.db_table],
        )
        return int(re.sub(r"::.*|\D", "", cursor.fetchone()[0]))


_OLDEST_RUNNING = """
WITH seen AS MATERIALIZED (SELECT pg_current_snapshot() AS snapshot),
elsewhere AS (
    SELECT backend_xid::text::bigint AS xid FROM pg_stat_activity
    WHERE backend_xid IS NOT NULL AND datname <> current_database()
)
SELECT coalesce(
    (SELECT min(running::text::bigint) FROM seen, pg_snapshot_xip(snapshot) AS running
     WHERE running::text::bigint & 4294967295 NOT IN (SELECT xid FROM elsewhere)),
    pg_snapshot_xmax(snapshot)::text::bigint
) FROM seen
"""


def oldest_running_xid() -> int:
    """The oldest transaction that may still commit an event; whatever is older has committed or never will.

    Transactions known to run in another database of the server cannot add events and hold nobody up.
    """
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST_RUNNING)
        found: int = cursor.fetchone()[0]
        return found


def _from(seal: Seal | None) -> QuerySet[AuditEvent]:
    """Events that were committed after what that seal holds."""
    if seal is None:
        return AuditEvent.objects.all()
    return AuditEvent.objects.extra(
        where=[f"({_PLACE}) >= (%s, %s::xid8)"], params=[seal.era, str(seal.upto_xid)]
    )


def oldest_unsealed(*, after: Seal | None) -> datetime | None:
    """When the first event was recorded that the seal `after`, the last one, does not hold."""
    first = _from(after).order_by("era", "xid", "id").values_list("recorded_at", flat=True).first()
    return first


def hashes_between(after: Seal | None, *, era: int, upto_xid: int) -> Iterator[bytes]:
    """The hashes of all events after that seal and before (era, upto_xid), in their order; streams."""
    found = _from(after).extra(where=[f"({_PLACE}) < (%s, %s::xid8)"], params=[era, str(upto_xid)])
    for event_hash in found.order_by("era", "xid", "id").values_list("hash", flat=True).iterator(CHUNK):
        yield bytes(event_hash)


# Verification


@dataclass(frozen=True)
class Fault:
    """The first thing that does not hold, and where."""

    kind: FaultKind
    place: str
    sentence: str


@dataclass(frozen=True)
class Verdict:
    """What was read, and the first fault if there is one. `unsealed` events came after the last seal."""

    events: int
    seals: int
    unsealed: int
    fault: Fault | None = None

    @property
    def holds(self) -> bool:
        return self.fault is None


class _Found(Exception):
    def __init__(self, kind: FaultKind, place: str, sentence: str) -> None:
        self.fault = Fault(kind, place, sentence)


def verify(*, signer: SealSigner, since: str | None = None) -> Verdict:
    """Read the whole trail, or what came after the seal `since` (its number or hash), up to the first fault.

    Streams in the order of commits, in one snapshot; memory does not grow with the trail.

    Raises: SealMissing.
    """
    walk = _Walk(signer, seal_named(since) if since else None)
    try:
        with transaction.atomic():
            walk.run()
    except _Found as found:
        return Verdict(walk.events, walk.seals, walk.tree.count, found.fault)
    return Verdict(walk.events, walk.seals, walk.tree.count)


class _Walk:
    """One reading of events and seals side by side."""

    def __init__(self, signer: SealSigner, start: Seal | None) -> None:
        self.signer, self.start, self.last = signer, start, start
        self.events = self.seals = 0
        self.tree = rules.MerkleTree()

    def run(self) -> None:
        if not connection.in_atomic_block or len(connection.savepoint_ids) == 0:
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        if self.start:
            self._check_seal_itself(self.start)
        coming = iter(self._seals())
        seal = next(coming, None)
        for event in self._events():
            while seal and (event.era, event.xid) >= (seal.era, seal.upto_xid):
                self._close(seal)
                seal = next(coming, None)
            self._check_event(event)
            self.tree.add(bytes(event.hash))
            self.events += 1
        while seal:
            self._close(seal)
            seal = next(coming, None)

    def _seals(self) -> Iterator[Seal]:
        later = seals().filter(number__gt=self.start.number) if self.start else seals()
        return later.iterator(CHUNK)

    def _events(self) -> Iterator[AuditEvent]:
        """Events in the order of commits, each with `hash_before`: its predecessor's, None if there is
        none.
        """
        before = AuditEvent.objects.filter(subject=OuterRef("subject"), sequence=OuterRef("sequence") - 1)
        found = _from(self.start).annotate(hash_before=Subquery(before.values("hash")[:1]))
        return found.order_by("era", "xid", "id").iterator(CHUNK)

    def _check_event(self, event: AuditEvent) -> None:
        place = f"{event.subject}#{event.sequence}"
        before = event.hash_before  # type: ignore[attr-defined]
        if before is None and event.sequence > 1:
            raise _Found(FaultKind.GAP, place, f"Event {event.sequence - 1} of {event.subject} is missing.")
        if bytes(event.previous_hash) != bytes(before or rules.FIRST):
            raise _Found(FaultKind.LINK, place, f"{place} is not linked to the event before it.")
        if rules.digest(event.content()) != bytes(event.hash):
            raise _Found(FaultKind.LINK, place, f"{place} was changed after it was recorded.")

    def _close(self, seal: Seal) -> None:
        place = f"seal {seal.number}"
        expected = self.last.number + 1 if self.last else 1
        if seal.number != expected:
            raise _Found(FaultKind.SEAL, f"seal {expected}", f"Seal {expected} is missing.")
        if bytes(seal.previous_hash) != (bytes(self.last.hash) if self.last else rules.FIRST):
            raise _Found(FaultKind.SEAL, place, f"Seal {seal.number} is not linked to the seal before it.")
        self._check_seal_itself(seal)
        if self.tree.count != seal.events:
            kind = FaultKind.TAIL if self.tree.count < seal.events else FaultKind.SEAL
            counted = f"Seal {seal.number} counted {seal.events} events, {self.tree.count} are there"
            raise _Found(kind, place, f"{counted}: the end of a chain was {_took(kind)}.")
        if self.tree.root() != bytes(seal.root):
            raise _Found(FaultKind.SEAL, place, f"The events of seal {seal.number} are not those it sealed.")
        self.tree, self.last = rules.MerkleTree(), seal
        self.seals += 1

    def _check_seal_itself(self, seal: Seal) -> None:
        place = f"seal {seal.number}"
        if rules.digest(seal.content()) != bytes(seal.hash):
            raise _Found(FaultKind.SEAL, place, f"Seal {seal.number} was changed after it was made.")
        signed = self.signer.is_signed(bytes(seal.hash), signature=bytes(seal.signature), key_id=seal.key_id)
        if not signed:
            raise _Found(FaultKind.SEAL, place, f"Seal {seal.number} is not signed by a key known here.")


def _took(kind: FaultKind) -> str:
    return "taken away" if kind is FaultKind.TAIL else "added to"
