"""One value that was read: what it is, what stands on the paper, how sure, and where."""

from collections.abc import Sequence
from dataclasses import dataclass

from .pages import Box, Line, around


@dataclass(frozen=True)
class Value:
    """`value` as data, `raw` as written; `confidence` from 0 to 1; `page` from 1."""

    value: str | tuple[str, ...]
    raw: str
    confidence: float
    page: int
    box: Box | None = None
    precision: str = ""


def from_lines(
    value: str | tuple[str, ...], lines: Sequence[Line], *, sure: float, raw: str = "", precision: str = ""
) -> Value:
    """A value read from these lines; no surer than the least sure of their words allows."""
    words = [word for line in lines for word in line.words]
    read_as = sum(word.confidence for word in words) / len(words) if words else 0.0
    least = min((word.confidence for word in words), default=0.0)
    return Value(
        value=value,
        raw=raw or "\n".join(line.text for line in lines),
        confidence=round(sure * min(read_as, (1 + 2 * least) / 3), 3),
        page=lines[0].page,
        box=around(line.box for line in lines),
        precision=precision,
    )
