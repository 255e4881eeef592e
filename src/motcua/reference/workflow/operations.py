"""Keeping versions of internal processes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.foundation.accounts.models import Agency
from motcua.foundation.kernel.canonical import content_hash

from .models import ProcessVersion


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

    Part of the act of publishing a procedure or a process, which records the event.
    """
    digest = content_hash(content)
    kept = (
        ProcessVersion.objects.select_for_update(of=("self",))
        .filter(procedure_code=procedure_code, agency=agency)
        .order_by("-number")
    )
    same = kept.filter(content_hash=digest).first()
    if same:
        return same
    last = kept.first()
    return ProcessVersion.objects.create(
        procedure_code=procedure_code,
        agency=agency,
        number=last.number + 1 if last else 1,
        decision=content.get("decision") or "",
        steps=content["steps"],
        content_hash=digest,
        valid_from=valid_from,
        valid_to=valid_to,
        kept_at=at,
    )
