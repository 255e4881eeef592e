"""The tracking book: what each entry says, who reads it, how it is closed and printed."""

from datetime import date, datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.casework.dossiers import jobs
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors.books import NotYourBook
from motcua.casework.dossiers.models import BookPrint
from motcua.casework.dossiers.queries import books
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import VIETNAM
from motcua.records.documents import queries as documents
from motcua.records.letters.errors import BookClosed, BookMissing, BookStillRuns
from motcua.records.letters.models import Register
from tests.factories import accounts as make
from tests.factories import dossiers as made
from tests.factories.accounts import officer_view
from tests.records.letters.test_papers import text_of

pytestmark = pytest.mark.django_db
YEAR = made.FILED.year
NEXT_YEAR = datetime(YEAR + 1, 1, 4, 9, tzinfo=VIETNAM)


def officers():
    return {name: officer_view(one) for name, one in made.an_authority().items()}


def agency():
    made.an_authority()
    return "skhcn-quang-tri"


def entries(**filters):
    page = books.page(
        viewer=officers()["receptionist"], agency_code=agency(), year=YEAR,
        filters=books.BookFilters(**filters), below=None,
    )  # fmt: skip
    return page.rows


def test_an_acceptance_enters_the_book_and_the_entry_follows_the_dossier():
    first, second = made.accepted(), made.numbered()

    rows = entries()

    assert [(row.number, row.code) for row in rows] == [(2, second.code), (1, first.code)]
    assert rows[1].forwarded_at is not None
    assert rows[1].back_at is None
    assert rows[0].back_at is not None
    assert rows[0].returned_at is None
    assert rows[1].due_at == made.reload(first).due_at


def test_an_undone_acceptance_leaves_its_number_struck_and_a_new_one_goes_on():
    dossier = made.accepted()
    lan = officers()["receptionist"]
    at = made.later(made.FILED, 60)
    dossiers.undo_acceptance(by=lan, code=dossier.code, reason="Nhầm", at=at)

    assert [(row.number, row.is_struck, row.note) for row in entries()] == [(1, True, "Hủy tiếp nhận")]

    dossiers.accept(by=lan, code=dossier.code, at=made.later(at))
    assert [(row.number, row.is_struck, row.note) for row in entries()] == [
        (2, False, ""),
        (1, True, "Thay bằng số 02"),
    ]
    assert [row.number for row in entries(state="struck")] == [1]
    assert [row.number for row in entries(state="open")] == [2]


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({}, [3, 2, 1]),
        ({"number": 2}, [2, 1]),
        ({"state": "open"}, [3, 2, 1]),
        ({"state": "returned"}, []),
        ({"since": date(YEAR, 1, 1), "until": date(YEAR, 12, 31)}, [3, 2, 1]),
        ({"until": date(YEAR, 1, 1)}, []),
        ({"code": "khong-co"}, []),
    ],
)
def test_a_book_is_filtered(filters, numbers):
    for _ in range(3):
        made.accepted()

    assert [row.number for row in entries(**filters)] == numbers


def test_pages_follow_one_another_without_a_gap():
    for _ in range(5):
        made.accepted()
    lan, found, below = officers()["receptionist"], [], None
    for _ in range(3):
        page = books.page(
            viewer=lan, agency_code=agency(), year=YEAR, filters=books.BookFilters(), below=below, limit=2
        )
        found += [row.number for row in page.rows]
        below = page.next

    assert found == [5, 4, 3, 2, 1]
    assert below is None


def test_a_page_asks_the_same_number_of_queries_for_any_number_of_entries(django_assert_num_queries):
    made.accepted()
    lan, code = officers()["receptionist"], agency()
    which = {"viewer": lan, "agency_code": code, "year": YEAR, "filters": books.BookFilters(), "below": None}
    with django_assert_num_queries(5):
        books.page(**which)
    for _ in range(3):
        made.numbered()
    with django_assert_num_queries(5):
        books.page(**which)


def test_a_book_is_closed_when_its_year_is_over_and_takes_no_entry_then():
    dossier = made.accepted()
    dossiers.close_book(by=officers()["clerk"], agency_code=agency(), year=YEAR, at=NEXT_YEAR)

    waiting = made.filed()
    with pytest.raises(BookClosed):
        dossiers.accept(by=officers()["receptionist"], code=waiting.code, at=made.later(made.FILED, 90))

    assert [row.code for row in entries()] == [dossier.code]
    assert made.reload(waiting).accepted_at is None
    event = AuditEvent.objects.get(kind="BookClosed")
    assert (event.subject, event.payload["last_number"]) == (f"book:{agency()}/TNHS/{YEAR}", 1)
    with pytest.raises(BookClosed):
        dossiers.close_book(by=officers()["clerk"], agency_code=agency(), year=YEAR, at=NEXT_YEAR)


@pytest.mark.parametrize(
    ("who", "year", "at", "refusal"),
    [
        ("clerk", YEAR, NEXT_YEAR - timedelta(days=10), BookStillRuns),
        ("receptionist", YEAR, NEXT_YEAR, NotYourBook),
        ("leader", YEAR, NEXT_YEAR, NotYourBook),
        ("specialist", YEAR, NEXT_YEAR, BookMissing),
        ("clerk", YEAR - 1, NEXT_YEAR, BookMissing),
    ],
)
def test_closing_is_refused_without_a_trace(who, year, at, refusal):
    made.accepted()
    events = AuditEvent.objects.count()

    with pytest.raises(refusal):
        dossiers.close_book(by=officers()[who], agency_code=agency(), year=year, at=at)

    assert Register.objects.filter(closed_at__isnull=False).count() == 0
    assert AuditEvent.objects.count() == events
    assert not BookPrint.objects.exists()


def test_another_authority_has_no_part_in_the_book():
    made.accepted()
    stranger = officer_view(make.an_officer(unit=make.a_unit("khac-mot-cua", agency=make.an_agency("khac"))))

    assert books.books(viewer=stranger) == []
    with pytest.raises(BookMissing):
        books.book(viewer=stranger, agency_code=agency(), year=YEAR)
    with pytest.raises(BookMissing):
        dossiers.print_book(by=stranger, agency_code=agency(), year=YEAR, at=NEXT_YEAR)


def test_the_worker_prints_the_book_of_a_year_and_says_how_far_it_is():
    first, second = made.accepted(), made.accepted()
    clerk = officers()["clerk"]
    asked = dossiers.print_book(by=clerk, agency_code=agency(), year=YEAR, at=NEXT_YEAR)

    again = dossiers.print_book(by=clerk, agency_code=agency(), year=YEAR, at=NEXT_YEAR)
    assert again == asked
    job = ProcrastinateJob.objects.get(task_name="dossiers.print_book")
    assert job.args == {"code": asked.code}
    with pytest.raises(BookMissing):
        dossiers.take_print(by=clerk, code=asked.code, at=NEXT_YEAR)

    jobs.print_book(code=asked.code)

    (row,) = books.prints(viewer=clerk, agency_code=agency(), year=YEAR)
    assert (row.done, row.total, row.is_ready) == (2, 2, True)
    with documents.stream_of(dossiers.take_print(by=clerk, code=asked.code, at=NEXT_YEAR)) as stream:
        text = "".join(text_of(stream.read()).split())
    assert first.code in text
    assert second.code in text
    with pytest.raises(BookMissing):
        dossiers.take_print(by=officers()["specialist"], code=asked.code, at=NEXT_YEAR)
    taken = AuditEvent.objects.get(kind="BookTaken")
    assert (taken.actor_code, taken.payload["print"]) == (clerk.actor.code, asked.code)
