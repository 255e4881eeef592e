"""Reads of charges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch

from .enums import ChargeState, PaymentWay
from .models import Charge, Payment

WITH_RESULT = "with_result"
"""How a line says that it is collected when the result is given."""


@dataclass(frozen=True)
class PaymentRow:
    amount_vnd: int
    way: str
    number: str
    paid_on: date
    recorded_at: datetime


@dataclass(frozen=True)
class ChargeView:
    """A charge as a page shows it; `how_to_pay` names the agency's account."""

    code: str
    lines: list[dict[str, Any]]
    amount_vnd: int
    state: str
    state_label: str
    bank_account: str
    payments: list[PaymentRow]

    @property
    def is_due(self) -> bool:
        return self.state == ChargeState.DUE

    @property
    def is_with_result(self) -> bool:
        """Whether some of it is collected when the result is given."""
        return any(line.get("collected") == WITH_RESULT for line in self.lines)


def charge_of(*, subject: str) -> ChargeView | None:
    """The newest charge of a dossier that was not cancelled; at most two queries."""
    return next(reversed(charges_about(subject=subject)), None)


def charges_about(*, subject: str) -> list[ChargeView]:
    """All charges of a dossier that were not cancelled, the newest last; at most two queries."""
    charges = (
        Charge.objects.filter(subject=subject)
        .exclude(state=ChargeState.CANCELLED)
        .select_related("agency")
        .prefetch_related(Prefetch("payments", Payment.objects.order_by("pk")))
        .order_by("pk")
    )
    return [_view(charge) for charge in charges]


def _view(charge: Charge) -> ChargeView:
    payments = [
        PaymentRow(p.amount_vnd, str(PaymentWay(p.way).label), p.number, p.paid_on, p.recorded_at)
        for p in charge.payments.all()
    ]
    return ChargeView(
        code=charge.code,
        lines=charge.lines,
        amount_vnd=charge.amount_vnd,
        state=charge.state,
        state_label=str(ChargeState(charge.state).label),
        bank_account=charge.agency.bank_account,
        payments=payments,
    )


@dataclass(frozen=True)
class Owed:
    """What was asked for one subject in all, and when the first of it was settled."""

    amount_vnd: int
    settled_at: datetime | None


def charges_of(*, subjects: Sequence[str]) -> dict[str, Owed]:
    """By subject what its charges that were not cancelled ask for. One query."""
    rows = (
        Charge.objects.filter(subject__in=subjects)
        .exclude(state=ChargeState.CANCELLED)
        .order_by("pk")
        .values_list("subject", "amount_vnd", "settled_at")
    )
    found: dict[str, Owed] = {}
    for subject, amount_vnd, settled_at in rows:
        before = found.get(subject, Owed(0, settled_at))
        found[subject] = Owed(before.amount_vnd + amount_vnd, before.settled_at)
    return found


def due_code(*, subject: str) -> str:
    """The code of the charge that is still to be paid; empty when nothing is. One query."""
    found = Charge.objects.filter(subject=subject, state=ChargeState.DUE).values_list("code", flat=True)
    return found.first() or ""
