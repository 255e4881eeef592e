"""The pages of the templates: seen with their forms, uploaded, compared, used, taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.records.letters import sources
from motcua.records.letters.models import Restyle
from tests.factories import accounts as make
from tests.factories import dossiers as made

pytestmark = pytest.mark.django_db
PAPERS = "/desk/administration/papers/skhcn-quang-tri/"
TEMPLATE = f"{PAPERS}files/refusal.typ/"


@pytest.fixture
def client() -> Client:
    return make.signed_in_client(made.an_authority()["administrator"])


def upload(client: Client, text: str):
    file = SimpleUploadedFile("moi.typ", text.encode())
    return client.post(TEMPLATE, {"file": file, "note": "Thêm lời cảm ơn"})


def test_every_form_of_both_texts_stands_with_its_days_and_doubts(client):
    page = client.get(PAPERS).content.decode()

    for words in (
        "Mẫu số 01, Thông tư 01/2018/TT-VPCP",
        "Mẫu số 07, Thông tư 03/2025/TT-VPCP",
        "chưa kiểm chứng",
    ):
        assert words in page
    assert page.count("đang dùng") == 7


def test_a_template_is_taken_home_changed_compared_used_and_taken_back(client):
    text = client.get(f"{TEMPLATE}source/").content.decode()
    assert 'type="file"' in client.get(TEMPLATE).content.decode()
    assert text == (sources.SHIPPED / "refusal.typ").read_text(encoding="utf-8")

    answer = upload(client, text.replace("#v(1mm)\n", "Trân trọng.\n#v(1mm)\n", 1))
    restyle = Restyle.objects.get()
    here = f"{PAPERS}restyles/{restyle.code}/"
    assert answer.headers["Location"] == here
    compared = client.get(here).content.decode()
    assert "+Trân trọng." in compared
    assert "Dùng mẫu này" in compared
    sample = client.get(f"{PAPERS}sample/refusal/?restyle={restyle.code}")
    assert sample.content.startswith(b"%PDF-")

    client.post(f"{here}use/")
    assert "mẫu riêng đã tải lên" in client.get(TEMPLATE).content.decode()
    client.post(f"{here}end/")
    assert "mẫu của hệ thống" in client.get(TEMPLATE).content.decode()


def test_a_template_is_typed_on_the_page_and_used_from_a_later_day(client):
    page = client.get(TEMPLATE).content.decode()
    assert "#leaders-letter" in page or "layout.typ" in page
    text = client.get(f"{TEMPLATE}source/").content.decode()
    typed = text.replace("#v(1mm)\n", "Trân trọng.\n#v(1mm)\n", 1).replace("\n", "\r\n")

    answer = client.post(TEMPLATE, {"text": typed, "note": ""})

    restyle = Restyle.objects.get()
    here = f"{PAPERS}restyles/{restyle.code}/"
    assert answer.headers["Location"] == here
    assert "\r" not in restyle.text
    assert client.post(f"{here}use/", {"from_day": "01/01/2020"}).status_code == 422
    assert client.post(f"{here}use/", {"from_day": "01/02/2100"}).status_code == 302
    assert "sẽ dùng từ 01/02/2100" in client.get(TEMPLATE).content.decode()
    assert "mẫu của hệ thống" in client.get(TEMPLATE).content.decode()
    assert "Bỏ ngày đã hẹn" in client.get(here).content.decode()
    client.post(f"{here}end/")
    restyle.refresh_from_db()
    assert (restyle.starts_on, restyle.in_force) == (None, False)


def test_nothing_sent_is_said_and_what_was_typed_stays(client):
    nothing = client.post(TEMPLATE, {"note": "x", "text": " "})
    broken = client.post(TEMPLATE, {"text": '#import "layout.typ": *\n#sai', "note": "Thử"})

    assert (nothing.status_code, broken.status_code) == (422, 422)
    assert "Chọn tệp mẫu đã sửa" in nothing.content.decode()
    assert "#sai" in broken.content.decode()
    assert not Restyle.objects.exists()


def test_a_broken_template_is_answered_with_its_line(client):
    answer = upload(client, '#import "layout.typ": *\n#sai')

    assert answer.status_code == 422
    assert "refusal.typ:2" in answer.content.decode()
    assert not Restyle.objects.exists()


def test_a_file_that_is_no_text_is_refused(client):
    answer = client.post(TEMPLATE, {"file": SimpleUploadedFile("a.typ", b"\xff\xfe\x00"), "note": ""})

    assert answer.status_code == 422
    assert "UTF-8" in answer.content.decode()
