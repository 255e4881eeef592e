"""The tracking books that an officer may read: which there are, their pages, and a whole year as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Substr

from motcua.casework.dossiers import book_rows, permissions
from motcua.casework.dossiers.book_rows import SUBJECT, BookRow
from motcua.casework.dossiers.enums import Business
from motcua.casework.dossiers.models import OPEN, BookPrint, Dossier
from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import VIETNAM
from motcua.records.documents.models import Document
from motcua.records.letters.enums import LetterState
from motcua.records.letters.errors import BookMissing
from motcua.records.letters.models import Register, RegisterEntry
from motcua.records.letters.rules import RECEIPT_BOOK

PAGE = 50
AT_ONCE = 1000
HEAD = (
    "STT", "Mã hồ sơ", "Tên thủ tục hành chính", "Số lượng hồ sơ (bộ)", "Tên tổ chức, cá nhân",
    "Địa chỉ, số điện thoại", "Cơ quan chủ trì giải quyết", "Nhận hồ sơ", "Hẹn trả kết quả",
    "Chuyển hồ sơ đến cơ quan giải quyết", "Nhận kết quả từ cơ quan giải quyết", "Trả kết quả",
    "Phương thức nhận", "Ký nhận", "Ghi chú",
)  # fmt: skip


@dataclass(frozen=True)
class Book:
    """One book of a year; `prints` are its makings as a PDF, the newest first."""

    agency_code: str
    agency_name: str
    year: int
    last_number: int
    closed_at: datetime | None
    may_close: bool


@dataclass(frozen=True)
class BookFilters:
    """`state`: open, returned, ended or struck; `number` shows the book from that number down."""

    code: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None
    number: int | None = None

    @property
    def is_set(self) -> bool:
        return bool(self.code or self.state or self.since or self.until or self.number)


@dataclass(frozen=True)
class BookPage:
    """Entries, newest first; `next` is the number to go on below, None on the last page."""

    rows: list[BookRow]
    next: int | None


@dataclass(frozen=True)
class PrintRow:
    """How far a making of the book is; `is_ready` when it can be fetched."""

    code: str
    asked_at: datetime
    done: int
    total: int
    is_ready: bool
    has_failed: bool


def may_read(viewer: OfficerView) -> bool:
    """Whether there is an agency whose book the officer may read; no query."""
    return bool(permissions.book_agency_codes(viewer))


def books(*, viewer: OfficerView) -> list[Book]:
    """Every book that the officer may read, the newest year first. Two queries."""
    codes = permissions.book_agency_codes(viewer)
    names = dict(Agency.objects.filter(code__in=codes).values_list("code", "name_vi"))
    registers = Register.objects.filter(agency_code__in=codes, book=RECEIPT_BOOK)
    return [_book(one, names, viewer) for one in registers.order_by("-year", "agency_code")]


def book(*, viewer: OfficerView, agency_code: str, year: int) -> Book:
    """One book. Raises BookMissing."""
    permissions.check_can_see_book(viewer, agency_code)
    found = Register.objects.filter(agency_code=agency_code, book=RECEIPT_BOOK, year=year).first()
    if found is None:
        raise BookMissing()
    names = dict(Agency.objects.filter(code=agency_code).values_list("code", "name_vi"))
    return _book(found, names, viewer)


def _book(register: Register, names: dict[str, str], viewer: OfficerView) -> Book:
    return Book(
        agency_code=register.agency_code,
        agency_name=names.get(register.agency_code, register.agency_code),
        year=register.year,
        last_number=register.last_number,
        closed_at=register.closed_at,
        may_close=permissions.may_close_book(viewer, register.agency_code),
    )


def page(
    *,
    viewer: OfficerView,
    agency_code: str,
    year: int,
    filters: BookFilters,
    below: int | None,
    limit: int = PAGE,
) -> BookPage:
    """A page of the book, newest first. Five queries. Raises BookMissing."""
    permissions.check_can_see_book(viewer, agency_code)
    entries = _filtered(_entries(agency_code, year), filters)
    if below is not None:
        entries = entries.filter(number__lt=below)
    found = list(entries.select_related("letter").order_by("-number")[: limit + 1])
    more = len(found) > limit
    return BookPage(book_rows.rows_of(found[:limit]), found[limit - 1].number if more else None)


def _entries(agency_code: str, year: int) -> QuerySet[RegisterEntry]:
    return RegisterEntry.objects.filter(
        register__agency_code=agency_code, register__book=RECEIPT_BOOK, register__year=year
    )


def _filtered(entries: QuerySet[RegisterEntry], filters: BookFilters) -> QuerySet[RegisterEntry]:
    if filters.code:
        entries = entries.filter(letter__subject__startswith=f"{SUBJECT}{filters.code.strip()}")
    if filters.number is not None:
        entries = entries.filter(number__lte=filters.number)
    if filters.since is not None:
        entries = entries.filter(entered_at__gte=_midnight(filters.since))
    if filters.until is not None:
        entries = entries.filter(entered_at__lt=_midnight(filters.until + timedelta(days=1)))
    if filters.state == "struck":
        return entries.filter(letter__state=LetterState.REVOKED)
    states: dict[str, Sequence[str]] = {
        "open": OPEN,
        "returned": [Business.RETURNED],
        "ended": [Business.REFUSED, Business.WITHDRAWN, Business.STOPPED],
    }
    if filters.state in states:
        entries = entries.exclude(letter__state=LetterState.REVOKED)
        code = Substr(OuterRef("letter__subject"), len(SUBJECT) + 1)
        entries = entries.filter(
            Exists(Dossier.objects.filter(code=code, business__in=states[filters.state]))
        )
    return entries


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), VIETNAM)


def table(*, viewer: OfficerView, agency_code: str, year: int, filters: BookFilters) -> Iterator[list[str]]:
    """What was asked for of the book in its order, for a spreadsheet. Raises BookMissing."""
    permissions.check_can_see_book(viewer, agency_code)
    return _table(_filtered(_entries(agency_code, year), filters))


def _table(asked: QuerySet[RegisterEntry]) -> Iterator[list[str]]:
    last = 0
    entries = asked.select_related("letter").order_by("number")
    while part := list(entries.filter(number__gt=last)[:AT_ONCE]):
        last = part[-1].number
        for row in book_rows.rows_of(part):
            line = book_rows.line_of(row)
            yield [
                line.number, line.code, line.procedure, line.sets, line.owner, line.contact, line.agency,
                line.received, line.due, line.forwarded, line.back, line.returned, line.way, "", line.note,
            ]  # fmt: skip


def prints(*, viewer: OfficerView, agency_code: str, year: int) -> list[PrintRow]:
    """The last makings of the book as a PDF. Raises BookMissing."""
    permissions.check_can_see_book(viewer, agency_code)
    found = BookPrint.objects.filter(agency_code=agency_code, year=year).order_by("-pk")[:3]
    return [
        PrintRow(one.code, one.asked_at, one.done, one.total, bool(one.document_id), bool(one.failed_at))
        for one in found
    ]


def print_document(*, viewer: OfficerView, code: str) -> Document:
    """The PDF of a making that is done. Raises BookMissing."""
    found = BookPrint.objects.select_related("document__content").filter(code=code).first()
    if found is None or found.document is None:
        raise BookMissing()
    permissions.check_can_see_book(viewer, found.agency_code)
    return found.document
