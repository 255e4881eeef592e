"""What the check of answers asks of others; whoever checks passes it in, and nothing of it is kept here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True)
class FoundResult:
    """A result of the portal behind a number that was typed; days are ISO texts, empty where none is set."""

    number: str
    name: str
    agency: str
    issued_on: str = ""
    valid_to: str = ""


FindResult: TypeAlias = Callable[[str], FoundResult | None]


@dataclass(frozen=True)
class Lookups:
    """`files` are those that may be named in answers, name by code; `result` finds a licence or certificate
    of the same owner by its number; `signer` is the full name of the account that signs by typing it.

    Without `result` no number is found; without files or signer none is accepted.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    result: FindResult | None = None
    signer: str = ""


NO_LOOKUPS = Lookups()
