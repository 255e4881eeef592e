"""The desk of the archivist: digitised papers that belong to no dossier."""

import re
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from motcua.casework.archives import operations as archives
from motcua.casework.archives.models import LegalHold, PaperKind, Transfer
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import now
from motcua.records.documents.enums import ScanNote
from motcua.records.documents.models import Document
from tests.casework.archives.test_retention import a_stranger
from tests.factories import archives as make
from tests.factories.accounts import signed_in_client

from .test_archives import browser, text_of

pytestmark = pytest.mark.django_db
PAPERS = "/desk/archives/papers/"


def test_the_board_counts_them_apart_and_a_transfer_is_made_from_their_line():
    paper, client = make.loose(), browser()
    make.loose()
    page = text_of(client.get("/desk/archives/"))
    assert "2 giấy tờ đã lưu kho chờ nộp" in page
    assert "không tính quá hạn" in page
    [(address, number)] = re.findall(rf'<a href="({PAPERS}\?[^"]+)">(\d+)</a>', page)
    listed = text_of(client.get(address.replace("&amp;", "&")))
    assert f"<p>{number} giấy tờ chờ nộp lưu" in listed
    assert f"{PAPERS}{paper.code}/" in listed
    new = re.search(r'href="(/desk/archives/transfers/new/papers/[^"]+)"', page)[1].replace("&amp;", "&")
    assert "ban hành năm 2019" in text_of(client.get(new))

    client.post(new)

    transfer = Transfer.objects.get()
    Document.objects.filter(pk=paper.document_id).update(scan_note=ScanNote.WAITING)
    archives.pack(code=transfer.code, at=now(), go_on=lambda: True)
    page = text_of(client.get(f"/desk/archives/transfers/{transfer.code}/"))
    assert "1 giấy tờ, 1 tệp gốc" in page
    assert "Để lại lần sau: 1 giấy tờ" in page
    assert f"{PAPERS}{paper.code}/" in page
    assert "Giấy tờ số hóa năm 2019" in text_of(client.get("/desk/archives/transfers/"))
    assert "Lần trước để lại" in text_of(client.get(PAPERS))
    assert "chờ bàn giao" in text_of(client.get(f"{PAPERS}?every=on"))
    assert "/desk/archives/transfers/new/" not in text_of(browser("leader").get("/desk/archives/"))
    empty = client.post(new.replace("2019", "1999"))
    assert "Không có giấy tờ số hóa nào chờ nộp lưu khớp" in text_of(empty)


def test_a_paper_is_found_by_its_number_held_and_let_go():
    paper, client = make.loose(), browser()
    assert paper.type_name in text_of(client.get(f"{PAPERS}?number=05/gp"))
    assert "Không có giấy tờ nào khớp" in text_of(client.get(f"{PAPERS}?number=99/xx&every=on"))
    page = text_of(client.get(f"{PAPERS}{paper.code}/"))
    assert "Bảo quản: 20 năm, đến hết 31/12/2039" in page
    assert "chưa kiểm chứng" in page
    assert "Nguyễn Thị Quét" not in page

    address = f"{PAPERS}{paper.code}/hold/"
    assert client.post(address, {"reason": "", "basis": ""}).status_code == 422
    done = client.post(address, {"reason": "Tòa án yêu cầu", "basis": "Công văn 5"}, follow=True)
    assert "Đang giữ lại theo yêu cầu pháp lý" in text_of(done)
    board = text_of(client.get("/desk/archives/"))
    assert "Đang giữ lại: 1" in board
    assert f"{paper.type_name} {paper.number_symbol}" in board
    assert "đang giữ lại" in text_of(client.get(PAPERS))
    assert "hold/" not in text_of(browser("leader").get(f"{PAPERS}{paper.code}/"))
    client.post(f"{PAPERS}{paper.code}/lift/", {"why": "Xong"})
    assert not LegalHold.objects.filter(lifted_at=None).exists()


def test_another_agency_finds_no_paper_and_holds_none():
    paper = make.loose()
    stranger = signed_in_client(a_stranger())
    for part in ("", "hold/", "lift/"):
        assert stranger.get(f"{PAPERS}{paper.code}/{part}").status_code == 404
    assert stranger.post(f"{PAPERS}{paper.code}/hold/", {"reason": "x", "basis": "y"}).status_code == 404
    assert paper.type_name not in text_of(stranger.get(f"{PAPERS}?every=on"))
    assert not LegalHold.objects.exists()


def test_a_type_of_papers_gets_its_kind():
    paper, editor = make.loose(), browser("editor")
    code = make.kinds().code
    assert editor.post("/desk/archives/periods/paper-type/", {"type_code": "x"}).status_code == 422
    facts = {"type_code": paper.type_code, "kind_code": code}
    assert editor.post("/desk/archives/periods/paper-type/", facts).status_code == 302
    assert PaperKind.objects.get().type_code == paper.type_code
    assert f'loại <span class="code">{paper.type_code}</span>' in text_of(
        editor.get("/desk/archives/periods/")
    )


def test_what_has_outlived_its_period_is_taken_out_as_a_table_of_its_own():
    paper, client = make.loose(issued_on=date(1999, 3, 1), valid_from=None), browser()
    assert "Tải danh sách 1 giấy tờ (XLSX)" in text_of(client.get("/desk/archives/outlived/"))
    response = client.post("/desk/archives/outlived/papers/")
    book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))
    rows = list(book.active.iter_rows(values_only=True))
    assert (rows[0][1], [row[1] for row in rows[1:]]) == ("Mã trong kho", [paper.code])
    assert AuditEvent.objects.filter(kind="OutlivedListed").count() == 1
