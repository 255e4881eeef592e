"""Checking a signed paper: any PDF, said in sentences; nothing of it is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from motcua.adapters.signing.pkcs12 import Pkcs12Signers
from motcua.records.documents.models import Document
from tests.factories import files
from tests.factories.papers import AT, a_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo() -> Iterator[None]:
    with override_settings(MOTCUA_DEMO=True):
        yield


def signed() -> bytes:
    a_key("leader", "Trần Thanh Trường")
    return Pkcs12Signers().sign(
        pdf=files.a_pdf(), key_ref="leader", field="leader", mark=None, at=AT, reason="Kết quả"
    )


def check(client: Client, content: bytes | None, name: str = "ket-qua.pdf") -> tuple[int, str]:
    sent = {"file": SimpleUploadedFile(name, content)} if content is not None else {}
    answer = client.post(reverse("portal:verify"), sent)
    return answer.status_code, answer.content.decode()


def test_the_page_asks_for_a_file(client: Client) -> None:
    page = client.get(reverse("portal:verify")).content.decode()

    assert 'type="file"' in page
    assert "50" in page


def test_a_good_paper_says_who_signed_when_and_that_nothing_was_changed(client: Client) -> None:
    status, page = check(client, signed())

    assert status == 200
    for words in (
        "Chữ ký hợp lệ",
        "Trần Thanh Trường",
        "03/02/2026 08:30",
        "Từ chữ ký này không có gì bị sửa",
    ):
        assert words in page
    assert "không có dấu thời gian" in page
    assert not Document.objects.exists()


def test_a_paper_changed_by_one_byte_is_not_to_be_relied_on(client: Client) -> None:
    pdf = bytearray(signed())
    pdf[200] ^= 1

    page = check(client, bytes(pdf))[1]

    assert "Không nên tin tệp này" in page
    assert "không do tổ chức" not in page  # who issued the certificate was not asked


def test_content_added_after_the_signature_is_noticed(client: Client) -> None:
    assert "Không nên tin tệp này" in check(client, signed() + b"\n1 0 obj\n<<>>\nendobj\n")[1]


def test_a_revision_added_after_the_signature_is_not_called_unchanged(client: Client) -> None:
    page = check(client, files.with_a_line_more(signed()))[1]

    assert "Không nên tin tệp này" in page
    assert "Không bị sửa" not in page


def test_a_certificate_that_is_not_trusted_here_is_said_so(client: Client) -> None:
    pdf = signed()
    with override_settings(MOTCUA_DEMO=False):
        page = check(client, pdf)[1]

    assert "Không bị sửa, nhưng chưa đủ tin cậy" in page


def test_an_unsigned_paper_proves_nothing(client: Client) -> None:
    assert "Không thấy chữ ký số nào" in check(client, files.a_pdf())[1]


@pytest.mark.parametrize(("content", "status"), [(None, 422), (b"", 422), (b"hello", 422)])
def test_what_is_no_pdf_is_refused_in_a_sentence(client: Client, content: bytes | None, status: int) -> None:
    found, page = check(client, content)

    assert found == status
    assert "PDF" in page


def test_an_encrypted_pdf_gets_a_sentence(client: Client) -> None:
    status, page = check(client, files.an_encrypted_pdf())

    assert status == 200
    assert "mật khẩu" in page
    assert "Không thấy chữ ký số nào" not in page  # there may be one


def test_a_damaged_pdf_is_not_called_unsigned(client: Client) -> None:
    page = check(client, signed()[:-400])[1]

    assert "Tệp này không kiểm tra được" in page


def test_nothing_is_left_in_the_folder_for_temporary_files(client: Client, tmp_path: Path) -> None:
    with override_settings(FILE_UPLOAD_TEMP_DIR=str(tmp_path)):
        check(client, signed())

    assert str(tmp_path) != settings.FILE_UPLOAD_TEMP_DIR
    assert not list(tmp_path.iterdir())


def test_the_english_page_speaks_english(client: Client) -> None:
    answer = client.post("/en" + reverse("portal:verify"), {"file": SimpleUploadedFile("a.pdf", signed())})

    assert "The signatures are valid" in answer.content.decode()
