"""Links to my papers: who has one sees that paper, as long and as often as was said."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from motcua.foundation.kernel.clock import now
from motcua.records.repository import tokens
from motcua.records.repository.models import Holding, Share
from motcua.web.portal.repository import shared as shared_pages
from tests.factories.accounts import hoa, minh, signed_in_client
from tests.factories.files import a_pdf
from tests.factories.holdings import a_holding

from .pages import opened, page_of, share, text

pytestmark = pytest.mark.django_db


def test_a_link_shows_its_purpose_first_and_the_paper_after_a_press(browser: Client, holding: Holding):
    address = share(browser, holding)
    stranger = Client()

    before = text(stranger.get(address))
    assert "Mở tài khoản ngân hàng" in before
    assert "05/GP-SKHCN" not in before
    assert stranger.get(address + "paper/").status_code == 302
    assert opened(holding) == []

    after = text(stranger.post(address, follow=True))
    assert "05/GP-SKHCN" in after
    assert "Lê Văn Minh" in after
    assert "045090001234" not in after
    assert stranger.get(f"{address}pages/1/").status_code == 200
    file = stranger.get(f"{address}files/original/")
    assert b"".join(file.streaming_content) == a_pdf(pages=2)

    told = page_of(browser, holding)
    assert [one["way"] for one in opened(holding)] == ["shown", "original"]
    assert told.count("Người có đường dẫn") == 2
    assert "đã mở 1 lần" in told


def test_only_the_hash_of_a_token_is_kept(browser: Client, holding: Holding):
    token = share(browser, holding).strip("/").rpartition("/")[2]

    row = Share.objects.get()
    assert row.token_hash == tokens.hash_of(token)
    assert token not in str(Share.objects.values().get())


def test_a_link_opens_no_other_paper_and_no_data(browser: Client, holding: Holding):
    other = a_holding(minh(), number_symbol="9/GP")
    stranger = Client()
    stranger.post(share(browser, holding))

    assert stranger.get(reverse("portal:paper", args=[other.code])).status_code == 302
    assert stranger.get(reverse("portal:paper_data", args=[holding.code, "json"])).status_code == 302


def test_a_link_is_opened_as_often_as_was_said(browser: Client, holding: Holding):
    address = share(browser, holding, most_openings="1")
    first = Client()
    assert first.post(address).status_code == 302

    second = Client()
    assert second.post(address).status_code == 404
    assert "đủ số lần" in text(second.get(address))
    assert first.get(f"{address}paper/").status_code == 200, "who opened it reads on"
    assert Share.objects.get().openings == 1


def test_an_ended_link_works_no_more_at_once(browser: Client, holding: Holding):
    address, stranger = share(browser, holding), Client()
    stranger.post(address)

    browser.post(reverse("portal:paper_share_end", args=[holding.code, Share.objects.get().code]))

    assert stranger.get(f"{address}paper/").status_code == 404
    assert stranger.get(address).status_code == 404
    assert "đã kết thúc" in page_of(browser, holding)


def test_a_link_whose_time_is_over_works_no_more(browser: Client, holding: Holding):
    address, stranger = share(browser, holding, lasts="1h"), Client()
    stranger.post(address)
    Share.objects.update(made_at=now() - timedelta(hours=3), until=now() - timedelta(hours=1))

    for end in ("", "paper/", "pages/1/", "files/original/"):
        assert stranger.get(address + end).status_code == 404


def test_guessing_links_is_slowed_down(client: Client):
    statuses = {
        client.get(reverse("portal:shared", args=[f"x{n}"])).status_code
        for n in range(shared_pages.PER_ADDRESS + 2)
    }

    assert statuses == {404, 429}


def test_whoever_reads_a_long_paper_is_not_slowed_down(browser: Client, holding: Holding):
    address, stranger = share(browser, holding), Client()
    stranger.post(address)

    statuses = {stranger.get(f"{address}pages/1/").status_code for _ in range(shared_pages.PER_LINK + 10)}

    assert statuses == {200}


def test_a_link_tells_no_search_engine(browser: Client, holding: Holding):
    answer = Client().get(share(browser, holding))

    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "said",
    [
        {"purpose": " "},
        {"lasts": "1y"},
        {"most_openings": "0"},
        {"most_openings": "1001"},
        {"most_openings": "x"},
    ],
)
def test_a_link_that_is_not_said_rightly_is_not_made_and_what_was_typed_stays(browser, holding, said):
    facts = {"purpose": "Mở tài khoản", "lasts": "7d", "most_openings": ""} | said

    answer = browser.post(reverse("portal:paper_share", args=[holding.code]), facts)

    assert answer.status_code == 422
    assert not Share.objects.exists()
    if "most_openings" in said:
        assert f'value="{said["most_openings"]}"' in text(answer)


def test_a_stranger_makes_and_ends_no_links(browser: Client, holding: Holding):
    share(browser, holding)
    stranger = signed_in_client(hoa())

    made = stranger.post(reverse("portal:paper_share", args=[holding.code]), {"purpose": "x", "lasts": "1h"})
    ended = stranger.post(reverse("portal:paper_share_end", args=[holding.code, Share.objects.get().code]))

    assert (made.status_code, ended.status_code) == (404, 404)
    assert Share.objects.get().ended_at is None


def test_a_paper_that_counts_no_more_is_not_shared(browser: Client, holding: Holding):
    a_holding(minh(), more={"replaces": holding.code})

    answer = browser.post(
        reverse("portal:paper_share", args=[holding.code]), {"purpose": "Mở tài khoản", "lasts": "1h"}
    )

    assert answer.status_code == 422
    assert not Share.objects.exists()
    assert "Chia sẻ giấy tờ này" not in page_of(browser, holding)
