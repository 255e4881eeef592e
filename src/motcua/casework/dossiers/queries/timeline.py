"""What happened to a dossier, in words, read from its events; and its due date, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from motcua.casework.dossiers import checking
from motcua.casework.dossiers.models import ClockEntry, Dossier
from motcua.foundation.accounts.models import Officer
from motcua.foundation.audit import queries as audit
from motcua.foundation.audit.events import STANDS_FOR
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.rules import ClockReading, read_clock
from motcua.foundation.kernel.actors import ActorKind

from .event_words import INTERNAL, sentence_of

OF_THE_SYSTEM: Final = frozenset({"ChargeAsked"})
"""What an applicant's act brings about by itself: nobody asks themselves for a fee."""


@dataclass(frozen=True)
class TimelineRow:
    """One act: when, who (an officer's name, "you" for the applicant), what."""

    at: datetime
    actor_name: str
    sentence: str
    kind: str


def timeline(dossier: Dossier, *, for_desk: bool) -> list[TimelineRow]:
    """The acts on a dossier in order; two queries."""
    events = list(audit.events_of(subject=f"dossier:{dossier.code}"))
    codes = {event.actor_code for event in events if event.actor_kind == ActorKind.OFFICER}
    codes |= {event.payload[STANDS_FOR] for event in events if STANDS_FOR in event.payload}
    names = dict(Officer.objects.filter(code__in=codes).values_list("code", "full_name"))
    return [
        TimelineRow(
            at=event.occurred_at,
            actor_name=_who(event, names, for_desk=for_desk),
            sentence=sentence_of(event.kind, event.payload),
            kind=event.kind,
        )
        for event in events
        if for_desk or event.kind not in INTERNAL
    ]


def _who(event: AuditEvent, names: Mapping[str, str], *, for_desk: bool) -> str:
    """The officer's name; the desk also reads for whom they stood in."""
    if event.actor_kind == ActorKind.APPLICANT and event.kind in OF_THE_SYSTEM:
        return _("The system")
    if event.actor_kind != ActorKind.OFFICER:
        return _("The applicant") if event.actor_kind == ActorKind.APPLICANT else _("The system")
    name, absent = names.get(event.actor_code, event.actor_code), event.payload.get(STANDS_FOR, "")
    return f"{name} (thay {names.get(absent, absent)})" if absent and for_desk else name


def clock_of(dossier: Dossier) -> ClockReading | None:
    """Where the legal clock stands and why, recomputed from its entries; None before it starts.

    Two queries, one more for a calendar that this process meets for the first time.
    """
    rule = checking.binding_rule(dossier)
    events = [entry.event for entry in ClockEntry.objects.filter(dossier=dossier).order_by("pk")]
    if rule is None or not events:
        return None
    calendar = calendars.calendar_numbered(number=dossier.calendar_number or 0)
    return read_clock(events=events, rule=rule, calendar=calendar)
