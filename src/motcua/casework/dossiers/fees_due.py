"""What a filing owes by the fee rule of its version: by case, answers, channel and day; never typed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from motcua.reference.catalogue.rules import content as content_rules
from motcua.reference.catalogue.rules.fees import FeeLine, fee_due
from motcua.reference.forms.rules import Form

from .enums import Channel

WITH_RESULT = "with_result"
"""What is collected when the result is given; all else is asked at filing."""


def fee_lines(
    content: Mapping[str, Any],
    fee: Mapping[str, Any] | None,
    answers: Mapping[str, Any],
    *,
    case: str,
    on: date,
    form: Form,
    channel: str = Channel.ONLINE,
) -> list[FeeLine]:
    """The lines that these answers owe on that day; none where nothing is known about a fee.

    Each says when it is collected, if not by itself then as the whole fee.
    """
    only = content_rules.fee_lines_of(content, channel)
    usual = str((fee or {}).get("collected", ""))
    lines = fee_due(fee, answers, case=case, form=form, channel=channel, on=on, only=only)
    return [replace(line, collected=line.collected or usual) for line in lines]


def asked_now(lines: Sequence[FeeLine]) -> list[FeeLine]:
    """Those that are asked at filing."""
    return [line for line in lines if line.collected != WITH_RESULT]


def asked_with_result(lines: Sequence[FeeLine]) -> list[FeeLine]:
    """Those that are asked when the result is there."""
    return [line for line in lines if line.collected == WITH_RESULT]


def has_with_result(fee: Mapping[str, Any] | None) -> bool:
    """Whether the fee rule collects anything with the result at all."""
    stated = [fee or {}, *(fee or {}).get("lines", ())]
    return any(one.get("collected") == WITH_RESULT for one in stated)


def charge_lines(lines: Sequence[FeeLine]) -> list[dict[str, Any]]:
    """What a charge keeps of the lines of a fee."""
    return [
        {
            "label": line.label,
            "quantity": line.quantity,
            "unit_price_vnd": line.unit_price_vnd,
            "amount_vnd": line.amount_vnd,
        }
        | ({"explanation": line.explanation} if line.explanation else {})
        | ({"collected": line.collected} if line.collected == WITH_RESULT else {})
        for line in lines
    ]
