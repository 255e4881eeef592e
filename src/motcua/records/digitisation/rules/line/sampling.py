"""How many documents of a lot are looked at a second time, and when the lot fails. Pure.

Single sampling for normal inspection, general level II. Standard: TCVN 7790-1 (ISO 2859-1), tables 1 and 2-A.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Final

_LOT_UP_TO: Final = (
    8, 15, 25, 50, 90, 150, 280, 500, 1_200, 3_200, 10_000, 35_000, 150_000, 500_000,
)  # fmt: skip
"""The largest lot of code letters A to P; larger ones are Q."""
_SAMPLE: Final = (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1_250)
"""Sample size of code letters A to Q (I and O are not used)."""
_NONE_ACCEPTED_AT: Final = {0.25: 7, 0.4: 6, 0.65: 5, 1.0: 4, 1.5: 3, 2.5: 2, 4.0: 1}
"""For each limit in percent, the place of the letter whose sample accepts no faulty one; the rest of the
table lies on the diagonals from there."""
_DIAGONAL: Final = (0, 0, 1, 1, 2, 3, 5, 7, 10, 14, 21)
_UP, _DOWN = 1, 2
"""Places on the diagonal where the arrows of the table point to the letter before and to the one behind."""

LIMITS: Final = tuple(sorted(_NONE_ACCEPTED_AT))


@dataclass(frozen=True)
class Plan:
    """Look at `size` of a lot; it is accepted with at most so many faulty ones."""

    size: int
    accepted: int


def of_quality_limit(lot: int, *, percent: float) -> Plan:
    """The plan for a lot and an acceptance quality limit in percent, one of LIMITS.

    A lot smaller than its sample is looked at whole. Raises KeyError for another limit, ValueError for an
    empty lot.
    """
    if lot < 1:
        raise ValueError("A lot has at least one document.")
    zero = _NONE_ACCEPTED_AT[percent]
    letter = sum(1 for most in _LOT_UP_TO if lot > most)
    place = letter - zero
    if place < 0:
        letter, place = zero, 0
    elif place == _UP:
        letter, place = letter - 1, 0
    elif place == _DOWN:
        letter, place = letter + 1, place + 1
    elif place >= len(_DIAGONAL):
        place = len(_DIAGONAL) - 1
        letter = zero + place
    return Plan(min(_SAMPLE[letter], lot), _DIAGONAL[place])


def of_percent(lot: int, *, percent: Decimal | int) -> Plan:
    """A share of the lot, rounded up, none of it faulty; as plans of authorities say it ("30 %")."""
    return Plan(min(lot, ceil(lot * percent / 100)), 0)


def full(lot: int) -> Plan:
    return Plan(lot, 0)


def chosen(codes: Sequence[str], plan: Plan, *, seed: str) -> tuple[str, ...]:
    """Which are looked at: by chance, yet the same for the same seed, so that it can be shown afterwards."""
    by_chance = sorted(codes, key=lambda code: hashlib.sha256(f"{seed}/{code}".encode()).digest())
    return tuple(sorted(by_chance[: plan.size]))


def verdict(plan: Plan, *, looked_at: int, faulty: int) -> bool | None:
    """Whether the lot is accepted; None while it is still open."""
    if faulty > plan.accepted:
        return False
    return True if looked_at >= plan.size else None
