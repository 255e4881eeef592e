"""A paper goes back to the intake: a page of it changed, so what was made of it since is made anew."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import Actor
from motcua.records.digitisation import errors, events
from motcua.records.digitisation.enums import Standing
from motcua.records.digitisation.models import Fault, Keying, Paper
from motcua.records.digitisation.rules.line import Station

from . import _moving, lots

BEFORE_THE_SEAL = (Station.INTAKE, Station.PERSONAL_SIGNATURE, Station.READING, Station.CHECKING)
"""Until then a page may still be put right: the agency's signature and the repository are for good."""


@transaction.atomic(savepoint=False)
def back_to_the_intake(*, paper: Paper, by: Actor, at: datetime) -> None:
    """What was made of the paper since is made anew; its old files stay kept. Under the box's lock.

    Raises: WrongStation.
    """
    if Station(paper.station) not in BEFORE_THE_SEAL or paper.standing in (
        Standing.STORED,
        Standing.LEFT_OUT,
    ):
        raise errors.WrongStation
    mend(paper=paper, remedy="page", by=by, at=at)
    if paper.station == Station.INTAKE:
        return
    audit.record(
        events.PaperTakenBack(**_moving.facts(paper, by=by, at=at, act_id=uuid4()), station=paper.station)
    )
    Keying.objects.filter(paper=paper, void_at=None).update(void_at=at)
    _moving.count_entries([paper.pk])
    paper.signed = paper.rendition = paper.values = None
    paper.station, paper.standing = Station.INTAKE.value, Standing.PAGES
    paper.save(update_fields=["signed", "rendition", "values", "station", "standing"])
    lots.leave_lots(paper=paper, by=by, at=at)


@transaction.atomic(savepoint=False)
def mend(*, paper: Paper, remedy: str, by: Actor, at: datetime) -> None:
    """The open fault of a paper is over; nothing when there is none."""
    for fault in Fault.objects.filter(paper=paper, mended_at=None):
        fault.mended_at, fault.mended_by, fault.remedy = at, by.code, remedy
        fault.save(update_fields=["mended_at", "mended_by", "remedy"])
        audit.record(
            events.FaultMended(
                **_moving.facts(paper, by=by, at=at, act_id=uuid4()), fault=fault.kind, remedy=remedy
            )
        )
