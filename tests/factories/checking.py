"""Papers at the checking station as pages need them: with what the machine read and where it stands.

Kim and Loan enter, Tâm and Vy check, Phú plans; all in the first agency.
"""

import tempfile
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Officer
from motcua.foundation.kernel.actors import SYSTEM
from motcua.records.digitisation import operations as digitisation
from motcua.records.digitisation import queries
from motcua.records.digitisation.models import Box, Campaign, Extraction, Paper
from motcua.records.documents import operations as documents
from motcua.records.documents.enums import Purpose
from motcua.records.documents.models import Document

from . import administrative, line
from .accounts import MONDAY, officer_view

TRUE = dict(line.VALUES)
"""What a person types who reads the paper rightly."""
KEPT = TRUE | {"issued_on": "2018-04-03"}


def kim() -> Officer:
    return line.works_on_the_line("kim", Permission.DIGITISE_KEY)


def loan() -> Officer:
    return line.works_on_the_line("loan", Permission.DIGITISE_KEY)


def tam() -> Officer:
    return line.works_on_the_line("tam", Permission.DIGITISE_CHECK, Permission.DIGITISE_KEY)


def vy() -> Officer:
    return line.works_on_the_line("vy", Permission.DIGITISE_CHECK)


def phu() -> Officer:
    return line.works_on_the_line("phu", Permission.DIGITISE_PLAN)


def a_box(**campaign: Any) -> Box:
    """A box of a campaign of its own, of which all is looked at a second time unless it says otherwise."""
    return line.a_box(line.a_campaign(**({"sampling": "full"} | campaign)))


def a_box_elsewhere() -> Box:
    """Of another agency."""
    box = a_box()
    Campaign.objects.filter(pk=box.campaign_id).update(agency_code="skhcn-bac-giang")
    box.refresh_from_db()
    return box


def what_was_read(**other: str) -> dict[str, Any]:
    """The machine had all as it stands on the paper, but for `other`; each in a place of its own."""
    found: dict[str, Any] = {}
    for number, (name, value) in enumerate((KEPT | other).items()):
        top = round(0.05 + 0.05 * number, 4)
        found[name] = line.reading(value) | {"box": [0.1, top, 0.4, top + 0.03]}
    return found | {"doubts": [], "failed_pages": []}


def a_paper(
    box: Box, *, read: Mapping[str, Any] | None = None, document: Document | None = None, pages: int = 1
) -> Paper:
    """A paper that waits to be entered; `read` as the reading station keeps it."""
    paper = line.a_paper(box)
    paper.pages_count = pages
    paper.scanned = document or paper.scanned
    paper.save(update_fields=["pages_count", "scanned"])
    Extraction.objects.create(
        paper=paper,
        values=what_was_read() if read is None else dict(read),
        text="Số: 15/GP-SKHCN",
        engine="máy thử",
        seconds=1.0,
        made_at=MONDAY,
    )
    return paper


def a_real_paper(box: Box, *, seed: int) -> tuple[Paper, dict[str, Any]]:
    """A paper that was typeset, with what the machine really reads of it; and what is written on it."""
    made = administrative.made(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(made.pdf)
        read = queries.as_json(queries.read_file(path))
    document = documents.keep(
        content=made.pdf, name="quet.pdf", by=SYSTEM, at=MONDAY, purpose=Purpose.SCAN, pages=1
    )
    return a_paper(box, read=read | {"failed_pages": []}, document=document), made.truth


def entered(paper: Paper, *by: Officer, at: datetime = MONDAY, **other: str) -> Paper:
    """Each of them enters the paper as it is, but for `other`, which the last has otherwise."""
    for number, officer in enumerate(by, start=1):
        viewer, moment = officer_view(officer), at + timedelta(minutes=number)
        taken = digitisation.take_next(by=viewer, at=moment, box_code=paper.box.code)
        assert taken.paper_id == paper.pk, "another paper waits before this one"
        values = TRUE | (other if number == len(by) else {})
        paper = digitisation.keep_entry(by=viewer, paper_code=paper.code, values=values, at=moment)
    return paper
