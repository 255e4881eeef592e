"""How a unit gives out work: by hand, proposed, at once; and its rules."""

from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import AssignmentWay
from motcua.casework.dossiers.errors.flow import RuleKnown, RuleUnusable, UnitMissing, WayUnknown
from motcua.casework.dossiers.events.flow import AssignmentRuleAdded, AssignmentRuleRemoved, AssignmentWaySet
from motcua.casework.dossiers.models import AssignmentRule, UnitAssignment
from motcua.casework.dossiers.queries.assignment import candidates
from motcua.foundation.accounts.models import Officer, Unit
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.clock import local_date
from motcua.reference.catalogue.models import Field, Procedure


@transaction.atomic
def set_assignment_way(*, by: OfficerView, unit_code: str, way: str, at: datetime) -> None:
    """Say whether the head of a unit assigns alone, sees a proposal, or it is carried out at acceptance.

    Raises: UnitMissing, WayUnknown.
    """
    unit = _locked_unit(by, unit_code)
    if way not in AssignmentWay:
        raise WayUnknown()
    kept = UnitAssignment.objects.filter(unit=unit).first() or UnitAssignment(unit=unit)
    if kept.way == way:
        return
    kept.way = way
    kept.save()
    audit.record(AssignmentWaySet(**_facts(unit, by, at), way=way))


@transaction.atomic
def add_assignment_rule(
    *, by: OfficerView, unit_code: str, officer_code: str, procedure_code: str, field_code: str, at: datetime
) -> AssignmentRule:
    """Say that a procedure, or a field where no procedure is named, goes to an officer of the unit.

    Raises: UnitMissing, RuleUnusable, RuleKnown.
    """
    unit = _locked_unit(by, unit_code)
    published = {"publications__agency_id": unit.agency_id}
    procedure = Procedure.objects.filter(code=procedure_code, **published).first()
    field = Field.objects.filter(code=field_code, procedures__publications__agency_id=unit.agency_id).first()
    named = [one for one in (procedure, field) if one is not None]
    unit_has = {one.code for one in candidates(unit_id=unit.pk, on=local_date(at))}
    if len(named) != 1 or bool(procedure_code) == bool(field_code) or officer_code not in unit_has:
        raise RuleUnusable()
    officer = Officer.objects.get(code=officer_code)
    rule, is_new = AssignmentRule.objects.get_or_create(
        unit=unit, procedure=procedure, field=field, officer=officer
    )
    if not is_new:
        raise RuleKnown()
    audit.record(
        AssignmentRuleAdded(
            **_facts(unit, by, at), procedure=procedure_code, field=field_code, officer=officer_code
        )
    )
    return rule


@transaction.atomic
def remove_assignment_rule(*, by: OfficerView, unit_code: str, rule_id: int, at: datetime) -> None:
    """Take a rule out. Safe to repeat.

    Raises: UnitMissing.
    """
    unit = _locked_unit(by, unit_code)
    rule = (
        AssignmentRule.objects.filter(unit=unit, pk=rule_id)
        .select_related("procedure", "field", "officer")
        .first()
    )
    if rule is None:
        return
    rule.delete()
    audit.record(
        AssignmentRuleRemoved(
            **_facts(unit, by, at),
            procedure=rule.procedure.code if rule.procedure else "",
            field=rule.field.code if rule.field else "",
            officer=rule.officer.code,
        )
    )


def _locked_unit(by: OfficerView, code: str) -> Unit:
    """Raises UnitMissing."""
    unit = (
        permissions.units_assigned_by(by)
        .select_related("agency")
        .select_for_update(of=("self",))
        .filter(code=code)
        .first()
    )
    if unit is None:
        raise UnitMissing()
    return unit


def _facts(unit: Unit, by: OfficerView, at: datetime) -> dict[str, Any]:
    where = Dimensions(agency=unit.agency.code, unit=unit.code)
    return {"subject": f"unit:{unit.code}", "at": at, "actor": by.actor, "dimensions": where}
