"""The changes of this room: an event is added, a refusal is added within bounds, what was committed is
sealed.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import connection, transaction

from motcua.foundation.kernel import clock

from . import queries, rules
from .errors import SealRefused
from .events import STANDS_FOR, ActRefused, Event
from .models import AuditEvent, RefusalBurst, Seal
from .ports import SealSigner

_SEALING = 7_301_001  # the advisory lock of those who seal
_BESIDE = 7_301_002  # with the hash of a chain: the advisory lock of those who add to one without a row
SAME_AGAIN, HOUR, MOST_AN_HOUR = timedelta(seconds=60), timedelta(hours=1), 60


@transaction.atomic(savepoint=False)
def record(event: Event, *, is_first: bool = False) -> AuditEvent:
    """Add the event to its subject's chain, in the transaction of the act. Two queries.

    `is_first`: the act makes the subject, so that no event can stand before this one. One query.

    The caller holds the row lock of the subject, so that two acts on one subject never take the same
    number; if it does not, the second one fails by the unique constraint and nothing of its act is kept.
    """
    last = None if is_first else _last_of(event.subject)
    sequence, previous = (last[0] + 1, bytes(last[1])) if last else (1, rules.FIRST)
    where = event.dimensions
    stands_for = {STANDS_FOR: event.actor.stands_for} if event.actor.stands_for else {}
    row = AuditEvent(
        subject=event.subject,
        sequence=sequence,
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
        payload=rules.plain(event.facts() | stands_for),
        previous_hash=previous,
    )
    row.hash = rules.digest(row.content())
    row.save(force_insert=True)
    return row


def _last_of(subject: str) -> tuple[int, bytes | memoryview] | None:
    events = AuditEvent.objects.filter(subject=subject).order_by("-sequence")
    return events.values_list("sequence", "hash").first()


@transaction.atomic
def record_refusal(event: ActRefused) -> AuditEvent | None:
    """Add a refusal to the chain that stands beside its subject's, within bounds.

    The same to the same actor within a minute, and whatever comes after an actor's sixtieth in an hour, is
    only counted: None; the next event of the same says how many there were. Call it when the act's own
    transaction is over: it needs no lock of the subject.
    """
    chain = queries.refusals_chain(event.subject)
    one_hour, _is_new = _burst(event, subject="", act="", reason="")
    same, is_new = _burst(event, subject=event.subject, act=event.act, reason=event.reason)
    if abs(event.at - one_hour.began_at) >= HOUR:
        one_hour.began_at, one_hour.times = event.at, 0
    is_again = not is_new and abs(event.at - same.began_at) < SAME_AGAIN
    if is_again or one_hour.times >= MOST_AN_HOUR:
        same.times += 1
        same.save(update_fields=["times"])
        return None
    event = replace(event, subject=chain, left_out=same.times)
    one_hour.times += 1
    one_hour.save(update_fields=["began_at", "times"])
    same.began_at, same.times = event.at, 0
    same.save(update_fields=["began_at", "times"])
    wait_for_chain(chain)
    return record(event)


@transaction.atomic(savepoint=False)
def wait_for_chain(subject: str) -> None:
    """Holds a chain for which there is no row to lock, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_BESIDE, subject])


def _burst(event: ActRefused, **of: str) -> tuple[RefusalBurst, bool]:
    """The count under its row lock, and whether it is new."""
    return RefusalBurst.objects.select_for_update(of=("self",)).get_or_create(
        actor_code=str(event.actor.code), defaults={"began_at": event.at}, **of
    )


@transaction.atomic
def seal(*, at: datetime, signer: SealSigner) -> Seal | None:
    """Seal everything that was committed since the last seal; None when nothing was.

    An event is taken once no transaction older than its own can still commit, so none is ever skipped.
    Streams: memory does not grow with the number of events.

    Raises: SealRefused, OutsideFailure.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEALING])
    oldest_running = queries.oldest_running_xid()
    era, last = queries.current_era(), queries.last_seal()
    if last and last.era == era and oldest_running < last.upto_xid:
        raise SealRefused
    tree = rules.MerkleTree()
    for event_hash in queries.hashes_between(last, era=era, upto_xid=oldest_running):
        tree.add(event_hash)
    if not tree.count:
        return None
    key = signer.key(at=at)
    made = Seal(
        number=last.number + 1 if last else 1,
        sealed_at=at,
        era=era,
        upto_xid=oldest_running,
        events=tree.count,
        root=tree.root(),
        previous_hash=bytes(last.hash) if last else rules.FIRST,
        key_id=key.id,
    )
    made.hash = rules.digest(made.content())
    made.signature = key.sign(made.hash)
    made.save(force_insert=True)
    return made
