"""What a filing owes by the fee rule of its version: by case, answers, channel and day; never typed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.reference.catalogue.rules import content as content_rules
from motcua.reference.catalogue.rules.fees import FeeLine, fee_due
from motcua.reference.forms.rules import Form

from .enums import Channel


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
    """The lines that these answers owe on that day; none where nothing is known about a fee."""
    only = content_rules.fee_lines_of(content, channel)
    return fee_due(fee, answers, case=case, form=form, channel=channel, on=on, only=only)
