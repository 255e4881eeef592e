"""Numbers that identify people and organisations: what can be checked without asking anyone.

A number that passes is well formed; whether it belongs to the person is for the national databases to say.
"""

import re
from datetime import date

_TWELVE_DIGITS = re.compile(r"[0-9]{12}")
_TAX_NUMBER = re.compile(r"([0-9]{10})(-[0-9]{3})?")
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_LAST_PROVINCE = 96


def compact(text: str) -> str:
    """The number without the spaces and dots that people put into it."""
    return re.sub(r"[\s.]", "", text)


def identity_number_defect(text: str, *, born_on: date | None = None, sex: str = "") -> str | None:
    """What is wrong with a personal identification number, as a stable word, or None.

    `digits` something else than digits · `length` not 12 of them · `province` not 001 to 096 ·
    `century` a birth after 2099 · `born_on` another year than the given birthday · `sex` another sex
    ("male" or "female") than the given one. The place of a birth registered abroad has a country's code,
    a list that is not held here: such a number gets `province` and is entered at the counter.

    Law: ND-137-2015/identity-number.
    """
    number = compact(text)
    if not re.fullmatch(r"[0-9]*", number):
        return "digits"
    if not _TWELVE_DIGITS.fullmatch(number):
        return "length"
    if not 1 <= int(number[:3]) <= _LAST_PROVINCE:
        return "province"
    century, is_female = divmod(int(number[3]), 2)
    if century > 1:
        return "century"
    if born_on is not None and born_on.year != 1900 + 100 * century + int(number[4:6]):
        return "born_on"
    if sex and (sex == "female") != bool(is_female):
        return "sex"
    return None


def tax_number_is_valid(text: str) -> bool:
    """True for 10 digits with a right check digit at the end, for a branch a hyphen and 3 digits more."""
    match = _TAX_NUMBER.fullmatch(compact(text))
    if match is None:
        return False
    digits = [int(digit) for digit in match.group(1)]
    total = sum(weight * digit for weight, digit in zip(_TAX_WEIGHTS, digits, strict=False))
    return digits[9] == 10 - total % 11
