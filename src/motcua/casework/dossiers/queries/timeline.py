"""What happened to a dossier, in words, read from its events; and its due date, line by line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.casework.dossiers import checking
from motcua.casework.dossiers.enums import PauseReason
from motcua.casework.dossiers.models import ClockEntry, Dossier
from motcua.foundation.accounts.models import Officer
from motcua.foundation.audit import queries as audit
from motcua.foundation.audit.events import STANDS_FOR
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.rules import ClockReading, read_clock
from motcua.foundation.kernel.actors import ActorKind
from motcua.foundation.kernel.clock import local_date


@dataclass(frozen=True)
class TimelineRow:
    """One act: when, who (an officer's name, "you" for the applicant), what."""

    at: datetime
    actor_name: str
    sentence: str
    kind: str


def _words(kind: str, payload: Mapping[str, Any]) -> str:
    words = {
        "DossierFiled": _("The dossier was filed."),
        "DossierWithdrawn": _("The dossier was withdrawn."),
        "DossierAccepted": _("The dossier was accepted and a receipt issued."),
        "AcceptanceUndone": _("The acceptance was undone."),
        "SupplementRequested": _("A supplement was requested."),
        "SupplementAnswered": _("The supplement was handed in."),
        "DossierRefused": _("The dossier was not accepted; the reasons are in the notice."),
        "ChargeAsked": _("The fee was asked for."),
        "PaymentRecorded": _("A payment was recorded."),
        "ChargeCancelled": _("The fee is no longer due."),
        "StopAsked": _("The applicant asked that the work stop."),
        "StopDeclined": _("The agency goes on with the work; the applicant was told why."),
        "DossierStopped": _("The work on the dossier stopped; the reason is in the notice."),
        "FeeSettled": _("The fee is settled."),
        "ClockPaused": _("The time is not counted: %(reason)s.") % {"reason": _pause_words(payload)},
        "ClockResumed": _("The time is counted again."),
        "ApologyDrafted": _("An apology with a new date was drafted."),
        "ApologySent": _("The authority apologised and set a new date, %(day)s.")
        % {"day": _day_words(payload.get("appointed_at", ""))},
        "DueRecounted": _("The expected day was counted again by the published calendar: %(day)s.")
        % {"day": _day_words(payload.get("appointed_at", ""))},
        "DossierAssigned": _("An officer took over the work."),
        "DossierTakenOver": _("Another officer took over the work."),
        "DossierGivenBack": _("The dossier went back to the unit to be assigned anew."),
        "PapersJudged": _("Papers were checked."),
        "NoteWritten": _("An internal note was written."),
        "ResultProposed": _("A result was laid before the leader."),
        "ProposalSentBack": _("The leader sent the proposal back."),
        "ResultSigned": _("The result was signed."),
        "ResultNumbered": _("The result was numbered and sealed."),
        "ResultAcknowledged": _("The applicant confirmed to have the result."),
        "OriginalsHandedBack": _("Originals were handed back at the counter."),
        "ResultReturned": _("The result was returned."),
        "DossierMoved": _("The dossier moved to the new version of the procedure."),
        "DossierMovedBack": _("The dossier was moved back to the version at filing."),
        "MoveAsked": _("The applicant was asked which version to go on with."),
        "DossierStayed": _("The applicant keeps the version at filing."),
        "DossierLeftBehind": _("The dossier stays with the version at filing."),
        "ChargeReinstated": _("The fee is due again."),
    }
    return words.get(kind, kind)


def _pause_words(payload: Mapping[str, Any]) -> str:
    code = payload.get("reason", "")
    return str(PauseReason(code).label).lower() if code in PauseReason else ""


def _day_words(moment: str) -> str:
    return f"{local_date(datetime.fromisoformat(moment)):%d/%m/%Y}" if moment else ""


INTERNAL = frozenset(
    {
        "ApologyDrafted",
        "DossierGivenBack",
        "DossierLeftBehind",
        "DossierTakenOver",
        "NoteWritten",
        "PapersJudged",
        "PaymentRecorded",
        "ProposalSentBack",
        "ResultProposed",
    }
)
"""What only the desk sees; the fee's settling is told to both."""


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
            sentence=_words(event.kind, event.payload),
            kind=event.kind,
        )
        for event in events
        if for_desk or event.kind not in INTERNAL
    ]


def _who(event: AuditEvent, names: Mapping[str, str], *, for_desk: bool) -> str:
    """The officer's name; the desk also reads for whom they stood in."""
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
