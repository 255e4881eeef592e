"""What a package says of its dossiers: one metadata.xml each, and three tables over all of them.

What it says of loose papers stands in `paper_descriptions.py`.

Names of fields are those of the archives where one was found, else ours: docs/reference/archive-package.md.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree import ElementTree

from motcua.casework.dossiers.queries.whole import Whole, WholePaper
from motcua.foundation.kernel.clock import local, local_date

NAMESPACE = "urn:motcua:archive-package:1"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMULA = re.compile(r"^[=+@\t\r]|^-(?![\d ])")

DOSSIERS = (
    "fileCode", "fileCatalog", "title", "maintenance", "maintenanceVerified", "legalHold", "agencyCode",
    "agencyName", "unitName", "procedureCode", "procedureName", "ownerKind", "ownerIdentifier", "ownerName",
    "filerName", "channel", "submittedDate", "acceptedDate", "endedDate", "ending", "totalDoc", "description",
)  # fmt: skip
DOCUMENTS = (
    "fileCode", "docCode", "docOrdinal", "typeName", "codeNumber", "codeNotation", "issuedDate", "organName",
    "subject", "language", "pageAmount", "description", "inforSign", "keyword", "mode", "confidenceLevel",
    "autograph", "format", "origin", "round", "signer", "fileName", "path", "sha256", "sizeBytes",
    "pdfaPath", "pdfaSha256", "pdfaNote",
)  # fmt: skip
OPINIONS = ("fileCode", "ordinal", "at", "kind", "by", "to", "text")
LONGEST = {
    "docCode": 25, "fileCatalog": 4, "codeNumber": 11, "codeNotation": 30, "subject": 500, "language": 100,
    "pageAmount": 4, "description": 500, "inforSign": 30, "keyword": 100, "mode": 20, "confidenceLevel": 30,
    "autograph": 2000, "format": 50,
}  # fmt: skip
"""Of the fields of the archives, in characters. Longer values are cut in the table and whole in the XML."""

FORMATS = {
    "application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG", "image/tiff": "TIFF",
}  # fmt: skip


@dataclass(frozen=True)
class Kept:
    """How long the transfer keeps what it carries, and whether this one is held."""

    period: str
    title: str
    is_verified: bool
    is_held: bool

    @property
    def fields(self) -> dict[str, str]:
        return {
            "maintenance": self.period,
            "maintenanceVerified": "đã kiểm chứng" if self.is_verified else "chưa kiểm chứng",
            "legalHold": "đang giữ lại" if self.is_held else "",
        }


@dataclass(frozen=True)
class Packed:
    """A paper with its places in the package. `note` says why there is no PDF/A beside it."""

    paper: WholePaper
    ordinal: int
    path: str
    pdfa_path: str = ""
    pdfa_sha256: str = ""
    pdfa_bytes: int = 0
    note: str = ""


def title_of(dossier: Whole) -> str:
    return f"{dossier.procedure_name} – {dossier.owner}"


def dossier_fields(dossier: Whole, kept: Kept, papers: Sequence[Packed]) -> dict[str, str]:
    """The line of a dossier, by the names in DOSSIERS."""
    return {
        "fileCode": dossier.code,
        "fileCatalog": str(local_date(dossier.ended_at).year),
        "title": title_of(dossier),
        **kept.fields,
        "agencyCode": dossier.agency_code,
        "agencyName": dossier.agency_name,
        "unitName": dossier.unit_name,
        "procedureCode": dossier.procedure_code,
        "procedureName": dossier.procedure_name,
        "ownerKind": "Cá nhân" if dossier.owner_kind == "person" else "Tổ chức",
        "ownerIdentifier": dossier.owner_identifier,
        "ownerName": dossier.owner,
        "filerName": dossier.filer,
        "channel": dossier.channel,
        "submittedDate": _moment_day(dossier.submitted_at),
        "acceptedDate": _moment_day(dossier.accepted_at),
        "endedDate": _moment_day(dossier.ended_at),
        "ending": dossier.ending,
        "totalDoc": str(len(papers)),
        "description": "Hồ sơ mẫu, không có giá trị pháp lý" if dossier.is_sample else "",
    }


def document_fields(dossier: Whole, packed: Packed) -> dict[str, str]:
    """The line of a paper of a dossier, by the names in DOCUMENTS."""
    paper = packed.paper
    return file_fields(dossier.code, packed) | {
        "organName": dossier.agency_name if paper.trust == "Gốc điện tử" else "",
        "subject": f"{paper.type_name}, hồ sơ {dossier.code}",
        "language": "Tiếng Việt" if paper.trust == "Gốc điện tử" else "",
    }


def file_fields(code: str, packed: Packed) -> dict[str, str]:
    """What any file says, of a dossier or of a loose paper; what only the archive decides stays empty."""
    paper, document = packed.paper, packed.paper.document
    return dict.fromkeys(DOCUMENTS, "") | {
        "fileCode": code,
        "docCode": document.code,
        "docOrdinal": str(packed.ordinal),
        "typeName": paper.type_name,
        "codeNumber": paper.number,
        "codeNotation": paper.symbol,
        "issuedDate": shown_day(paper.issued_on),
        "pageAmount": str(document.pages or ""),
        "confidenceLevel": paper.trust,
        "format": FORMATS.get(document.content.media_type, document.file_name.rpartition(".")[2].upper()),
        "origin": paper.origin,
        "round": str(paper.round or ""),
        "signer": paper.signer,
        "fileName": document.file_name,
        "path": packed.path,
        "sha256": document.content_id,
        "sizeBytes": str(document.content.size_bytes),
        "pdfaPath": packed.pdfa_path,
        "pdfaSha256": packed.pdfa_sha256,
        "pdfaNote": packed.note,
    }


def opinion_fields(dossier: Whole) -> list[dict[str, str]]:
    """The lines of what each handler said, by the names in OPINIONS."""
    return [
        {
            "fileCode": dossier.code,
            "ordinal": str(number),
            "at": local(one.at).isoformat(timespec="seconds"),
            "kind": one.kind,
            "by": one.by,
            "to": one.to,
            "text": one.text,
        }
        for number, one in enumerate(dossier.opinions, 1)
    ]


def metadata_xml(dossier: Whole, kept: Kept, papers: Sequence[Packed]) -> bytes:
    """All that is known of one dossier, as archive-package.xsd says; the same facts give the same bytes."""
    root = ElementTree.Element("dossier", {"xmlns": NAMESPACE, "version": "1"})
    for name, value in dossier_fields(dossier, kept, papers).items():
        add(root, name, value)
    add(root, "recordKind", kept.title)
    answers = ElementTree.SubElement(root, "answers")
    for answer in dossier.answers:
        add(answers, "answer", answer.value, label=answer.label)
    add_documents(root, [document_fields(dossier, packed) for packed in papers])
    opinions = ElementTree.SubElement(root, "opinions")
    for said in opinion_fields(dossier):
        add(opinions, "opinion", said["text"], **{name: said[name] for name in ("at", "kind", "by", "to")})
    return written(root)


def add_documents(root: ElementTree.Element, rows: Sequence[Mapping[str, str]]) -> None:
    """The files, each with what is known of it."""
    documents = ElementTree.SubElement(root, "documents")
    for row in rows:
        one = ElementTree.SubElement(documents, "document")
        for name, value in row.items():
            if value and name != "fileCode":
                add(one, name, value)


def written(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'.encode()
    )


def add(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    legal = {key: _ILLEGAL.sub("", value) for key, value in attributes.items()}
    ElementTree.SubElement(parent, name, legal).text = _ILLEGAL.sub("", text)


def table_line(columns: Sequence[str], values: Mapping[str, str]) -> str:
    """A line of a table as CSV (RFC 4180)."""
    return _csv([_cell(name, values[name]) for name in columns])


def table_head(columns: Sequence[str]) -> str:
    """The first line, behind the mark that tells spreadsheets of UTF-8."""
    return "\ufeff" + _csv(columns)


def _csv(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _cell(name: str, value: str) -> str:
    """Cut to what the archive takes; what a spreadsheet would calculate gets an apostrophe before it."""
    value = value[: LONGEST[name]] if name in LONGEST else value
    return f"'{value}" if _FORMULA.match(value) else value


def shown_day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _moment_day(at: datetime | None) -> str:
    return shown_day(local_date(at)) if at else ""
