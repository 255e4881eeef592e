"""Kiosks: registered, given a new key and revoked by who administers the agency; seen while they are used."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.foundation.accounts import errors, events, permissions, rules, tokens
from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.accounts.models import Kiosk, KioskSeen, Officer
from motcua.foundation.accounts.permissions import Administrator
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.actors import SYSTEM, Actor
from motcua.foundation.kernel.codes import ALPHABET

from .lookups import locked_unit


@dataclass(frozen=True)
class KioskKey:
    """A key as it is shown, once: only its hash is kept."""

    kiosk: str
    key: str


@transaction.atomic
def register_kiosk(*, by: Administrator, unit_code: str, name: str, place: str, at: datetime) -> KioskKey:
    """Make a kiosk of a one-stop desk.

    Raises: Forbidden, NoSuchUnit, KioskHasNoDesk, NamesAreMissing, KioskNameTaken.
    Law: ND-309-2026/kiosk.
    """
    unit = locked_unit(unit_code)
    permissions.check_administers(by, agency_id=unit.agency_id)
    if unit.kind != UnitKind.ONE_STOP or unit.closed_on is not None:
        raise errors.KioskHasNoDesk
    name = rules.checked_name(name)
    if Kiosk.objects.filter(unit=unit, name=name, revoked_at=None).exists():
        raise errors.KioskNameTaken(name)
    key = _new_key()
    kiosk = Kiosk.objects.create(
        unit=unit,
        name=name,
        place=rules.checked_name(place),
        key_hash=rules.kiosk_key_hash(key),
        registered_at=at,
        registered_by=Officer.objects.get(code=by.code) if isinstance(by, OfficerView) else None,
    )
    _record(events.KioskRegistered, kiosk, permissions.actor_of(by), at, is_first=True)
    return KioskKey(kiosk.code, rules.kiosk_key_words(key))


@transaction.atomic
def renew_kiosk_key(*, by: Administrator, code: str, at: datetime) -> KioskKey:
    """Give a kiosk another key; whatever was opened with the one before is an ordinary browser at once.

    Raises: Forbidden, NoSuchKiosk, KioskIsRevoked.
    """
    kiosk = _locked(by, code)
    if kiosk.revoked_at is not None:
        raise errors.KioskIsRevoked
    key = _new_key()
    kiosk.key_hash = rules.kiosk_key_hash(key)
    kiosk.save(update_fields=["key_hash"])
    _record(events.KioskKeyRenewed, kiosk, permissions.actor_of(by), at)
    return KioskKey(kiosk.code, rules.kiosk_key_words(key))


@transaction.atomic
def revoke_kiosk(*, by: Administrator, code: str, at: datetime) -> None:
    """End a kiosk for good: its machine is an ordinary browser at once. A second time changes nothing.

    Raises: Forbidden, NoSuchKiosk.
    """
    kiosk = _locked(by, code)
    if kiosk.revoked_at is not None:
        return
    kiosk.revoked_at = at
    kiosk.save(update_fields=["revoked_at"])
    _record(events.KioskRevoked, kiosk, permissions.actor_of(by), at)


@transaction.atomic
def open_kiosk(*, key: str, at: datetime) -> str:
    """Say that a browser was put into the mode with this key; the mark that the browser keeps.

    Raises: KioskKeyUnknown.
    """
    found = Kiosk.objects.in_force().filter(key_hash=rules.kiosk_key_hash(key))
    kiosk = found.select_for_update(of=("self",)).select_related("unit__agency").first()
    if kiosk is None:
        raise errors.KioskKeyUnknown
    _record(events.KioskOpened, kiosk, SYSTEM, at)
    return tokens.kiosk_mark(kiosk)


@transaction.atomic
def see_kiosk(*, code: str, at: datetime) -> None:
    """Keep when a kiosk was last used; not an act, so without an event."""
    kiosk = Kiosk.objects.filter(code=code).values_list("pk", flat=True).first()
    if kiosk is not None:
        KioskSeen.objects.bulk_create(
            [KioskSeen(kiosk_id=kiosk, at=at)],
            update_conflicts=True,
            unique_fields=["kiosk"],
            update_fields=["at"],
        )


def _new_key() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(rules.KIOSK_KEY_LENGTH))


def _locked(by: Administrator, code: str) -> Kiosk:
    found = Kiosk.objects.select_for_update(of=("self",)).select_related("unit__agency")
    kiosk = found.filter(code=code).first()
    if kiosk is None:
        raise errors.NoSuchKiosk
    permissions.check_administers(by, agency_id=kiosk.unit.agency_id)
    return kiosk


def _record(
    kind: type[events.KioskEvent], kiosk: Kiosk, actor: Actor, at: datetime, *, is_first: bool = False
) -> None:
    unit = kiosk.unit
    where = Dimensions(agency=unit.agency.code, unit=unit.code)
    audit.record(kind(subject=f"kiosk:{kiosk.code}", at=at, actor=actor, dimensions=where), is_first=is_first)
