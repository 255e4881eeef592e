"""What an internal process must say. Pure: values in, values out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

HOURS_PER_DAY = 8


@dataclass(frozen=True)
class Step:
    """One step: its unit in words, the code of the role that does it, how long, and what comes of it."""

    name: str
    unit: str
    role: str
    hours: int
    output: str = ""


def parse_steps(content: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    """The steps of a process version as values."""
    return tuple(
        Step(
            str(step["name"]),
            str(step["unit"]),
            step["role"],
            int(step["hours"]),
            str(step.get("output", "")),
        )
        for step in content
    )


def total_hours(steps: Sequence[Step]) -> int:
    """The sum of the steps; it must equal the published time, eight hours to a day.

    Law: TT-01-2018-VPCP/8.
    """
    return sum(step.hours for step in steps)
