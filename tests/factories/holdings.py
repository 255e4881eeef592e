"""Papers in the repository, held the way the rooms above hold them."""

from datetime import date, datetime
from itertools import count
from typing import Any

from motcua.foundation.accounts.models import Organisation, Person
from motcua.foundation.kernel.actors import SYSTEM
from motcua.records.documents import operations as documents
from motcua.records.documents.models import Document
from motcua.records.repository import operations
from motcua.records.repository.enums import Origin, OwnerKind, Precision, Trust, WrongAbout
from motcua.records.repository.facts import Files, Owner, Paper, Source
from motcua.records.repository.models import AskedCorrection, Holding

from .accounts import MONDAY, an_agency, applicant_view
from .files import a_pdf

_serial = count(1)


def a_document(content: bytes = b"", *, pages: int = 1) -> Document:
    """A file that was taken in; without content a small PDF, another each time."""
    content = content or a_pdf() + f"\n% {next(_serial)}\n".encode()
    return documents.keep(content=content, name="giay-to.pdf", by=SYSTEM, at=MONDAY, pages=pages)


def owned_by(owner: Person | Organisation) -> Owner:
    """As a room says it that knows the owner."""
    if isinstance(owner, Person):
        number = owner.identity_number or ""
        return Owner(kind=OwnerKind.PERSON, code=owner.code, number=number, name=owner.full_name)
    number = owner.tax_number or ""
    return Owner(kind=OwnerKind.ORGANISATION, code=owner.code, number=number, name=owner.name)


def numbered(number: str, name: str = "", kind: OwnerKind = OwnerKind.UNKNOWN) -> Owner:
    """As a digitised paper says it."""
    return Owner(kind=kind, number=number, name=name)


def a_source(code: str = "", origin: Origin = Origin.DIGITISED, **fields: Any) -> Source:
    values: dict[str, Any] = {
        "origin": origin,
        "code": code or f"nguon-{next(_serial)}",
        "trust": Trust.ORIGINAL if origin is Origin.BORN_DIGITAL else Trust.DIGITISED,
        "agency_code": an_agency().code,
    }
    return Source(**(values | fields))


def a_paper(**fields: Any) -> Paper:
    values: dict[str, Any] = {
        "type_name": "Giấy phép tiến hành công việc bức xạ",
        "type_code": "KQ.G06.000122",
        "number_symbol": "05/GP-SKHCN",
        "issued_on": date(2019, 4, 3),
        "precision": Precision.DAY,
        "issuer_code": "H50.15",
        "issuer_name": "Sở Khoa học và Công nghệ",
        "abstract": "Sử dụng thiết bị X-quang chẩn đoán y tế",
        "signer": "Trần Thanh Trường",
        "valid_from": date(2019, 4, 3),
        "pages": 1,
    }
    return Paper(**(values | fields))


def a_holding(
    owner: Person | Organisation | Owner,
    *,
    source: Source | None = None,
    content: bytes = b"",
    at: datetime = MONDAY,
    more: dict[str, Any] | None = None,
    **paper: Any,
) -> Holding:
    """A paper kept; `paper` says what is special about it, `more` what else `hold` is told."""
    return operations.hold(
        source=source or a_source(),
        owner=owner if isinstance(owner, Owner) else owned_by(owner),
        paper=a_paper(**paper),
        files=Files(original=a_document(content, pages=paper.get("pages", 1)).code),
        by=SYSTEM,
        at=at,
        **(more or {}),
    )


def asked_to_correct(holding: Holding, by: Person, *, at: datetime = MONDAY) -> AskedCorrection:
    """Its owner says that the number is wrong."""
    return operations.ask_correction(
        by=applicant_view(by),
        code=holding.code,
        about=WrongAbout.FACTS,
        words="Số đúng là 06/GP-SKHCN.",
        at=at,
    )
