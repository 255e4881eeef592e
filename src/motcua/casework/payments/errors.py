"""What this room refuses."""

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Missing, Refused
from motcua.foundation.kernel.money import format_vnd


class ChargeMissing(Missing):
    def __init__(self) -> None:
        super().__init__(_("Nothing is owed for this dossier."))


class ChargeSettled(Refused):
    def __init__(self) -> None:
        super().__init__(_("This fee has been paid or cancelled already; nothing was recorded twice."))


class WrongAmount(Refused):
    def __init__(self, owed_vnd: int, given_vnd: int) -> None:
        super().__init__(
            _("The fee is %(owed)s and %(given)s was entered. Record the exact amount that was received.")
            % {"owed": format_vnd(owed_vnd), "given": format_vnd(given_vnd)}
        )


class PaymentRecordedAlready(Refused):
    def __init__(self, number: str) -> None:
        super().__init__(_("A payment with the number %(number)s is recorded already.") % {"number": number})


class PaidInFuture(Refused):
    def __init__(self) -> None:
        super().__init__(_("The day of payment lies in the future. Check the date on the voucher."))
