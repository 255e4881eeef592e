"""Plans at the desk: made from the usual phases, planned, paid for; another agency's are not there."""

import pytest
from django.urls import reverse

from motcua.foundation.accounts.enums import Permission
from motcua.records.digitisation.models import Phase, Plan, Spending
from tests.factories.accounts import a_unit, an_agency, an_officer, signed_in_client
from tests.factories.line import a_campaign, a_plan
from tests.factories.line_pages import at_the_desk

pytestmark = pytest.mark.django_db
NEW = {"agency": "skhcn-quang-tri", "name": "Kế hoạch số hóa 2021–2025", "decision": "Số 12/KH-SKHCN"}


def test_a_plan_begins_with_the_usual_phases_and_their_money():
    client = at_the_desk()
    page = client.get(reverse("desk:digitisation_plan_new")).content.decode()
    assert "Năm 2022 (ban hành 2016–2021)" in page
    assert "Năm 2025 (ban hành từ 1995 trở về trước)" in page

    made = client.post(
        reverse("desk:digitisation_plan_new"), NEW | {"papers-1": "12000", "dong-1": "1.250.000"}
    )

    assert made.status_code == 302
    phases = list(Phase.objects.order_by("year").values_list("year", "issued_from", "issued_to"))
    assert phases == [
        (2021, None, None), (2022, 2016, 2021), (2023, 2006, 2015), (2024, 1996, 2005), (2025, None, 1995),
    ]  # fmt: skip
    second = Phase.objects.get(year=2022)
    assert (second.planned_papers, second.planned_dong) == (12_000, 1_250_000)
    assert "Kế hoạch số hóa 2021–2025" in client.get(reverse("desk:digitisation")).content.decode()


def test_what_was_typed_wrongly_is_said_and_kept():
    client = at_the_desk()

    answer = client.post(reverse("desk:digitisation_plan_new"), NEW | {"name": "", "papers-1": "nhiều"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nhập tên kế hoạch." in page
    assert 'value="nhiều"' in page
    assert not Plan.objects.exists()


def test_volume_and_money_are_entered_and_drawn():
    plan, client = a_plan(), at_the_desk()
    there = reverse("desk:digitisation_volume", args=[plan.code, 2022])
    spend = reverse("desk:digitisation_spend", args=[plan.code, 2022])

    assert client.post(there, {"papers": "12000", "dong": "500.000.000"}).status_code == 302
    paid = {"dong": "120.000.000", "on": "16/11/2026", "what_for": "Thuê quét"}
    assert client.post(spend, paid).status_code == 302
    assert client.post(spend, paid | {"dong": "-20.000.000"}).status_code == 302

    page = client.get(reverse("desk:digitisation_plan", args=[plan.code])).content.decode()
    assert "500.000.000" in page
    assert "100.000.000" in page
    assert 'max="12000" value="0"' in page
    assert client.post(spend, paid | {"dong": "0"}).status_code == 422
    assert Spending.objects.count() == 2


def test_who_does_not_plan_sees_the_plan_and_changes_nothing():
    plan = a_plan()
    client = at_the_desk("quet", Permission.DIGITISE_SCAN)

    page = client.get(reverse("desk:digitisation_plan", args=[plan.code])).content.decode()

    assert "Ghi khoản chi" not in page
    there = reverse("desk:digitisation_volume", args=[plan.code, 2022])
    assert client.post(there, {"papers": "1", "dong": "1"}).status_code == 403
    assert Phase.objects.get(year=2022).planned_papers == 0


def test_another_agency_finds_nothing():
    campaign = a_campaign()
    plan = campaign.phase.plan
    at_the_desk()
    unit = a_unit("bg-mot-cua", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    stranger = an_officer(unit=unit, code="ngoai")
    stranger.posts.update(role=at_the_desk_role(), unit=unit)
    client = signed_in_client(stranger)

    home = client.get(reverse("desk:digitisation")).content.decode()

    assert plan.name not in home
    assert campaign.name not in home
    for name, code in (("plan", plan.code), ("campaign", campaign.code), ("faults", campaign.code)):
        assert client.get(reverse(f"desk:digitisation_{name}", args=[code])).status_code == 404


def at_the_desk_role():
    """The role of somebody who may do everything on the line."""
    from motcua.foundation.accounts.models import Role

    return Role.objects.get(posts__officer__code="phu-trach")


def test_a_plan_costs_no_more_queries_with_more_campaigns(django_assert_max_num_queries):
    first = a_campaign()
    plan, client = first.phase.plan, at_the_desk()
    address = reverse("desk:digitisation_plan", args=[plan.code])
    client.get(address)

    with django_assert_max_num_queries(14):
        client.get(address)
