"""A file as a page lists it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from motcua.casework.dossiers.answer_lookups import ANSWERS
from motcua.casework.dossiers.models import FiledPaper, LaidPaper
from motcua.records.documents import looks
from motcua.records.documents.enums import State
from motcua.records.documents.looks import Finding
from motcua.records.documents.models import Document
from motcua.records.documents.queries import DRAWN_TYPES
from motcua.records.repository.queries.taking import Held


@dataclass(frozen=True)
class FileRow:
    """A file as a page lists it; `code` is the document's, `held_as` that of the paper in the repository;
    `is_drawn`: there are pictures of its pages.
    """

    code: str
    name: str
    size_bytes: int
    pages: int
    findings: tuple[Finding, ...] = ()
    is_drawn: bool = False
    held_as: str = ""


def file_row(document: Document, *, held_as: str = "") -> FileRow:
    return FileRow(
        document.code,
        document.file_name,
        document.content.size_bytes,
        document.pages,
        looks.of(document),
        document.state == State.ACCEPTED and document.content.media_type in DRAWN_TYPES,
        held_as=held_as,
    )


def laid_row(one: LaidPaper, taken: Mapping[str, Held]) -> FileRow:
    """A file that is laid; a paper of the repository by its name there, with its code."""
    row = file_row(one.document, held_as=one.holding_code)
    held = taken.get(one.holding_code)
    return replace(row, name=held.name) if held else row


def filed_row(paper: FiledPaper, names: Mapping[str, str]) -> tuple[str, FileRow]:
    """What was filed, by the slug of its paper; the document is at hand. `names`: what papers of the
    repository are called, by their code.
    """
    row = file_row(paper.document, held_as=paper.holding_code)
    return paper.slug, replace(row, name=names.get(paper.holding_code, row.name))


def answer_files(laid: Iterable[LaidPaper]) -> dict[str, FileRow]:
    """Those that belong to answers of the form, by the code that the answers name; documents are at hand."""
    return {one.document.code: file_row(one.document) for one in laid if one.slug == ANSWERS}
