"""One PDF of a paper's pages, corrected as people said; and what a machine could not do."""

import tempfile
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.ports import adapter
from motcua.records.digitisation import errors, events
from motcua.records.digitisation.enums import FaultKind
from motcua.records.digitisation.models import Paper, ScannedPage
from motcua.records.digitisation.ports import PageBinder, PagePart
from motcua.records.digitisation.rules.line import Station
from motcua.records.documents import operations as documents
from motcua.records.documents.enums import Purpose

from . import _moving, lots
from ._files import local_file


def bind(*, paper_code: str, work: int, at: datetime) -> None:
    """Make one PDF of a paper's pages, corrected as people said; then it goes on. Raises OutsideFailure."""
    paper = Paper.objects.select_related("box__campaign").get(code=paper_code)
    if not _moving.is_expected(paper, Station.INTAKE, work):
        return
    pages = list(
        ScannedPage.objects.filter(paper=paper, dropped=False)
        .select_related("scan__document__content")
        .order_by("place")
    )
    try:
        content = _bound(pages)
    except errors.Unreadable as unreadable:
        fail(paper_code=paper_code, work=work, station=Station.INTAKE, why=str(unreadable), at=at)
        return
    _keep_bound(paper_code, work, content, len(pages), at)


def _bound(pages: list[ScannedPage]) -> bytes:
    binder: PageBinder = adapter("page_binder")
    with ExitStack() as open_files, tempfile.TemporaryDirectory(prefix="motcua-line-") as folder:
        scans = {page.scan_id: page.scan.document for page in pages}
        paths = {scan: open_files.enter_context(local_file(document)) for scan, document in scans.items()}
        parts = [
            PagePart(paths[page.scan_id], page.number, page.turn, float(page.straighten)) for page in pages
        ]
        to = Path(folder) / "bound.pdf"
        binder.bind(parts, to)
        return to.read_bytes()


@transaction.atomic
def _keep_bound(paper_code: str, work: int, content: bytes, pages: int, at: datetime) -> None:
    paper = _moving.locked(paper_code)
    if not _moving.is_expected(paper, Station.INTAKE, work):
        return
    act_id = uuid4()
    paper.scanned = documents.keep(
        content=content,
        name=f"{paper.code}.pdf",
        by=SYSTEM,
        at=at,
        purpose=Purpose.SCAN,
        pages=pages,
        act_id=act_id,
    )
    audit.record(
        events.PaperBound(
            **_moving.facts(paper, by=SYSTEM, at=at, act_id=act_id), document=paper.scanned.code, pages=pages
        )
    )
    paper.save(update_fields=["scanned"])
    _moving.go_on(paper, by=SYSTEM, at=at)


@transaction.atomic
def fail(
    *,
    paper_code: str,
    work: int,
    station: Station,
    why: str,
    at: datetime,
    kind: FaultKind = FaultKind.UNREADABLE,
) -> None:
    """What a machine could not do: the paper waits for a person. Late jobs change nothing."""
    paper = _moving.locked_in_box(paper_code)
    if _moving.is_expected(paper, station, work):
        _moving.set_aside(paper, kind, why, by=SYSTEM, at=at, act_id=uuid4())
        lots.draw_if_due(box_code=paper.box.code, at=at)
