"""A paper as pages show it: plain values, its worth told by the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from motcua.records.documents.models import Document
from motcua.records.documents.queries import DRAWN_TYPES
from motcua.records.repository import rules
from motcua.records.repository.enums import Origin, OwnerKind, Precision, Standing, Trust
from motcua.records.repository.models import Holding


@dataclass(frozen=True)
class PaperRow:
    """One line of a list."""

    code: str
    type_name: str
    number_symbol: str
    issued: str
    issuer_name: str
    abstract: str
    valid_until: date | None
    standing: Standing
    origin: Origin
    is_sample: bool


ROW = (
    "code", "type_name", "number_symbol", "issued_on", "precision", "issuer_name", "abstract", "valid_until",
    "state", "origin", "is_sample", "is_refusal",
)  # fmt: skip
"""What a line of a list is made of."""


@dataclass(frozen=True)
class FileView:
    """One file of a paper; `pages` is 0 for what cannot be drawn."""

    which: str
    code: str
    name: str
    size_bytes: int
    media_type: str
    sha256: str
    pages: int
    scan_note: str


@dataclass(frozen=True)
class PaperView:
    """All that is kept of one paper, but for whose it is and who saw it."""

    code: str
    type_code: str
    national_code: str
    type_name: str
    number_symbol: str
    issued_on: date | None
    precision: Precision | None
    issued: str
    issuer_code: str
    issuer_name: str
    abstract: str
    signer: str
    valid_from: date | None
    valid_until: date | None
    language: str
    pages: int
    physical_state: str
    origin: Origin
    trust: Trust
    digitised_code: str
    dossier_code: str
    procedure_code: str
    agency_code: str
    standing: Standing
    replaced_by: str
    ended_at: datetime | None
    reason: str
    held_at: datetime
    is_sample: bool
    owner_kind: OwnerKind
    owner_code: str
    owner_name: str
    owner_number: str
    owned_since: datetime | None
    confidence: dict[str, int]
    original: FileView
    signed_copy: FileView | None

    @property
    def type_codes(self) -> tuple[str, ...]:
        """All by which its type is asked for."""
        return tuple(dict.fromkeys(code for code in (self.type_code, self.national_code) if code))

    @property
    def files(self) -> dict[str, FileView]:
        """By what they are called in addresses."""
        both = (self.original, *((self.signed_copy,) if self.signed_copy else ()))
        return {file.which: file for file in both}


def standing_of(holding: Holding, *, on: date) -> Standing:
    return rules.standing(
        state=holding.state, valid_until=holding.valid_until, is_refusal=holding.is_refusal, on=on
    )


def row_of(holding: Holding, *, on: date) -> PaperRow:
    return PaperRow(
        code=holding.code,
        type_name=holding.type_name,
        number_symbol=holding.number_symbol,
        issued=issued_words(holding.issued_on, holding.precision),
        issuer_name=holding.issuer_name,
        abstract=holding.abstract,
        valid_until=holding.valid_until,
        standing=standing_of(holding, on=on),
        origin=Origin(holding.origin),
        is_sample=holding.is_sample,
    )


def rows_of(holdings: Iterable[Holding], *, on: date) -> list[PaperRow]:
    return [row_of(holding, on=on) for holding in holdings]


def paper_view(holding: Holding, *, on: date) -> PaperView:
    """With its documents and the paper that replaced it loaded, no query."""
    return PaperView(
        code=holding.code,
        type_code=holding.type_code,
        national_code=holding.national_code,
        type_name=holding.type_name,
        number_symbol=holding.number_symbol,
        issued_on=holding.issued_on,
        precision=Precision(holding.precision) if holding.precision else None,
        issued=issued_words(holding.issued_on, holding.precision),
        issuer_code=holding.issuer_code,
        issuer_name=holding.issuer_name,
        abstract=holding.abstract,
        signer=holding.signer,
        valid_from=holding.valid_from,
        valid_until=holding.valid_until,
        language=holding.language,
        pages=holding.pages,
        physical_state=holding.physical_state,
        origin=Origin(holding.origin),
        trust=Trust(holding.trust),
        digitised_code=holding.digitised_code or "",
        dossier_code=holding.dossier_code,
        procedure_code=holding.procedure_code,
        agency_code=holding.agency_code,
        standing=standing_of(holding, on=on),
        replaced_by=holding.replaced_by.code if holding.replaced_by else "",
        ended_at=holding.replaced_at or holding.revoked_at,
        reason=holding.reason,
        held_at=holding.held_at,
        is_sample=holding.is_sample,
        owner_kind=OwnerKind(holding.owner_kind),
        owner_code=holding.owner_code,
        owner_name=holding.owner_name,
        owner_number=holding.owner_number,
        owned_since=holding.matched_at,
        confidence=dict(holding.confidence),
        original=_file("original", holding.document),
        signed_copy=_file("copy", holding.signed_copy) if holding.signed_copy else None,
    )


def issued_words(day: date | None, precision: str) -> str:
    """`03/04/2019`, `04/2019` or `2019`: no more than is known."""
    if day is None:
        return ""
    return {Precision.DAY: f"{day:%d/%m/%Y}", Precision.MONTH: f"{day:%m/%Y}"}.get(
        Precision(precision), f"{day:%Y}"
    )


def _file(which: str, document: Document) -> FileView:
    content = document.content
    return FileView(
        which=which,
        code=document.code,
        name=document.file_name,
        size_bytes=content.size_bytes,
        media_type=content.media_type,
        sha256=content.sha256,
        pages=document.pages if content.media_type in DRAWN_TYPES else 0,
        scan_note=document.scan_note,
    )
