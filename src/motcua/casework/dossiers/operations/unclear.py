"""A request whose competent agency is not clear: taken in, assigned to an agency, or answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from motcua.casework.dossiers import intake as intakes
from motcua.casework.dossiers import paperwork, permissions
from motcua.casework.dossiers.enums import UnclearState
from motcua.casework.dossiers.errors.counter import IntakeIncomplete
from motcua.casework.dossiers.errors.places import (
    NotYourPapers,
    ProcedureElsewhere,
    UnclearMissing,
    UnclearOver,
)
from motcua.casework.dossiers.events.places import RequestAnswered, RequestAssigned, RequestTakenIn
from motcua.casework.dossiers.intake import TypedParty
from motcua.casework.dossiers.models import Dossier, UnclearRequest
from motcua.casework.dossiers.notices import unclear as notices
from motcua.casework.dossiers.rules import unclear as rules
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Unit
from motcua.foundation.accounts.queries import OfficerView, agencies_of_province
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.rules import answer_by
from motcua.records.letters import operations as letters
from motcua.records.letters.enums import LetterKind
from motcua.reference.catalogue.models import Publication

from ._parties import kept_person

DECIDED = ("state", "reason", "decided_at", "decided_by")


@dataclass(frozen=True)
class Wanted:
    """What was brought, as an officer typed it; `token` is made with the page."""

    token: str
    filer: TypedParty
    wants: str
    channel: str
    papers: str = ""


@transaction.atomic
def take_in(*, by: OfficerView, wanted: Wanted, at: datetime) -> UnclearRequest:
    """Keep what somebody brought, with a holder and 8 working hours; sent twice, it is one request.

    The time is that of an answer to an online dossier: our own practice, the law names none.
    Raises: NotYourPapers, IntakeIncomplete.
    """
    unit = _desk(by)
    before = UnclearRequest.objects.filter(code=wanted.token, unit=unit).first()
    if before is not None:
        return before
    person, defects = intakes.known_person(wanted.filer, prefix="filer")
    missing = [one.sentence for one in defects]
    missing += [] if wanted.wants.strip() else ["Chưa ghi người nộp yêu cầu việc gì."]
    missing += [] if wanted.channel in intakes.ON_PAPER else ["Chưa chọn cách nộp."]
    if missing:
        raise IntakeIncomplete(missing)
    calendar = calendars.calendar_in_force(agency_code=unit.agency.code, at=at)
    until = answer_by(submitted_at=at, calendar=calendar)
    request = UnclearRequest.objects.create(
        code=wanted.token,
        unit=unit,
        filer=kept_person(person, wanted.filer),
        wants=wanted.wants.strip()[:4000],
        papers=wanted.papers.strip()[:1000],
        channel=wanted.channel,
        received_at=at,
        received_by_id=by.id,
        holder_id=by.id,
        holder_until=until,
    )
    facts = _facts(request, by, at)
    audit.record(RequestTakenIn(**facts, until=until.isoformat()), is_first=True)
    notices.taken_in(request, event_id=str(facts["act_id"]), at=at)
    return request


@transaction.atomic
def assign_request(
    *, by: OfficerView, code: str, publication_code: str, reason: str, at: datetime
) -> UnclearRequest:
    """Say which agency decides it under which procedure; the same desk then registers it as a dossier.

    Raises: UnclearMissing, UnclearOver, ReasonMissing, ProcedureElsewhere.
    """
    request = _locked(by, code)
    rules.check_assigning(UnclearState(request.state), reason=reason)
    publication = Publication.objects.filter(full_code=publication_code).select_related("agency").first()
    if publication is None or publication.agency_id not in agencies_of_province(request.unit.agency_id):
        raise ProcedureElsewhere()
    calendar = calendars.calendar_in_force(agency_code=request.unit.agency.code, at=at)
    request.state, request.publication = UnclearState.ASSIGNED, publication
    request.reason, request.decided_at, request.decided_by_id = reason.strip(), at, by.id
    request.holder_id, request.holder_until = by.id, answer_by(submitted_at=at, calendar=calendar)
    request.save(update_fields=[*DECIDED, "publication", "holder", "holder_until"])
    facts = _facts(request, by, at)
    audit.record(
        RequestAssigned(**facts, publication=publication_code, agency_decides=publication.agency.code)
    )
    notices.assigned(request, event_id=str(facts["act_id"]), at=at)
    return request


@transaction.atomic
def answer_request(*, by: OfficerView, code: str, reason: str, basis: str, at: datetime) -> UnclearRequest:
    """Answer that no agency here decides it, with reason and ground (form 03).

    Raises: UnclearMissing, UnclearOver, ReasonMissing.
    Law: ND-61-2018/17.
    """
    request = _locked(by, code)
    rules.check_answering(UnclearState(request.state), reason=reason, basis=basis)
    facts = _facts(request, by, at)
    letter = letters.fix(
        kind=LetterKind.REFUSAL,
        subject=facts["subject"],
        agency_code=request.unit.agency.code,
        data=paperwork.request_refusal(
            request, reason=reason.strip(), basis=basis.strip(), officer_name=by.name, at=at
        ),
        by=by.actor,
        at=at,
        act_id=facts["act_id"],
        sample=settings.MOTCUA_DEMO,
    )
    request.state, request.letter, request.publication = UnclearState.ANSWERED, letter, None
    request.reason, request.basis = reason.strip(), basis.strip()[:500]
    request.decided_at, request.decided_by_id = at, by.id
    request.holder, request.holder_until = None, None
    request.save(update_fields=[*DECIDED, "publication", "basis", "letter", "holder", "holder_until"])
    audit.record(RequestAnswered(**facts, letter=letter.code))
    notices.answered(request, event_id=str(facts["act_id"]), at=at)
    return request


@transaction.atomic(savepoint=False)
def close_registered(dossier: Dossier) -> None:
    """What was registered as this dossier waits no more; the event is that of the filing.

    Raises: UnclearOver (it was answered meanwhile).
    """
    found = UnclearRequest.objects.select_for_update(of=("self",)).filter(
        code=dossier.submission_code, unit_id=dossier.reception_unit_id
    )
    request = found.first()
    if request is None:
        return
    if request.state != UnclearState.ASSIGNED:
        raise UnclearOver()
    request.state, request.dossier = UnclearState.REGISTERED, dossier
    request.holder, request.holder_until = None, None
    request.save(update_fields=["state", "dossier", "holder", "holder_until"])


def _desk(by: OfficerView) -> Unit:
    desks = permissions.desk_ids(by, Permission.DOSSIER_RECEIVE)
    unit = Unit.objects.filter(pk__in=desks, closed_on=None).select_related("agency").order_by("code").first()
    if unit is None:
        raise NotYourPapers()
    return unit


def _locked(by: OfficerView, code: str) -> UnclearRequest:
    """The request under its row lock. Raises UnclearMissing: what is not of one's desk does not exist."""
    found = (
        UnclearRequest.objects.select_for_update(of=("self",))
        .select_related("unit__agency", "filer__account")
        .filter(code=code, unit_id__in=permissions.desk_ids(by, Permission.DOSSIER_RECEIVE))
        .first()
    )
    if found is None:
        raise UnclearMissing()
    return found


def _facts(request: UnclearRequest, by: OfficerView, at: datetime) -> dict[str, Any]:
    return {
        "subject": f"request:{request.code}",
        "at": at,
        "actor": by.actor,
        "acting_for": request.filer.code,
        "act_id": uuid4(),
        "dimensions": Dimensions(
            agency=request.unit.agency.code, unit=request.unit.code, channel=request.channel
        ),
    }
