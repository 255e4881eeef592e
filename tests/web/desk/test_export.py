"""A list as a file: the same rows and columns, no formula, no more than the officer sees, and an event."""

import io
import re
import tracemalloc
from typing import Any

import pytest
from django.test import Client

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.bulk_looks import Given
from motcua.casework.dossiers.enums import BulkAct
from motcua.casework.dossiers.models import BulkLine, Dossier
from motcua.casework.dossiers.operations import bulk as lines
from motcua.foundation.accounts.models import Person
from motcua.foundation.audit.models import AuditEvent
from motcua.web.desk import export, xlsx
from tests.casework.dossiers.traces import no_trace
from tests.factories.accounts import a_unit, an_agency, an_officer, hoa, officer_view, signed_in_client
from tests.factories.dossiers import FILED, an_authority, filed, later, proposed
from tests.factories.requests import a_request

openpyxl = pytest.importorskip("openpyxl")
pytestmark = pytest.mark.django_db


def browser(role: str = "receptionist") -> Client:
    return signed_in_client(an_authority()[role])


def sheet_of(given: bytes) -> list[list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(given))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def exported(client: Client, address: str) -> list[list[str]]:
    response = client.post(address)
    assert response.status_code == 200
    return sheet_of(b"".join(response.streaming_content))


def event() -> dict[str, Any]:
    return AuditEvent.objects.filter(kind="ListExported").latest("pk").payload


def test_a_file_holds_the_rows_and_columns_of_the_list():
    ours, _other = filed(), filed(by=hoa())

    rows = exported(browser(), "/desk/worklist/reception/export/?words=le+van+minh&cols=owner&cols=channel")

    assert rows[0] == ["Mã hồ sơ", "Chủ hồ sơ", "Kênh nộp", "Hạn của bước", "Tình trạng hạn"]
    assert [row[:3] for row in rows[1:]] == [[ours.code, "Lê Văn Minh", "Trực tuyến"]]


def test_every_row_is_in_the_file_not_a_page_of_them():
    codes = {filed().code for _ in range(51)}

    rows = exported(browser(), "/desk/worklist/reception/export/")

    assert {row[0] for row in rows[1:]} == codes


def test_a_list_too_long_for_a_sheet_ends_with_a_word_about_it(monkeypatch):
    for _ in range(3):
        filed()
    monkeypatch.setattr(export, "MOST_ROWS", 2)

    rows = exported(browser(), "/desk/worklist/reception/export/")

    assert len(rows) == 4
    assert rows[-1][0] == export.CUT


@pytest.mark.parametrize("name", ["=1+1", '=HYPERLINK("http://x")', "+84", "-2", "@SUM(A1)", "<b>&\x0b"])
def test_what_somebody_typed_never_becomes_a_formula(name):
    dossier = filed()
    Person.objects.filter(pk=dossier.owner_person_id).update(full_name=name)

    response = browser().post("/desk/worklist/reception/export/?cols=owner")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    cell = book.active.cell(2, 2)

    assert (cell.data_type, cell.value) == ("s", name.replace("\x0b", ""))


def test_an_export_is_an_event_without_what_was_searched_for():
    filed()

    exported(browser(), "/desk/worklist/reception/export/?words=le+van+minh")

    event = AuditEvent.objects.get(kind="ListExported")
    assert (event.payload["queue"], event.payload["is_whole"]) == ("reception", False)
    assert "minh" not in str(event.payload)


def test_all_that_a_search_finds_is_taken_out_by_its_words():
    codes = {filed().code for _ in range(51)}
    filed(by=hoa())
    client = browser()

    page = client.post("/desk/search/", {"q": "lê văn minh"}, follow=True).content.decode()
    address = re.search(r'action="(/desk/search/export/[^"]*)"', page)
    assert address is not None
    rows = exported(client, address[1].replace("&amp;", "&"))

    assert {row[0] for row in rows[1:]} == codes
    assert event()["queue"] == "search"
    assert "minh" not in str(event())
    assert len(exported(client, "/desk/search/export/")) == 1


def test_requests_without_an_agency_are_taken_out_by_the_desk_that_keeps_them():
    request = a_request()

    rows = exported(browser(), "/desk/unclear/export/")

    assert [row[0] for row in rows[1:]] == [request.code]
    assert event()["queue"] == "unclear"
    with no_trace():
        assert browser("clerk").post("/desk/unclear/export/").status_code == 403


def test_what_an_order_could_not_do_is_taken_out_by_whoever_ordered_it():
    dossier = proposed()
    by = officer_view(an_authority()["leader"])
    order = dossiers.order_bulk(by=by, act=BulkAct.SIGN, seen={dossier.code: "x"}, given=Given(), at=FILED)
    lines.do_line(line=BulkLine.objects.get().pk, at=later(FILED, 120))
    client, place = browser("leader"), f"/desk/bulk/{order.code}/"

    assert f"{place}export/" in client.get(place).content.decode()
    rows = exported(client, f"{place}export/")

    assert [row[:2] for row in rows[1:]] == [[dossier.code, "Duyệt và ký"]]
    assert rows[1][2]
    assert (event()["queue"], event()["part"]) == ("bulk", order.code)
    with no_trace():
        assert browser("clerk").post(f"{place}export/").status_code == 404


def test_nobody_takes_out_what_they_do_not_see():
    filed()
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    stranger = signed_in_client(an_officer(unit=a_unit("bg-mot-cua", agency=other), code="bg"))

    assert len(exported(stranger, "/desk/worklist/all/export/")) == 1
    with no_trace():
        assert browser("clerk").post("/desk/worklist/reception/export/").status_code == 404
        assert signed_in_client(hoa()).post("/desk/worklist/all/export/").status_code == 403
        assert browser().get("/desk/worklist/all/export/").status_code == 405
    assert Dossier.objects.exists()


def test_a_long_table_takes_little_memory():
    rows = ([f"{n}", "Nguyễn Văn A" * 10] for n in range(50_000))
    tracemalloc.start()

    size = sum(len(part) for part in xlsx.streamed(["a", "b"], rows))

    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 100_000
    assert most < 5_000_000
