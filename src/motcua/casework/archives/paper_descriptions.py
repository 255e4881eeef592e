"""What a package says of its loose papers: one metadata.xml each, and a table over all of them."""

from collections.abc import Sequence
from xml.etree import ElementTree

from motcua.casework.archives import rules
from motcua.foundation.kernel.clock import local_date
from motcua.records.repository.enums import HoldingState, OwnerKind, Precision
from motcua.records.repository.models import Holding

from .descriptions import NAMESPACE, Kept, Packed, add, add_documents, file_fields, shown_day, written
from .queries.contents import LoosePaper

PAPERS = (
    "fileCode", "digitisedCode", "fileCatalog", "title", "maintenance", "maintenanceVerified", "legalHold",
    "agencyCode", "agencyName", "procedureCode", "typeCode", "nationalCode", "typeName", "numberSymbol",
    "issuedDate", "issuedAsKnown", "organCode", "organName", "subject", "signer", "validFrom", "validUntil",
    "standing", "ownerKind", "ownerIdentifier", "ownerName", "language", "pageAmount", "physicalState",
    "digitisedDate", "store", "box", "folder", "totalDoc", "description",
)  # fmt: skip
STANDING = {
    HoldingState.VALID: "hiệu lực",
    HoldingState.REPLACED: "thay thế",
    HoldingState.REVOKED: "thu hồi",
}
OWNERS = {OwnerKind.PERSON: "Cá nhân", OwnerKind.ORGANISATION: "Tổ chức", OwnerKind.UNKNOWN: "Chưa rõ"}
LANGUAGES = {"vi": "Tiếng Việt"}


def paper_fields(paper: LoosePaper, kept: Kept, files: Sequence[Packed]) -> dict[str, str]:
    """The line of a loose paper, by the names in PAPERS."""
    said = paper.holding
    kept_on = local_date(said.held_at)
    return {
        "fileCode": said.code,
        "digitisedCode": said.digitised_code or "",
        "fileCatalog": str(rules.paper_year(said.issued_on, kept_on=kept_on)),
        "title": " – ".join(part for part in (said.type_name, said.number_symbol, said.owner_name) if part),
        **kept.fields,
        "agencyCode": said.agency_code,
        "agencyName": paper.agency_name,
        "procedureCode": said.procedure_code,
        **_of_itself(said),
        "ownerKind": OWNERS[OwnerKind(said.owner_kind)],
        "ownerIdentifier": said.owner_number,
        "ownerName": said.owner_name,
        "language": LANGUAGES.get(said.language, said.language),
        "pageAmount": str(said.pages or ""),
        "physicalState": said.physical_state,
        "digitisedDate": shown_day(kept_on),
        "store": paper.place.store,
        "box": paper.place.box,
        "folder": paper.place.folder,
        "totalDoc": str(len(files)),
        "description": "Giấy tờ mẫu, không có giá trị pháp lý" if said.is_sample else "",
    }


def _of_itself(said: Holding) -> dict[str, str]:
    """What stands on the paper. Law: TT-01-2023-VPCP/10."""
    return {
        "typeCode": said.type_code,
        "nationalCode": said.national_code,
        "typeName": said.type_name,
        "numberSymbol": said.number_symbol,
        "issuedDate": shown_day(said.issued_on) if said.precision == Precision.DAY else "",
        "issuedAsKnown": _as_known(said),
        "organCode": said.issuer_code,
        "organName": said.issuer_name,
        "subject": said.abstract,
        "signer": said.signer,
        "validFrom": shown_day(said.valid_from),
        "validUntil": shown_day(said.valid_until),
        "standing": STANDING[HoldingState(said.state)],
    }


def _as_known(said: Holding) -> str:
    """The day of issue as exactly as it is known: of old papers often the year alone."""
    if said.issued_on is None:
        return ""
    shape = {Precision.YEAR: "%Y", Precision.MONTH: "%m/%Y"}.get(Precision(said.precision), "%d/%m/%Y")
    return format(said.issued_on, shape)


def file_of_paper_fields(paper: LoosePaper, packed: Packed) -> dict[str, str]:
    """The line of one file of a loose paper, by the names in DOCUMENTS."""
    said = paper.holding
    return file_fields(said.code, packed) | {
        "organName": said.issuer_name,
        "subject": said.abstract or said.type_name,
        "language": LANGUAGES.get(said.language, said.language),
    }


def paper_xml(paper: LoosePaper, kept: Kept, files: Sequence[Packed]) -> bytes:
    """All that is known of one loose paper, as archive-package.xsd says; same facts, same bytes."""
    root = ElementTree.Element("paper", {"xmlns": NAMESPACE, "version": "1"})
    for name, value in paper_fields(paper, kept, files).items():
        add(root, name, value)
    add(root, "recordKind", kept.title)
    add_documents(root, [file_of_paper_fields(paper, packed) for packed in files])
    return written(root)
