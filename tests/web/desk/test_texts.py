"""The pages of notices' words: read, tried, kept, planned, cancelled, returned; nothing typed is lost."""

import pytest
from django.test import Client

from motcua.casework.dossiers.models import Wording
from motcua.casework.dossiers.queries.wordings import default_words
from motcua.casework.dossiers.rules.notice_words import ALL
from tests.factories import accounts as make
from tests.factories import dossiers as made

pytestmark = pytest.mark.django_db
ALL_TEXTS = "/desk/administration/texts/skhcn-quang-tri/"
FILED = f"{ALL_TEXTS}filed/vi/"
BODY = default_words("filed", "vi").body + "\n\nTrân trọng <script>alert(1)</script>"


@pytest.fixture
def client() -> Client:
    return make.signed_in_client(made.an_authority()["administrator"])


def send(client: Client, **more: str):
    return client.post(
        FILED, {"subject": "Sở đã nhận hồ sơ", "body": BODY, "from_day": "", "note": ""} | more
    )


def test_the_list_names_every_notice_and_what_causes_it(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        page = client.get(ALL_TEXTS).content.decode()

    assert all(kind.cause in page and kind.title in page for kind in ALL)
    assert page.count("mặc định</span>") == sum(len(kind.languages) for kind in ALL)
    assert "skhcn-quang-tri" in client.get("/desk/administration/texts/").content.decode()


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.key)
def test_every_notice_opens_in_its_languages(client, kind):
    for language in kind.languages:
        page = client.get(f"{ALL_TEXTS}{kind.key}/{language}/")
        assert page.status_code == 200
        assert "{mã hồ sơ}" in page.content.decode()
    assert client.get(f"{ALL_TEXTS}{kind.key}/fr/").status_code == 404


def test_a_text_is_tried_without_being_kept_and_markup_stays_text(client):
    page = send(client, _preview="1")
    text = page.content.decode()

    assert page.status_code == 200
    assert "Đủ nội dung bắt buộc, chưa lưu" in text
    assert "[H00.00-300102-0001] Sở đã nhận hồ sơ" in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert(1)" not in text
    assert not Wording.objects.exists()


def test_a_text_is_kept_and_its_version_is_named(client):
    answer = send(client, note="Thêm lời chào")
    page = client.get(FILED).content.decode()

    assert answer.headers["Location"] == FILED
    assert "lời riêng" in page
    assert "Thêm lời chào" in page
    assert "đang dùng" in page
    assert "<script>alert(1)" not in page
    assert "lời riêng" in client.get(ALL_TEXTS).content.decode()


@pytest.mark.parametrize("preview", [{}, {"_preview": "1"}])
def test_what_is_lacking_is_named_and_what_was_typed_stays(client, preview):
    page = send(client, body="Chào anh/chị, hồ sơ {mã hồ sơ} đã đến.", **preview)
    text = page.content.decode()

    assert page.status_code == 422
    assert "Nội dung còn thiếu: " in text
    assert "{thời hạn}" in text
    assert "Chào anh/chị, hồ sơ {mã hồ sơ} đã đến.</textarea>" in text
    assert not Wording.objects.exists()


def test_a_past_day_is_refused_at_its_field(client):
    page = send(client, from_day="01/01/2020")

    assert page.status_code == 422
    assert "Chọn hôm nay hoặc một ngày sau hôm nay." in page.content.decode()
    assert not Wording.objects.exists()


def test_without_scripts_a_placeholder_comes_at_the_end_and_nothing_is_kept(client):
    page = send(client, body="Đang viết dở.", _put="until")

    assert page.status_code == 200
    assert "Đang viết dở.\n\n{thời hạn}</textarea>" in page.content.decode()
    assert not Wording.objects.exists()


def test_a_planned_text_is_cancelled(client):
    send(client, from_day="01/02/2100")
    number = Wording.objects.get().pk
    assert "đổi từ 01/02/2100" in client.get(FILED).content.decode()

    answer = client.post(f"{ALL_TEXTS}versions/{number}/cancel/")

    assert answer.headers["Location"] == FILED
    assert "đã hủy" in client.get(FILED).content.decode()
    assert client.post(f"{ALL_TEXTS}versions/{number}/cancel/").status_code == 404


def test_one_returns_to_the_default_from_a_day(client):
    send(client)
    assert client.post(f"{FILED}default/", {"back-from_day": "01/01/2020"}).status_code == 422
    assert client.post(f"{FILED}default/", {"back-from_day": ""}).status_code == 302

    assert client.post(f"{FILED}default/", {"back-from_day": ""}).status_code == 422
    assert "mặc định</span>" in client.get(FILED).content.decode()
    assert Wording.objects.count() == 2


def test_the_short_mail_has_no_subject_of_its_own(client):
    page = client.get(f"{ALL_TEXTS}short/vi/").content.decode()
    assert 'name="subject"' not in page

    body = default_words("short", "vi").body + "\n\nTrân trọng."
    assert client.post(f"{ALL_TEXTS}short/vi/", {"body": body, "from_day": "", "note": ""}).status_code == 302
