"""The page of a dossier says what its step must still produce, and takes it."""

from contextlib import closing

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from motcua.casework.dossiers.models import StepProduct
from motcua.ops.demo.papers import sample_pdf
from tests.casework.dossiers.standings import must_produce
from tests.casework.dossiers.test_products import judge
from tests.casework.dossiers.traces import no_trace
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import an_authority, assigned

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in_client(an_authority()["specialist"])


def page(dossier, act=""):
    return (
        reverse("desk:act", args=[dossier.code, act]) if act else reverse("desk:dossier", args=[dossier.code])
    )


def a_file(name="bao-cao.pdf"):
    return SimpleUploadedFile(name, sample_pdf("bao-cao"))


def test_what_is_missing_stands_on_the_page_until_it_is_there(client):
    dossier = must_produce()
    shown = client.get(page(dossier)).content.decode()
    assert "Bước này phải có" in shown
    assert shown.count("còn thiếu</span>") == 4

    client.post(page(dossier, "produce"), {"product": "report", "file": a_file()})
    client.post(page(dossier, "produce"), {"product": "draft", "file": a_file("du-thao.pdf")})
    client.post(page(dossier, "produce"), {"product": "opinion", "text": "Đủ điều kiện <b>cấp</b>."})
    judge(dossier)

    shown = client.get(page(dossier)).content.decode()
    assert shown.count("đã có</span>") == 4
    assert "bao-cao.pdf" in shown
    assert "&lt;b&gt;cấp" in shown
    document = StepProduct.objects.get(kind="report").document
    with closing(client.get(reverse("desk:document", args=[document.code]))) as opened:
        assert b"".join(opened.streaming_content).startswith(b"%PDF")


def test_the_act_that_goes_on_says_what_is_missing(client):
    answer = client.get(page(must_produce(), "propose"))

    assert answer.status_code == 409
    assert "Bước “Thẩm định” còn thiếu: kết luận từng giấy tờ" in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"product": "report"}, "Chọn tệp cần lưu."),
        ({"product": "opinion", "text": " "}, "Ghi ý kiến thẩm định."),
        ({"product": "verdicts"}, "Chọn một sản phẩm."),
        ({}, "Chọn một sản phẩm."),
    ],
)
def test_what_is_left_out_is_said_at_its_field_and_leaves_no_trace(client, sent, sentence):
    dossier = must_produce()

    with no_trace():
        answer = client.post(page(dossier, "produce"), sent)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_page_opened_before_something_was_kept_is_stale(client):
    dossier = must_produce()
    seen = client.get(page(dossier, "produce")).context["form"].initial["seen"]
    client.post(page(dossier, "produce"), {"product": "opinion", "text": "Đủ điều kiện.", "seen": seen})

    with no_trace():
        answer = client.post(page(dossier, "produce"), {"product": "opinion", "text": "Khác.", "seen": seen})

    assert answer.status_code == 409


def test_a_dossier_whose_process_names_nothing_has_no_such_page(client):
    dossier = assigned()
    assert "Bước này phải có" not in client.get(page(dossier)).content.decode()
    assert client.get(page(dossier, "produce")).status_code == 409
