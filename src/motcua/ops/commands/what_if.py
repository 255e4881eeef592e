"""What a draft would change for past dossiers, from the command line; it leaves nothing behind."""

from argparse import Namespace
from dataclasses import asdict

from motcua.casework.dossiers import what_if
from motcua.casework.dossiers.replaying import Change
from motcua.foundation.kernel import clock
from motcua.ops.output import NO, YES, answer


def show(args: Namespace) -> int:
    """1 when a past dossier would now fail."""
    found = what_if.replay_draft(draft_code=args.draft, last=args.last, at=clock.now())
    facts = {
        "publication": found.publication_code,
        "looked_at": found.looked_at,
        "is_cut": found.is_cut,
        "failing": found.failing,
        "changed": len(found.changed),
        "dossiers": [asdict(change) for change in found.changed],
    }
    head = f"{found.looked_at} dossiers, {len(found.changed)} changed, {found.failing} would fail"
    answer(args, facts, head, *(line for change in found.changed for line in _lines(change)))
    return NO if found.failing else YES


def _lines(change: Change) -> list[str]:
    lines = [f"{change.code} ({change.state})"]
    lines += [f"  ✗ {one.check} {one.field}: {one.label}: {one.why}" for one in change.failures]
    lines += [f"  - {name}" for name in (*change.lost, *change.papers_less)]
    lines += [f"  + {name}" for name in change.papers_more]
    lines += [f"  ₫ {line}" for line in change.fee_why]
    if change.due_why:
        lines.append(f"  ⏱ {change.due_before} → {change.due_after}: {change.due_why}")
    return lines + [f"  ↪ {line}" for line in change.route_why]
