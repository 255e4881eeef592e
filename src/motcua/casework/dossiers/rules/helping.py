"""Codes by which a citizen says at a one-stop desk who helps them to file online.

A code opens nothing: it only names a helper and their desk. That it lasts an hour is our own practice.
"""

import re
from datetime import timedelta

LASTS = timedelta(hours=1)
DIGITS = 8
_BETWEEN = re.compile(r"[\s.\-]+")


def digits_typed(text: str) -> str:
    """The digits of a code as somebody typed it, with or without gaps; empty where it cannot be one."""
    typed = _BETWEEN.sub("", text)
    return typed if len(typed) == DIGITS and typed.isascii() and typed.isdecimal() else ""


def in_groups(digits: str) -> str:
    """As it is read aloud: 4821 7730."""
    return f"{digits[:4]} {digits[4:]}"
