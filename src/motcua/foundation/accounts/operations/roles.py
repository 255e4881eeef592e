"""Roles, and the first administrator of an installation."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts import errors, events, permissions, rules
from motcua.foundation.accounts.enums import AgencyLevel, UnitKind
from motcua.foundation.accounts.models import Agency, Officer, Post, Role, Unit
from motcua.foundation.accounts.permissions import Administrator
from motcua.foundation.accounts.queries.administration import has_administrator
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local_date

from .agencies import create_agency, create_unit
from .lookups import one_at_a_time
from .officers import create_officer


@transaction.atomic
def define_role(
    *,
    by: Administrator,
    code: str,
    name: str,
    permitted: frozenset[str],
    scope: str,
    at: datetime,
    seen: str = "",
    confirmed: bool = False,
) -> Role:
    """Make a role, or change what it permits and how far it reaches; it holds for all posts at once.

    `seen` is the stamp of the role when the change was looked at. A change that lets people do more than
    before must be `confirmed`.

    Raises: Forbidden, CodeUnusable, NamesAreMissing, RoleUnusable, RoleChangedSince,
    WideningUnconfirmed, LastAdministrator.
    """
    permissions.check_administers_all(by)
    code, name = rules.checked_code(code), rules.checked_name(name)
    rules.check_role(permissions=permitted, scope=scope)
    one_at_a_time(f"role:{code}")
    role = Role.objects.select_for_update(of=("self",)).filter(code=code).first() or Role(code=code)
    widens = _check_change(role, name, permitted, scope, seen=seen, confirmed=confirmed)
    if widens is None:
        return role
    role.name, role.permissions, role.scope = name, sorted(permitted), scope
    role.save()
    if not has_administrator(on=local_date(at)) and by is not SYSTEM:
        raise errors.LastAdministrator
    audit.record(
        events.RoleDefined(
            subject=f"role:{code}",
            at=at,
            actor=permissions.actor_of(by),
            permissions=tuple(sorted(permitted)),
            scope=scope,
            widens=widens,
        )
    )
    return role


def _check_change(
    role: Role, name: str, permitted: frozenset[str], scope: str, *, seen: str, confirmed: bool
) -> bool | None:
    """Whether the change widens the role; None when it changes nothing. Raises what define_role raises."""
    if not role.pk:
        return False
    before = frozenset(role.permissions)
    if seen and seen != rules.role_stamp(name=role.name, permissions=before, scope=role.scope):
        raise errors.RoleChangedSince
    if (role.name, before, role.scope) == (name, permitted, scope):
        return None
    widens = rules.role_widens(old=(before, role.scope), new=(permitted, scope))
    if widens and not confirmed:
        raise errors.WideningUnconfirmed
    return widens


@transaction.atomic
def retire_role(*, by: Administrator, code: str, at: datetime) -> None:
    """Give a role to nobody from now on; one that somebody holds, now or later, stays.

    Raises: Forbidden, NoSuchRole, RoleInUse.
    """
    permissions.check_administers_all(by)
    role = _locked_role(code)
    if role.retired_at is not None:
        return
    held = Post.objects.filter(role=role).exclude(valid_to__lt=local_date(at)).count()
    if held:
        raise errors.RoleInUse(held)
    role.retired_at = at
    role.save(update_fields=["retired_at"])
    audit.record(events.RoleRetired(subject=f"role:{code}", at=at, actor=permissions.actor_of(by)))


@transaction.atomic
def take_up_role(*, by: Administrator, code: str, at: datetime) -> None:
    """Let a role that is out of use be given again.

    Raises: Forbidden, NoSuchRole.
    """
    permissions.check_administers_all(by)
    role = _locked_role(code)
    if role.retired_at is None:
        return
    role.retired_at = None
    role.save(update_fields=["retired_at"])
    audit.record(events.RoleTakenUp(subject=f"role:{code}", at=at, actor=permissions.actor_of(by)))


def _locked_role(code: str) -> Role:
    role = Role.objects.select_for_update(of=("self",)).filter(code=code).first()
    if role is None:
        raise errors.NoSuchRole
    return role


@transaction.atomic
def define_default_roles(*, at: datetime) -> None:
    """Make the roles that the product ships, but for those that the installation has already."""
    existing = set(Role.objects.values_list("code", flat=True))
    for role in rules.DEFAULT_ROLES:
        if role.code not in existing:
            define_role(
                by=SYSTEM,
                code=role.code,
                name=role.name,
                permitted=frozenset(role.permissions),
                scope=role.scope,
                at=at,
            )


@dataclass(frozen=True)
class TopAgency:
    """The province or ministry of a new installation."""

    code: str
    name: str
    place: str
    symbol: str
    level: str = AgencyLevel.PROVINCE


@transaction.atomic
def create_first_administrator(
    *, email: str, full_name: str, password: str, agency: TopAgency, at: datetime, code: str = "quan-tri"
) -> Officer:
    """Make the officer who administers a new installation, with its top agency if that is not there yet.

    Done at the command line by whoever owns the machine, again if every administrator is lost.

    Raises: AdministratorExists, and what create_agency and create_officer raise.
    """
    one_at_a_time("first administrator")
    if has_administrator(on=local_date(at)):
        raise errors.AdministratorExists
    define_default_roles(at=at)
    if not Agency.objects.filter(code=agency.code).exists():
        create_agency(
            by=SYSTEM,
            code=agency.code,
            parent_code="",
            level=agency.level,
            name_vi=agency.name,
            place=agency.place,
            symbol=agency.symbol,
            valid_from=local_date(at),
            at=at,
        )
    unit_code = f"{agency.code}-quan-tri"
    if not Unit.objects.filter(code=unit_code).exists():
        create_unit(
            by=SYSTEM,
            agency_code=agency.code,
            code=unit_code,
            kind=UnitKind.OFFICE,
            name="Quản trị hệ thống",
            symbol="",
            at=at,
        )
    return create_officer(
        by=SYSTEM,
        code=code,
        full_name=full_name,
        title="Quản trị viên",
        email=email,
        unit_code=unit_code,
        role_code="administrator",
        valid_from=local_date(at),
        password=password,
        at=at,
    )
