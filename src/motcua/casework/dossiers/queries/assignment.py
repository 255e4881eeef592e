"""Who may take a dossier, whom the unit's rules propose and why, and those rules themselves."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, Exists, OuterRef, Q, Sum, Value, When

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import AssignmentReason, AssignmentWay, SubStatus
from motcua.casework.dossiers.errors.flow import UnitMissing
from motcua.casework.dossiers.models import OPEN, AssignmentRule, Dossier, UnitAssignment
from motcua.casework.dossiers.rules import assigning
from motcua.casework.dossiers.rules.assigning import Candidate, Choice, Given
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Leave, Officer, Post, Unit
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.text import sort_key_vi
from motcua.reference.catalogue.models import Field, Procedure

from .desk_rows import Colleague
from .in_sight import find

REASON_WORDS = {
    AssignmentReason.PROCEDURE: "thủ tục này được giao cho người đó",
    AssignmentReason.FIELD: "lĩnh vực này được giao cho người đó",
    AssignmentReason.LOAD: "đang giữ ít việc nhất trong những người có mặt",
}


@dataclass(frozen=True)
class Proposed:
    """Whom the unit's rules propose, and the sentence why."""

    officer_code: str
    sentence: str


@dataclass(frozen=True)
class RuleRow:
    """One rule: `what` names the procedure or the field."""

    id: int
    what: str
    officer_name: str
    is_away: bool


@dataclass(frozen=True)
class UnitSettings:
    """How a unit gives out work."""

    code: str
    name: str
    agency_name: str
    way: str
    way_label: str
    rules: tuple[RuleRow, ...]


def candidates(*, unit_id: int, on: date) -> list[Candidate]:
    """The officers of the unit who may process, with what they hold; two queries."""
    held = Q(posts__valid_from__lte=on) & (Q(posts__valid_to=None) | Q(posts__valid_to__gte=on))
    in_post = Officer.objects.filter(
        held,
        posts__unit_id=unit_id,
        posts__role__permissions__contains=[Permission.DOSSIER_PROCESS],
        account__is_active=True,
    )
    weight = Case(
        When(sub_status=SubStatus.PAUSED, then=Value(assigning.PAUSED)), default=Value(assigning.WHOLE)
    )
    loads = {
        officer: (count, load)
        for officer, count, load in Dossier.objects.filter(
            business__in=OPEN, holder_officer_id__in=in_post.values("pk")
        )
        .order_by()
        .values_list("holder_officer_id")
        .annotate(count=Count("pk"), load=Sum(weight))
    }
    away = Exists(Leave.objects.held_on(on).filter(officer_id=OuterRef("pk")))
    giving = {"unit_id": unit_id, "role__permissions__contains": [Permission.DOSSIER_ASSIGN]}
    gives_out = Exists(Post.objects.held_on(on).filter(officer_id=OuterRef("pk"), **giving))
    found = in_post.annotate(is_away=away, gives_out=gives_out).order_by("full_name", "pk").distinct()
    return [
        Candidate(row.code, row.full_name, row.title, *loads.get(row.pk, (0, 0)), row.is_away, row.gives_out)
        for row in found
    ]


def way_of(*, unit_id: int) -> AssignmentWay:
    """By hand where nothing was said."""
    found = UnitAssignment.objects.filter(unit_id=unit_id).values_list("way", flat=True).first()
    return AssignmentWay(found) if found else AssignmentWay.BY_HAND


def choice_for(dossier: Dossier, *, unit_id: int, on: date) -> Choice | None:
    """Whom the unit's rules choose for the dossier; three queries."""
    procedure = dossier.publication.procedure
    return assigning.choose(
        candidates(unit_id=unit_id, on=on),
        _rules(unit_id),
        procedure=procedure.code,
        field=procedure.field.code,
    )


def _rules(unit_id: int) -> list[Given]:
    rows = AssignmentRule.objects.filter(unit_id=unit_id).values_list(
        "officer__code", "procedure__code", "field__code"
    )
    return [Given(officer, procedure or "", field or "") for officer, procedure, field in rows]


def colleagues(*, viewer: OfficerView, code: str, at: datetime) -> list[Colleague]:
    """Who may take this dossier: first whom the unit's rules propose, then who holds least.

    Seven queries. Raises DossierMissing.
    """
    dossier = find(viewer=viewer, code=code)
    unit_id, today = dossier.work_unit_id or dossier.holder_unit_id or 0, local_date(at)
    proposed = _proposed(dossier, unit_id=unit_id, on=today)
    rows = [
        Colleague(
            one.code,
            one.name,
            one.title,
            one.held,
            one.is_away,
            proposed.sentence if proposed and proposed.officer_code == one.code else "",
        )
        for one in candidates(unit_id=unit_id, on=today)
    ]
    return sorted(rows, key=lambda row: (not row.why_proposed, row.is_on_leave, row.load))


def approvers(*, viewer: OfficerView, code: str, at: datetime) -> list[tuple[str, str]]:
    """Who may approve a request to the applicant: code and name; three queries. Raises DossierMissing."""
    found = permissions.approvers(find(viewer=viewer, code=code), on=local_date(at))
    return [
        (code, f"{name}, {title.lower()}" if title else name)
        for code, name, title in found.values_list("code", "full_name", "title")
    ]


def _proposed(dossier: Dossier, *, unit_id: int, on: date) -> Proposed | None:
    """None where the unit assigns by hand, or everybody is away."""
    if way_of(unit_id=unit_id) == AssignmentWay.BY_HAND:
        return None
    choice = choice_for(dossier, unit_id=unit_id, on=on)
    if choice is None:
        return None
    absent = " (người được giao theo quy tắc đang nghỉ hoặc đã rời đơn vị)" if choice.passed_over else ""
    return Proposed(choice.officer, f"{REASON_WORDS[choice.reason]}{absent}")


def units_to_set(*, viewer: OfficerView) -> list[UnitSettings]:
    """The divisions whose work the viewer gives out; three queries."""
    units = list(permissions.units_assigned_by(viewer).select_related("agency").order_by("agency_id", "code"))
    ways = dict(UnitAssignment.objects.filter(unit__in=units).values_list("unit_id", "way"))
    return [_settings(unit, ways.get(unit.pk, AssignmentWay.BY_HAND), ()) for unit in units]


def unit_settings(*, viewer: OfficerView, code: str, on: date) -> UnitSettings:
    """Three queries. Raises UnitMissing for a unit whose work the viewer does not give out."""
    unit = permissions.units_assigned_by(viewer).select_related("agency").filter(code=code).first()
    if unit is None:
        raise UnitMissing()
    away = Exists(Leave.objects.held_on(on).filter(officer_id=OuterRef("officer_id")))
    rules = (
        AssignmentRule.objects.filter(unit=unit)
        .annotate(is_away=away)
        .select_related("procedure", "field", "officer")
        .order_by("procedure__name", "field__name_vi", "pk")
    )
    return _settings(unit, way_of(unit_id=unit.pk), tuple(_rule(rule) for rule in rules))


def _settings(unit: Unit, way: str, rules: tuple[RuleRow, ...]) -> UnitSettings:
    label = str(AssignmentWay(way).label)
    return UnitSettings(unit.code, unit.name, unit.agency.name_vi, way, label, rules)


def _rule(rule: AssignmentRule) -> RuleRow:
    what = f"Lĩnh vực {rule.field.name_vi}" if rule.field else ""
    if rule.procedure:
        what = f"{rule.procedure.code} – {rule.procedure.name}"
    return RuleRow(rule.pk, what, rule.officer.full_name, bool(getattr(rule, "is_away", False)))


@dataclass(frozen=True)
class RuleChoices:
    """What a rule may name: pairs of code and words."""

    procedures: list[tuple[str, str]]
    fields: list[tuple[str, str]]
    officers: list[tuple[str, str]]


def rule_choices(*, viewer: OfficerView, code: str, on: date) -> RuleChoices:
    """What the agency publishes, and who processes in the unit. Raises UnitMissing."""
    unit = permissions.units_assigned_by(viewer).filter(code=code).first()
    if unit is None:
        raise UnitMissing()
    procedures = Procedure.objects.filter(publications__agency_id=unit.agency_id).order_by("name").distinct()
    named = [(one.code, f"{one.code} – {one.name}") for one in procedures]
    fields = Field.objects.filter(procedures__publications__agency_id=unit.agency_id).distinct()
    officers = [(one.code, one.name) for one in candidates(unit_id=unit.pk, on=on)]
    return RuleChoices(
        named,
        sorted(fields.values_list("code", "name_vi"), key=lambda one: sort_key_vi(one[1])),
        officers,
    )
