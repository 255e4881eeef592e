"""The pages of the tracking book: found, read, taken along, printed, closed."""

import openpyxl
import pytest
from django.test import Client

from motcua.casework.dossiers.queries import books
from motcua.foundation.audit.models import AuditEvent
from tests.casework.dossiers.traces import no_trace
from tests.factories import accounts as make
from tests.factories import dossiers as made

pytestmark = pytest.mark.django_db
YEAR = made.FILED.year
BOOK = f"/desk/books/skhcn-quang-tri/{YEAR}/"


def signed_in(who: str) -> Client:
    return make.signed_in_client(made.an_authority()[who])


def test_a_book_is_found_read_and_taken_as_a_spreadsheet(tmp_path):
    dossier = made.accepted()
    client = signed_in("receptionist")

    overview = client.get("/desk/books/").content.decode()
    page = client.get(f"{BOOK}?code={dossier.code}").content.decode()
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"".join(client.post(f"{BOOK}table/").streaming_content))

    assert BOOK in overview
    assert dossier.code in page
    assert "/close/" not in page
    rows = list(openpyxl.load_workbook(path).active.values)
    assert rows[0] == books.HEAD
    assert rows[1][:2] == ("01", dossier.code)


def test_the_spreadsheet_follows_the_filters_of_the_page_and_is_an_event(tmp_path):
    ours, other = made.accepted(), made.accepted()
    client, path = signed_in("clerk"), tmp_path / "book.xlsx"

    page = client.get(f"{BOOK}?code={ours.code}").content.decode()
    path.write_bytes(b"".join(client.post(f"{BOOK}table/?code={ours.code}").streaming_content))

    assert f'formaction="{BOOK}table/?code={ours.code}"' in page
    rows = list(openpyxl.load_workbook(path).active.values)
    assert [row[1] for row in rows[1:]] == [ours.code]
    event = AuditEvent.objects.get(kind="ListExported").payload
    assert (event["queue"], event["part"], event["is_whole"]) == ("book", f"skhcn-quang-tri/{YEAR}", False)
    assert other.code not in str(event)


def test_nobody_takes_along_a_book_that_is_not_theirs():
    made.accepted()

    with no_trace():
        assert signed_in("specialist").post(f"{BOOK}table/").status_code == 404
        assert signed_in("clerk").get(f"{BOOK}table/").status_code == 405


def test_filters_that_make_no_sense_show_the_book_whole():
    dossier = made.accepted()

    page = signed_in("clerk").get(f"{BOOK}?number=x&since=ngay&state=gi&below=-1").content.decode()

    assert dossier.code in page


def test_days_are_written_as_people_write_them_and_stay_in_the_filter():
    dossier = made.accepted()
    day = f"{made.FILED:%d/%m/%Y}"

    page = signed_in("clerk").get(BOOK, {"since": day, "until": day}).content.decode()
    later = signed_in("clerk").get(BOOK, {"since": f"31/12/{YEAR}"}).content.decode()

    assert dossier.code in page
    assert page.count(f'value="{day}"') == 2
    assert 'type="date"' not in page
    assert dossier.code not in later


def test_an_unreadable_day_stays_as_it_was_typed_and_is_told():
    made.accepted()

    page = signed_in("clerk").get(BOOK, {"since": "30/02/2026"}).content.decode()

    assert 'value="30/02/2026"' in page
    assert "Ghi ngày theo dạng ngày/tháng/năm" in page


def test_a_clerk_who_closes_too_early_is_told_why():
    made.accepted()

    answer = signed_in("clerk").post(f"{BOOK}close/", {"_": "1"})

    assert answer.status_code == 422
    assert "chạy đến hết năm" in answer.content.decode()


def test_printing_shows_its_progress():
    made.accepted()

    page = signed_in("receptionist").post(f"{BOOK}print/", follow=True).content.decode()

    assert "Đang lập bản in" in page


def test_a_division_reads_no_book():
    made.accepted()
    client = signed_in("specialist")

    assert "Chưa có sổ nào" in client.get("/desk/books/").content.decode()
    assert client.get(BOOK).status_code == 404
    assert client.post(f"{BOOK}table/").status_code == 404
