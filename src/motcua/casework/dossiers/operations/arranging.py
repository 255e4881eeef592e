"""How the queues stand for a role in a unit: said by who administers the agency, and taken back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from motcua.casework.dossiers.errors.arranging import ArrangementMissing, NothingArranged
from motcua.casework.dossiers.events.arranging import QueuesArranged, QueuesReturned
from motcua.casework.dossiers.models import QueueArrangement
from motcua.casework.dossiers.queries.arranging import sorts_of
from motcua.casework.dossiers.rules import arranging as rules
from motcua.foundation.accounts.models import Role, Unit
from motcua.foundation.accounts.permissions import check_administers
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions


@transaction.atomic
def arrange_queues(
    *, by: OfficerView, unit_code: str, role_code: str, lines: Sequence[rules.Line], at: datetime
) -> QueueArrangement:
    """From now on who holds the role in the unit sees its queues so; their own choices still win.

    Raises: ArrangementMissing, PermissionLacking, ArrangementUnusable, NothingArranged.
    """
    unit, role = _locked(by, unit_code, role_code)
    kept = rules.checked(lines, sorts=sorts_of(role.permissions))
    data = rules.as_data(kept)
    found = QueueArrangement.objects.filter(unit=unit, role=role).first()
    before = found.lines if found else rules.as_data(rules.Line(slug) for slug in sorts_of(role.permissions))
    if before == data:
        raise NothingArranged
    if found is None:
        found = QueueArrangement.objects.create(
            unit=unit, role=role, lines=data, changed_at=at, changed_by=by.code
        )
    else:
        found.lines, found.changed_at, found.changed_by = data, at, by.code
        found.save(update_fields=["lines", "changed_at", "changed_by"])
    shown = tuple(one.slug for one in kept if one.is_shown)
    hidden = tuple(one.slug for one in kept if not one.is_shown)
    audit.record(QueuesArranged(**_facts(unit, role, by, at), shown=shown, hidden=hidden))
    return found


@transaction.atomic
def return_queues(*, by: OfficerView, unit_code: str, role_code: str, at: datetime) -> None:
    """The queues stand again as the product has them.

    Raises: ArrangementMissing, PermissionLacking, NothingArranged.
    """
    unit, role = _locked(by, unit_code, role_code)
    gone, _ = QueueArrangement.objects.filter(unit=unit, role=role).delete()
    if not gone:
        raise NothingArranged
    audit.record(QueuesReturned(**_facts(unit, role, by, at)))


def _locked(by: OfficerView, unit_code: str, role_code: str) -> tuple[Unit, Role]:
    """The unit's row stands for its arrangements."""
    unit = Unit.objects.select_for_update(of=("self",), no_key=True).filter(code=unit_code).first()
    role = Role.objects.filter(code=role_code).first()
    if unit is None or role is None:
        raise ArrangementMissing
    check_administers(by, agency_id=unit.agency_id)
    return unit, role


def _facts(unit: Unit, role: Role, by: OfficerView, at: datetime) -> dict[str, Any]:
    return {
        "subject": f"unit:{unit.code}",
        "at": at,
        "actor": by.actor,
        "act_id": uuid4(),
        "role": role.code,
        "dimensions": Dimensions(unit=unit.code),
    }
