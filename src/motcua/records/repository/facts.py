"""What a room above says of a paper when it is held: frozen, plain, by names."""

from dataclasses import dataclass
from datetime import date

from .enums import Origin, OwnerKind, Precision, Trust


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a paper came from. `code` lets it in once among those of the same origin: an opaque code of what
    it was made from, such as a result's; never a number of a person.
    """

    origin: Origin
    code: str
    trust: Trust
    agency_code: str
    dossier_code: str = ""
    procedure_code: str = ""
    is_sample: bool = False


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose paper it is. `code` is the person's or organisation's here, for a caller who knows it; `number`
    the identity or tax number as the paper has it.
    """

    kind: OwnerKind = OwnerKind.UNKNOWN
    code: str = ""
    number: str = ""
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What the paper says of itself. `type_code` is the code of its type or kind of result, `national_code`
    that of the national database, both empty if nobody gave one; `valid_until` None has no end. `is_refusal`:
    it refuses a request and grants nothing.
    """

    type_name: str
    type_code: str = ""
    national_code: str = ""
    number_symbol: str = ""
    issued_on: date | None = None
    precision: Precision | None = None
    issuer_code: str = ""
    issuer_name: str = ""
    abstract: str = ""
    signer: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    pages: int = 0
    language: str = "vi"
    physical_state: str = ""
    is_refusal: bool = False


@dataclass(frozen=True, kw_only=True)
class DigitisedCode:
    """The code of a digitised result, with the parts that it was built from. Law: TT-01-2023-VPCP/10."""

    code: str
    owner_part: str = ""
    type_part: str = ""
    order: int | None = None
    year: int | None = None
    agency_part: str = ""


@dataclass(frozen=True, kw_only=True)
class Files:
    """Codes of documents: the original bytes, the signed copy, the text that was read."""

    original: str
    signed_copy: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """What is kept of a paper, as it should be. A result born digital is corrected in its dossier instead."""

    type_name: str
    number_symbol: str
    issued_on: date | None
    precision: Precision | None
    issuer_name: str
    abstract: str
    signer: str
    valid_from: date | None
    valid_until: date | None
