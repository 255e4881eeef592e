"""The pages of what others are asked: asking, the queue of the asked, answering, recording, going on."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from motcua.casework.dossiers.models import SideTask
from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar.queries import calendar_in_force
from motcua.foundation.kernel.clock import local_date, now
from motcua.ops.demo.papers import sample_pdf
from motcua.web.desk import xlsx
from tests.casework.dossiers.standings import must_open
from tests.casework.dossiers.test_side_tasks import with_process
from tests.factories.accounts import a_unit, an_officer, signed_in_client
from tests.factories.dossiers import an_authority, assigned

pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser():
    unit = a_unit("qt-phap-che", kind=UnitKind.DIVISION, name="Phòng Pháp chế")
    return signed_in_client(an_officer("specialist", unit=unit, code="qt-phap-che-1"))


@pytest.fixture
def dossier():
    return assigned(at=now() - timedelta(minutes=5), paper=sample_pdf("giay-cu"))


@pytest.fixture
def client(dossier):
    return signed_in_client(an_authority()["specialist"])


def page(name, *args):
    return reverse(f"desk:{name}", args=args)


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def answer_on(dossier):
    calendar = calendar_in_force(agency_code="", at=now())
    return f"{calendar.add_working_days(local_date(now()), 1):%d/%m/%Y}"


def ask(client, dossier, **more):
    form = {
        "unit_codes": ["qt-phap-che"],
        "agency_name": "Sở Xây dựng",
        "question": "Có phù hợp quy hoạch không?",
        "answer_on": answer_on(dossier),
    } | more
    return client.post(page("act", dossier.code, "consult"), form)


def test_the_asked_answer_and_the_specialist_reads_all_side_by_side(adviser, client, dossier):
    assert "giay-cu.pdf" in text(client, page("act", dossier.code, "consult"))
    assert ask(client, dossier).status_code == 302
    inside, outside = SideTask.objects.order_by("pk")

    queue = text(adviser, page("side_tasks"))
    assert inside.code in queue
    assert outside.code not in queue
    assert "Có phù hợp quy hoạch không?" in text(adviser, page("side_task", inside.code))
    adviser.post(page("side_task_take", inside.code))
    file = SimpleUploadedFile("y-kien.pdf", sample_pdf("y-kien"))
    adviser.post(page("side_task", inside.code), {"stance": "agrees", "answer": "Phù hợp.", "file": file})
    letter = {
        "stance": "objects", "answer": "Vướng chỉ giới.", "letter_number": "12/SXD",
        "letter_on": f"{local_date(now()):%d/%m/%Y}",
    }  # fmt: skip
    client.post(page("side_task_record", outside.code), letter)

    shown = text(client, page("dossier", dossier.code) + "?tab=side")
    for words in ("Phù hợp.", "y-kien.pdf", "Vướng chỉ giới.", "số 12/SXD", "Không đồng ý"):
        assert words in shown
    assert "Đã trả lời gần đây" in text(adviser, page("side_tasks"))
    table = adviser.post(page("side_tasks_export"))
    assert table["Content-Type"] == xlsx.CONTENT_TYPE
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(table.streaming_content))).active.values)
    assert [(row[0], row[2]) for row in rows[1:]] == [(inside.code, dossier.code)]
    assert AuditEvent.objects.get(kind="ListExported").payload["queue"] == "side_tasks"


def test_nobody_asked_keeps_what_was_typed_with_the_reason(client, dossier):
    answer = ask(client, dossier, unit_codes=[], agency_name="")

    assert answer.status_code == 422
    assert "Chọn ít nhất một đơn vị" in answer.content.decode()
    assert not SideTask.objects.exists()


def test_the_dossier_goes_on_without_an_answer(adviser, client, dossier):
    ask(client, dossier, agency_name="")
    task = SideTask.objects.get()

    assert "Còn chờ Phòng Pháp chế" in text(client, page("dossier", dossier.code))
    answer = client.post(page("side_task_waive", task.code), {"reason": "Không còn cần."})

    assert answer.url.endswith("?tab=side#parts")
    assert "Không còn cần." in text(client, answer.url.partition("#")[0])


def test_a_sub_dossier_that_is_not_needed_is_left_out_with_a_reason(client):
    dossier = must_open()
    form = page("act", dossier.code, "leave-out-parts")
    assert "Xác nhận đất" in text(client, form)

    refused = client.post(form, {"reason": ""})
    assert (refused.status_code, "Ghi lý do." in refused.content.decode()) == (422, True)
    client.post(form, {"step_slugs": ["dat"], "reason": "Đất đã có xác nhận."})

    shown = text(client, f"{page('dossier', dossier.code)}?tab=side")
    assert "Đất đã có xác nhận." in shown
    assert SideTask.objects.get().state == "waived"


def test_sub_dossiers_are_opened_from_the_process(adviser, client, dossier):
    with_process(dossier)
    form = {"part-dat": "qt-phap-che", "part-xay": "outside", "part-moi-truong": ""}

    assert "Bắt đầu sau khi xong: Xác nhận đất." in text(client, page("act", dossier.code, "parts"))
    client.post(page("act", dossier.code, "parts"), form)

    assert {one.step_slug: one.state for one in SideTask.objects.all()} == {"dat": "waiting", "xay": "next"}
    shown = text(client, page("dossier", dossier.code) + "?tab=side")
    assert "Hồ sơ thành phần" in shown
    assert "chưa đến lượt" in shown
