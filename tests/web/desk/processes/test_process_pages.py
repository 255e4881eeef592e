"""Pages of internal processes: read, typed as a table, imported, published, taken out; all without JavaScript."""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.workflow.models import ProcessDraft, ProcessVersion
from motcua.reference.workflow.rules.table import HEADINGS
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import a_publication, an_authority
from tests.reference.workflow.writing import (
    CODE,
    a_draft_of_a_process,
    a_published_process,
    a_row,
    a_submitted_process,
    a_time_to_come,
    fitting_rows,
)

pytestmark = pytest.mark.django_db
FULL = f"{CODE}.000.00.00.H50"
KEYS = ("slug", "name", "unit", "role", "hours", "output")
NUMBERS = {"tiep-nhan": "1", "tham-dinh": "2", "ra-soat": "3", "ky": "4"}


def client_of(role="editor"):
    return signed_in_client(an_authority()[role])


def typed(rows, *, revision, do="", **changes):
    """What a browser sends for rows."""
    sent = {"_revision": str(revision), "_do": do}
    for place, row in enumerate(rows):
        sent |= {f"{key}-{place}": row[key] for key in KEYS}
        for key in ("next", "back"):
            sent[f"{key}-{place}"] = "; ".join(NUMBERS.get(slug, slug) for slug in row[key])
        sent[f"must-{place}"] = row["must"]
        if row["skip"]:
            sent[f"skip-{place}"] = "1"
    return sent | changes


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def slugs(draft):
    draft.refresh_from_db()
    return [row["slug"] for row in draft.rows]


def test_the_list_says_what_each_procedure_has():
    a_draft_of_a_process()

    page = text_of(client_of().get("/desk/processes/?q=giay+phep"))

    assert FULL in page
    assert "chưa có" in page
    assert "đang soạn" in page


def test_what_is_typed_is_kept_with_its_faults_said_at_their_cells():
    client, draft = client_of(), a_draft_of_a_process()
    address = f"/desk/process-drafts/{draft.code}/"
    assert client.post(address, typed(draft.rows, revision=draft.revision)).status_code == 302
    draft.refresh_from_db()
    assert draft.rows == fitting_rows()

    client.post(address, typed(draft.rows, revision=draft.revision, **{"hours-1": "", "next-2": "9"}))

    page = client.get(address)
    assert 'id="f-hours-1-error"' in page.content.decode()
    assert 'href="#f-next-2"' in page.content.decode()
    assert "Bảng không có bước “9”" in text_of(page)
    assert "Trình duyệt" not in text_of(page)


def test_products_are_ticked_kept_shown_and_told_apart():
    client, draft = client_of(), a_draft_of_a_process()
    address = f"/desk/process-drafts/{draft.code}/"

    client.post(address, typed(draft.rows, revision=draft.revision, **{"must-1": ["report", "verdicts"]}))

    draft.refresh_from_db()
    assert draft.rows[1]["must"] == ["verdicts", "report"]
    page = client.get(address).content.decode()
    assert page.count('name="must-1" value="report" checked') == 1
    assert "Phải có mới chuyển" in text_of(client.get(address))
    client.post(address, typed(draft.rows, revision=draft.revision, **{"must-0": ["report"]}))
    assert "chỉ ở bước của chuyên viên và trưởng phòng" in text_of(client.get(address)).lower()


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("up:1", ["tham-dinh", "tiep-nhan", "ra-soat", "ky"]),
        ("down:2", ["tiep-nhan", "tham-dinh", "ky", "ra-soat"]),
        ("remove:1", ["tiep-nhan", "ra-soat", "ky"]),
        ("add", ["tiep-nhan", "tham-dinh", "ra-soat", "ky", "buoc"]),
        ("up:0", ["tiep-nhan", "tham-dinh", "ra-soat", "ky"]),
        ("remove:99", ["tiep-nhan", "tham-dinh", "ra-soat", "ky"]),
        ("explode:1", ["tiep-nhan", "tham-dinh", "ra-soat", "ky"]),
    ],
)
def test_rows_are_added_moved_and_removed_by_buttons(do, expected):
    draft = a_draft_of_a_process()

    client_of().post(f"/desk/process-drafts/{draft.code}/", typed(draft.rows, revision=draft.revision, do=do))

    assert slugs(draft) == expected


def test_a_step_keeps_its_slug_when_it_is_renamed_and_a_stranger_slug_is_not_taken():
    draft = a_draft_of_a_process()
    sent = typed(
        draft.rows, revision=draft.revision, **{"name-1": "Xem xét", "slug-2": "la", "name-2": "Bước lạ"}
    )

    client_of().post(f"/desk/process-drafts/{draft.code}/", sent)

    assert slugs(draft) == ["tiep-nhan", "tham-dinh", "buoc-la", "ky"]


def test_the_second_editor_sees_both_and_loses_nothing():
    client, draft = client_of(), a_draft_of_a_process()
    address = f"/desk/process-drafts/{draft.code}/"
    stale = typed(draft.rows, revision=draft.revision, **{"name-1": "Của người thứ hai"})
    client.post(address, typed(draft.rows, revision=draft.revision, **{"name-0": "Của người thứ nhất"}))

    page = client.post(address, stale)

    assert page.status_code == 409
    assert "Của người thứ nhất" in text_of(page)
    assert "Của người thứ hai" in text_of(page)
    draft.refresh_from_db()
    assert draft.rows[1]["name"] == "Tham dinh"
    again = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page.content.decode()))
    client.post(address, again)
    draft.refresh_from_db()
    assert [draft.rows[0]["name"], draft.rows[1]["name"]] == ["Tiep nhan", "Của người thứ hai"]


def test_a_second_person_publishes_by_a_decision():
    draft = a_submitted_process()
    address = f"/desk/process-drafts/{draft.code}/"
    assert "không tự ban hành" in text_of(client_of().get(address))
    leader = client_of("leader")
    assert "Ban hành" in text_of(leader.get(address))
    sent = {
        "_revision": draft.revision,
        "number": "12/QĐ-SKHCN",
        "on": "20/11/2026",
        "agency": "Sở KH&CN",
        "valid_from": "01/12/2026",
    }

    assert leader.post(f"{address}publish/", sent | {"number": ""}).status_code == 422
    assert not ProcessVersion.objects.exists()
    assert leader.post(f"{address}publish/", sent).status_code == 302

    page = text_of(leader.get(f"/desk/processes/{FULL}/1/"))
    assert f"soạn: {an_authority()['editor'].full_name}" in page
    assert "Quyết định 12/QĐ-SKHCN ngày 20/11/2026 của Sở KH&amp;CN" in page
    table = leader.get(f"/desk/processes/{FULL}/1/table/").content.decode()
    assert table.startswith("\ufeff" + ";".join(HEADINGS.values()))
    bpmn = leader.get(f"/desk/processes/{FULL}/1/bpmn/")
    assert b"BPMNDiagram" in bpmn.content
    assert bpmn["Content-Disposition"].endswith('-v1.bpmn"')


def test_sending_back_needs_a_reason_which_the_writer_reads():
    draft = a_submitted_process()
    leader, address = client_of("leader"), f"/desk/process-drafts/{draft.code}/"

    assert leader.post(f"{address}send-back/", {"_revision": draft.revision}).status_code == 422
    leader.post(f"{address}send-back/", {"_revision": draft.revision, "reason": "Thiếu bước văn thư."})

    assert "Thiếu bước văn thư." in text_of(client_of().get(address))


def test_opening_submitting_and_discarding_by_buttons():
    a_publication(CODE)
    client = client_of()
    opened = client.post(f"/desk/processes/{FULL}/draft/")
    draft = ProcessDraft.objects.get()
    assert opened["Location"] == f"/desk/process-drafts/{draft.code}/"
    assert client.post(f"/desk/processes/{FULL}/draft/")["Location"] == opened["Location"]
    assert "chưa có bước nào" in text_of(client.get(opened["Location"]))

    assert client.post(f"{opened['Location']}submit/", {"_revision": 1}).status_code == 409
    assert client.post(f"{opened['Location']}discard/", {"_revision": 1}).status_code == 302

    draft.refresh_from_db()
    assert draft.state == "discarded"


# Tables in and out


def upload(client, draft, content, name="quy-trinh.csv"):
    return client.post(
        f"/desk/process-drafts/{draft.code}/import/",
        {"_revision": draft.revision, "file": SimpleUploadedFile(name, content)},
    )


def test_a_table_that_went_out_comes_back_the_same():
    client, draft = client_of(), a_draft_of_a_process()
    out = client.get(f"/desk/process-drafts/{draft.code}/table/").content
    ProcessDraft.objects.update(rows=[a_row()])

    assert upload(client, draft, out).status_code == 302

    draft.refresh_from_db()
    assert draft.rows == fitting_rows()


def test_a_workbook_is_taken_as_well_as_a_table_split_by_semicolons():
    client, draft = client_of(), a_draft_of_a_process()
    headings = ["TT", "Tên bước", "Đơn vị", "Vai trò", "Thời gian"]
    rows = [[1, "Tiếp nhận", "Một cửa", "Người tiếp nhận", 4], [2, "Ký", "Lãnh đạo", "Lãnh đạo", "4,5 ngày"]]
    book = openpyxl.Workbook()
    for row in [headings, *rows]:
        book.active.append(row)
    out = BytesIO()
    book.save(out)

    assert upload(client, draft, out.getvalue(), "quy-trinh.xlsx").status_code == 302
    draft.refresh_from_db()
    assert [(row["slug"], row["hours"]) for row in draft.rows] == [("tiep-nhan", "4"), ("ky", "36")]

    table = "\r\n".join(";".join(map(str, row)) for row in [headings, *reversed(rows)])
    assert upload(client, draft, table.encode()).status_code == 302
    assert slugs(draft) == ["ky", "tiep-nhan"]


def test_a_table_with_wrong_cells_replaces_nothing_and_names_each():
    client, draft = client_of(), a_draft_of_a_process()
    before = ProcessDraft.objects.values().get()
    table = "TT,Tên bước,Đơn vị,Vai trò,Số giờ\n1,Tiếp nhận,Một cửa,Vua,4\n2,,Phòng,Chuyên viên,mãi\n"

    page = upload(client, draft, table.encode())

    assert page.status_code == 422
    said = text_of(page)
    assert "2 Vai trò “Vua” không phải vai trò" in said
    assert "3 Tên bước Ô này trống" in said
    assert "3 Số giờ làm việc “mãi”" in said
    assert ProcessDraft.objects.values().get() == before


def a_bomb():
    """A small workbook whose only sheet unfolds to 300 MB."""
    out = BytesIO()
    with ZipFile(out, "w", compression=8) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "xl/workbook.xml", "<workbook><sheets><sheet name='a' r:id='1'/></sheets></workbook>"
        )
        package.writestr("xl/worksheets/sheet1.xml", b" " * (300 << 20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\x00\x01\x02" * 50, "a.csv"),
        (b"%PDF-1.4 not one", "a.pdf"),
        ("chỉ có chữ".encode(), "a.csv"),
        (b"a,b\n1,2\n", "a.csv"),
        (b"x" * (2 * 1024 * 1024 + 1), "a.csv"),
        (b"PK\x03\x04 broken", "a.xlsx"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(content, name):
    client, draft = client_of(), a_draft_of_a_process()
    before = ProcessDraft.objects.values().get()

    page = upload(client, draft, content, name)

    assert page.status_code == 422
    assert 'id="f-file-error"' in page.content.decode()
    assert ProcessDraft.objects.values().get() == before


@pytest.mark.slow
def test_a_bomb_is_refused():
    client, draft = client_of(), a_draft_of_a_process()

    assert upload(client, draft, a_bomb(), "a.xlsx").status_code == 422


def test_no_file_and_an_import_from_an_old_page_change_nothing():
    client, draft = client_of(), a_draft_of_a_process()
    address = f"/desk/process-drafts/{draft.code}/import/"
    before = ProcessDraft.objects.values().get()
    out = client.get(f"/desk/process-drafts/{draft.code}/table/").content.replace(b"Ky", b"Ky ten")
    assert client.post(address, {"_revision": 1}).status_code == 422

    page = client.post(address, {"_revision": 1, "file": SimpleUploadedFile("a.csv", out)})

    assert page.status_code == 422
    assert "đã sửa quy trình này" in text_of(page)
    assert ProcessDraft.objects.values().get() == before


def test_a_time_that_the_process_does_not_fit_any_more_is_said_on_its_page():
    a_published_process()
    client = client_of()
    assert "Không khớp thời hạn" not in text_of(client.get(f"/desk/processes/{FULL}/"))

    first = local_date(now()) + timedelta(days=30)
    a_time_to_come(3, first=first)

    page = text_of(client.get(f"/desk/processes/{FULL}/"))
    assert "Không khớp thời hạn đã công bố" in page
    assert f"Từ {first:%d/%m/%Y}" in page
