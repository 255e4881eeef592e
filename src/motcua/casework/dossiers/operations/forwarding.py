"""The way of papers from the desk that received them to the desk of the agency that decides."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Sum

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.enums import Business, HolderKind, PapersState, PapersWay
from motcua.casework.dossiers.errors.places import PapersGone, PapersNotHere, PapersNotOnTheWay, WayMissing
from motcua.casework.dossiers.events.places import PapersConfirmed, PapersForwarded
from motcua.casework.dossiers.intake import ON_PAPER
from motcua.casework.dossiers.models import BroughtPaper, Dossier, Forwarding, HandOver
from motcua.casework.dossiers.notices import places as place_notices
from motcua.casework.dossiers.rules import forwarding as rules
from motcua.casework.dossiers.rules.course import punctuality
from motcua.foundation.accounts.models import Unit
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.calendar import queries as calendars
from motcua.foundation.calendar.rules import WorkingCalendar

from ._acts import Act, begin, locked
from ._filing import desk_of


@transaction.atomic
def forward_papers(*, by: OfficerView, code: str, way: str, post_number: str = "", at: datetime) -> Dossier:
    """Give the papers on to the desk of the deciding agency; who works on the dossier stays.

    Raises: DossierMissing, PapersNotHere, NotYourPapers, WayMissing.
    Law: ND-61-2018/18.
    """
    dossier = locked(code)
    permissions.check_can_see(dossier, by)
    found = _waiting(dossier, PapersState.HERE)
    if found is None:
        raise PapersNotHere()
    permissions.check_forwards(found, by)
    rules.check_sending(PapersState(found.state), Business(dossier.business))
    if way not in PapersWay:
        raise WayMissing()
    act = begin(dossier, by=by, at=at)
    due_before = found.due_at
    found.state, found.sent_at, found.sent_by_id = PapersState.ON_THE_WAY, at, by.id
    found.way, found.post_number = way, post_number[:40].strip() if way == PapersWay.POST else ""
    found.due_at = rules.confirm_by(sent_at=at, calendar=_calendar(found.to_unit, at))
    found.save(update_fields=["state", "sent_at", "sent_by", "way", "post_number", "due_at"])
    _keep_hand_over(act, found, due_before)
    audit.record(PapersForwarded(**_facts(act, found), way=way, late=at > due_before))
    place_notices.sent(found, at=at)
    return dossier


@transaction.atomic
def confirm_papers(*, by: OfficerView, code: str, missing: str = "", at: datetime) -> Dossier:
    """Say that the papers came; what did not come is named, and the desk that sent them is told at once.

    Raises: DossierMissing, PapersNotOnTheWay, NotYourPapers.
    """
    dossier = locked(code)
    permissions.check_can_see(dossier, by)
    found = _waiting(dossier, PapersState.ON_THE_WAY)
    if found is None:
        raise PapersNotOnTheWay()
    permissions.check_confirms(found, by)
    rules.check_confirming(PapersState(found.state))
    act = begin(dossier, by=by, at=at)
    found.state, found.confirmed_at, found.confirmed_by_id = PapersState.THERE, at, by.id
    found.missing = missing[:1000].strip()
    found.save(update_fields=["state", "confirmed_at", "confirmed_by", "missing"])
    audit.record(PapersConfirmed(**_facts(act, found), whole=not found.missing))
    if found.missing:
        place_notices.incomplete(found, at=at)
    return dossier


@transaction.atomic(savepoint=False)
def owe_papers(act: Act, *, unit: Unit, round: int) -> None:
    """What came on paper at this desk for an agency elsewhere has to go there; nothing else has.

    Papers of a later round go along with those that still lie here. Raises: NoUnitForWork.
    """
    dossier = act.dossier
    papers = _counted(dossier, round)
    if unit.agency_id == dossier.agency_id or not papers:
        return
    here = _waiting(dossier, PapersState.HERE)
    if here is not None:
        here.papers += papers
        here.save(update_fields=["papers"])
        return
    Forwarding.objects.create(
        dossier=dossier,
        round=round,
        from_unit=unit,
        to_unit=desk_of(dossier.agency),
        papers=papers,
        received_at=act.at,
        due_at=rules.forward_by(received_at=act.at, calendar=_calendar(unit, act.at)),
    )


@transaction.atomic(savepoint=False)
def owe_supplement(act: Act, *, desks: Collection[int], round: int) -> None:
    """What a supplement brought to the desk that received the dossier goes after the rest, once accepted."""
    unit = act.dossier.reception_unit
    if act.dossier.accepted_at is not None and unit.pk in desks:
        owe_papers(act, unit=unit, round=round)


@transaction.atomic(savepoint=False)
def keep_papers(act: Act) -> None:
    """An acceptance is undone: the papers stay where they are. Raises PapersGone once they left."""
    found = Forwarding.objects.filter(dossier=act.dossier).exclude(state=PapersState.STAYED)
    if found.exclude(state=PapersState.HERE).exists():
        raise PapersGone()
    found.update(state=PapersState.STAYED)


def latest_round(dossier: Dossier) -> int:
    return int(dossier.filings.order_by("-round").values_list("round", flat=True).first() or 1)


def _counted(dossier: Dossier, round: int) -> int:
    """How many originals and copies came on paper in that round, or up to it when all of them go."""
    if dossier.channel not in ON_PAPER and round == 1:
        return 0
    filed = BroughtPaper.objects.filter(filing__dossier=dossier, filing__round__lte=round)
    if Forwarding.objects.filter(dossier=dossier).exclude(state=PapersState.STAYED).exists():
        filed = filed.filter(filing__round=round)
    sums = filed.aggregate(n=Sum(F("originals") + F("certified_copies") + F("plain_copies")))
    return int(sums["n"] or 0)


def _waiting(dossier: Dossier, state: PapersState) -> Forwarding | None:
    found = Forwarding.objects.filter(dossier=dossier, state=state).select_related(
        "from_unit__agency", "to_unit__agency"
    )
    row = found.order_by("pk").first()
    if row is not None:
        row.dossier = dossier
    return row


def _calendar(unit: Unit, at: datetime) -> WorkingCalendar:
    return calendars.calendar_in_force(agency_code=unit.agency.code, at=at)


def _facts(act: Act, found: Forwarding) -> dict[str, Any]:
    return act.facts | {"from_unit": found.from_unit.code, "to_unit": found.to_unit.code}


def _keep_hand_over(act: Act, found: Forwarding, due_before: datetime) -> None:
    HandOver.objects.create(
        dossier=act.dossier,
        act_id=act.id,
        at=act.at,
        given_by_id=found.sent_by_id,
        from_kind=HolderKind.UNIT,
        from_unit=found.from_unit,
        to_kind=HolderKind.UNIT,
        to_unit=found.to_unit,
        until=found.due_at,
        waits_for=act.dossier.sub_status,
        result=punctuality(HolderKind.UNIT, until=due_before, at=act.at),
        of_papers=True,
        note=f"Giấy tờ ({found.papers} bản), {PapersWay(found.way).label.lower()}",
    )
