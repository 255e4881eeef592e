"""What an internal process says, what may be wrong in it, its table, its drawing. Pure."""

from .faults import Fault, faults_by_then, faults_of
from .steps import (
    DONE,
    HOURS_PER_DAY,
    MOST_STEPS,
    Step,
    content_of_rows,
    longest_hours,
    parse_steps,
    paths_of,
    rows_of_steps,
    run_from,
    total_hours,
)

__all__ = [
    "DONE",
    "HOURS_PER_DAY",
    "MOST_STEPS",
    "Fault",
    "Step",
    "content_of_rows",
    "faults_by_then",
    "faults_of",
    "longest_hours",
    "parse_steps",
    "paths_of",
    "rows_of_steps",
    "run_from",
    "total_hours",
]
