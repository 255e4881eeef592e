"""Facts of reminders. Their subject is `holding:` and the code."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class ExpiryReminded(Event):
    """Those who own a paper were told that it ends; `renewal` is the procedure that renews it, if known."""

    days: int
    told: int
    renewal: str
