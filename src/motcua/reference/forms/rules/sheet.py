"""What a check has found so far, at one level: the form itself, or one row of a table or group."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.reference.forms.ports import NO_LOOKUPS, Lookups

from .definition import Field

NOTHING: Any = object()
"""What a field has that was not answered, or not rightly."""


@dataclass(frozen=True)
class Defect:
    """One thing to put right. `field` is empty when it concerns the form as a whole; `row` counts from 0.

    `place` is the name of the control when the defect is in a part of a field.
    """

    field: str
    row: int | None
    sentence: str
    remedy: str
    column: str = ""
    place: str = ""

    @property
    def input_name(self) -> str:
        """The name of the control on the page, as `parse_post` reads it."""
        if self.place:
            return self.place
        return self.field if self.row is None or not self.column else f"{self.field}-{self.row}-{self.column}"


@dataclass
class Sheet:
    """`known` are the answers that conditions may read; in a row they hold its own under `row`."""

    today: date
    known: dict[str, Any]
    lookups: Lookups = NO_LOOKUPS
    table: str = ""
    row: int | None = None
    answers: dict[str, Any] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    defects: list[Defect] = field(default_factory=list)

    def place_of(self, asked: Field) -> str:
        """The name of the control of a field of this level."""
        return f"{self.table}-{self.row}-{asked.name}" if self.table else asked.name

    def blame(self, place: str, sentence: str, remedy: str) -> None:
        """Something is wrong at the control of that name."""
        steps = place.split("-")
        if self.table:
            self.doubtful.add(steps[2])
            self.defects.append(Defect(self.table, self.row, sentence, remedy, steps[2], place))
        else:
            self.doubtful.add(steps[0])
            part = place if len(steps) > 1 else ""
            self.defects.append(Defect(steps[0], None, sentence, remedy, place=part))

    def keep(self, asked: Field, value: Any, known: Any) -> None:
        """An answer that stands; `known` is how conditions read it."""
        self.answers[asked.name] = value
        if self.table:
            self.known["row"][asked.name] = known
        else:
            self.known[asked.name] = known

    def row_of(self, table: Field, number: int) -> "Sheet":
        """The level of one row."""
        known = {**self.known, "row": {}}
        return Sheet(self.today, known, self.lookups, table.name, number, doubtful=set(self.doubtful))
