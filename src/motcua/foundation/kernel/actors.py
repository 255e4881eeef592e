"""Who acts: kind and code, never a name."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    OFFICER = "officer"
    APPLICANT = "applicant"
    HELPER = "helper"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """The kind and the opaque code of whoever acts."""

    kind: ActorKind
    code: str


SYSTEM = Actor(ActorKind.SYSTEM, "motcua")
