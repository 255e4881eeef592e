"""The officer sees where a dossier is in its internal process, and who had it."""

import pytest

from tests.factories import dossiers as made
from tests.factories.accounts import signed_in_client
from tests.reference.workflow.writing import a_published_process

pytestmark = pytest.mark.django_db


def page_of(dossier, role):
    client = signed_in_client(made.an_authority()[role])
    return client.get(f"/desk/dossiers/{dossier.code}/?tab=process").content.decode()


def test_the_page_shows_the_place_and_the_hand_overs():
    a_published_process()

    page = page_of(made.assigned(), "specialist")

    assert "process-diagram__step--" in page
    assert "hồ sơ đang ở: Tham dinh" in page
    assert "Quyết định 12/QĐ-SKHCN" in page
    assert "Đã qua" in page


def test_a_dossier_without_a_process_says_so():
    assert "chưa đi theo quy trình nội bộ nào" in page_of(made.filed(), "receptionist")
