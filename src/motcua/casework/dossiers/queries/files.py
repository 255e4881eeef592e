"""A file as a page lists it."""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.casework.dossiers.answer_lookups import ANSWERS
from motcua.casework.dossiers.models import LaidPaper
from motcua.records.documents import looks
from motcua.records.documents.enums import State
from motcua.records.documents.looks import Finding
from motcua.records.documents.models import Document
from motcua.records.documents.queries import DRAWN_TYPES


@dataclass(frozen=True)
class FileRow:
    """A file as a page lists it; `code` is the document's; `is_drawn`: there are pictures of its pages."""

    code: str
    name: str
    size_bytes: int
    pages: int
    findings: tuple[Finding, ...] = ()
    is_drawn: bool = False


def file_row(document: Document) -> FileRow:
    return FileRow(
        document.code,
        document.file_name,
        document.content.size_bytes,
        document.pages,
        looks.of(document),
        document.state == State.ACCEPTED and document.content.media_type in DRAWN_TYPES,
    )


def answer_files(laid: Iterable[LaidPaper]) -> dict[str, FileRow]:
    """Those that belong to answers of the form, by the code that the answers name; documents are at hand."""
    return {one.document.code: file_row(one.document) for one in laid if one.slug == ANSWERS}
