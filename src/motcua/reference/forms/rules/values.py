"""One reader for each kind of field: the text that was typed, as the value that is kept.

Numbers follow Vietnamese writing, `1.234,5`; a decimal point is understood if it cannot mark thousands.
Dates are kept as ISO text, decimals as text, so that answers are plain JSON.
"""

import calendar as months
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.foundation.kernel import identifiers
from motcua.reference.forms.enums import MOST_SAFE, FieldKind

from .definition import Field
from .posting import UNPRINTABLE


class Bad(Exception):
    """The text is no value of this kind; says what is wrong and what to do."""

    def __init__(self, sentence: str, remedy: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy


def read(field: Field, typed: str, today: date) -> Any:
    """The value of a text that is not empty. Raises Bad."""
    if UNPRINTABLE in typed:
        raise Bad(
            _("There are characters that cannot be printed."), _("Delete them and type the text again.")
        )
    if len(typed) > field.max_length:
        raise Bad(
            _("The text has %(length)d characters; at most %(most)d fit.")
            % {"length": len(typed), "most": field.max_length},
            _("Shorten the text."),
        )
    return _READERS[field.kind](field, typed, today)


def _line(field: Field, typed: str, today: date) -> str:
    if "\n" in typed or "\t" in typed:
        raise Bad(_("This field takes a single line."), _("Write it on one line."))
    return " ".join(typed.split())


def _lines(field: Field, typed: str, today: date) -> str:
    return typed


_PLAIN = re.compile(r"-?[0-9]{1,16}")
_GROUPED = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3}){1,5}|-?[0-9]{1,3}( [0-9]{3}){1,5}")
_COMMA = re.compile(r"(-?[0-9]{1,15}|-?[0-9]{1,3}(?:\.[0-9]{3}){1,4}),([0-9]{1,6})")
_POINT = re.compile(r"-?[0-9]{1,15}\.[0-9]{1,6}")


def _whole(field: Field, typed: str, today: date) -> int:
    text = typed.replace("\N{NO-BREAK SPACE}", " ")
    if not (_PLAIN.fullmatch(text) or _GROUPED.fullmatch(text)):
        raise Bad(_("“%(typed)s” is not a whole number.") % {"typed": _short(typed)}, _("Write digits only."))
    number = int(text.replace(".", "").replace(" ", ""))
    if abs(number) > MOST_SAFE:
        raise Bad(
            _("The number is larger than this form can keep."),
            _("Write %(most)s or less.") % {"most": f"{MOST_SAFE:,}".replace(",", ".")},
        )
    _within(field, Decimal(number), str(number))
    return number


def _decimal(field: Field, typed: str, today: date) -> str:
    comma = _COMMA.fullmatch(typed)
    if comma:
        text = comma[1].replace(".", "") + "." + comma[2]
    elif _PLAIN.fullmatch(typed) or (_POINT.fullmatch(typed) and not _GROUPED.fullmatch(typed)):
        text = typed
    else:
        raise Bad(
            _("“%(typed)s” is not a number.") % {"typed": _short(typed)},
            _("Write digits, with a comma before the decimals: 1,5."),
        )
    number = Decimal(text).normalize()
    if -int(number.as_tuple().exponent) > field.decimals:
        raise Bad(
            ngettext(
                "At most %(most)d digit fits after the comma.",
                "At most %(most)d digits fit after the comma.",
                field.decimals,
            )
            % {"most": field.decimals},
            _("Round the number."),
        )
    if len(number.as_tuple().digits) > _MOST_DIGITS or abs(number) > MOST_SAFE:
        raise Bad(_("The number has more digits than can be kept exactly."), _("Round the number."))
    _within(field, number, typed)
    return format(number, "f")


def _money(field: Field, typed: str, today: date) -> int:
    number = _whole(field, typed.removesuffix("₫").removesuffix("đ").strip(), today)
    if number < 0:
        raise Bad(_("An amount of money is not negative."), _("Write the amount in đồng."))
    return number


def _within(field: Field, number: Decimal, typed: str) -> None:
    if field.min is not None and number < Decimal(str(field.min)):
        raise Bad(
            _("%(typed)s is less than %(least)s.") % {"typed": typed, "least": field.min},
            _("Write %(least)s or more.") % {"least": field.min},
        )
    if field.max is not None and number > Decimal(str(field.max)):
        raise Bad(
            _("%(typed)s is more than %(most)s.") % {"typed": typed, "most": field.max},
            _("Write %(most)s or less.") % {"most": field.max},
        )


_MOST_DIGITS = 15
"""Significant digits that browsers and JSON readers keep of a number with a fraction."""

_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_VIETNAMESE_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


def _date(field: Field, typed: str, today: date) -> str:
    iso, ours = _ISO_DATE.fullmatch(typed), _VIETNAMESE_DATE.fullmatch(typed)
    try:
        if iso:
            day = date(int(iso[1]), int(iso[2]), int(iso[3]))
        elif ours:
            day = date(int(ours[3]), int(ours[2]), int(ours[1]))
        else:
            raise ValueError(typed)
    except ValueError:
        raise Bad(
            _("“%(typed)s” is not a date.") % {"typed": _short(typed)},
            _("Write day, month and year: 28/11/2026."),
        ) from None
    if day.year < 1900:
        raise Bad(_("The year is before 1900."), _("Check the year."))
    least, most = bound_day(field.min, today), bound_day(field.max, today)
    if least and day < least:
        raise Bad(
            _("The date is before %(day)s.") % {"day": show_date(least)},
            _("Write %(day)s or a later date.") % {"day": show_date(least)},
        )
    if most and day > most:
        raise Bad(
            _("The date is after %(day)s.") % {"day": show_date(most)},
            _("Write %(day)s or an earlier date.") % {"day": show_date(most)},
        )
    return day.isoformat()


_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_VIETNAMESE_MONTH = re.compile(r"([0-9]{1,2})[/.-]([0-9]{4})")


def _month(field: Field, typed: str, today: date) -> str:
    """A month of a year, kept as `2026-11`; bounds hold for the whole month."""
    iso, ours = _ISO_MONTH.fullmatch(typed), _VIETNAMESE_MONTH.fullmatch(typed)
    year, month = (iso[1], iso[2]) if iso else (ours[2], ours[1]) if ours else ("0", "0")
    if not 1 <= int(month) <= 12:
        raise Bad(
            _("“%(typed)s” is not a month of a year.") % {"typed": _short(typed)},
            _("Write month and year: 11/2026."),
        )
    if int(year) < 1900:
        raise Bad(_("The year is before 1900."), _("Check the year."))
    first = date(int(year), int(month), 1)
    least, most = bound_day(field.min, today), bound_day(field.max, today)
    if least and first < least.replace(day=1):
        raise Bad(
            _("The month is before %(month)s.") % {"month": show_month(least)},
            _("Write %(month)s or a later month.") % {"month": show_month(least)},
        )
    if most and first > most:
        raise Bad(
            _("The month is after %(month)s.") % {"month": show_month(most)},
            _("Write %(month)s or an earlier month.") % {"month": show_month(most)},
        )
    return f"{first:%Y-%m}"


_RELATIVE = re.compile(r"today(?:([+-])([0-9]{1,4})([dm]))?")


def bound_day(bound: int | str | None, today: date) -> date | None:
    """`today`, `today+45d`, `today-6m`, an ISO date, or the first day of an ISO month.

    A month that is too short for the day ends on its last one.
    """
    if bound is None:
        return None
    relative = _RELATIVE.fullmatch(str(bound))
    if _ISO_MONTH.fullmatch(str(bound)):
        return date.fromisoformat(f"{bound}-01")
    if relative is None:
        return date.fromisoformat(str(bound))
    if relative[1] is None:
        return today
    amount = int(relative[2]) * (1 if relative[1] == "+" else -1)
    if relative[3] == "d":
        return today + timedelta(days=amount)
    year, month = divmod(today.year * 12 + today.month - 1 + amount, 12)
    return date(year, month + 1, min(today.day, months.monthrange(year, month + 1)[1]))


def show_date(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def show_month(day: date) -> str:
    return f"{day:%m/%Y}"


def _one_of(field: Field, typed: str, today: date) -> str:
    if typed not in {option.value for option in field.options}:
        raise Bad(
            _("“%(typed)s” is not one of the choices.") % {"typed": _short(typed)}, _("Choose from the list.")
        )
    return typed


_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")


def _email(field: Field, typed: str, today: date) -> str:
    if not _EMAIL.fullmatch(typed) or ".." in typed:
        raise Bad(
            _("“%(typed)s” is not an e-mail address.") % {"typed": _short(typed)},
            _("Write it like ten@example.vn."),
        )
    return typed


_PHONE = re.compile(r"0[1-9][0-9]{8,9}")


def _phone(field: Field, typed: str, today: date) -> str:
    digits = re.sub(r"[ .()-]", "", typed)
    digits = "0" + digits[3:] if digits.startswith("+84") else digits
    if not _PHONE.fullmatch(digits):
        raise Bad(
            _("“%(typed)s” is not a telephone number of Vietnam.") % {"typed": _short(typed)},
            _("Write 10 or 11 digits that begin with 0, for example 0912345678."),
        )
    return digits


def _identity_number(field: Field, typed: str, today: date) -> str:
    number = identifiers.compact(typed)
    match identifiers.identity_number_defect(number):
        case None:
            return number
        case "length":
            raise Bad(
                ngettext(
                    "The personal identification number has 12 digits; %(given)d digit was given.",
                    "The personal identification number has 12 digits; %(given)d digits were given.",
                    len(number),
                )
                % {"given": len(number)},
                _("Write the 12 digits on the identity card."),
            )
        case "digits":
            raise Bad(
                _("A personal identification number has digits only."),
                _("Write the 12 digits on the identity card."),
            )
        case _:
            raise Bad(
                _("There is no such personal identification number."),
                _("Compare each digit with the identity card."),
            )


def _tax_code(field: Field, typed: str, today: date) -> str:
    """10 digits, the last one a check digit; a branch has a hyphen and three more."""
    number = identifiers.compact(typed)
    number = f"{number[:10]}-{number[10:]}" if re.fullmatch(r"[0-9]{13}", number) else number
    if not re.fullmatch(r"[0-9]{10}(-[0-9]{3})?", number):
        raise Bad(_("A tax code has 10 or 13 digits."), _("Write it as on the registration certificate."))
    if not identifiers.tax_number_is_valid(number):
        raise Bad(_("There is no such tax code."), _("Compare each digit with the registration certificate."))
    return number


_ORGANISATION_ID = re.compile(r"[A-Z][0-9]{2}(\.[0-9]{2,3}){0,3}")
_LEGACY_ORGANISATION_ID = re.compile(r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}")


def _organisation_id(field: Field, typed: str, today: date) -> str:
    """The identifier of a public organisation, from the top down (`H50.15`) or in its older form.

    Law: QD-20-2020/identifier, QCVN-102-2016/identifier.
    """
    number = re.sub(r"\s", "", typed).upper()
    if not (_ORGANISATION_ID.fullmatch(number) or _LEGACY_ORGANISATION_ID.fullmatch(number)):
        raise Bad(
            _("“%(typed)s” is not an identifier of an organisation.") % {"typed": _short(typed)},
            _("Write it like H50.15, or in the older form 000.00.15.H50."),
        )
    return number


def _short(typed: str) -> str:
    return typed if len(typed) <= 40 else typed[:39] + "…"


_READERS: dict[FieldKind, Callable[[Field, str, date], Any]] = {
    FieldKind.SHORT_TEXT: _line,
    FieldKind.LONG_TEXT: _lines,
    FieldKind.WHOLE_NUMBER: _whole,
    FieldKind.DECIMAL: _decimal,
    FieldKind.MONEY: _money,
    FieldKind.DATE: _date,
    FieldKind.MONTH: _month,
    FieldKind.ONE_OF: _one_of,
    FieldKind.EMAIL: _email,
    FieldKind.PHONE: _phone,
    FieldKind.IDENTITY_NUMBER: _identity_number,
    FieldKind.TAX_CODE: _tax_code,
    FieldKind.ORGANISATION_ID: _organisation_id,
    FieldKind.ADDRESS: _line,
    FieldKind.RESULT_NUMBER: _line,
}


def is_bound(field: Field, bound: int | str) -> bool:
    """Whether a least or most fits the kind of the field: a number, or a day as `bound_day` reads it."""
    if field.kind in {FieldKind.WHOLE_NUMBER, FieldKind.DECIMAL, FieldKind.MONEY}:
        return isinstance(bound, int)
    if field.kind not in {FieldKind.DATE, FieldKind.MONTH}:
        return False
    if field.kind is FieldKind.DATE and _ISO_MONTH.fullmatch(str(bound)):
        return False
    try:
        bound_day(bound, date(2000, 2, 29))
    except (ValueError, OverflowError):
        return False
    return True
