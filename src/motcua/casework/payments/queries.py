"""Reads of charges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from .enums import ChargeState, PaymentWay
from .models import Charge


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


def charge_of(*, subject: str) -> ChargeView | None:
    """The charge of a dossier that was not cancelled, newest first; at most two queries."""
    charge = (
        Charge.objects.filter(subject=subject)
        .exclude(state=ChargeState.CANCELLED)
        .select_related("agency")
        .order_by("-pk")
        .first()
    )
    if charge is None:
        return None
    payments = [
        PaymentRow(p.amount_vnd, str(PaymentWay(p.way).label), p.number, p.paid_on, p.recorded_at)
        for p in charge.payments.order_by("pk")
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
    """What was asked for one subject, and when it was settled."""

    amount_vnd: int
    settled_at: datetime | None


def charges_of(*, subjects: Sequence[str]) -> dict[str, Owed]:
    """By subject the newest charge that was not cancelled. One query."""
    rows = (
        Charge.objects.filter(subject__in=subjects)
        .exclude(state=ChargeState.CANCELLED)
        .order_by("pk")
        .values_list("subject", "amount_vnd", "settled_at")
    )
    return {subject: Owed(amount_vnd, settled_at) for subject, amount_vnd, settled_at in rows}


def due_code(*, subject: str) -> str:
    """The code of the charge that is still to be paid; empty when nothing is. One query."""
    found = Charge.objects.filter(subject=subject, state=ChargeState.DUE).values_list("code", flat=True)
    return found.first() or ""
