"""A file as a page lists it."""

from dataclasses import dataclass

from motcua.records.documents.looks import Finding, from_json
from motcua.records.documents.models import Document


@dataclass(frozen=True)
class FileRow:
    """A file as a page lists it; `code` is the document's."""

    code: str
    name: str
    size_bytes: int
    pages: int
    findings: tuple[Finding, ...] = ()


def file_row(document: Document) -> FileRow:
    return FileRow(
        document.code,
        document.file_name,
        document.content.size_bytes,
        document.pages,
        from_json(document.findings),
    )
