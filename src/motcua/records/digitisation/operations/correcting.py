"""What people do about pages and faults: turn, straighten, drop, let be, scan anew, try again, leave out."""

from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from uuid import uuid4

from django.db import transaction

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel import jobs
from motcua.records.digitisation import errors, events
from motcua.records.digitisation.enums import FaultKind, ScanState, Standing
from motcua.records.digitisation.models import Fault, Paper, RefusedFile, Scan, ScannedPage
from motcua.records.digitisation.permissions import agencies_of, check_may
from motcua.records.digitisation.rules.line import Correction, PageFault, PageLook, Station, proposed
from motcua.records.documents.ports import Source

from . import _moving, intake, lots
from ._moving import LOOK, subject_of_box
from .boxes import finish_if_done
from .taking_back import BEFORE_THE_SEAL, back_to_the_intake, mend


def _paper(code: str, by: OfficerView, permission: str = Permission.DIGITISE_SCAN) -> Paper:
    """Under its lock, in an open box under its own, for who may.

    Raises: PaperMissing, PermissionLacking, BoxNotOpen.
    """
    paper = _moving.locked_in_box(code)
    check_may(by, permission, agency_code=paper.box.campaign.agency_code)
    _moving.check_open(paper.box)
    return paper


@transaction.atomic
def correct_page(
    *,
    by: OfficerView,
    paper_code: str,
    place: int,
    at: datetime,
    turn: int = 0,
    straighten_tenths: int = 0,
    drop: bool = False,
) -> Paper:
    """Put a page right by turn (clockwise, in degrees, added to what was said before), by tenths of a degree,
    or leave it out. The scanned file stays as it is; a paper that was bound already is bound anew.

    Raises: PaperMissing, PageMissing, PermissionLacking, BoxNotOpen, WrongStation.
    """
    paper = _paper(paper_code, by)
    page = _page(paper, place)
    back_to_the_intake(paper=paper, by=by.actor, at=at)
    page.turn = (page.turn + turn) % 360
    page.straighten = max(min(page.straighten + Decimal(straighten_tenths) / 10, Decimal(15)), Decimal(-15))
    page.dropped = drop
    page.passed_by = by.code
    page.save(update_fields=["turn", "straighten", "dropped", "passed_by"])
    _tell_corrected(paper, page, by, at)
    if not ScannedPage.objects.filter(paper=paper, dropped=False).exists():
        _left_out(paper, by, at)
        return paper
    _moving.settle_pages(paper, at=at)
    return paper


@transaction.atomic
def take_page_back(*, by: OfficerView, paper_code: str, scan_code: str, number: int, at: datetime) -> Paper:
    """A page that was left out belongs to its paper again, in its old place; not one that was scanned anew.

    Raises: PaperMissing, PageMissing, PermissionLacking, BoxNotOpen, WrongStation.
    """
    paper = _paper(paper_code, by)
    left_out = ScannedPage.objects.select_for_update(of=("self",)).filter(paper=paper, dropped=True)
    replaced = Scan.objects.filter(replaces__paper=paper, state=ScanState.CUT).values("replaces")
    page = (
        left_out.exclude(pk__in=replaced)
        .filter(scan__code=scan_code, number=number)
        .select_related("scan")
        .first()
    )
    if page is None:
        raise errors.PageMissing
    back_to_the_intake(paper=paper, by=by.actor, at=at)
    page.dropped, page.passed_by = False, by.code
    page.save(update_fields=["dropped", "passed_by"])
    _tell_corrected(paper, page, by, at)
    _moving.settle_pages(paper, at=at)
    return paper


@transaction.atomic
def correct_as_measured(*, by: OfficerView, paper_code: str, at: datetime) -> Paper:
    """Put every faulty page of a paper right as the machine measured it, with one key.

    A page whose faults no measure mends still waits for a person, and so does its paper.
    Raises: PaperMissing, PermissionLacking, BoxNotOpen, WrongStation; NothingWaits when none can be mended.
    """
    paper = _paper(paper_code, by)
    if paper.standing != Standing.PAGES:
        raise errors.WrongStation
    mended = 0
    for page in ScannedPage.objects.filter(paper=paper, dropped=False, passed_by="").select_related("scan"):
        asked = _proposed(page)
        if not page.faults or asked is None:
            continue
        page.turn = (page.turn + asked.turn) % 360
        page.straighten = Decimal(asked.straighten_tenths) / 10
        page.dropped, page.passed_by = asked.drop, by.code
        page.save(update_fields=["turn", "straighten", "dropped", "passed_by"])
        _tell_corrected(paper, page, by, at)
        mended += 1
    if not mended:
        raise errors.NothingWaits
    if not ScannedPage.objects.filter(paper=paper, dropped=False).exists():
        _left_out(paper, by, at)
        return paper
    _moving.settle_pages(paper, at=at)
    return paper


def _proposed(page: ScannedPage) -> Correction | None:
    known = {field.name for field in fields(PageLook)}
    look = {name: value for name, value in page.look.items() if name in known}
    faults = [PageFault(one) for one in page.faults if one in set(PageFault)]
    if len(faults) < len(page.faults) or not look:
        return None
    return proposed(PageLook(**look), faults)


def _tell_corrected(paper: Paper, page: ScannedPage, by: OfficerView, at: datetime) -> None:
    audit.record(
        events.PageCorrected(
            **_moving.facts(paper, by=by.actor, at=at, act_id=uuid4()),
            scan=page.scan.code,
            page=page.number,
            turn=page.turn,
            straighten_tenths=round(page.straighten * 10),
            dropped=page.dropped,
        )
    )


@transaction.atomic
def pass_pages(*, by: OfficerView, paper_code: str, at: datetime) -> Paper:
    """The pages stay as they are: somebody saw what the machine doubted.

    Raises: PaperMissing, PermissionLacking, BoxNotOpen, WrongStation.
    """
    paper = _paper(paper_code, by)
    if paper.standing != Standing.PAGES:
        raise errors.WrongStation
    waiting = ScannedPage.objects.filter(paper=paper, dropped=False, passed_by="").exclude(faults=[])
    passed = waiting.update(passed_by=by.code)
    audit.record(events.PagesPassed(**_moving.facts(paper, by=by.actor, at=at, act_id=uuid4()), pages=passed))
    _moving.settle_pages(paper, at=at)
    return paper


@transaction.atomic
def scan_anew(
    *, by: OfficerView, paper_code: str, place: int, stream: Source, name: str, at: datetime
) -> Scan:
    """Another scan in the place of one page. The paper waits at the intake until it was looked at.

    Raises: PaperMissing, PageMissing, PermissionLacking, BoxNotOpen, WrongStation, SameScan and what
    documents refuse.
    """
    paper = _paper(paper_code, by)
    page = _page(paper, place)
    back_to_the_intake(paper=paper, by=by.actor, at=at)
    _moving.stand(paper, Standing.PAGES, at=at)
    return intake.take_scan(by=by, box_code=paper.box.code, stream=stream, name=name, at=at, replaces=page)


def _page(paper: Paper, place: int) -> ScannedPage:
    page = (
        ScannedPage.objects.select_for_update(of=("self",))
        .filter(paper=paper, place=place, dropped=False)
        .select_related("scan")
        .first()
    )
    if page is None:
        raise errors.PageMissing
    return page


@transaction.atomic
def try_again(*, by: OfficerView, paper_code: str, at: datetime) -> Paper:
    """A paper of the fault queue goes on where it stood. Raises: as `report_fault`."""
    paper = _paper(paper_code, by)
    if paper.standing != Standing.FAULTY:
        raise errors.WrongStation
    mend(paper=paper, remedy="again", by=by.actor, at=at)
    station = Station(paper.station)
    if station in (Station.PERSONAL_SIGNATURE, Station.CHECKING, Station.SEAL):
        _moving.enter(paper, station, at=at)
    elif station == Station.INTAKE:
        _moving.settle_pages(paper, at=at)
    else:
        _moving.set_to_work(paper, at=at)
    return paper


@transaction.atomic
def report_fault(*, by: OfficerView, paper_code: str, why: str, at: datetime) -> Fault:
    """Somebody saw that a paper cannot go on: into the fault queue with their words.

    Raises: PaperMissing, PermissionLacking, BoxNotOpen, WrongStation, ReasonLacking.
    """
    paper = _moving.locked_in_box(paper_code)
    agency = paper.box.campaign.agency_code
    allowed = (Permission.DIGITISE_SCAN, Permission.DIGITISE_KEY, Permission.DIGITISE_CHECK)
    if agency not in agencies_of(by, allowed):
        raise PermissionLacking
    _moving.check_open(paper.box)
    if paper.standing in (Standing.FAULTY, Standing.STORED, Standing.LEFT_OUT, Standing.LOT):
        raise errors.WrongStation
    if not why.strip():
        raise errors.ReasonLacking
    fault = _moving.set_aside(paper, FaultKind.BY_HAND, why.strip(), by=by.actor, at=at, act_id=uuid4())
    lots.draw_if_due(box_code=paper.box.code, at=at)
    return fault


@transaction.atomic
def leave_out(*, by: OfficerView, paper_code: str, at: datetime) -> Paper:
    """Take a paper out of the line: a duplicate, or nothing that is to be kept. Its scan stays kept.

    Raises: PaperMissing, PermissionLacking, BoxNotOpen, WrongStation.
    """
    paper = _paper(paper_code, by)
    if Station(paper.station) not in BEFORE_THE_SEAL or paper.standing in (
        Standing.STORED,
        Standing.LEFT_OUT,
        Standing.LOT,
    ):
        raise errors.WrongStation
    mend(paper=paper, remedy="left_out", by=by.actor, at=at)
    _left_out(paper, by, at)
    return paper


def _left_out(paper: Paper, by: OfficerView, at: datetime) -> None:
    _moving.stand(paper, Standing.LEFT_OUT, at=at)
    audit.record(events.PaperLeftOut(**_moving.facts(paper, by=by.actor, at=at, act_id=uuid4())))
    lots.draw_if_due(box_code=paper.box.code, at=at)
    finish_if_done(box_code=paper.box.code, at=at)


@transaction.atomic
def settle_scan(*, by: OfficerView, scan_code: str, again: bool, at: datetime) -> Scan:
    """A scan of the fault queue: looked at again, or left out so that the file may be given anew.

    Raises: PaperMissing, PermissionLacking, BoxNotOpen, WrongStation.
    """
    box_code = Scan.objects.filter(code=scan_code).values_list("box__code", flat=True).first()
    if box_code is None:
        raise errors.PaperMissing
    box = _moving.locked_box(box_code)
    check_may(by, Permission.DIGITISE_SCAN, agency_code=box.campaign.agency_code)
    _moving.check_open(box)
    scan = Scan.objects.select_for_update(of=("self",)).get(code=scan_code)
    if scan.state != ScanState.FAULTY:
        raise errors.WrongStation
    scan.state = ScanState.LOOKING if again else ScanState.LEFT_OUT
    scan.save(update_fields=["state"])
    fault = Fault.objects.get(scan=scan, mended_at=None)
    fault.mended_at, fault.mended_by, fault.remedy = at, by.code, "again" if again else "left_out"
    fault.save(update_fields=["mended_at", "mended_by", "remedy"])
    audit.record(
        events.FaultMended(
            subject=subject_of_box(box),
            at=at,
            actor=by.actor,
            fault=fault.kind,
            remedy=fault.remedy,
            scan=scan_code,
        )
    )
    if again:
        jobs.defer(LOOK, scan=scan_code)
    else:
        finish_if_done(box_code=box.code, at=at)
    return scan


@transaction.atomic
def settle_refused(*, by: OfficerView, box_code: str, number: int, at: datetime) -> None:
    """Somebody saw that a file of the watched folder was refused.

    Raises: BoxMissing, PermissionLacking, WrongStation.
    """
    box = _moving.locked_box(box_code)
    check_may(by, Permission.DIGITISE_SCAN, agency_code=box.campaign.agency_code)
    row = RefusedFile.objects.filter(box=box, pk=number, settled_at=None).first()
    if row is None:
        raise errors.WrongStation
    row.settled_at, row.settled_by = at, by.code
    row.save(update_fields=["settled_at", "settled_by"])
    audit.record(events.RefusalSeen(subject=subject_of_box(box), at=at, actor=by.actor))
