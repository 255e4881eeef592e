"""Tables of charges and payments. They know a dossier only by its code."""

from django.db import models
from django.db.models import Q

from motcua.foundation.accounts.models import Agency, Officer
from motcua.foundation.kernel.codes import new_code

from .enums import ChargeState, PaymentWay


def charge_code() -> str:
    return new_code("C")


class Charge(models.Model):
    """What a dossier owes. `lines`: [{"label", "quantity", "unit_price_vnd", "amount_vnd"}]."""

    code = models.CharField(max_length=20, unique=True, default=charge_code)
    subject = models.CharField(max_length=60, db_index=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    lines = models.JSONField()
    amount_vnd = models.PositiveBigIntegerField()
    basis = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=10, choices=ChargeState, default=ChargeState.DUE)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ChargeState.values), name="charge_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="due", settled_at=None) | ~Q(state="due"), name="due_charge_is_not_settled"
            ),
            models.UniqueConstraint(
                fields=["subject"], condition=Q(state="due"), name="one_charge_is_due_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Payment(models.Model):
    """Money received for a charge: way, number of the voucher, day."""

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="payments")
    amount_vnd = models.PositiveBigIntegerField()
    way = models.CharField(max_length=8, choices=PaymentWay)
    number = models.CharField(max_length=40)
    paid_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(way__in=PaymentWay.values), name="payment_way_is_known"),
            models.UniqueConstraint(fields=["way", "number", "paid_on"], name="payment_voucher_is_once"),
        ]

    def __str__(self) -> str:
        return self.number
