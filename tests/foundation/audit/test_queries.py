from datetime import date

import pytest

from motcua.foundation.audit import queries, rules
from motcua.foundation.audit.enums import FaultKind
from motcua.foundation.audit.errors import SealMissing
from motcua.foundation.audit.models import AuditEvent, Seal

from .stories import KeyInHand, as_owner, seal, show

pytestmark = pytest.mark.django_db(transaction=True)
SIGNER = KeyInHand()


@pytest.fixture
def trail() -> None:
    """Two dossiers, three seals of two events each, and one event after the last seal."""
    for minute in range(3):
        show("D-1", minutes=minute)
        show("D-2", minutes=minute)
        seal(SIGNER, minutes=minute)
    show("D-1", minutes=3)


def found(**known: str) -> tuple[FaultKind, str] | None:
    fault = queries.verify(signer=SIGNER, **known).fault
    return (fault.kind, fault.place) if fault else None


def rehash(subject: str) -> None:
    """A careful forger makes the chain whole again from the first event."""
    before = rules.FIRST
    for row in AuditEvent.objects.filter(subject=subject).order_by("sequence"):
        row.previous_hash = before
        before = rules.digest(row.content())
        as_owner(
            "UPDATE audit_auditevent SET previous_hash = %s, hash = %s WHERE id = %s",
            bytes(row.previous_hash), before, row.id,
        )  # fmt: skip


def test_an_untouched_trail_holds(trail):
    verdict = queries.verify(signer=SIGNER)

    assert (verdict.holds, verdict.events, verdict.seals, verdict.unsealed) == (True, 7, 3, 1)


def test_an_empty_trail_holds():
    assert queries.verify(signer=SIGNER).holds


def test_only_what_came_after_a_seal_is_read(trail):
    second = Seal.objects.get(number=2)
    as_owner("UPDATE audit_auditevent SET actor_code = 'hoa' WHERE subject = 'D-1' AND sequence = 1")

    verdict = queries.verify(signer=SIGNER, since=bytes(second.hash).hex())

    assert (verdict.holds, verdict.events, verdict.seals) == (True, 3, 1)
    assert not queries.verify(signer=SIGNER).holds


@pytest.mark.parametrize(
    "change",
    [
        'payload = \'{"pages": 9, "paper": "decision"}\'',
        "actor_code = 'hoa'",
        "occurred_at = occurred_at + interval '1 microsecond'",
        "recorded_at = recorded_at - interval '1 day'",
        "agency = 'another'",
        "due_at = occurred_at",
        "kind = 'PaperHidden'",
        "schema_version = 2",
        "acting_for = 'P-2'",
        "act_id = '00000000-0000-0000-0000-000000000001'",
    ],
)
def test_a_changed_event_is_named(trail, change):
    as_owner(f"UPDATE audit_auditevent SET {change} WHERE subject = 'D-2' AND sequence = 2")

    assert found() == (FaultKind.LINK, "D-2#2")


def test_a_missing_event_is_named_by_the_gap(trail):
    as_owner("DELETE FROM audit_auditevent WHERE subject = 'D-2' AND sequence = 2")

    assert found()[0] in {FaultKind.GAP, FaultKind.TAIL}
    assert found(since="2") == (FaultKind.GAP, "D-2#3")


def test_a_missing_end_is_named_by_its_seal(trail):
    as_owner("DELETE FROM audit_auditevent WHERE subject = 'D-2' AND sequence = 3")

    assert found() == (FaultKind.TAIL, "seal 3")


def test_a_missing_dossier_is_named_by_its_seal(trail):
    as_owner("DELETE FROM audit_auditevent WHERE subject = 'D-2'")

    assert found() == (FaultKind.TAIL, "seal 1")


def test_a_chain_made_whole_again_is_caught_by_the_seal(trail):
    as_owner("UPDATE audit_auditevent SET actor_code = 'hoa' WHERE subject = 'D-1' AND sequence = 2")
    rehash("D-1")

    assert found() == (FaultKind.SEAL, "seal 2")


def test_an_event_slipped_into_the_past_is_caught_by_the_seal(trail):
    late = show("D-3")
    first = AuditEvent.objects.get(subject="D-1", sequence=1)
    as_owner("UPDATE audit_auditevent SET xid = %s::xid8 WHERE id = %s", str(first.xid), late.id)

    assert found() == (FaultKind.SEAL, "seal 1")


@pytest.mark.parametrize("change", ["events = 3", "root = previous_hash", "sealed_at = now()", "number = 7"])
def test_a_changed_seal_is_named(trail, change):
    as_owner(f"UPDATE audit_seal SET {change} WHERE number = 2")

    assert found() == (FaultKind.SEAL, "seal 2")


def test_a_missing_seal_is_named(trail):
    as_owner("DELETE FROM audit_seal WHERE number = 2")

    assert found() == (FaultKind.SEAL, "seal 2")


def test_seals_signed_anew_by_another_key_are_caught(trail):
    other = KeyInHand()
    for each in Seal.objects.order_by("number"):
        each.key_id = other.id
        each.hash = rules.digest(each.content())
        as_owner(
            "UPDATE audit_seal SET key_id = %s, hash = %s, signature = %s WHERE id = %s",
            each.key_id, each.hash, other.sign(each.hash), each.id,
        )  # fmt: skip

    assert found() == (FaultKind.SEAL, "seal 1")


@pytest.mark.parametrize("wanted", ["99", "f" * 64, "nonsense", "٣"])
def test_an_unknown_seal_to_start_from_is_missing(trail, wanted):
    with pytest.raises(SealMissing):
        queries.verify(signer=SIGNER, since=wanted)


def test_the_seal_of_a_day_is_the_last_one_of_that_day_in_vietnam(trail):
    assert queries.seal_of_day(on=date(2026, 11, 20)).number == 3
    assert queries.seal_of_day(on=date(2026, 11, 21)) is None
