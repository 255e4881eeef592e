"""The page on which a dossier is put under the right procedure: found, held against the dossier, then taken."""

import pytest
from django.urls import reverse

from motcua.casework.dossiers.models import ProcedureChange
from tests.casework.dossiers.righted import NEW_PAPER, the_right_one
from tests.casework.dossiers.traces import no_trace
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import CONTENT, a_publication, accepted, an_authority, filed, reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    return signed_in_client(an_authority()["receptionist"])


def page(dossier):
    return reverse("desk:act", args=[dossier.code, "change-procedure"])


def test_the_procedure_is_found_by_its_code_and_chosen(client):
    dossier, right = filed(), the_right_one()

    answer = client.get(page(dossier), {"q": right.procedure.code}).content.decode()

    assert f"?publication_code={right.full_code}" in answer
    assert "Ghi lý do" not in answer


def test_before_the_act_it_says_what_fits_and_what_is_missing(client):
    dossier, right = filed(), the_right_one(papers=[CONTENT["papers"][0], NEW_PAPER])

    with no_trace():
        answer = client.get(page(dossier), {"publication_code": right.full_code}).content.decode()

    assert "Còn thiếu: 1 mục" in answer
    assert "Sơ đồ" in answer
    assert "MỤC ĐÍCH" in answer
    assert "05 ngày làm việc → 09 ngày làm việc" in answer


def test_a_procedure_with_cases_asks_which(client):
    dossier = filed()
    right = the_right_one(cases=[{"slug": slug, "label": {"vi": slug}} for slug in ("cap-moi", "cap-lai")])

    asked = client.get(page(dossier), {"publication_code": right.full_code}).content.decode()
    chosen = client.get(page(dossier), {"publication_code": right.full_code, "case_slug": "cap-lai"})

    assert "Trường hợp nào?" in asked
    assert "Chuyển thủ tục</button>" not in asked
    assert "Chuyển thủ tục</button>" in chosen.content.decode()


def test_it_is_done_with_a_reason_and_the_page_shows_the_old_one(client):
    dossier, right = filed(), the_right_one()
    given = {"publication_code": right.full_code, "case_slug": "", "reason": "Thuộc thủ tục cấp lại."}

    without = client.post(page(dossier), given | {"reason": ""})
    client.post(page(dossier), given)

    assert without.status_code == 422
    assert "Ghi lý do." in without.content.decode()
    assert reload(dossier).publication_id == right.pk
    shown = client.get(reverse("desk:dossier", args=[dossier.code]), {"tab": "data"}).content.decode()
    assert "Đã nộp theo thủ tục 2.000086" in shown
    assert "Thuộc thủ tục cấp lại." in shown


def test_without_a_procedure_nothing_is_done(client):
    dossier = filed()

    answer = client.post(page(dossier), {"reason": "Nhầm."})

    assert answer.status_code == 422
    assert not ProcedureChange.objects.exists()


def test_to_the_procedure_where_it_is_already_says_so(client):
    dossier = filed()

    answer = client.get(page(dossier), {"publication_code": a_publication().full_code})

    assert answer.status_code == 409
    assert "đúng thủ tục" in answer.content.decode()


def test_where_it_cannot_be_done_the_page_says_why(client):
    assert client.get(page(accepted())).status_code == 409
