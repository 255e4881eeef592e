"""Changes of charges. The caller, who holds the dossier's lock, gives dimensions and the act's id."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel.actors import Actor
from motcua.foundation.kernel.clock import local_date

from . import rules
from .enums import ChargeState
from .errors import ChargeMissing, PaymentRecordedAlready
from .events import ChargeAsked, ChargeCancelled, ChargeReinstated, PaymentRecorded
from .models import Charge, Payment


@transaction.atomic(savepoint=False)
def ask(
    *,
    subject: str,
    agency_id: int,
    lines: list[dict[str, Any]],
    basis: str,
    actor: Actor,
    at: datetime,
    act_id: UUID,
    dimensions: Dimensions,
) -> Charge:
    """Ask for a fee; its event stands in the dossier's own chain.

    Raises: nothing of its own; one due charge at a time is kept by constraint.
    """
    charge = Charge.objects.create(
        subject=subject,
        agency_id=agency_id,
        lines=lines,
        amount_vnd=rules.total_vnd(lines),
        basis=basis,
        asked_at=at,
    )
    audit.record(
        ChargeAsked(
            subject=subject,
            at=at,
            actor=actor,
            act_id=act_id,
            dimensions=dimensions,
            charge=charge.code,
            amount_vnd=charge.amount_vnd,
        )
    )
    return charge


@transaction.atomic(savepoint=False)
def ask_also(
    *,
    subject: str,
    agency_id: int,
    lines: list[dict[str, Any]],
    basis: str,
    actor: Actor,
    at: datetime,
    act_id: UUID,
    dimensions: Dimensions,
) -> Charge:
    """Ask for more: what is still due is asked for again with it, in one charge.

    Raises: nothing of its own.
    """
    due = (
        Charge.objects.filter(subject=subject, state=ChargeState.DUE).values_list("lines", flat=True).first()
    )
    cancel_due(subject=subject, actor=actor, at=at, act_id=act_id, dimensions=dimensions)
    return ask(
        subject=subject,
        agency_id=agency_id,
        lines=[*(due or []), *lines],
        basis=basis,
        actor=actor,
        at=at,
        act_id=act_id,
        dimensions=dimensions,
    )


def _due(subject: str) -> Charge:
    charge = (
        Charge.objects.select_for_update(of=("self",))
        .filter(subject=subject)
        .exclude(state=ChargeState.CANCELLED)
        .order_by("-pk")
        .first()
    )
    if charge is None:
        raise ChargeMissing()
    return charge


@transaction.atomic
def record_payment(
    *,
    subject: str,
    amount_vnd: int,
    way: str,
    number: str,
    paid_on: date,
    by: OfficerView,
    officer_id: int,
    at: datetime,
    act_id: UUID,
    dimensions: Dimensions,
) -> Charge:
    """Record money received at the counter or on the account; it settles the charge.

    Raises: ChargeMissing, ChargeSettled, WrongAmount, PaidInFuture, PaymentRecordedAlready.
    Law: ND-61-2018/22.
    """
    charge = _due(subject)
    rules.check_payment(
        state=ChargeState(charge.state),
        owed_vnd=charge.amount_vnd,
        given_vnd=amount_vnd,
        paid_on=paid_on,
        today=local_date(at),
    )
    try:
        with transaction.atomic():
            Payment.objects.create(
                charge=charge,
                amount_vnd=amount_vnd,
                way=way,
                number=number,
                paid_on=paid_on,
                recorded_at=at,
                recorded_by_id=officer_id,
            )
    except IntegrityError as error:
        raise PaymentRecordedAlready(number) from error
    charge.state = ChargeState.PAID
    charge.settled_at = at
    charge.save(update_fields=["state", "settled_at"])
    audit.record(
        PaymentRecorded(
            subject=subject,
            at=at,
            actor=by.actor,
            act_id=act_id,
            dimensions=dimensions,
            charge=charge.code,
            amount_vnd=amount_vnd,
            way=way,
            paid_on=paid_on.isoformat(),
        )
    )
    return charge


@transaction.atomic
def cancel_due(*, subject: str, actor: Actor, at: datetime, act_id: UUID, dimensions: Dimensions) -> None:
    """Cancel what is still owed, if anything; money already received stays recorded.

    Raises: nothing.
    """
    charge = (
        Charge.objects.select_for_update(of=("self",)).filter(subject=subject, state=ChargeState.DUE).first()
    )
    if charge is None:
        return
    charge.state = ChargeState.CANCELLED
    charge.settled_at = at
    charge.save(update_fields=["state", "settled_at"])
    audit.record(
        ChargeCancelled(
            subject=subject, at=at, actor=actor, act_id=act_id, dimensions=dimensions, charge=charge.code
        )
    )


@transaction.atomic
def reinstate(*, charge_code: str, actor: Actor, at: datetime, act_id: UUID, dimensions: Dimensions) -> None:
    """Ask again for a charge that was cancelled, exactly as it was.

    Raises: ChargeMissing.
    """
    charge = (
        Charge.objects.select_for_update(of=("self",))
        .filter(code=charge_code, state=ChargeState.CANCELLED)
        .first()
    )
    if charge is None:
        raise ChargeMissing()
    charge.state = ChargeState.DUE
    charge.settled_at = None
    charge.save(update_fields=["state", "settled_at"])
    audit.record(
        ChargeReinstated(
            subject=charge.subject,
            at=at,
            actor=actor,
            act_id=act_id,
            dimensions=dimensions,
            charge=charge.code,
        )
    )
