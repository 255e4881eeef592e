"""Officers read what is known of a paper's signatures, and are told at once of a file signed wrongly."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from motcua.adapters.signing.pkcs12 import Pkcs12Signers
from motcua.casework.dossiers.models import DossierMessage, FiledPaper, SideTask, StepProduct
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import now
from motcua.ops.demo.papers import sample_pdf
from motcua.records.signing.models import KeptReport
from tests.casework.dossiers.standings import must_produce
from tests.factories import files
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import an_authority, assigned, filed
from tests.factories.papers import a_key
from tests.web.desk import counter
from tests.web.desk.test_side_tasks import ask

pytestmark = pytest.mark.django_db
TOLD = "Tệp có nội dung được thêm vào sau khi ký số."


@pytest.fixture(autouse=True)
def _in_a_demo(settings):
    settings.MOTCUA_DEMO = True


def signed(pdf: bytes | None = None) -> bytes:
    a_key("desk-signed", "Trần Thanh Trường")
    return Pkcs12Signers().sign(
        pdf=pdf or sample_pdf("Giay phep cu"),
        key_ref="desk-signed", field="signed", mark=None, at=now() - timedelta(days=1), reason="",
    )  # fmt: skip


def added_to() -> bytes:
    return files.with_a_line_more(signed())


def changed() -> bytes:
    """Bytes that the signature covers are others now."""
    content = bytearray(signed())
    place = content.index(b"/MediaBox")
    content[place : place + 9] = b"/MediaBux"
    return bytes(content)


def page(code: str) -> str:
    return reverse("desk:document_signatures", args=[code])


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


# The page


def a_paper(content: bytes) -> str:
    return str(FiledPaper.objects.get(filing__dossier=filed(paper=content)).document.code)


def test_the_page_says_in_words_what_the_check_found():
    code = a_paper(signed())
    lan = signed_in_client(an_authority()["receptionist"])

    text = shown(lan, page(code))

    for words in (
        ": hợp lệ", "Trần Thanh Trường", "được tin cậy tại đây", "PAdES B-B", "theo máy của người ký",
        "chưa rõ, vì tệp không mang theo bằng chứng", "Từ khi có chữ ký này tệp không đổi", "pyHanko",
        "MOTCUA DEMO CA", "Kiểm tra lại",
    ):  # fmt: skip
        assert words in text, words


def test_what_was_done_since_is_said_in_words():
    text = shown(signed_in_client(an_authority()["receptionist"]), page(a_paper(added_to())))

    assert "không hợp lệ" in text
    assert "nội dung trang bị thay đổi: trang 1" in text


def test_the_check_is_made_anew_and_the_old_one_stays(settings):
    code = a_paper(signed())
    lan = signed_in_client(an_authority()["receptionist"])
    settings.MOTCUA_DEMO = False

    answer = lan.post(page(code))

    assert answer["Location"] == page(code)
    text = shown(lan, page(code))
    assert text.index("không hợp lệ hoặc chưa xác minh được") < text.index("Các lần kiểm tra trước")
    assert text.index("Các lần kiểm tra trước") < text.index(": hợp lệ")
    assert KeptReport.objects.count() == 2
    assert AuditEvent.objects.filter(kind="SignaturesChecked", actor_code="lan").count() == 1


def test_a_paper_nobody_signed_can_be_checked_too():
    code = a_paper(sample_pdf("Giay phep cu"))
    lan = signed_in_client(an_authority()["receptionist"])

    assert "chưa được kiểm tra" in shown(lan, page(code))
    lan.post(page(code))

    assert "không có chữ ký số" in shown(lan, page(code))


def test_the_paper_has_a_link_to_its_signatures():
    code = a_paper(signed())
    dossier = FiledPaper.objects.get().filing.dossier
    lan = signed_in_client(an_authority()["receptionist"])

    assert page(code) in shown(lan, reverse("desk:dossier", args=[dossier.code]))


def test_strangers_read_and_check_nothing():
    code = a_paper(signed())
    editor = signed_in_client(an_authority()["editor"])

    assert editor.get(page(code)).status_code == 403
    assert editor.post(page(code)).status_code == 403
    assert KeptReport.objects.count() == 1


# Files of officers


def sent(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("van-ban.pdf", content)


def by_message(content: bytes) -> str:
    dossier = assigned(at=now() - timedelta(minutes=5))
    client = signed_in_client(an_authority()["specialist"])
    form = {"text": "Kính gửi anh/chị", "file": sent(content)}
    answer = client.post(reverse("desk:send_message", args=[dossier.code]), form, follow=True)
    return str(answer.content.decode())


def a_task(*, outside: bool) -> tuple[Client, SideTask]:
    dossier = assigned(at=now() - timedelta(minutes=5))
    client = signed_in_client(an_authority()["specialist"])
    ask(
        client, dossier, **({"unit_codes": []} if outside else {"agency_name": "", "unit_codes": ["qt-qlcn"]})
    )
    return client, SideTask.objects.get()


def by_recorded_letter(content: bytes) -> str:
    client, task = a_task(outside=True)
    form = {
        "stance": "agrees", "answer": "Phù hợp.", "letter_number": "12/SXD",
        "letter_on": f"{now():%d/%m/%Y}", "file": sent(content),
    }  # fmt: skip
    answer = client.post(reverse("desk:side_task_record", args=[task.code]), form, follow=True)
    return str(answer.content.decode())


def by_product(content: bytes) -> str:
    client = signed_in_client(an_authority()["specialist"])
    dossier = must_produce()
    form = {"product": "report", "file": sent(content)}
    answer = client.post(reverse("desk:act", args=[dossier.code, "produce"]), form, follow=True)
    return str(answer.content.decode())


def by_scan(content: bytes) -> str:
    client = counter.browser()
    code = counter.send(client, counter.address())["Location"].split("/")[-2]
    place = f"/desk/counter/registered/{code}/scans/"
    return str(client.post(place, {"scan-giay-cu": sent(content)}, follow=True).content.decode())


WAYS = {
    "message": (by_message, DossierMessage, {"document__isnull": False}),
    "recorded letter": (by_recorded_letter, SideTask, {"document__isnull": False}),
    "product": (by_product, StepProduct, {"document__isnull": False}),
    "scan": (by_scan, FiledPaper, {"slug": "giay-cu"}),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_officer_is_told_at_once_of_a_file_added_to_after_signing(way):
    give, rows, kept = WAYS[way]

    told = give(added_to())

    assert TOLD in told
    assert "hãy ký lại" in told
    assert rows.objects.filter(**kept).exists()
    assert KeptReport.objects.get().is_valid is False


@pytest.mark.parametrize("way", WAYS)
def test_of_a_file_signed_well_an_officer_is_told_nothing(way):
    give, rows, kept = WAYS[way]

    told = give(signed())

    assert "hãy ký lại" not in told
    assert rows.objects.filter(**kept).exists()
    assert KeptReport.objects.get().is_valid


@pytest.mark.parametrize("way", WAYS)
def test_a_file_whose_signed_content_was_changed_is_refused_and_says_why(way):
    give, rows, kept = WAYS[way]

    told = give(changed())

    assert "van-ban.pdf" in told
    assert not rows.objects.filter(**kept).exists()
    assert not KeptReport.objects.exists()


def test_a_signer_nobody_here_knows_is_told_too(settings):
    settings.MOTCUA_DEMO = False

    assert "hãy ký lại" in by_product(signed())


def test_the_scanners_folder_tells_as_well(settings, tmp_path):
    client = counter.browser()
    code = counter.send(client, counter.address())["Location"].split("/")[-2]
    counter.dropped(settings, tmp_path, "quet.pdf", added_to())

    answer = client.post(
        f"/desk/counter/registered/{code}/scans/",
        {"_dropped": ["quet.pdf"], "_dropped_paper": ["giay-cu"]},
        follow=True,
    )

    assert TOLD in answer.content.decode()
