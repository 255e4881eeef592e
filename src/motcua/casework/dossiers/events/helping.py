"""Facts about help with filing online. The subject is the unit; the digits of the code stay outside."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class HelpCodeMade(Event):
    """Until then whoever types the code names this officer as their helper."""

    until: str
