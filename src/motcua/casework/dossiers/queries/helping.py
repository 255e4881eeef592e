"""Who helped to file, for both sides; and a helper's codes."""

from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.models import Dossier, Draft, HelpCode
from motcua.casework.dossiers.rules.helping import in_groups
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Unit
from motcua.foundation.accounts.queries import OfficerView

from .forwarding import desk_elsewhere, desk_name


@dataclass(frozen=True)
class Helped:
    """Who helped, and at which desk."""

    helper: str
    desk: str

    def __str__(self) -> str:
        return f"{self.helper} – {self.desk}"


@dataclass(frozen=True)
class OwnPlaces:
    """Where a dossier went, as its parties are told it; `received` is empty where the deciding agency's.

    `kiosk` is the machine at which it was filed, empty where none was used.
    """

    received: str
    helped: Helped | None
    kiosk: str


@dataclass(frozen=True)
class HelpDesk:
    """A desk of the viewer; `digits` is empty where no code lasts."""

    code: str
    name: str
    digits: str
    ends_at: datetime | None


def helped(one: Dossier | Draft) -> Helped | None:
    """Who helped with it; helper, unit and its agency are loaded."""
    if one.helper is None or one.help_unit is None:
        return None
    return Helped(one.helper.full_name, desk_name(one.help_unit))


def kiosk_name(dossier: Dossier) -> str:
    """The kiosk at which it was filed and its desk; its unit and agency are loaded."""
    kiosk = dossier.kiosk
    return f"{kiosk.name} ({kiosk.place}) – {desk_name(kiosk.unit)}" if kiosk else ""


def own_places(dossier: Dossier) -> OwnPlaces:
    return OwnPlaces(received=desk_elsewhere(dossier), helped=helped(dossier), kiosk=kiosk_name(dossier))


def help_desks(*, viewer: OfficerView, at: datetime) -> list[HelpDesk]:
    """The desks at which the viewer may help, each with the code that lasts; two queries."""
    ids = permissions.desk_ids(viewer, Permission.DOSSIER_RECEIVE)
    codes = {
        code.unit_id: code
        for code in HelpCode.objects.filter(helper_id=viewer.id, unit_id__in=ids, ends_at__gt=at)
    }
    units = Unit.objects.filter(pk__in=ids, closed_on=None).select_related("agency").order_by("code")
    return [_desk(unit, codes.get(unit.pk)) for unit in units]


def _desk(unit: Unit, code: HelpCode | None) -> HelpDesk:
    return HelpDesk(
        code=unit.code,
        name=desk_name(unit),
        digits=in_groups(code.digits) if code else "",
        ends_at=code.ends_at if code else None,
    )
