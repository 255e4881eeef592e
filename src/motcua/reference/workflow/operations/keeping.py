"""Keeping versions of internal processes."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from motcua.foundation.accounts.models import Agency
from motcua.foundation.kernel.canonical import content_hash
from motcua.reference.workflow.models import ProcessVersion


def lock_versions(procedure_code: str, *, agency_id: int) -> None:
    """One at a time gives the next number, also where there is no version yet to lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [f"workflow:{agency_id}:{procedure_code}"],
        )


@transaction.atomic
def keep_version(
    *,
    procedure_code: str,
    agency: Agency,
    content: Mapping[str, Any],
    valid_from: date | None,
    valid_to: date | None,
    at: datetime,
) -> ProcessVersion:
    """The version with these steps and decision: the one already kept, or a new one with the next number.

    One already kept holds for the new period too: its last day is put later, and what came after it ends.
    But what a decision of its own has approved since is never undone by a procedure that carries an older
    process along: then that is the version. Part of the act of publishing a procedure, which records it.
    """
    lock_versions(procedure_code, agency_id=agency.pk)
    digest = content_hash(content)
    kept = (
        ProcessVersion.objects.select_for_update(of=("self",))
        .filter(procedure_code=procedure_code, agency=agency)
        .order_by("-number")
    )
    same = kept.filter(content_hash=digest).first()
    decided = kept.exclude(draft=None).first()
    if same and decided and decided.number > same.number:
        return decided
    if same:
        _hold_again(same, list(kept), valid_from, valid_to)
        return same
    last = kept.first()
    return ProcessVersion.objects.create(
        procedure_code=procedure_code,
        agency=agency,
        number=last.number + 1 if last else 1,
        decision=content.get("decision") or "",
        steps=content["steps"],
        content=dict(content),
        content_hash=digest,
        valid_from=valid_from,
        valid_to=valid_to,
        kept_at=at,
    )


def _hold_again(
    same: ProcessVersion, kept: list[ProcessVersion], valid_from: date | None, valid_to: date | None
) -> None:
    """Let a process that is taken up again hold in the new period, whatever replaced it before."""
    if same.valid_to is not None and (valid_to is None or valid_to > same.valid_to):
        same.valid_to = valid_to
        same.save(update_fields=["valid_to"])
    if valid_from is None:
        return
    ends = valid_from - timedelta(days=1)
    for other in kept:
        begun = other.valid_from is None or other.valid_from <= ends
        if begun and other.number > same.number and (other.valid_to is None or other.valid_to > ends):
            other.valid_to = ends
            other.save(update_fields=["valid_to"])
