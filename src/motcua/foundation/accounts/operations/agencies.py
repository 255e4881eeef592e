"""Agencies, their identifiers and their units."""

from datetime import date, datetime
from typing import TypedDict

from django.db import transaction

from motcua.foundation.accounts import errors, events, permissions, rules
from motcua.foundation.accounts.enums import AgencyLevel, UnitKind
from motcua.foundation.accounts.models import Agency, AgencyIdentifier, Post, Unit
from motcua.foundation.accounts.permissions import Administrator
from motcua.foundation.accounts.queries import agency_tree
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.actors import Actor
from motcua.foundation.kernel.clock import local_date

from .lookups import locked_agency, locked_unit, one_at_a_time

CHANGEABLE = frozenset(
    {
        "name_vi",
        "name_en",
        "place",
        "symbol",
        "address",
        "hotline",
        "email",
        "hours",
        "bank_account",
        "valid_to",
    }
)


class _Facts(TypedDict):
    """What every event of an agency says."""

    subject: str
    at: datetime
    actor: Actor
    dimensions: Dimensions


def _agency_facts(by: Administrator, agency: Agency, at: datetime) -> _Facts:
    return _Facts(
        subject=f"agency:{agency.code}",
        at=at,
        actor=permissions.actor_of(by),
        dimensions=Dimensions(agency=agency.code),
    )


@transaction.atomic
def create_agency(
    *,
    by: Administrator,
    code: str,
    parent_code: str,
    level: str,
    name_vi: str,
    place: str,
    symbol: str,
    valid_from: date,
    at: datetime,
    name_en: str = "",
) -> Agency:
    """Make an agency under another; one without a parent is made only at the command line.

    Raises: Forbidden, NoSuchAgency, CodeUnusable, CodeTaken, NamesAreMissing, LevelUnknown.
    """
    one_at_a_time("agencies")
    if parent_code:
        parent = locked_agency(parent_code)
        permissions.check_administers(by, agency_id=parent.pk)
    else:
        parent = None
        permissions.check_is_system(by)
    code = rules.checked_code(code)
    if level not in AgencyLevel.values:
        raise errors.LevelUnknown
    if Agency.objects.filter(code=code).exists():
        raise errors.CodeTaken(code)
    agency = Agency.objects.create(
        code=code,
        parent=parent,
        level=level,
        name_vi=rules.checked_name(name_vi),
        name_en=name_en.strip(),
        place=rules.checked_name(place),
        symbol=rules.checked_name(symbol),
        valid_from=valid_from,
    )
    audit.record(events.AgencyCreated(**_agency_facts(by, agency, at), parent=parent_code))
    return agency


@transaction.atomic
def update_agency(*, by: Administrator, code: str, facts: dict[str, str | date | None], at: datetime) -> None:
    """Change what is said of an agency: `facts` by field, of those in CHANGEABLE.

    Raises: Forbidden, NoSuchAgency, NamesAreMissing, PeriodUnusable.
    """
    agency = locked_agency(code)
    permissions.check_administers(by, agency_id=agency.pk)
    unknown = set(facts) - CHANGEABLE
    if unknown:
        raise ValueError(f"update_agency cannot change {sorted(unknown)}")
    wanted = {name: value.strip() if isinstance(value, str) else value for name, value in facts.items()}
    for name in {"name_vi", "place", "symbol"} & set(wanted):
        wanted[name] = rules.checked_name(str(wanted[name]))
    valid_to = wanted.get("valid_to")
    rules.check_period(agency.valid_from, valid_to if isinstance(valid_to, date) else None)
    changed = sorted(name for name, value in wanted.items() if getattr(agency, name) != value)
    if not changed:
        return
    for name in changed:
        setattr(agency, name, wanted[name])
    agency.save(update_fields=changed)
    audit.record(events.AgencyUpdated(**_agency_facts(by, agency, at), fields=tuple(changed)))


@transaction.atomic
def move_agency(*, by: Administrator, code: str, parent_code: str, at: datetime) -> None:
    """Put an agency under another one, as when authorities are joined.

    Raises: Forbidden, NoSuchAgency, AgencyLoops.
    """
    agency, parent = locked_agency(code), locked_agency(parent_code)
    permissions.check_administers_tree(by, agency_id=agency.pk)
    permissions.check_administers(by, agency_id=parent.pk)
    if parent.pk in agency_tree()[agency.pk]:
        raise errors.AgencyLoops
    agency.parent = parent
    agency.save(update_fields=["parent"])
    audit.record(events.AgencyMoved(**_agency_facts(by, agency, at), parent=parent_code))


@transaction.atomic
def give_identifier(
    *,
    by: Administrator,
    agency_code: str,
    form: str,
    value: str,
    valid_from: date,
    valid_to: date | None = None,
    at: datetime,
) -> AgencyIdentifier:
    """Give an agency an identifier from a day on; the one before it in the same form ends the day before.

    Raises: Forbidden, NoSuchAgency, IdentifierUnusable, PeriodUnusable, IdentifierTaken.
    Law: QCVN-102-2016/identifier, QD-20-2020/identifier.
    """
    one_at_a_time("identifiers")
    agency = locked_agency(agency_code)
    permissions.check_administers(by, agency_id=agency.pk)
    value = rules.checked_identifier(form, value)
    rules.check_period(valid_from, valid_to)
    rivals = AgencyIdentifier.objects.meeting(valid_from, valid_to).filter(form=form)
    if rivals.filter(value=value).exists():
        raise errors.IdentifierTaken(value)
    for earlier in rivals.filter(agency=agency, valid_from__lt=valid_from).order_by("pk"):
        _end_identifier(earlier, agency, by=by, last_day=rules.day_before(valid_from), at=at)
    if rivals.filter(agency=agency).exists():
        raise errors.IdentifierOverlaps
    identifier = AgencyIdentifier.objects.create(
        agency=agency, form=form, value=value, valid_from=valid_from, valid_to=valid_to
    )
    audit.record(
        events.IdentifierGiven(
            **_agency_facts(by, agency, at), form=form, value=value, first_day=valid_from.isoformat()
        )
    )
    return identifier


@transaction.atomic
def end_identifier(
    *, by: Administrator, agency_code: str, form: str, value: str, last_day: date, at: datetime
) -> None:
    """Say which day is the last on which an identifier holds.

    Raises: Forbidden, NoSuchAgency, NoSuchIdentifier, PeriodUnusable.
    """
    agency = locked_agency(agency_code)
    permissions.check_administers(by, agency_id=agency.pk)
    held = AgencyIdentifier.objects.filter(agency=agency, form=form, value=value)
    identifier = held.order_by("-valid_from").first()
    if identifier is None:
        raise errors.NoSuchIdentifier
    _end_identifier(identifier, agency, by=by, last_day=last_day, at=at)


def _end_identifier(
    identifier: AgencyIdentifier, agency: Agency, *, by: Administrator, last_day: date, at: datetime
) -> None:
    rules.check_period(identifier.valid_from, last_day)
    identifier.valid_to = last_day
    identifier.save(update_fields=["valid_to"])
    audit.record(
        events.IdentifierEnded(
            **_agency_facts(by, agency, at),
            form=identifier.form,
            value=identifier.value,
            last_day=last_day.isoformat(),
        )
    )


@transaction.atomic
def set_letterhead(
    *, by: Administrator, agency_code: str, name: str, parent_name: str, lines: list[str], at: datetime
) -> None:
    """Set the head of an agency's papers: its name as printed, the agency above it, at most four more lines.

    Raises: Forbidden, NoSuchAgency, LetterheadUnusable.
    """
    agency = locked_agency(agency_code)
    permissions.check_administers(by, agency_id=agency.pk)
    wanted = rules.checked_letterhead(name, parent_name, lines)
    if agency.letterhead == wanted:
        return
    agency.letterhead = wanted
    agency.save(update_fields=["letterhead"])
    audit.record(events.LetterheadSet(**_agency_facts(by, agency, at)))


@transaction.atomic
def set_upload_limit(*, by: Administrator, agency_code: str, limit_bytes: int, at: datetime) -> None:
    """Set how large one file may be that is sent to this agency.

    Raises: Forbidden, NoSuchAgency, UploadLimitUnusable.
    """
    agency = locked_agency(agency_code)
    permissions.check_administers(by, agency_id=agency.pk)
    rules.check_upload_limit(limit_bytes)
    if agency.upload_max_bytes == limit_bytes:
        return
    agency.upload_max_bytes = limit_bytes
    agency.save(update_fields=["upload_max_bytes"])
    audit.record(events.UploadLimitSet(**_agency_facts(by, agency, at), limit_bytes=limit_bytes))


@transaction.atomic
def create_unit(
    *, by: Administrator, agency_code: str, code: str, kind: str, name: str, symbol: str, at: datetime
) -> Unit:
    """Make a unit of an agency.

    Raises: Forbidden, NoSuchAgency, CodeUnusable, CodeTaken, NamesAreMissing, LevelUnknown.
    """
    one_at_a_time("units")
    agency = locked_agency(agency_code)
    permissions.check_administers(by, agency_id=agency.pk)
    code = rules.checked_code(code)
    if kind not in UnitKind.values:
        raise errors.LevelUnknown
    if Unit.objects.filter(code=code).exists():
        raise errors.CodeTaken(code)
    unit = Unit.objects.create(
        agency=agency, code=code, kind=kind, name=rules.checked_name(name), symbol=symbol.strip()
    )
    audit.record(events.UnitCreated(**_unit_facts(by, unit, at), unit=code, unit_kind=kind))
    return unit


@transaction.atomic
def update_unit(*, by: Administrator, code: str, name: str, symbol: str, at: datetime) -> None:
    """Change a unit's name or the letters it has in documents' symbols.

    Raises: Forbidden, NoSuchUnit, NamesAreMissing.
    """
    unit = locked_unit(code)
    permissions.check_administers(by, agency_id=unit.agency_id)
    wanted = {"name": rules.checked_name(name), "symbol": symbol.strip()}
    changed = [field for field, value in wanted.items() if getattr(unit, field) != value]
    if not changed:
        return
    for field in changed:
        setattr(unit, field, wanted[field])
    unit.save(update_fields=changed)
    audit.record(events.UnitUpdated(**_unit_facts(by, unit, at), unit=code, fields=tuple(changed)))


@transaction.atomic
def close_unit(*, by: Administrator, code: str, last_day: date, at: datetime) -> None:
    """Close a unit in which nobody holds a post after its last day.

    Raises: Forbidden, NoSuchUnit, UnitInUse.
    """
    unit = locked_unit(code)
    permissions.check_administers(by, agency_id=unit.agency_id)
    if unit.closed_on is not None:
        return
    today = local_date(at)
    held = (
        Post.objects.meeting(max(last_day, today), None).filter(unit=unit).exclude(valid_to=last_day).count()
    )
    if held:
        raise errors.UnitInUse(held)
    unit.closed_on = last_day
    unit.save(update_fields=["closed_on"])
    audit.record(events.UnitClosed(**_unit_facts(by, unit, at), unit=code, last_day=last_day.isoformat()))


def _unit_facts(by: Administrator, unit: Unit, at: datetime) -> _Facts:
    facts = _agency_facts(by, unit.agency, at)
    facts["dimensions"] = Dimensions(agency=unit.agency.code, unit=unit.code)
    return facts
