"""The digitisation line played by people who act at once, for the benchmark of the whole line."""

import time
from pathlib import Path

from django.db.models import Count
from tests.factories import line as made
from tests.factories.papers import AT, BY, a_key

from motcua.foundation.kernel.clock import now
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.enums import Standing
from motcua.records.digitisation.errors import NothingWaits
from motcua.records.digitisation.models import Box, Fault, Lot, Paper
from motcua.records.digitisation.rules.line import Station
from motcua.records.signing import operations as signing
from motcua.records.signing.enums import CertificateKind

EVERY_SECONDS = 0.5
MOST_SECONDS = 3600
IN_A_BOX = 8


def get_ready() -> None:
    """Keys of who scans and of the agency."""
    for kind, holder in ((CertificateKind.PERSONAL, "quet"), (CertificateKind.AGENCY, made.AGENCY)):
        a_key(holder, holder)
        signing.register_certificate(kind=kind, holder_code=holder, key_ref=holder, by=BY, at=AT)


def play(scans: list[Path]) -> None:
    """Boxes of these scanned files, each one paper, from the scanner to the repository; all in hand at once,
    as they lie on a line: while people act on one the machines go on with another.
    """
    campaign, boxes = made.a_campaign(cut_by="nothing"), {}
    for first in range(0, len(scans), IN_A_BOX):
        some = scans[first : first + IN_A_BOX]
        box = made.a_box(campaign)
        line.count_box(by=made.scanner(), code=box.code, papers=len(some), at=now())
        for path in some:
            with path.open("rb") as scan:
                line.take_scan(by=made.scanner(), box_code=box.code, stream=scan, name=path.name, at=now())
        boxes[box] = len(some)
    papers = Paper.objects.filter(box__in=boxes)
    until = time.monotonic() + MOST_SECONDS
    while papers.filter(standing=Standing.STORED).count() < len(scans):
        assert time.monotonic() < until, list(papers.values_list("station", "standing"))
        faults = Fault.objects.filter(box__in=boxes)
        assert not faults.exists(), list(faults.values_list("kind", "why"))
        for box, expected in boxes.items():
            act(box, expected)
        time.sleep(EVERY_SECONDS)


def act(box: Box, expected: int) -> None:
    """What people can do in this box now."""
    waiting = Paper.objects.filter(box=box)
    for paper in waiting.filter(standing=Standing.PAGES):
        put_right(paper)
    at_hand = dict(
        waiting.filter(standing=Standing.PERSON).values_list("station").annotate(Count("pk"))  # type: ignore[arg-type]
    )
    if at_hand.get(Station.PERSONAL_SIGNATURE.value) == expected:
        line.order_signatures(by=made.scanner(), box_code=box.code, at=now())
    if at_hand.get(Station.CHECKING.value) == expected:
        check(box)


def put_right(paper: Paper) -> None:
    try:
        line.correct_as_measured(by=made.scanner(), paper_code=paper.code, at=now())
    except NothingWaits:
        line.pass_pages(by=made.scanner(), paper_code=paper.code, at=now())


def check(box: Box) -> None:
    """Keyed by two who agree, the sample looked at, seals ordered."""
    for paper in Paper.objects.filter(box=box):
        for who in ("nhap-1", "nhap-2"):
            line.take_next(by=made.keyer(who), at=now(), box_code=box.code)
            line.keep_entry(by=made.keyer(who), paper_code=paper.code, values=made.VALUES, at=now())
    lot = Lot.objects.get(box=box)
    for row in lot.papers.filter(is_chosen=True):
        line.look_at_sample(
            by=made.checker(), lot_code=lot.code, paper_code=row.paper.code, values={}, at=now()
        )
    line.order_seals(by=made.sealer(), box_code=box.code, at=now())
