"""The station where a machine reads: a rendition with words, and what the paper says of itself."""

import tempfile
from datetime import datetime
from pathlib import Path
from time import monotonic
from uuid import uuid4

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.ports import adapter
from motcua.records.digitisation import errors, events, queries
from motcua.records.digitisation.enums import FaultKind
from motcua.records.digitisation.models import Extraction, Paper
from motcua.records.digitisation.ports import Recogniser
from motcua.records.digitisation.rules import read
from motcua.records.digitisation.rules.line import Station
from motcua.records.documents import operations as documents
from motcua.records.documents.enums import Purpose

from . import _moving
from ._files import local_file
from .binding import fail


def read_paper(*, paper_code: str, work: int, at: datetime) -> None:
    """Read a paper outside of any transaction, then keep what was read; then it goes on.

    A paper without a word goes on as well: people will key it. Raises OutsideFailure.
    """
    paper = Paper.objects.select_related("box__campaign", "scanned__content").get(code=paper_code)
    if not _moving.is_expected(paper, Station.READING, work) or paper.scanned is None:
        return
    recogniser: Recogniser = adapter("recogniser")
    begun = monotonic()
    with tempfile.TemporaryDirectory(prefix="motcua-line-") as folder:
        to, text_to = Path(folder) / "out.pdf", Path(folder) / "out.txt"
        try:
            with local_file(paper.scanned) as source:
                found = recogniser.recognise(source, to, text_to=text_to)
        except errors.Unreadable as unreadable:
            fail(
                paper_code=paper_code,
                work=work,
                station=Station.READING,
                why=str(unreadable),
                at=at,
                kind=FaultKind.UNREADABLE,
            )
            return
        extraction = Extraction(
            values=queries.as_json(read(found.pages)) | {"failed_pages": list(found.failed)},
            text=text_to.read_text(encoding="utf-8").replace("\0", ""),
            engine=found.engine[:120],
            seconds=round(monotonic() - begun, 3),
            made_at=at,
        )
        _keep(paper_code, work, extraction, to.read_bytes(), at)


@transaction.atomic
def _keep(paper_code: str, work: int, extraction: Extraction, rendition: bytes, at: datetime) -> None:
    paper = _moving.locked(paper_code)
    if not _moving.is_expected(paper, Station.READING, work):
        return
    act_id = uuid4()
    paper.rendition = documents.keep(
        content=rendition,
        name=f"{paper.code}-van-ban.pdf",
        by=SYSTEM,
        at=at,
        purpose=Purpose.SCAN,
        pages=paper.pages_count,
        act_id=act_id,
    )
    paper.save(update_fields=["rendition"])
    Extraction.objects.filter(paper=paper).delete()
    extraction.paper = paper
    extraction.save(force_insert=True)
    audit.record(
        events.PaperRead(
            **_moving.facts(paper, by=SYSTEM, at=at, act_id=act_id),
            rendition=paper.rendition.code,
            doubts=len(extraction.values["doubts"]),
        )
    )
    _moving.go_on(paper, by=SYSTEM, at=at)
