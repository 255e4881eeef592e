"""The audit trail from the command line."""

from argparse import Namespace

from motcua.foundation.audit import operations, queries
from motcua.foundation.kernel import clock
from motcua.foundation.kernel.ports import adapter
from motcua.ops import backup
from motcua.ops.output import NO, YES, answer, note


def verify(args: Namespace) -> int:
    verdict = queries.verify(signer=adapter("sealer"), since=args.since)
    counted = f"{verdict.events} events, {verdict.seals} seals, {verdict.unsealed} not yet sealed"
    said = f"The trail holds: {counted}." if verdict.holds else ""
    if verdict.fault:
        said = f"The trail is broken ({verdict.fault.kind.value}) at {verdict.fault.place}: "
        said += f"{verdict.fault.sentence} Read before it: {counted}."
    facts = {
        "holds": verdict.holds,
        "events": verdict.events,
        "seals": verdict.seals,
        "unsealed": verdict.unsealed,
        "fault": verdict.fault,
    }
    answer(args, facts, said)
    return YES if verdict.holds else NO


def seal(args: Namespace) -> int:
    made = operations.seal(at=clock.now(), signer=adapter("sealer"))
    if made is None:
        answer(args, None, "Nothing was committed since the last seal.")
        return YES
    facts = {"number": made.number, "events": made.events, "hash": bytes(made.hash).hex()}
    answer(args, facts, f"Seal {made.number}: {made.events} events, {facts['hash']}")
    return YES


def new_era(args: Namespace) -> None:
    note(f"New events belong to era {backup.start_new_era()} from now on.")
