"""How officers sign: what stands on a paper, and what administrators see."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.foundation.accounts.enums import SigningPowerKind
from motcua.foundation.accounts.errors import NoSuchSigningPower
from motcua.foundation.accounts.models import Agency, Officer, Post, SigningPower
from motcua.foundation.accounts.rules import signature_lines

from .administration import administered_ids
from .viewers import OfficerView


@dataclass(frozen=True)
class SignedAs:
    """How somebody signs: the line above the title or nothing, the title; by which power, on which basis."""

    authority: str
    title: str
    power: str = ""
    basis: str = ""

    @property
    def lines(self) -> str:
        """Both lines of a paper that has one place for them."""
        return "\n".join(line for line in (self.authority, self.title) if line)


def signed_as(*, officer: Officer, agency_id: int, on: date, stands_for: str = "") -> SignedAs:
    """By the power that holds that day, in their own post or in that of whom they stand in for. One query."""
    whose = Q(absent__code=stands_for) if stands_for else Q(absent=None)
    found = (
        SigningPower.objects.held_on(on)
        .filter(whose, officer=officer, agency_id=agency_id)
        .order_by("-valid_from", "-pk")
        .first()
    )
    if found is None:
        return SignedAs("", officer.title)
    authority, title = signature_lines(kind=found.kind, principal=found.principal, title=officer.title)
    return SignedAs(authority, title, found.code, found.basis)


@dataclass(frozen=True)
class SigningPowerRow:
    """A power of signing as its administrator sees it; `absent` is the name of whom they stand in for."""

    code: str
    words: str
    agency_name: str
    absent: str
    basis: str
    valid_from: date
    valid_to: date | None
    is_over: bool


def signing_powers_of(viewer: OfficerView, *, code: str, on: date) -> list[SigningPowerRow]:
    """Those of one officer in the agencies that the viewer administers, the newest first. One query."""
    found = SigningPower.objects.filter(officer__code=code, agency_id__in=administered_ids(viewer))
    return [_row(power, on) for power in found.select_related("officer", "agency", "absent")]


def signing_power(viewer: OfficerView, *, officer: str, code: str, on: date) -> SigningPowerRow:
    """Raises: NoSuchSigningPower."""
    for row in signing_powers_of(viewer, code=officer, on=on):
        if row.code == code:
            return row
    raise NoSuchSigningPower


def agency_choices(viewer: OfficerView, *, code: str, on: date) -> list[tuple[str, str]]:
    """The agencies administered in which the officer has a post that day."""
    held = Post.objects.held_on(on).filter(officer__code=code, unit__agency_id__in=administered_ids(viewer))
    agencies = Agency.objects.filter(pk__in=held.order_by().values("unit__agency_id"))
    return list(agencies.order_by("code").values_list("code", "name_vi"))


def _row(power: SigningPower, on: date) -> SigningPowerRow:
    lines = signature_lines(
        kind=SigningPowerKind(power.kind), principal=power.principal, title=power.officer.title
    )
    return SigningPowerRow(
        code=power.code,
        words=" / ".join(line for line in lines if line),
        agency_name=power.agency.name_vi,
        absent=power.absent.full_name if power.absent else "",
        basis=power.basis,
        valid_from=power.valid_from,
        valid_to=power.valid_to,
        is_over=power.valid_to is not None and power.valid_to < on,
    )
