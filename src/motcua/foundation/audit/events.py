"""What every event says. A room's own events derive from `Event`, named in the past tense."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from motcua.foundation.kernel.actors import Actor

PERSONAL = frozenset(
    {"full_name", "name", "email", "phone", "address", "identity_number", "born_on", "sex", "tax_number"}
)

STANDS_FOR = "stands_for"
"""Among an event's facts: the code of the absent officer in whose post the actor did it."""


@dataclass(frozen=True, kw_only=True)
class Dimensions:
    """Where the subject stood at that moment, so that reports can be counted from events alone. Codes
    only.
    """

    agency: str = ""
    unit: str = ""
    field: str = ""
    procedure: str = ""
    version: str = ""
    channel: str = ""
    due_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact. `subject` is a code; `acting_for` the opaque code of the owner for whom the actor acts.

    A subclass adds its own facts as fields: codes, numbers, moments; never personal data, since a chain
    cannot
    forget, and never a fraction, since it has no one way of being written. Events of one act share `act_id`.
    """

    schema_version: ClassVar[int] = 1

    subject: str
    at: datetime
    actor: Actor
    acting_for: str = ""
    act_id: UUID = field(default_factory=uuid4)
    dimensions: Dimensions = Dimensions()

    def __init_subclass__(cls) -> None:
        personal = PERSONAL & set(cls.__annotations__)
        if personal:
            raise TypeError(
                f"{cls.__name__} would keep personal data for ever: {', '.join(sorted(personal))}."
            )

    @property
    def kind(self) -> str:
        return type(self).__name__

    def facts(self) -> dict[str, Any]:
        """The event's own fields, without those that every event has."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in _BASE}


_BASE = frozenset(f.name for f in fields(Event))


@dataclass(frozen=True, kw_only=True)
class ActRefused(Event):
    """An act was asked for and refused; nothing of it was done. Kept in a chain of its own beside the
    subject's.

    `act` names the act or the address that asked for it, `reason` the error, as the code names them;
    `left_out` says how often the same was refused since the event before this one without an event.
    """

    act: str
    reason: str
    left_out: int = 0
