"""The tracking book of a year: closed when the year is over, printed by the worker."""

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.db import transaction

from motcua.casework.dossiers import book_rows, permissions
from motcua.casework.dossiers.errors.books import NotYourBook
from motcua.casework.dossiers.events.books import BookTaken
from motcua.casework.dossiers.models import BookPrint
from motcua.casework.dossiers.queries.books import print_document
from motcua.foundation.accounts.queries import OfficerView, letterhead
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel import jobs
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local
from motcua.records.documents import operations as documents
from motcua.records.documents.models import Document
from motcua.records.letters import operations as letters
from motcua.records.letters import printing, sheets
from motcua.records.letters.errors import BookMissing
from motcua.records.letters.models import Register, RegisterEntry
from motcua.records.letters.rules import RECEIPT_BOOK

PRINT = "dossiers.print_book"
AT_ONCE = 500


@transaction.atomic
def close_book(*, by: OfficerView, agency_code: str, year: int, at: datetime) -> Register:
    """Close the tracking book of a year that is over, and have it printed whole.

    Raises: BookMissing, NotYourBook, BookStillRuns, BookClosed.
    Law: TT-01-2018-VPCP/10.2.
    """
    permissions.check_can_see_book(by, agency_code)
    if not permissions.may_close_book(by, agency_code):
        raise NotYourBook()
    register = letters.close_book(agency_code=agency_code, book=RECEIPT_BOOK, year=year, by=by.actor, at=at)
    print_book(by=by, agency_code=agency_code, year=year, at=at)
    return register


@transaction.atomic
def print_book(*, by: OfficerView, agency_code: str, year: int, at: datetime) -> BookPrint:
    """Ask the worker for the book of a year as it stands; one that is being made is not asked for twice.

    Raises: BookMissing.
    """
    permissions.check_can_see_book(by, agency_code)
    registers = Register.objects.select_for_update(of=("self",))
    register = registers.filter(agency_code=agency_code, book=RECEIPT_BOOK, year=year).first()
    if register is None:
        raise BookMissing()
    waiting = BookPrint.objects.filter(
        agency_code=agency_code, year=year, document=None, failed_at=None, total=register.last_number
    )
    if (found := waiting.order_by("-pk").first()) is not None:
        return found
    made = BookPrint.objects.create(
        agency_code=agency_code, year=year, asked_at=at, asked_by_id=by.id, total=register.last_number
    )
    jobs.defer(PRINT, code=made.code)
    return made


@transaction.atomic
def take_print(*, by: OfficerView, code: str, at: datetime) -> Document:
    """The PDF of a making that is done; kept as an event, since personal data leaves with it.

    Raises: BookMissing.
    """
    found = print_document(viewer=by, code=code)
    row = BookPrint.objects.get(code=code)
    audit.record(
        BookTaken(
            subject=f"book:{row.agency_code}/{RECEIPT_BOOK}/{row.year}",
            at=at,
            actor=by.actor,
            act_id=uuid4(),
            dimensions=Dimensions(agency=row.agency_code),
            print=code,
        )
    )
    return found


def set_book(*, code: str, at: datetime) -> None:
    """Set the book part by part, saying after each how far it is, and keep the PDF. Safe to repeat.

    Raises: OutsideFailure.
    """
    row = BookPrint.objects.get(code=code)
    if row.document_id is not None:
        return
    made = printing.book_pdf(
        _book(row), _parts(row), sample=settings.MOTCUA_DEMO, at=at, agency_code=row.agency_code
    )
    for done, pdf in made:
        BookPrint.objects.filter(pk=row.pk).update(done=done)
        if pdf:
            _keep(row, pdf, at)


@transaction.atomic
def _keep(row: BookPrint, pdf: bytes, at: datetime) -> None:
    kept = BookPrint.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if kept.document_id is None:
        kept.document = documents.keep(content=pdf, name=f"so-theo-doi-{row.year}.pdf", by=SYSTEM, at=at)
        kept.save(update_fields=["document"])


@transaction.atomic
def give_up_book(*, code: str, at: datetime) -> None:
    """Say that a book could not be set, so that its page stops waiting."""
    BookPrint.objects.filter(code=code, document=None).update(failed_at=at)


def _book(row: BookPrint) -> sheets.TrackingBook:
    head = letterhead(row.agency_code)
    register = Register.objects.get(agency_code=row.agency_code, book=RECEIPT_BOOK, year=row.year)
    closing = ""
    if register.closed_at is not None:
        closing = (
            f"Sổ năm {row.year} có {register.last_number} số, từ số 01 đến số {register.last_number:02d}; "
            f"khóa sổ ngày {local(register.closed_at):%d/%m/%Y}."
        )
    return sheets.TrackingBook(
        agency=head.name, parent_agency=head.parent_name, year=row.year, closing=closing
    )


def _parts(row: BookPrint) -> Iterator[list[sheets.BookLine]]:
    """The entries of the book up to the number that was its last when it was asked for."""
    entries = RegisterEntry.objects.filter(
        register__agency_code=row.agency_code, register__book=RECEIPT_BOOK, register__year=row.year
    )
    for first in range(0, row.total, AT_ONCE):
        part = entries.filter(number__gt=first, number__lte=min(first + AT_ONCE, row.total))
        found = list(part.select_related("letter").order_by("number"))
        yield [book_rows.line_of(one) for one in book_rows.rows_of(found)]
