"""My dossiers: withdrawn before the receipt, asked to be stopped after it."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier
from tests.factories import dossiers as made
from tests.factories.accounts import hoa, signed_in_client

from .pages import page_of

pytestmark = pytest.mark.django_db


def test_a_dossier_is_withdrawn_after_a_sentence(browser: Client, dossier: Dossier) -> None:
    assert "Không thể hoàn lại" in page_of(browser, dossier, "dossier_withdraw")

    answer = browser.post(reverse("portal:dossier_withdraw", args=[dossier.code]))

    assert answer.status_code == 302
    assert Dossier.objects.get().business == "withdrawn"
    assert "Anh/chị đã rút hồ sơ này" in page_of(browser, dossier)


def test_after_the_receipt_one_asks_that_the_work_stop(browser: Client) -> None:
    dossier = made.accepted()
    address = reverse("portal:dossier_stop", args=[dossier.code])
    assert "8 giờ làm việc" in page_of(browser, dossier, "dossier_stop")
    assert browser.post(address, {"reason": ""}).status_code == 422

    answer = browser.post(address, {"reason": "Cơ sở đổi kế hoạch"}, follow=True)

    assert "Cơ sở đổi kế hoạch" in answer.content.decode()
    assert "đề nghị được sau khi có giấy tiếp nhận" in page_of(browser, dossier, "dossier_stop")


def test_an_accepted_dossier_is_not_withdrawn(browser: Client) -> None:
    dossier = made.accepted()
    assert "Không rút hồ sơ ở đây được nữa" in page_of(browser, dossier, "dossier_withdraw")

    answer = browser.post(reverse("portal:dossier_withdraw", args=[dossier.code]))

    assert answer.status_code == 409
    assert Dossier.objects.get().business == "accepted"


def test_a_stranger_withdraws_nothing(dossier: Dossier) -> None:
    answer = signed_in_client(hoa()).post(reverse("portal:dossier_withdraw", args=[dossier.code]))

    assert answer.status_code == 404
    assert Dossier.objects.get().business == "submitted"
