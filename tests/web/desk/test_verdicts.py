"""The check of the papers on the page of a dossier, and what it fills into a supplement request."""

import pytest
from django.utils.html import escape

from motcua.casework.dossiers.models import PaperVerdict
from tests.factories.accounts import a_unit, an_agency, an_officer, hoa, signed_in_client
from tests.factories.dossiers import an_authority, filed

pytestmark = pytest.mark.django_db
REASON = "Ảnh mờ & thiếu “dấu”"


def typed(verdict: str, reason: str = "", was: str = "") -> dict[str, str]:
    return {"verdict-giay-cu": verdict, "reason-giay-cu": reason, "was-giay-cu": was}


def test_what_is_not_in_order_is_kept_shown_and_filled_into_the_supplement_request():
    dossier, client = filed(), signed_in_client(an_authority()["receptionist"])
    address = f"/desk/dossiers/{dossier.code}/"

    sent = client.post(f"{address}papers/", typed("bad", REASON))
    page = client.get(sent["Location"]).content.decode()
    request = client.get(f"{address}supplement/").content.decode()

    assert sent.status_code == 302
    assert "Đã ghi kết quả kiểm tra 1 giấy tờ." in page
    assert escape(REASON) in page
    assert 'name="ask-paper-giay-cu" id="ask-paper-giay-cu" checked' in request
    assert f'value="{escape(REASON)}"' in request


def test_a_reason_is_asked_for_at_its_field_and_nothing_typed_is_lost():
    dossier, client = filed(), signed_in_client(an_authority()["receptionist"])

    response = client.post(f"/desk/dossiers/{dossier.code}/papers/", typed("bad"))

    assert response.status_code == 422
    assert "Ghi rõ giấy tờ chưa đạt ở điểm nào." in response.content.decode()
    assert 'name="verdict-giay-cu" value="bad" checked' in response.content.decode()
    assert not PaperVerdict.objects.exists()


def test_a_page_opened_earlier_does_not_undo_what_a_colleague_said_meanwhile():
    dossier, client = filed(), signed_in_client(an_authority()["receptionist"])
    client.post(f"/desk/dossiers/{dossier.code}/papers/", typed("bad", REASON))

    stale = client.post(f"/desk/dossiers/{dossier.code}/papers/", typed("", "", ""))

    assert stale.status_code == 409
    assert PaperVerdict.objects.get().reason == REASON


def test_whoever_may_not_judge_sees_the_verdicts_without_the_form():
    dossier = filed()
    signed_in_client(an_authority()["receptionist"]).post(
        f"/desk/dossiers/{dossier.code}/papers/", typed("bad", REASON)
    )

    page = signed_in_client(an_authority()["cashier"]).get(f"/desk/dossiers/{dossier.code}/").content.decode()

    assert escape(REASON) in page
    assert "Lưu kết quả kiểm tra" not in page


def test_strangers_judge_nothing():
    dossier = filed()
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    outsider = signed_in_client(an_officer(unit=a_unit("bg-mot-cua", agency=other), code="bg-tiep-nhan"))
    address = f"/desk/dossiers/{dossier.code}/papers/"

    assert outsider.post(address, typed("good")).status_code == 404
    assert signed_in_client(hoa()).post(address, typed("good")).status_code == 403
    assert signed_in_client(an_authority()["cashier"]).post(address, typed("good")).status_code == 403
    assert not PaperVerdict.objects.exists()
