"""Campaigns at the desk: made, watched, opened, closed, with their separator sheets."""

from datetime import timedelta

import pytest
from django.urls import reverse

from motcua.foundation.kernel.clock import now
from motcua.records.digitisation.enums import CampaignState, Standing
from motcua.records.digitisation.models import Campaign, Passing
from motcua.records.digitisation.rules.line import USUAL_ORDER, Station
from motcua.records.digitisation.rules.line.fields import USUAL_FIELDS
from tests.factories.line import a_box, a_campaign, a_paper, a_plan
from tests.factories.line_pages import at_the_desk

pytestmark = pytest.mark.django_db
WAYS = {
    "name": "Giấy phép bức xạ",
    "paper_type_name": "Giấy phép tiến hành công việc bức xạ",
    "stations": ",".join(USUAL_ORDER),
    "cut_by": "barcode",
    "least_dpi": "200",
    "fields_entered": list(USUAL_FIELDS),
    "keyings": "2",
    "sampling": "percent",
    "sampling_percent": "30",
    "code_template": "{ma_dinh_danh}.{ma_loai_giay_to}.{stt}",
}


def test_a_campaign_is_made_with_sane_ways_and_opened():
    plan, client = a_plan(), at_the_desk()
    there = reverse("desk:digitisation_campaign_new", args=[plan.code, 2022])
    page = client.get(there).content.decode()
    assert "Khác quy định." in page
    assert 'value="30"' in page

    assert client.post(there, WAYS).status_code == 302
    campaign = Campaign.objects.get()
    assert (campaign.state, campaign.keyings, campaign.sampling_percent) == (CampaignState.DRAFT, 2, 30)
    assert campaign.stations == [one.value for one in USUAL_ORDER]
    client.post(reverse("desk:digitisation_campaign_start", args=[campaign.code]))

    campaign.refresh_from_db()
    assert campaign.state == CampaignState.OPEN


def test_an_order_against_the_circular_is_said_on_the_campaign():
    plan, client = a_plan(), at_the_desk()
    turned = ["intake", "reading", "personal_signature", "checking", "seal", "storage"]
    there = reverse("desk:digitisation_campaign_new", args=[plan.code, 2022])

    client.post(there, WAYS | {"stations": ",".join(turned)})

    page = client.get(reverse("desk:digitisation_campaign", args=[Campaign.objects.get().code]))
    assert "người quét ký số trước khi bóc tách dữ liệu" in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"fields_entered": ["number"]}, "Thiếu trường"),
        ({"code_template": "{ma_dinh_danh}"}, "Phải có số thứ tự"),
        ({"sampling": "quality_limit", "sampling_percent": "3"}, "Giới hạn chất lượng là một trong"),
        ({"cut_by": "count"}, "số trang của mỗi văn bản"),
        ({"stations": "storage,intake"}, "Chọn một thứ tự."),
    ],
)
def test_ways_that_cannot_be_are_said_and_nothing_is_made(wrong, said):
    plan, client = a_plan(), at_the_desk()

    answer = client.post(reverse("desk:digitisation_campaign_new", args=[plan.code, 2022]), WAYS | wrong)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Campaign.objects.exists()


def test_ways_change_until_something_was_scanned():
    campaign, client = a_campaign(), at_the_desk()
    there = reverse("desk:digitisation_campaign_change", args=[campaign.code])
    assert 'value="30"' in client.get(there).content.decode()

    assert (
        client.post(there, WAYS | {"sampling": "quality_limit", "sampling_percent": "0,65"}).status_code
        == 302
    )

    campaign.refresh_from_db()
    assert (campaign.sampling, float(campaign.sampling_percent)) == ("quality_limit", 0.65)


def test_the_page_counts_at_every_station_with_rate_and_time_left():
    campaign, client = a_campaign(), at_the_desk()
    box = a_box(campaign)
    a_paper(box, station=Station.CHECKING)
    a_paper(box, station=Station.SEAL)
    stored = a_paper(box, station=Station.STORAGE, standing=Standing.STORED, holding_code="KH-1")
    a_paper(box, station=Station.READING, standing=Standing.FAULTY)
    half_an_hour_ago = now() - timedelta(minutes=30)
    Passing.objects.create(paper=stored, box=box, station=Station.STORAGE, at=half_an_hour_ago, by="x")

    page = client.get(reverse("desk:digitisation_campaign", args=[campaign.code])).content.decode()

    counts = _counts(page)
    assert counts["Đã quét"] == 4
    assert counts["Đã ký bản quét"] == 4
    assert counts["Đã bóc tách"] == 3
    assert counts["Đã kiểm tra"] == 2
    assert counts["Đã ký bản sao"] == 1
    assert counts["Đã lưu kho"] == 1
    assert "Lưu kho 2 văn bản một giờ" in page
    assert "còn khoảng 1 giờ 30 phút" in page


def _counts(page: str) -> dict[str, int]:
    found = {}
    for part in page.split("<dt>")[1:]:
        name, rest = part.split("</dt><dd>", 1)
        if rest[0].isdigit():
            found[name] = int(rest.split("<")[0])
    return found


def test_an_open_page_asks_with_its_tag_whether_it_is_still_true(django_assert_num_queries):
    campaign, client = a_campaign(), at_the_desk()
    page = client.get(reverse("desk:digitisation_campaign", args=[campaign.code])).content.decode()
    tag = page.split('data-mc-watch="')[1].split('"')[0]

    with django_assert_num_queries(1):
        same = client.get(reverse("portal:changes"), headers={"If-None-Match": f'"{tag}"'})
    a_box(campaign)
    other = client.get(reverse("portal:changes"), headers={"If-None-Match": f'"{tag}"'})

    assert same.status_code == 304
    assert (other.status_code, other.json()) == (200, {})


def test_a_campaign_with_papers_under_way_is_not_closed():
    campaign, client = a_campaign(), at_the_desk()
    a_paper(a_box(campaign))

    answer = client.post(reverse("desk:digitisation_campaign_close", args=[campaign.code]))

    assert answer.status_code == 409
    assert "Còn 1 văn bản chưa lưu kho" in answer.content.decode()
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.OPEN


def test_a_page_costs_no_more_queries_with_more_boxes(django_assert_max_num_queries):
    campaign, client = a_campaign(), at_the_desk()
    for _ in range(3):
        a_paper(a_box(campaign))
    address = reverse("desk:digitisation_campaign", args=[campaign.code])
    client.get(address)

    with django_assert_max_num_queries(13):
        client.get(address)


def test_separator_sheets_without_any_are_refused_on_the_page():
    campaign, client = a_campaign(), at_the_desk()

    answer = client.post(
        reverse("desk:digitisation_separators", args=[campaign.code]), {"plain": "0"}, follow=True
    )

    assert "Ghi từ 1 đến 500 tờ phân cách" in answer.content.decode()
