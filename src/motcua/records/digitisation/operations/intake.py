"""The first station: a scanned file comes in, its pages are looked at, papers are cut from it and bound."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel import jobs
from motcua.foundation.kernel.actors import SYSTEM, Actor, ActorKind
from motcua.foundation.kernel.clock import local
from motcua.foundation.kernel.ports import adapter
from motcua.records.digitisation import errors, events
from motcua.records.digitisation.enums import FaultKind, ScanState, Standing
from motcua.records.digitisation.models import Box, Fault, Paper, Scan, ScannedPage
from motcua.records.digitisation.permissions import check_may
from motcua.records.digitisation.ports import LookedAt, PageLooker
from motcua.records.digitisation.rules.line import CutBy, Piece, Station, cut, faults_of
from motcua.records.digitisation.rules.line.cutting import Sheet
from motcua.records.documents import operations as documents
from motcua.records.documents.enums import FileType, Look, Purpose, ScanNote, State
from motcua.records.documents.ports import Source
from motcua.records.documents.rules import Limits

from . import _moving, lots
from ._files import local_file
from ._moving import LOOK, subject_of_box
from .taking_back import BEFORE_THE_SEAL, back_to_the_intake

LIMITS: Final = Limits(
    max_bytes=2 * 1024**3,
    types=frozenset({FileType.PDF, FileType.JPEG, FileType.PNG, FileType.TIFF}),
    max_pixels=600_000_000,
    max_expanded_bytes=64 * 1024**3,
    look_seconds=120,
    quality_seconds=0,
)
"""A box scanned in one go; its pages are looked at by the line itself.

A noisy grey page at 300 dpi that was packed without loss takes some 60 ms of the look.
"""
AT_ONCE: Final = 20
"""Pages written in one transaction."""
PAGES_A_JOB: Final = 200
SCANNER_IS_ASKED_EACH: Final = timedelta(minutes=1)
MALWARE: Final = (
    "Phần mềm quét tìm thấy mã độc trong tệp; không ai mở được tệp nữa. "
    "Kiểm tra máy quét rồi quét lại các trang này."
)
UNSCANNED: Final = (
    "Phần mềm quét mã độc không kiểm được tệp này, thường vì tệp quá lớn, nên không ai mở được. "
    "Quét lại các trang này thành những tệp nhỏ hơn, hoặc nhờ quản trị viên nâng giới hạn của phần mềm."
)


@transaction.atomic
def take_scan(
    *,
    by: OfficerView,
    box_code: str,
    stream: Source,
    name: str,
    at: datetime,
    replaces: ScannedPage | None = None,
) -> Scan:
    """A file from the scanner of whoever scanned it; looking at its pages comes later.

    Raises: BoxMissing, PermissionLacking, CampaignNotOpen, BoxNotOpen, SameScan and what documents refuse.
    """
    box = _found(box_code)
    check_may(by, Permission.DIGITISE_SCAN, agency_code=box.campaign.agency_code)
    return _take(box, by.actor, stream, name, at, replaces)


@transaction.atomic
def take_dropped(*, box_code: str, stream: Source, name: str, at: datetime) -> Scan:
    """A file of the folder that a box watches, as scanned by who said so.

    Raises: BoxMissing, CampaignNotOpen, BoxNotOpen, SameScan and what documents refuse.
    """
    box = _found(box_code)
    return _take(box, Actor(ActorKind.OFFICER, box.watched_for), stream, name, at, None)


def _found(code: str) -> Box:
    """Not locked yet. Raises BoxMissing."""
    box = Box.objects.select_related("campaign").filter(code=code).first()
    if box is None:
        raise errors.BoxMissing
    return box


def _take(box: Box, by: Actor, stream: Source, name: str, at: datetime, replaces: ScannedPage | None) -> Scan:
    """The box is locked once the file is there, so that a long one keeps nobody waiting.

    Raises: CampaignNotOpen, BoxNotOpen, SameScan and what documents refuse.
    """
    _moving.check_open(box)
    act_id = uuid4()
    document = documents.receive(
        stream=stream,
        name=name,
        by=by,
        at=at,
        purpose=Purpose.SCAN,
        limits=LIMITS,
        known=_known,
        act_id=act_id,
    )
    box = _moving.locked_box(box.code)
    _moving.check_open(box)
    _known(document.content_id)  # the same file may have come by another way meanwhile
    scan = Scan.objects.create(
        box=box,
        document=document,
        sha256=document.content_id,
        replaces=replaces,
        scanned_by=by.code,
        scanned_at=at,
    )
    jobs.defer(LOOK, scan=scan.code)
    audit.record(
        events.ScanTaken(
            subject=subject_of_box(box),
            at=at,
            actor=by,
            act_id=act_id,
            scan=scan.code,
            document=document.code,
            sha256=document.content_id,
        )
    )
    return scan


def _known(sha256: str) -> Iterable[Look]:
    """Raises SameScan for a file that is on the line, wherever."""
    there = Scan.objects.filter(sha256=sha256).exclude(state=ScanState.LEFT_OUT).select_related("box").first()
    if there is not None:
        when = f"lúc {local(there.scanned_at):%H:%M ngày %d/%m/%Y}"
        raise errors.SameScan(f"“{there.box.label}” (kho {there.box.store})", when)
    return ()


# Looking


def look(*, scan_code: str, at: datetime) -> None:
    """Look at the pages of a scan from where it stopped, a few in each transaction; then cut it.

    A long file gives way to the jobs of other boxes every so many pages. One that the malware scanner has
    not seen yet is left alone and asked after each minute.

    Raises: OutsideFailure. A file that cannot be read or scanned, or holds malware, is in the fault queue.
    """
    scan = Scan.objects.select_related("box__campaign", "document__content").get(code=scan_code)
    if scan.state != ScanState.LOOKING or scan.box.state == "paused" or not _is_accepted(scan, at):
        return
    looker: PageLooker = adapter("page_looker")
    first = scan.looked_pages + 1
    try:
        with local_file(scan.document) as path:
            for some in _by_number(looker.look(path, start=first)):
                if not _keep_looks(scan_code, some, at):
                    return
                if some[-1].number - first + 1 >= PAGES_A_JOB and some[-1].number < some[-1].pages:
                    jobs.defer(LOOK, scan=scan_code)
                    return
    except errors.Unreadable as unreadable:
        _scan_failed(scan_code, FaultKind.UNREADABLE, str(unreadable), at)
        return
    cut_scan(scan_code=scan_code, at=at)


def _is_accepted(scan: Scan, at: datetime) -> bool:
    """Whether the malware scanner let the file through, or none is configured."""
    state = scan.document.state
    if state == State.ACCEPTED:
        return True
    if state == State.REJECTED:
        _scan_failed(scan.code, FaultKind.MALWARE, MALWARE, at)
    elif scan.document.scan_note == ScanNote.UNSCANNABLE:
        _scan_failed(scan.code, FaultKind.UNSCANNED, UNSCANNED, at)
    else:
        jobs.defer(LOOK, scan=scan.code, once=f"scanner:{scan.code}", not_before=at + SCANNER_IS_ASKED_EACH)
    return False


def _by_number(looks: Iterator[LookedAt]) -> Iterator[list[LookedAt]]:
    some: list[LookedAt] = []
    for one in looks:
        some.append(one)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


@transaction.atomic
def _keep_looks(scan_code: str, looks: list[LookedAt], at: datetime) -> bool:
    """False when somebody else went on with this scan, or the box was paused."""
    scan = Scan.objects.select_for_update(of=("self",)).select_related("box__campaign").get(code=scan_code)
    unexpected = scan.state != ScanState.LOOKING or scan.looked_pages + 1 != looks[0].number
    if unexpected or scan.box.state == "paused":
        return False
    ScannedPage.objects.bulk_create(_page(scan, one) for one in looks)
    scan.looked_pages = looks[-1].number
    scan.save(update_fields=["looked_pages"])
    return True


def _page(scan: Scan, looked: LookedAt) -> ScannedPage:
    found = []
    if looked.look is not None:
        found = [one.value for one in faults_of(looked.look, least_dpi=scan.box.campaign.least_dpi)]
    if looked.fault:
        found = [FaultKind.PAGE_UNREADABLE.value]
    return ScannedPage(
        scan=scan,
        number=looked.number,
        look=(asdict(looked.look) if looked.look else {})
        | {"width_mm": looked.width_mm, "height_mm": looked.height_mm}
        | ({"why": looked.fault} if looked.fault else {}),
        faults=found,
        barcodes=list(looked.barcodes),
        print=looked.print,
    )


@transaction.atomic
def _scan_failed(scan_code: str, kind: FaultKind, why: str, at: datetime) -> None:
    box = _moving.locked_box(Scan.objects.values_list("box__code", flat=True).get(code=scan_code))
    scan = Scan.objects.select_for_update(of=("self",)).get(code=scan_code)
    if scan.state != ScanState.LOOKING:
        return
    scan.state = ScanState.FAULTY
    scan.save(update_fields=["state"])
    Fault.objects.create(
        box=box,
        scan=scan,
        station=Station.INTAKE.value,
        kind=kind,
        why=why[:400],
        found_at=at,
        found_by=SYSTEM.code,
    )
    audit.record(
        events.FaultFound(
            subject=subject_of_box(box),
            at=at,
            actor=SYSTEM,
            fault=kind.value,
            station=Station.INTAKE.value,
            scan=scan.code,
        )
    )
    lots.draw_if_due(box_code=box.code, at=at)


# Cutting


@transaction.atomic
def cut_scan(*, scan_code: str, at: datetime) -> None:
    """Cut papers from a scan whose pages were all looked at, each at once to be bound or seen by a person."""
    box_code = Scan.objects.values_list("box__code", flat=True).get(code=scan_code)
    box = _moving.locked_box(box_code)
    scan = Scan.objects.select_for_update(of=("self",)).select_related("replaces").get(code=scan_code)
    if scan.state != ScanState.LOOKING:
        return
    pages = list(scan.pages.order_by("number"))
    if scan.replaces is not None:
        _put_in_place(box, scan, scan.replaces, pages, at)
        return
    campaign = box.campaign
    sheets = [Sheet(page.number, FaultKind.BLANK in page.faults, tuple(page.barcodes)) for page in pages]
    pieces = cut(sheets, CutBy(campaign.cut_by), duplex=campaign.duplex, pages_each=campaign.pages_each)
    if not pieces:
        _scan_failed(scan_code, FaultKind.NO_PAPER, "Tệp chỉ có trang trắng hoặc trang phân cách.", at)
        return
    _mark_repeated(pages)
    place = Paper.objects.filter(box=box).aggregate(last=Max("place"))["last"] or 0
    by_number = {page.number: page for page in pages}
    for piece in pieces:
        place += 1
        _make_paper(box, scan, piece, [by_number[number] for number in piece.pages], place, at)
    scan.state = ScanState.CUT
    scan.save(update_fields=["state"])
    audit.record(
        events.ScanCut(
            subject=subject_of_box(box),
            at=at,
            actor=SYSTEM,
            scan=scan.code,
            pages=len(pages),
            papers=len(pieces),
        )
    )


def _mark_repeated(pages: list[ScannedPage]) -> None:
    """A page that shows the very same as another one is looked at by a person."""
    prints = [page.print for page in pages if page.print and FaultKind.BLANK not in page.faults]
    elsewhere = ScannedPage.objects.filter(print__in=prints, dropped=False).exclude(scan_id=pages[0].scan_id)
    seen = set(elsewhere.order_by().values_list("print", flat=True)) if prints else set()
    for page in pages:
        if page.print and page.print in seen and FaultKind.BLANK not in page.faults:
            page.faults = [*page.faults, FaultKind.SAME_PAGE.value]
            page.save(update_fields=["faults"])
        seen.add(page.print)


def _make_paper(
    box: Box, scan: Scan, piece: Piece, pages: list[ScannedPage], place: int, at: datetime
) -> None:
    paper = Paper.objects.create(
        box=box,
        place=place,
        folder=piece.folder[:120],
        standing=Standing.PAGES if any(page.faults for page in pages) else Standing.MACHINE,
        scanned_by=scan.scanned_by,
        pages_count=len(pages),
        moved_at=at,
    )
    for number, page in enumerate(pages, 1):
        page.paper, page.place = paper, number
    ScannedPage.objects.bulk_update(pages, ["paper", "place"])
    if paper.standing == Standing.MACHINE:
        _moving.defer(paper)


def _put_in_place(box: Box, scan: Scan, old: ScannedPage, pages: list[ScannedPage], at: datetime) -> None:
    """A page scanned anew stands where the old one stood; further pages of the new file follow it.

    A paper that went on meanwhile comes back to the intake; where that is too late, the scan is a fault.
    """
    paper = _moving.locked(Paper.objects.values_list("code", flat=True).get(pages=old))
    paper.box = box
    if why := _no_place(paper, old):
        _scan_failed(scan.code, FaultKind.NO_PLACE, why, at)
        return
    by = Actor(ActorKind.OFFICER, scan.scanned_by)
    back_to_the_intake(paper=paper, by=by, at=at)
    scan.state = ScanState.CUT
    scan.save(update_fields=["state"])
    rest = list(ScannedPage.objects.filter(paper=paper, dropped=False).order_by("place"))
    order = [new for page in rest for new in (pages if page.pk == old.pk else [page])]
    ScannedPage.objects.filter(pk=old.pk).update(dropped=True)
    for number, page in enumerate(order, 1):
        page.paper, page.place = paper, number
    ScannedPage.objects.bulk_update(order, ["paper", "place"])
    audit.record(
        events.PageScannedAnew(
            **_moving.facts(paper, by=by, at=at, act_id=uuid4()),
            scan=old.scan.code,
            page=old.number,
            new_scan=scan.code,
        )
    )
    _moving.settle_pages(paper, at=at)


def _no_place(paper: Paper, old: ScannedPage) -> str:
    """Why a page scanned anew cannot take the place of the old one any more; empty when it can."""
    which = f"văn bản số {paper.place}"
    if old.dropped:
        return f"Trang cần thay của {which} đã được thay bằng bản quét khác hoặc đã bỏ ra. {_GIVE_AGAIN}"
    if paper.standing == Standing.LEFT_OUT:
        return f"Cả {which} đã được bỏ ra trước khi bản quét lại được xem xong."
    if Station(paper.station) not in BEFORE_THE_SEAL:
        return f"Dữ liệu của {which} đã kiểm tra xong trước khi bản quét lại được xem; không thay trang nữa."
    return ""


_GIVE_AGAIN: Final = "Nếu vẫn cần bản này, hãy bỏ tệp ra rồi quét lại trang đang dùng."
