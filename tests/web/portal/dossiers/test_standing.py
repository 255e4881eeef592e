"""My dossiers: who has one now and until when, and the result once it was returned."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from motcua.casework.dossiers import operations
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.models import Officer
from motcua.foundation.kernel.actors import SYSTEM
from motcua.foundation.kernel.clock import local_date, now
from motcua.records.letters import operations as letters
from motcua.records.letters.enums import LetterState
from motcua.records.letters.models import Letter
from motcua.records.signing import operations as signing
from motcua.records.signing.enums import CertificateKind
from tests.casework.dossiers.test_side_tasks import with_process
from tests.factories import dossiers as made
from tests.factories.accounts import hoa, minh, officer_view, signed_in_client
from tests.factories.papers import a_key
from tests.web.portal.pages import ready

from .pages import page_of

pytestmark = pytest.mark.django_db

# Who has it now, until when


def test_the_page_names_who_else_was_asked_and_until_when_but_not_what_in_words() -> None:
    ready()
    dossier = with_process(made.assigned(at=now()))
    specialist = officer_view(made.an_authority()["specialist"])
    operations.ask_opinions(
        by=specialist, code=dossier.code, parties=[operations.Party(agency_name="Sở Xây dựng")],
        question="Có đúng quy hoạch không?", answer_on=local_date(made.reload(dossier).due_at),
        document_codes=[], at=now(),
    )  # fmt: skip

    page = page_of(signed_in_client(minh()), dossier)

    assert "Sở Xây dựng – Cho ý kiến về hồ sơ: trả lời trước" in page
    assert "Có đúng quy hoạch không?" not in page
    assert page.index("Cho ý kiến về hồ sơ</p>") > page.index("Diễn biến"), "in the timeline as at work now"


def test_a_sub_dossier_is_named_by_its_step_and_its_unit() -> None:
    ready()
    dossier = with_process(made.assigned(at=now()))
    operations.open_parts(
        by=officer_view(made.an_authority()["specialist"]), code=dossier.code, document_codes=[], at=now(),
        parts=[operations.PartOrder("dat", operations.Party(agency_name="Sở Đất đai")), operations.PartOrder("xay", operations.Party(agency_name="Sở Xây dựng")),
               operations.PartOrder("moi-truong", operations.Party(agency_name="Sở Môi trường"))],
    )  # fmt: skip

    page = page_of(signed_in_client(minh()), dossier)

    assert "Sở Đất đai – Xác nhận đất: trả lời trước" in page
    assert "Sở Xây dựng – Xác nhận xây dựng: bắt đầu khi đơn vị trước đã trả lời" in page


def test_a_step_of_the_agency_that_is_late_is_said_to_be_late(browser: Client, dossier: Dossier) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(holder_until=now() - timedelta(hours=1))

    page = page_of(browser, dossier)

    assert "Cơ quan đang chậm ở bước này; anh/chị không phải làm gì" in page
    assert "Bước này đã quá hạn." in page
    assert "lẽ ra phải làm xong trước" in page


def test_nobody_is_said_to_have_asked_themselves_for_a_fee() -> None:
    ready()
    dossier = made.filed(publication=made.a_publication(with_fee=True), at=now())

    page = page_of(signed_in_client(minh()), dossier)

    asked = page[page.rindex("Đã thông báo phí, lệ phí.") :][:400]
    assert "Hệ thống" in asked


# The result


def results_of(dossier: Dossier) -> list[Letter]:
    """The papers of the dossier, made as the worker makes them."""
    for letter in Letter.objects.filter(subject=f"dossier:{dossier.code}").order_by("pk"):
        if letter.state == LetterState.FIXED:
            letters.make(letter_code=letter.code, at=now())
    return list(Letter.objects.filter(subject=f"dossier:{dossier.code}", kind="result"))


@pytest.mark.slow
def test_a_result_is_mine_to_download_once_it_was_returned(browser: Client) -> None:
    with override_settings(MOTCUA_DEMO=True):
        officers = made.an_authority()
        keys(officers)
        dossier = made.numbered()
        (result,) = results_of(dossier)
        assert result.document is not None
        download = reverse("portal:document", args=[result.document.code])
        assert "Chờ trả kết quả" in page_of(browser, dossier)
        assert browser.get(download).status_code == 404

        operations.return_result(by=officer_view(officers["receptionist"]), code=dossier.code, at=now())

    page = page_of(browser, dossier)
    assert "Đã có kết quả" in page
    assert download in page
    assert b"".join(browser.get(download).streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert signed_in_client(hoa()).get(download).status_code == 404


def keys(officers: dict[str, Officer]) -> None:
    holders = {CertificateKind.LEADER: officers["leader"].code, CertificateKind.AGENCY: "skhcn-quang-tri"}
    for kind, holder in holders.items():
        a_key(f"{kind.value}-{holder}", holder)
        signing.register_certificate(
            kind=kind, holder_code=holder, key_ref=f"{kind.value}-{holder}", by=SYSTEM, at=now()
        )
