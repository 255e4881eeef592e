"""A file that goes with a message: laid by either side, opened by both one by one, and by nobody else."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.casework.dossiers.models import Dossier, DossierMessage
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import now
from motcua.foundation.notifications.models import Message
from motcua.records.documents import operations as documents
from motcua.records.documents.models import Document
from tests.casework.dossiers.traces import no_trace
from tests.factories import files
from tests.factories.accounts import a_unit, an_agency, an_officer, hoa, minh, signed_in_client
from tests.factories.dossiers import an_authority, filed
from tests.stand_ins import clamd

pytestmark = pytest.mark.django_db
INFECTED = files.a_pdf() + b"\n%" + clamd.EICAR + b"\n"


@pytest.fixture
def dossier() -> Dossier:
    return filed()


@pytest.fixture
def applicant(dossier: Dossier) -> Client:
    return signed_in_client(minh())


@pytest.fixture
def officer(dossier: Dossier) -> Client:
    return signed_in_client(an_authority()["receptionist"])


def a_file(content: bytes = b"", name: str = "ban-ve.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or files.a_pdf())


def ask(client: Client, dossier: Dossier, file: SimpleUploadedFile | None = None):
    return client.post(
        f"/dossiers/{dossier.code}/ask/", {"text": "Bản vẽ này được không?", "file": file or a_file()}
    )


def write(client: Client, dossier: Dossier, file: SimpleUploadedFile | None = None):
    return client.post(
        f"/desk/dossiers/{dossier.code}/messages/",
        {"text": "Anh/chị xem mẫu kèm theo.", "file": file or a_file(name="mau.pdf")},
    )


def body_of(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("by_officer", [False, True])
def test_both_sides_see_it_at_the_message_and_open_it_each_by_themselves(
    dossier, applicant, officer, by_officer
):
    sent = write(officer, dossier) if by_officer else ask(applicant, dossier)
    assert sent.status_code == 302
    kept = DossierMessage.objects.get().document
    assert kept is not None
    assert (kept.owner_code == minh().code) is not by_officer

    own = f"/documents/{kept.code}/"
    assert f'href="{own}"' in applicant.get(f"/dossiers/{dossier.code}/").content.decode()
    desk = officer.get(f"/desk/dossiers/{dossier.code}/?tab=messages").content.decode()
    assert f'href="/desk/documents/{kept.code}/"' in desk
    assert (
        body_of(applicant.get(own)) == files.a_pdf() == body_of(officer.get(f"/desk/documents/{kept.code}/"))
    )
    opened = AuditEvent.objects.filter(kind="PaperOpened", subject=f"opened:{kept.code}")
    assert [one.payload["dossiers"] for one in opened] == [[dossier.code]] * 2
    said = AuditEvent.objects.get(kind="MessageSent" if by_officer else "QuestionAsked")
    assert said.payload["document"] == kept.code
    assert kept.file_name not in str(said.payload)


def test_strangers_and_officers_of_another_agency_do_not_get_it(dossier, applicant, officer):
    ask(applicant, dossier)
    write(officer, dossier)
    other = an_officer(unit=a_unit("bn", agency=an_agency("bac-ninh")), code="bn")
    for document in Document.objects.filter(file_name__in=["ban-ve.pdf", "mau.pdf"]):
        assert signed_in_client(hoa()).get(f"/documents/{document.code}/").status_code == 404
        assert signed_in_client(other).get(f"/desk/documents/{document.code}/").status_code == 404
        assert Client().get(f"/documents/{document.code}/").status_code == 302


@pytest.mark.parametrize(
    ("content", "name"), [(b"MZ not what it says", "a.pdf"), (files.a_pdf(), "a.exe"), (b"", "rong.pdf")]
)
def test_a_file_that_is_refused_is_said_beside_the_words_and_leaves_no_trace(
    dossier, applicant, officer, content, name
):
    for send, client, words in ((ask, applicant, "Bản vẽ này"), (write, officer, "Anh/chị xem mẫu")):
        with no_trace():
            answer = send(client, dossier, SimpleUploadedFile(name, content))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert words in page
        assert 'id="f-file-error"' in page
        assert 'href="#f-file"' in page


def test_while_the_scanner_is_away_it_waits_and_malware_is_blocked_for_both(
    dossier, applicant, officer, settings, tmp_path: Path
):
    port = clamd.a_free_port()
    settings.MOTCUA_CLAMD = f"127.0.0.1:{port}"
    ask(applicant, dossier, a_file(INFECTED))
    kept = DossierMessage.objects.get().document
    assert kept is not None
    assert "Đang quét mã độc" in officer.get(f"/desk/dossiers/{dossier.code}/?tab=messages").content.decode()
    assert officer.get(f"/desk/documents/{kept.code}/").status_code == 404
    assert applicant.get(f"/documents/{kept.code}/").status_code == 404

    with clamd.running(tmp_path, port):
        documents.scan_waiting(at=now())

    for client, address in (
        (officer, f"/desk/dossiers/{dossier.code}/?tab=messages"),
        (applicant, f"/dossiers/{dossier.code}/"),
    ):
        assert "Bị chặn: có mã độc" in client.get(address).content.decode()
    assert AuditEvent.objects.get(kind="PaperBlocked").payload["document"] == kept.code
    assert "mã độc" in Message.objects.latest("pk").subject
    assert applicant.get(f"/documents/{kept.code}/").status_code == 404


def test_words_alone_go_as_before(dossier, applicant, officer):
    applicant.post(f"/dossiers/{dossier.code}/ask/", {"text": "Bao giờ xong?"})
    officer.post(f"/desk/dossiers/{dossier.code}/messages/", {"text": "Trong tuần."})
    assert list(DossierMessage.objects.values_list("document", flat=True)) == [None, None]
