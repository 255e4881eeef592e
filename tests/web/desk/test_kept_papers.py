"""A keeper finds a paper by its number, says what it is worth and takes it from whom it is not."""

import pytest
from django.test import Client
from django.urls import reverse

from motcua.foundation.audit.models import AuditEvent
from motcua.records.repository import operations
from motcua.records.repository.enums import Origin, WrongAbout
from motcua.records.repository.models import Holding, Ruling
from tests.factories.accounts import MONDAY, an_administrator, applicant_view, hoa, minh, signed_in_client
from tests.factories.dossiers import an_authority, assigned
from tests.factories.holdings import a_holding, a_source

from .test_repository import open_paper, pictures, text

pytestmark = pytest.mark.django_db
WHY = "Quyết định số 12/QĐ-SKHCN thu hồi."


@pytest.fixture
def keeper() -> Client:
    return signed_in_client(an_administrator())


def page(client: Client, holding: Holding) -> str:
    return text(client.get(reverse("desk:kept_paper", args=[holding.code])))


def ruling(holding: Holding, kind: str) -> str:
    return reverse("desk:kept_paper_ruling", args=[holding.code, kind])


def test_a_paper_is_found_by_its_number_revoked_and_counts_again_and_its_owner_reads_it(keeper):
    holding = a_holding(minh())
    found = keeper.post(reverse("desk:kept_papers"), {"words": " 05/GP-SKHCN "})
    assert "05" not in found["Location"].partition("?")[0]
    assert reverse("desk:kept_paper", args=[holding.code]) in text(keeper.get(found["Location"]))

    assert "Ghi giấy tờ đã bị thu hồi" in page(keeper, holding)
    assert keeper.post(ruling(holding, "revoked"), {"reason": " "}).status_code == 422
    assert not Ruling.objects.exists()
    assert keeper.post(ruling(holding, "revoked"), {"reason": WHY}).status_code == 302

    mine = text(signed_in_client(minh()).get(reverse("portal:paper", args=[holding.code])))
    assert WHY in mine
    assert "Để xác định chủ giấy tờ, ghi hiệu lực của giấy tờ" in mine
    shown = page(keeper, holding)
    assert WHY in shown
    assert "Cho giấy tờ có hiệu lực lại" in shown
    assert "Ghi giấy tờ đã bị thu hồi" not in shown
    assert keeper.post(ruling(holding, "revoked"), {"reason": WHY}).status_code == 422, "not twice"
    assert keeper.post(ruling(holding, "reinstated"), {"reason": "Nhầm."}).status_code == 302
    holding.refresh_from_db()
    assert holding.state == "valid"


def test_a_request_of_whoever_is_not_the_owner_leads_to_the_right_one(keeper):
    holding = a_holding(minh())
    asked = operations.ask_correction(
        by=applicant_view(minh()), code=holding.code, about=WrongAbout.OWNER, words="Không phải.", at=MONDAY
    )
    there = text(keeper.get(reverse("desk:asked_correction", args=[asked.code])))
    assert reverse("desk:kept_paper", args=[holding.code]) in there

    said = {"number": "", "name": "Phạm Thị Hoa", "reason": "Trùng số cũ."}
    answer = keeper.post(ruling(holding, "released"), said)
    there = reverse("desk:unmatched_paper", args=[holding.code])
    assert there in text(keeper.get(answer["Location"]))
    assert keeper.post(there, {"owner": hoa().code}).status_code == 302

    for person, status in ((minh(), 404), (hoa(), 200)):
        client = signed_in_client(person)
        assert client.get(reverse("portal:paper", args=[holding.code])).status_code == status
    theirs = text(signed_in_client(hoa()).get(reverse("portal:paper", args=[holding.code])))
    assert minh().full_name not in theirs
    assert "Không phải." not in theirs
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == ("done", "Trùng số cũ.")
    assert "Trùng số cũ." in text(keeper.get(reverse("desk:asked_correction", args=[asked.code])))


def test_who_had_opened_it_for_a_dossier_of_the_wrong_owner_sees_it_no_more(keeper):
    holding, dossier = a_holding(minh()), assigned()
    officer = signed_in_client(an_authority()["specialist"])
    open_paper(officer, dossier, holding)
    assert pictures(officer, dossier, holding) == 200

    keeper.post(ruling(holding, "released"), {"number": "", "name": "", "reason": "Nhầm."})

    assert pictures(officer, dossier, holding) == 403


def test_a_paper_is_replaced_by_another_one_of_the_same_owner(keeper):
    old, other = a_holding(minh()), a_holding(hoa(), number_symbol="99/GP-SKHCN")
    assert "Kho chưa có giấy tờ nào khác" in text(keeper.get(ruling(old, "replaced")))
    new = a_holding(minh(), number_symbol="06/GP-SKHCN")

    offered = text(keeper.get(ruling(old, "replaced")))
    assert "06/GP-SKHCN" in offered
    assert "99/GP-SKHCN" not in offered
    assert keeper.post(ruling(old, "replaced"), {"by_code": other.code, "reason": "x"}).status_code == 422
    assert (
        keeper.post(ruling(old, "replaced"), {"by_code": new.code, "reason": "Gia hạn."}).status_code == 302
    )

    old.refresh_from_db()
    assert old.replaced_by == new
    assert new.code in page(keeper, old)


def test_a_result_born_digital_is_revoked_in_its_dossier_and_said_so(keeper):
    holding = a_holding(minh(), source=a_source("X-KQ1", Origin.BORN_DIGITAL))

    assert ruling(holding, "revoked") not in page(keeper, holding)
    assert keeper.post(ruling(holding, "revoked"), {"reason": WHY}).status_code == 422
    assert keeper.get(ruling(holding, "nothing")).status_code == 404
    assert not AuditEvent.objects.filter(kind="HoldingRevoked").exists()


def test_the_page_costs_the_same_however_much_was_said(keeper, django_assert_max_num_queries):
    holding = a_holding(minh())
    for _ in range(3):
        keeper.post(ruling(holding, "revoked"), {"reason": WHY})
        keeper.post(ruling(holding, "reinstated"), {"reason": "Nhầm."})
    page(keeper, holding)

    with django_assert_max_num_queries(14):
        page(keeper, holding)
