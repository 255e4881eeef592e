"""Facts about money: amounts and codes, never who paid."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class ChargeAsked(Event):
    charge: str
    amount_vnd: int


@dataclass(frozen=True, kw_only=True)
class PaymentRecorded(Event):
    charge: str
    amount_vnd: int
    way: str
    paid_on: str


@dataclass(frozen=True, kw_only=True)
class ChargeCancelled(Event):
    charge: str


@dataclass(frozen=True, kw_only=True)
class ChargeReinstated(Event):
    charge: str
