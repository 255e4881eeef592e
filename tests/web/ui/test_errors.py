"""Every page that says no. None of these tests may touch a database: that is the point of half of them."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings


@pytest.mark.parametrize(
    ("how", "status", "sentence"),
    [
        ("refused", 409, "Hồ sơ đã được rút."),
        ("forbidden", 403, "Hồ sơ này không thuộc đơn vị của anh/chị."),
        ("missing", 404, "Không có hồ sơ này."),
        ("outside", 503, "Máy chủ thư không trả lời."),
        ("database", 503, "Hệ thống đang không kết nối được với nơi lưu dữ liệu."),
        ("bug", 500, "Hệ thống gặp sự cố, không phải do anh/chị."),
        ("too-big", 413, "Những gì anh/chị gửi lớn hơn mức hệ thống nhận trong một lần."),
    ],
)
def test_each_family_of_errors_has_its_status_and_one_sentence(
    browser: Client, how: str, status: int, sentence: str
) -> None:
    answer = browser.get(f"/fail/{how}/")

    page = answer.content.decode()
    assert answer.status_code == status
    assert sentence in page
    assert "<h1>" in page
    assert "Về trang chủ" in page
    assert "secret" not in page
    assert "Traceback" not in page


def test_a_fragment_gets_the_words_as_a_notice_on_top_of_its_page(browser: Client) -> None:
    answer = browser.get("/fail/refused/", headers={"HX-Request": "true"})

    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#mc-notices"
    assert "Hồ sơ đã được rút." in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_an_address_that_leads_nowhere_offers_the_search(browser: Client) -> None:
    answer = browser.get("/no/such/page/")

    assert answer.status_code == 404
    assert 'href="/search/"' in answer.content.decode()


def test_an_error_in_english_is_in_english(browser: Client) -> None:
    page = browser.get("/en/no/such/page/").content.decode()

    assert "We cannot find this page" in page
    assert '<html lang="en"' in page


def test_a_bug_shows_a_code_that_can_be_read_out(browser: Client) -> None:
    answer = browser.get("/fail/bug/")

    assert "Mã của lỗi này" in answer.content.decode()


def test_a_form_without_a_valid_token_is_told_that_nothing_is_lost() -> None:
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post("/only-post/", {"a": "1"})

    assert answer.status_code == 403
    assert "Trang này đã mở quá lâu" in answer.content.decode()
    assert "Không có gì bị mất" in answer.content.decode()


def test_a_page_that_only_takes_forms_says_so(browser: Client) -> None:
    answer = browser.get("/only-post/")

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "Không mở trang này theo cách này được" in answer.content.decode()


def test_an_unknown_host_gets_a_page_too(browser: Client) -> None:
    answer = browser.get("/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


def test_maintenance_closes_every_page_and_says_why(browser: Client, tmp_path: Path) -> None:
    with override_settings(MOTCUA_DATA=tmp_path):
        (tmp_path / "maintenance").write_text("Nâng cấp đến 22:00.", encoding="utf-8")

        closed = browser.get("/")
        (tmp_path / "maintenance").unlink()
        opened = browser.get("/")

    assert closed.status_code == 503
    assert closed["Retry-After"] == "600"
    assert "Nâng cấp đến 22:00." in closed.content.decode()
    assert opened.status_code == 200


def test_the_demo_says_on_every_page_that_it_is_no_official_portal(browser: Client) -> None:
    with override_settings(MOTCUA_DEMO=True):
        demo = browser.get("/no/such/page/").content.decode()
    with override_settings(MOTCUA_DEMO=False):
        real = browser.get("/no/such/page/").content.decode()

    assert "không phải cổng dịch vụ công chính thức" in demo
    assert "không phải cổng dịch vụ công chính thức" not in real


@pytest.mark.parametrize(
    "address", ["/", "/no/such/page/", "/fail/bug/", "/fail/refused/", "/unmarked/", "/only-post/"]
)
def test_no_answer_is_without_the_policy(browser: Client, address: str) -> None:
    answer = browser.get(address)

    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "nonce" not in policy
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "object-src 'none'" in policy
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_debug_is_never_on() -> None:
    assert settings.DEBUG is False
