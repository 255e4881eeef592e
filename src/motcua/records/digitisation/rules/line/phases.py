"""Which year's work a paper belongs to, by the year in which it was issued. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from motcua.records.digitisation.errors import PhasesRefused


@dataclass(frozen=True)
class Phase:
    """A year of work, on papers issued from `issued_from` to `issued_to`.

    Both None: work without papers of its own (review, pilot); `issued_from` None alone: that year and before.
    """

    year: int
    issued_from: int | None
    issued_to: int | None
    work: str

    def holds(self, issued: int) -> bool:
        if self.issued_to is None:
            return False
        return (self.issued_from or 0) <= issued <= self.issued_to


def phases_from(rows: Iterable[Mapping[str, Any]]) -> tuple[Phase, ...]:
    """Raises PhasesRefused when years of work repeat, or two phases want the same papers."""
    phases = tuple(sorted((_phase(row) for row in rows), key=lambda phase: phase.year))
    if len({phase.year for phase in phases}) < len(phases):
        raise PhasesRefused("Mỗi năm chỉ có một giai đoạn.")
    with_papers = [phase for phase in phases if phase.issued_to is not None]
    for phase in with_papers:
        for other in with_papers:
            if phase is not other and other.issued_to is not None and phase.holds(other.issued_to):
                both = f"Giai đoạn {phase.year} và {other.year}"
                raise PhasesRefused(f"{both} cùng số hóa giấy tờ ban hành năm {other.issued_to}.")
    return phases


def _phase(row: Mapping[str, Any]) -> Phase:
    first, last = row.get("issued_from"), row.get("issued_to")
    if first is not None and (last is None or first > last):
        raise PhasesRefused(f"Giai đoạn {row['year']}: năm ban hành đầu phải không sau năm ban hành cuối.")
    return Phase(int(row["year"]), first, last, str(row["work"]))


def phase_of(issued: int, phases: Sequence[Phase]) -> Phase | None:
    """The phase that digitises what was issued that year; None where the plan leaves it out."""
    return next((phase for phase in phases if phase.holds(issued)), None)
