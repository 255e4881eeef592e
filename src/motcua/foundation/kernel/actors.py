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
    """The kind and the opaque code of whoever acts; `stands_for` is the code of the absent officer in whose
    post they do it, empty where they act in their own."""

    kind: ActorKind
    code: str
    stands_for: str = ""


SYSTEM = Actor(ActorKind.SYSTEM, "motcua")
