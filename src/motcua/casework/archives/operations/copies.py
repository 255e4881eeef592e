"""A PDF/A of each file, made once for a content and kept."""

import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from motcua.casework.archives.errors import PaperFaulty
from motcua.casework.archives.models import PdfaCopy
from motcua.casework.archives.ports import PdfaMaker
from motcua.casework.dossiers.queries.whole import WholePaper
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.ports import adapter
from motcua.records.digitisation.errors import Unreadable
from motcua.records.documents import operations as documents
from motcua.records.documents import queries as kept
from motcua.records.documents.enums import Damage, Purpose
from motcua.records.documents.models import Content, Document

MADE_OF = frozenset({"application/pdf", "image/jpeg", "image/png", "image/tiff"})


def make_all(*, papers: Iterable[WholePaper], at: datetime) -> int:
    """See to a PDF/A of every paper that can have one; how many cannot.

    Raises: PaperFaulty for a file that is damaged or cannot be read.
    """
    without = 0
    for paper in papers:
        document = paper.document
        if damage := kept.damage_of(document):
            missing = damage == Damage.MISSING
            raise PaperFaulty(
                f"Tệp {document.file_name}: {'không còn trong kho' if missing else 'không còn nguyên vẹn'}; "
                "xem trang kiểm tra tệp lưu giữ."
            )
        if document.content.media_type not in MADE_OF:
            without += 1
        elif not PdfaCopy.objects.filter(source=document.content).exists():
            _make(document, at)
    return without


def _make(document: Document, at: datetime) -> None:
    maker: PdfaMaker = adapter("pdfa_maker")
    with tempfile.TemporaryDirectory(prefix="motcua-pdfa-") as folder, kept.local_file(document) as path:
        made = Path(folder) / "made.pdf"
        if document.content.media_type == "application/pdf" and maker.says_pdfa(path):
            _keep(document, b"", at)
            return
        try:
            maker.make(path, made, pages=max(document.pages, 1))
        except Unreadable as fault:
            raise PaperFaulty(f"Tệp {document.file_name}: không lập được bản PDF/A. {fault}") from None
        _keep(document, made.read_bytes(), at)


@transaction.atomic
def _keep(document: Document, pdf: bytes, at: datetime) -> None:
    """Once: whoever made the same meanwhile was first."""
    source = Content.objects.select_for_update(of=("self",)).get(pk=document.content_id)
    if PdfaCopy.objects.filter(source=source).exists():
        return
    name = f"{document.code}.pdfa.pdf"
    made = (
        documents.keep(
            content=pdf, name=name, by=SYSTEM, at=at, purpose=Purpose.ARCHIVE, pages=document.pages
        )
        if pdf
        else None
    )
    PdfaCopy.objects.create(source=source, document=made, made_at=at)
