"""The desk of the archivist: what waits, periods, holds."""

import hashlib
import re
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from motcua.casework.archives import operations as archives
from motcua.casework.archives.models import LegalHold, RecordKind, Transfer
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import local_date, now
from tests.casework.archives.test_retention import a_stranger
from tests.casework.dossiers import standings
from tests.factories import archives as make
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import FILED, an_authority, filed

pytestmark = pytest.mark.django_db


def browser(role: str = "archivist") -> Client:
    return signed_in_client(make.an_archivist() if role == "archivist" else an_authority()[role])


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def some_waiting() -> list[Dossier]:
    """Two in time, one overdue by a week; withdrawn, so that they are quickly made."""
    found = [make.withdrawn() for _ in range(3)]
    for dossier, days in zip(found, (10, 20, 373), strict=True):
        Dossier.objects.filter(pk=dossier.pk).update(ended_at=now() - timedelta(days=days))
    return found


def test_every_number_of_the_board_opens_a_list_with_as_many():
    some_waiting()
    client = browser()

    page = text_of(client.get("/desk/archives/"))

    assert "3 hồ sơ đã kết thúc chờ nộp" in page
    assert "<strong>1 quá hạn</strong>" in page
    assert "chưa kiểm chứng" in page
    links = re.findall(r'<a href="(/desk/archives/waiting/\?[^"]+)">(\d+)</a>', page)
    assert len(links) >= 2
    for address, number in links:
        assert f"<p>{number} hồ sơ" in text_of(client.get(address.replace("&amp;", "&")))


def test_the_list_says_how_each_stands_and_goes_on():
    late = some_waiting()[2]
    page = text_of(browser("leader").get("/desk/archives/waiting/?only=overdue"))
    assert late.code in page
    assert "quá hạn" in page
    for address in ("?year=abc", "?after=khong-co", "?kind=%00".replace("%00", "x"), "?only=gi-do"):
        assert browser().get(f"/desk/archives/waiting/{address}").status_code == 200
    assert "Không có hồ sơ nào ở đây" in text_of(browser().get("/desk/archives/waiting/?year=1999"))


def test_nothing_waiting_says_so():
    assert "Không có hồ sơ nào chờ nộp lưu" in text_of(browser().get("/desk/archives/"))


def test_a_period_is_set_on_its_page_and_shown_with_its_doubt():
    editor = browser("editor")
    kind = make.kinds()

    wrong = editor.post(f"/desk/archives/periods/{kind.code}/", {"title": "", "years": "0", "source": ""})
    assert wrong.status_code == 422
    done = editor.post(
        f"/desk/archives/periods/{kind.code}/",
        {"title": kind.title, "years": "15", "source": "Luật thử", "is_verified": "on"},
    )
    assert done.status_code == 302
    again = editor.post(
        "/desk/archives/periods/new/", {"title": kind.title, "years": "", "source": "Luật thử"}
    )
    assert "Đã có loại hồ sơ mang tên này." in again.content.decode()
    editor.post(
        "/desk/archives/periods/new/", {"title": "Hồ sơ thanh tra", "years": "", "source": "Luật thử"}
    )

    page = text_of(editor.get("/desk/archives/periods/"))
    assert "15 năm" in page
    assert "Hồ sơ thanh tra" in page
    assert "Luật thử" in page
    assert "chưa kiểm chứng" in page
    assert "Thêm loại hồ sơ" not in text_of(browser().get("/desk/archives/periods/"))


def test_a_procedure_gets_its_kind():
    editor = browser("editor")
    dossier = make.withdrawn()
    code = dossier.publication.procedure.code
    other = RecordKind.objects.create(title="Hồ sơ thanh tra", years=5, source="Luật thử", set_at=now())

    assert "Không có thủ tục nào" in text_of(
        editor.post("/desk/archives/periods/procedure/", {"procedure_code": "x", "kind_code": other.code})
    )
    editor.post("/desk/archives/periods/procedure/", {"procedure_code": code, "kind_code": other.code})

    assert "5 năm" in text_of(browser().get(f"/desk/dossiers/{dossier.code}/"))
    assert code in text_of(editor.get("/desk/archives/periods/"))


def test_a_dossier_shows_its_line_and_is_held_and_let_go():
    client, dossier = browser(), make.withdrawn()
    page = text_of(client.get(f"/desk/dossiers/{dossier.code}/"))
    assert "Nộp lưu chậm nhất" in page
    assert "Bảo quản: 20 năm, đến hết" in page

    address = f"/desk/archives/holds/{dossier.code}/"
    assert client.post(address, {"reason": "", "basis": ""}).status_code == 422
    client.post(address, {"reason": "Thanh tra yêu cầu", "basis": "Công văn 12"})
    page = text_of(client.get(f"/desk/dossiers/{dossier.code}/"))
    assert "Đang giữ lại theo yêu cầu pháp lý" in page
    assert "Công văn 12" in page
    assert "Đang giữ lại: 1" in text_of(client.get("/desk/archives/"))
    assert "đang giữ lại" in text_of(client.get("/desk/archives/waiting/"))

    client.post(f"{address}lift/", {"why": "Xong"})
    assert not LegalHold.objects.filter(lifted_at=None).exists()
    assert "Đang giữ lại" not in text_of(client.get(f"/desk/dossiers/{dossier.code}/"))


def test_a_leader_sees_the_line_but_no_way_to_hold_and_an_open_dossier_has_none():
    dossier = make.withdrawn()
    page = text_of(browser("leader").get(f"/desk/dossiers/{dossier.code}/"))
    assert "Nộp lưu chậm nhất" in page
    assert "/desk/archives/holds/" not in page
    assert "Nộp lưu chậm nhất" not in text_of(browser().get(f"/desk/dossiers/{filed().code}/"))


def test_the_board_costs_as_many_queries_for_many_as_for_one(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    client = browser()
    make.withdrawn()
    client.get("/desk/archives/")
    some_waiting()
    with django_assert_num_queries(16):
        client.get("/desk/archives/")


def a_transfer(**how) -> Transfer:
    make.ended()
    return make.packed(at=now(), year=local_date(FILED).year, **how)


def test_a_transfer_is_made_from_its_line_and_shows_how_far_it_is():
    dossier, client = make.ended(), browser()
    page = client.get("/desk/archives/").content.decode()
    address = re.search(r'href="(/desk/archives/transfers/new/\?[^"]+)"', page)[1].replace("&amp;", "&")
    assert "Lập lần nộp lưu" in text_of(client.get(address))

    made = client.post(address, {"unit": ""}, follow=True)

    transfer = Transfer.objects.get()
    assert "0/1" in text_of(made)
    assert "hx-get" in text_of(made)
    assert dossier.code not in text_of(client.get("/desk/archives/waiting/"))
    part = client.get(f"/desk/archives/transfers/{transfer.code}/", headers={"HX-Request": "true"})
    assert "<h1>" not in part.content.decode()
    assert "Số 01/" in text_of(client.get("/desk/archives/transfers/"))
    assert "Không có hồ sơ nào chờ nộp lưu khớp" in text_of(client.post(address, {"unit": ""}))
    archives.pack(code=transfer.code, at=now(), go_on=lambda: True)
    page = text_of(client.get(f"/desk/archives/transfers/{transfer.code}/"))
    assert "Gói đã sẵn sàng" in page
    assert "hx-get" not in page
    assert "đang lập gói" not in text_of(client.get(f"/desk/dossiers/{dossier.code}/"))


def test_the_package_is_taken_out_and_its_receipt_is_recorded():
    transfer, client = a_transfer(), browser()
    address = f"/desk/archives/transfers/{transfer.code}/"

    response = client.get(f"{address}package/")
    content = b"".join(response.streaming_content)
    assert response["Content-Disposition"].startswith("attachment; ")
    assert hashlib.sha256(content).hexdigest() == transfer.document.content_id
    assert AuditEvent.objects.filter(kind="TransferDownloaded").count() == 1

    assert client.post(f"{address}receive/", {"receipt_number": "", "received_on": "x"}).status_code == 422
    late = client.post(f"{address}receive/", {"receipt_number": "1", "received_on": "01/01/2001"})
    assert "ngày không ở tương lai" in text_of(late)
    today = f"{local_date(now()):%d/%m/%Y}"
    done = client.post(
        f"{address}receive/", {"receipt_number": "12/BB-LT", "received_on": today}, follow=True
    )
    assert "Biên bản giao nhận số 12/BB-LT" in text_of(done)
    code = transfer.lines.get().dossier.code
    assert "đã nộp lưu" in text_of(client.get(f"/desk/dossiers/{code}/"))
    assert client.get(f"{address}call-off/").status_code == 200
    assert "không ở lúc chờ bàn giao" in text_of(client.post(f"{address}call-off/", {"why": "Nhầm"}))


def test_a_transfer_is_called_off_with_a_reason_and_says_what_was_left_out():
    left = standings.refused()
    transfer, client = a_transfer(), browser()
    address = f"/desk/archives/transfers/{transfer.code}/"
    page = text_of(client.get(address))
    assert "Để lại lần sau: 1 hồ sơ" in page
    assert left.code in page

    assert client.post(f"{address}call-off/", {"why": ""}).status_code == 422
    done = client.post(f"{address}call-off/", {"why": "Nhầm năm"}, follow=True)
    assert "Nhầm năm" in text_of(done)
    assert client.get(f"{address}package/").status_code == 409


def test_another_agency_finds_no_transfer_and_takes_no_package():
    transfer = a_transfer()
    stranger = signed_in_client(a_stranger())
    for part in ("", "package/", "receive/", "call-off/"):
        assert stranger.get(f"/desk/archives/transfers/{transfer.code}/{part}").status_code == 404
    assert not AuditEvent.objects.filter(kind="TransferDownloaded").exists()
    assert browser("leader").get(f"/desk/archives/transfers/{transfer.code}/").status_code == 403


def test_what_has_outlived_its_period_is_taken_out_as_a_table():
    client = browser()
    assert "Chưa có hồ sơ nào hết thời hạn" in text_of(client.get("/desk/archives/outlived/"))
    dossier = make.withdrawn()
    Dossier.objects.filter(pk=dossier.pk).update(ended_at=now() - timedelta(days=366 * 22))

    assert "Tải danh sách 1 hồ sơ (XLSX)" in text_of(client.get("/desk/archives/outlived/"))
    response = client.post("/desk/archives/outlived/table/")

    book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][1] == "Mã hồ sơ"
    assert [row[1] for row in rows[1:]] == [dossier.code]
    assert AuditEvent.objects.filter(kind="OutlivedListed").count() == 1
