"""The fee: recorded once, whole, by a cashier; where the law says so the clock starts by it."""

from datetime import date, datetime, timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, Finance
from motcua.casework.dossiers.errors import NotYourDossier
from motcua.casework.dossiers.models import ClockEntry, Dossier
from motcua.casework.payments.errors import (
    ChargeMissing,
    ChargeSettled,
    PaidInFuture,
    PaymentRecordedAlready,
    WrongAmount,
)
from motcua.casework.payments.models import Payment
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import VIETNAM, local_date
from motcua.records.letters.models import Letter
from tests.factories.accounts import officer_view
from tests.factories.dossiers import FILED, a_publication, accepted, an_authority, later, reload

from .traces import no_trace

pytestmark = pytest.mark.django_db
AT = later(FILED, 60)


def waiting(code: str = "2.000090") -> Dossier:
    return accepted(publication=a_publication(code, with_fee=True, starts="valid_papers_and_fee"))


def pay(dossier: Dossier, *, role: str = "cashier", at=AT, **changed: object) -> None:
    facts = {"amount_vnd": 3_000_000, "way": "transfer", "number": "CK-001", "paid_on": at.date()} | changed
    dossiers.record_payment(by=officer_view(an_authority()[role]), code=dossier.code, at=at, **facts)


def test_the_payment_starts_the_clock_and_a_new_receipt_names_the_day():
    dossier = waiting()

    pay(dossier)

    dossier = reload(dossier)
    assert (dossier.business, dossier.finance) == (Business.ACCEPTED, Finance.PAID)
    assert dossier.due_at is not None
    letters = Letter.objects.filter(subject=f"dossier:{dossier.code}").order_by("pk")
    assert [letter.state for letter in letters] == ["revoked", "fixed"]
    assert letters[1].data["returns_at"]


@pytest.mark.parametrize(
    ("paid_on", "starts", "due_on"),
    [
        (date(2026, 11, 16), later(FILED, 10), date(2026, 11, 23)),
        (date(2026, 11, 18), datetime(2026, 11, 18, tzinfo=VIETNAM), date(2026, 11, 26)),
        (date(2026, 11, 23), AT + timedelta(days=7), date(2026, 12, 1)),
    ],
)
def test_the_time_runs_from_when_it_was_valid_and_paid_not_from_when_somebody_typed_it(
    paid_on, starts, due_on
):
    dossier = waiting()

    pay(dossier, at=AT + timedelta(days=7), paid_on=paid_on)

    assert ClockEntry.objects.get(dossier=dossier).at == starts
    assert local_date(reload(dossier).due_at) == due_on


def test_amount_number_and_day_stand_in_the_trail():
    dossier = waiting()

    pay(dossier)

    event = AuditEvent.objects.get(subject=f"dossier:{dossier.code}", kind="PaymentRecorded")
    assert (event.payload["amount_vnd"], event.payload["paid_on"]) == (3_000_000, "2026-11-16")
    assert Payment.objects.get().number == "CK-001"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"amount_vnd": 2_999_999}, WrongAmount),
        ({"amount_vnd": 0}, WrongAmount),
        ({"paid_on": AT.date() + timedelta(days=1)}, PaidInFuture),
    ],
)
def test_a_wrong_payment_is_refused_and_leaves_no_trace(changed, error):
    dossier = waiting()

    with no_trace(), pytest.raises(error):
        pay(dossier, **changed)


def test_the_same_payment_twice_is_refused_and_leaves_no_trace():
    dossier = waiting()
    pay(dossier)

    with no_trace(), pytest.raises(ChargeSettled):
        pay(dossier)


def test_one_voucher_pays_one_dossier():
    first, second = waiting(), waiting()
    pay(first)

    with no_trace(), pytest.raises(PaymentRecordedAlready):
        pay(second)


def test_who_owes_nothing_cannot_pay():
    dossier = accepted()

    with no_trace(), pytest.raises(ChargeMissing):
        pay(dossier)


@pytest.mark.parametrize("role", ["receptionist", "leader", "clerk"])
def test_only_a_cashier_records_money(role):
    dossier = waiting()

    with no_trace(), pytest.raises(NotYourDossier):
        pay(dossier, role=role)
