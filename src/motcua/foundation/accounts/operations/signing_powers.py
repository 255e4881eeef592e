"""In whose place officers sign, given and ended by who administers the agency."""

from datetime import date, datetime

from django.db import transaction

from motcua.foundation.accounts import errors, events, permissions, rules
from motcua.foundation.accounts.enums import SigningPowerKind
from motcua.foundation.accounts.models import Agency, Officer, Post, SigningPower
from motcua.foundation.accounts.permissions import Administrator
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions

from .lookups import locked_officer


@transaction.atomic
def give_signing_power(
    *,
    by: Administrator,
    officer_code: str,
    agency_code: str,
    kind: str,
    principal: str,
    basis: str,
    valid_from: date,
    valid_to: date | None,
    at: datetime,
    absent_code: str = "",
) -> SigningPower:
    """Say how an officer signs for an agency, from a day to a day; what was signed before stays as it is.

    With `absent_code` it holds only while they stand in for that colleague.

    Raises: Forbidden, NoSuchOfficer, NoSuchAgency, PeriodUnusable, SigningPowerUnusable, SignerHasNoPost,
    SigningPowerHeld.
    """
    officer = locked_officer(officer_code)
    agency = Agency.objects.filter(code=agency_code).first()
    if agency is None:
        raise errors.NoSuchAgency
    permissions.check_administers(by, agency_id=agency.pk)
    rules.check_period(valid_from, valid_to)
    absent = _absent(absent_code)
    kept = {"principal": " ".join(principal.split()), "basis": " ".join(basis.split())}
    if kind not in SigningPowerKind.values or not all(kept.values()) or absent == officer:
        raise errors.SigningPowerUnusable
    if not Post.objects.meeting(valid_from, valid_to).filter(officer=officer, unit__agency=agency).exists():
        raise errors.SignerHasNoPost
    same = SigningPower.objects.meeting(valid_from, valid_to)
    if same.filter(officer=officer, agency=agency, absent=absent).exists():
        raise errors.SigningPowerHeld
    power = SigningPower.objects.create(
        officer=officer,
        agency=agency,
        absent=absent,
        kind=kind,
        valid_from=valid_from,
        valid_to=valid_to,
        **kept,
    )
    audit.record(
        events.SigningPowerGiven(
            subject=f"officer:{officer.code}",
            at=at,
            actor=permissions.actor_of(by),
            dimensions=Dimensions(agency=agency.code),
            power=power.code,
            power_kind=kind,
            absent=absent_code,
            first_day=valid_from.isoformat(),
            last_day=valid_to.isoformat() if valid_to else "",
        )
    )
    return power


def _absent(code: str) -> Officer | None:
    if not code:
        return None
    found = Officer.objects.filter(code=code).first()
    if found is None:
        raise errors.NoSuchOfficer
    return found


@transaction.atomic
def end_signing_power(*, by: Administrator, code: str, last_day: date, at: datetime) -> None:
    """Say which day is the last of a power of signing.

    Raises: Forbidden, NoSuchSigningPower, PeriodUnusable.
    """
    power = (
        SigningPower.objects.select_for_update(of=("self",))
        .select_related("officer", "agency")
        .filter(code=code)
        .first()
    )
    if power is None:
        raise errors.NoSuchSigningPower
    permissions.check_administers(by, agency_id=power.agency_id)
    rules.check_period(power.valid_from, last_day)
    locked_officer(power.officer.code)
    power.valid_to = last_day
    power.save(update_fields=["valid_to"])
    audit.record(
        events.SigningPowerEnded(
            subject=f"officer:{power.officer.code}",
            at=at,
            actor=permissions.actor_of(by),
            dimensions=Dimensions(agency=power.agency.code),
            power=code,
            last_day=last_day.isoformat(),
        )
    )
