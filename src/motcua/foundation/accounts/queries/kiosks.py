"""Kiosks: the one that a browser is, and those that an administrator sees."""

from dataclasses import dataclass
from datetime import datetime

from motcua.foundation.accounts import rules, tokens
from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.accounts.errors import NoSuchKiosk
from motcua.foundation.accounts.models import Kiosk, Unit
from motcua.foundation.kernel.text import sort_key_vi

from .administration import administered_ids
from .viewers import OfficerView


@dataclass(frozen=True)
class KioskView:
    """The kiosk that a browser is: its code, what it is called, where it stands, whose it is."""

    code: str
    name: str
    place: str
    unit_name: str
    agency_name: str
    agency_name_en: str
    seen_at: datetime | None


def kiosk_of_mark(mark: str) -> KioskView | None:
    """The kiosk whose present key made this mark; None once it was revoked or got another key. One query."""
    told = tokens.kiosk_of_mark(mark)
    if told is None:
        return None
    found = Kiosk.objects.in_force().filter(code=told[0], key_hash__startswith=told[1])
    kiosk = found.select_related("unit__agency", "seen").first()
    return _view(kiosk) if kiosk else None


def kiosk_of_key(key: str) -> KioskView | None:
    """The kiosk that this key opens; None for one that opens nothing. One query."""
    found = Kiosk.objects.in_force().filter(key_hash=rules.kiosk_key_hash(key))
    kiosk = found.select_related("unit__agency", "seen").first()
    return _view(kiosk) if kiosk else None


def _view(kiosk: Kiosk) -> KioskView:
    agency = kiosk.unit.agency
    return KioskView(
        code=kiosk.code,
        name=kiosk.name,
        place=kiosk.place,
        unit_name=kiosk.unit.name,
        agency_name=agency.name_vi,
        agency_name_en=agency.name_en or agency.name_vi,
        seen_at=_seen(kiosk),
    )


def _seen(kiosk: Kiosk) -> datetime | None:
    return kiosk.seen.at if hasattr(kiosk, "seen") else None


@dataclass(frozen=True)
class KioskRow:
    """A kiosk as its administrator sees it."""

    code: str
    name: str
    place: str
    unit_name: str
    agency_name: str
    registered_at: datetime
    registered_by: str
    seen_at: datetime | None
    revoked_at: datetime | None
    is_desk_closed: bool


def kiosks_of(viewer: OfficerView) -> list[KioskRow]:
    """Those of the agencies administered, the revoked ones last. One query."""
    rows = Kiosk.objects.filter(unit__agency_id__in=administered_ids(viewer))
    found = rows.select_related("unit__agency", "registered_by", "seen")
    named = sorted(found, key=lambda one: (one.revoked_at is not None, sort_key_vi(one.name), one.pk))
    return [_row(kiosk) for kiosk in named]


def kiosk_page(viewer: OfficerView, *, code: str) -> KioskRow:
    """Raises: NoSuchKiosk, for one of an agency that the viewer does not administer too."""
    rows = Kiosk.objects.filter(code=code, unit__agency_id__in=administered_ids(viewer))
    found = rows.select_related("unit__agency", "registered_by", "seen").first()
    if found is None:
        raise NoSuchKiosk
    return _row(found)


def _row(kiosk: Kiosk) -> KioskRow:
    return KioskRow(
        code=kiosk.code,
        name=kiosk.name,
        place=kiosk.place,
        unit_name=kiosk.unit.name,
        agency_name=kiosk.unit.agency.name_vi,
        registered_at=kiosk.registered_at,
        registered_by=kiosk.registered_by.full_name if kiosk.registered_by else "",
        seen_at=_seen(kiosk),
        revoked_at=kiosk.revoked_at,
        is_desk_closed=kiosk.unit.closed_on is not None,
    )


def desk_choices(viewer: OfficerView) -> list[tuple[str, str]]:
    """Code and name of each open one-stop desk of the agencies administered. One query."""
    rows = Unit.objects.filter(
        agency_id__in=administered_ids(viewer), kind=UnitKind.ONE_STOP, closed_on=None
    ).select_related("agency")
    named = [(row.code, f"{row.name} · {row.agency.name_vi} ({row.agency.place})") for row in rows]
    return sorted(named, key=lambda one: sort_key_vi(one[1]))
