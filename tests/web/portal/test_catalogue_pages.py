"""Finding a procedure and reading its page, as anybody."""

import gzip
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from motcua.casework.dossiers.models import Forecast
from motcua.reference.catalogue.models import Publication
from motcua.reference.catalogue.operations import Loaded
from tests.factories.accounts import a_unit
from tests.reference.catalogue.conftest import loaded, loaded_for_module  # noqa: F401

pytestmark = pytest.mark.django_db
LICENCE = "2.000086.000.00.00.H50"
CERTIFICATE = "2.002254.000.00.00.H50"
REISSUE = "2.000069.000.00.00.H50"
ONLY_LISTED = "2.001137.000.00.00.H50"


@pytest.fixture
def catalogue(loaded: Loaded) -> None:  # noqa: F811
    """The shipped catalogue, loaded once for all tests here."""
    a_unit()


def page_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.usefixtures("catalogue")
class TestFirstPage:
    def test_it_asks_one_question_and_shows_the_fields_with_counts(self, client: Client) -> None:
        page = page_of(client, "/")

        assert "Anh/chị cần làm thủ tục gì?" in page
        assert "An toàn bức xạ hạt nhân" in page
        assert re.search(r"15\s+thủ tục", page)

    def test_it_leads_to_the_look_up_and_to_the_check_of_papers(self, client: Client) -> None:
        page = page_of(client, "/")

        assert 'href="/lookup/"' in page
        assert 'href="/verify/"' in page

    def test_it_is_in_english_too_and_the_switch_keeps_the_page(self, client: Client) -> None:
        vietnamese, english = page_of(client, "/"), page_of(client, "/en/")

        assert "What would you like to do?" in english
        assert 'href="/en/"' in vietnamese
        assert re.search(r'href="/" lang="vi"', english)

    def test_it_asks_few_questions_of_the_database(
        self, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        with django_assert_max_num_queries(12):
            client.get("/")

    def test_it_weighs_at_most_200_kb_over_the_wire(self, client: Client) -> None:
        page = page_of(client, "/")
        sent = len(page.encode()) + sum(map(_over_the_wire, _files_of(page)))

        assert sent <= 200_000, f"{sent} bytes"


def _files_of(page: str) -> set[Path]:
    """Every static file of the page, and the fonts that its stylesheets ask for; none asks for latin-ext."""
    files = {Path(str(finders.find(name))) for name in re.findall(r'(?:src|href)="/static/([^"]+)"', page)}
    sheets = [file for file in files if file.suffix == ".css"]
    fonts = {
        (sheet.parent / font).resolve()
        for sheet in sheets
        for font in re.findall(r'url\("([^"]+woff2)"\)', sheet.read_text())
    }
    return files | {font for font in fonts if "-latin-ext-" not in font.name}


def _over_the_wire(file: Path) -> int:
    """Fonts are compressed already; text goes out as gzip."""
    content = file.read_bytes()
    return len(content) if file.suffix == ".woff2" else len(gzip.compress(content))


@pytest.mark.usefixtures("catalogue")
class TestSearch:
    @pytest.mark.parametrize(
        "words", ["giấy phép X-quang", "giay phep x quang", "GIAY PHEP XQUANG", "2.000086", "2.000086.H50"]
    )
    def test_words_without_diacritics_and_codes_find_it(self, client: Client, words: str) -> None:
        answer = client.get("/procedures/", {"q": words})

        assert f'href="/procedures/{LICENCE}/"' in answer.content.decode()

    def test_nothing_found_says_what_to_do(self, client: Client) -> None:
        answer = client.get("/procedures/", {"q": "qqqq zzzz"})

        assert answer.status_code == 200
        assert "Không tìm thấy thủ tục cho những từ này" in answer.content.decode()
        assert 'href="/fields/radiation-safety/"' in answer.content.decode()

    def test_what_was_typed_is_shown_as_text(self, client: Client) -> None:
        answer = client.get("/procedures/", {"q": "<script>alert(1)</script>"})

        assert "<script>alert" not in answer.content.decode()

    def test_a_very_long_question_is_cut(self, client: Client) -> None:
        assert client.get("/procedures/", {"q": "x" * 5000}).status_code == 200

    def test_without_words_everything_is_listed(self, client: Client) -> None:
        assert re.search(r"99\s+thủ tục", page_of(client, "/procedures/"))

    def test_suggestions_are_a_part_of_a_page(self, client: Client) -> None:
        answer = client.get("/procedures/suggest/", {"q": "x quang"}, headers={"HX-Request": "true"})

        page = answer.content.decode()
        assert page.count('role="option"') == 7
        assert "<html" not in page

    def test_one_letter_suggests_nothing(self, client: Client) -> None:
        assert not client.get("/procedures/suggest/", {"q": "x"}).content.strip()

    def test_a_field_lists_its_procedures(self, client: Client) -> None:
        page = page_of(client, "/fields/radiation-safety/")

        assert "<h1>An toàn bức xạ hạt nhân</h1>" in page
        assert LICENCE in page

    def test_an_unknown_field_is_not_there(self, client: Client) -> None:
        page_of(client, "/fields/khong-co/", status=404)


@pytest.mark.usefixtures("catalogue")
class TestProcedure:
    def test_the_page_has_every_part_that_the_law_names(self, client: Client) -> None:
        with override_settings(MOTCUA_DEMO=True):
            page = page_of(client, f"/procedures/{LICENCE}/?version=2")

        for part in (
            "Trình tự thực hiện",
            "Cách thức thực hiện",
            "Giấy tờ cần chuẩn bị",
            "Thời hạn theo quy định",
            "Đối tượng thực hiện",
            "Cơ quan thực hiện",
            "Kết quả",
            "Phí, lệ phí",
            "Mẫu đơn điện tử",
            "Yêu cầu, điều kiện",
            "Căn cứ pháp lý",
        ):
            assert part in page, part

    def test_limits_on_uploads_are_said_before_the_upload(self, client: Client) -> None:
        assert "Nhận tệp PDF, JPG, PNG, mỗi tệp không quá 20\u00a0MB" in page_of(
            client, f"/procedures/{LICENCE}/?version=2"
        )

    def test_a_demo_files_under_a_law_that_has_ended_and_says_so(self, client: Client) -> None:
        with override_settings(MOTCUA_DEMO=True):
            page = page_of(client, f"/procedures/{CERTIFICATE}/")

        assert "chưa có nội dung công bố hiện hành" in page
        assert "MẪU" in page
        assert f'href="/filing/{CERTIFICATE}/"' in page

    def test_what_is_known_in_part_is_told_and_a_demo_files_under_the_version_before(
        self, client: Client
    ) -> None:
        with override_settings(MOTCUA_DEMO=True):
            page = page_of(client, f"/procedures/{LICENCE}/")

        assert "Mới biết một phần quy định này" in page
        assert "Chưa có nội dung công bố về thành phần hồ sơ." in page
        assert "142/2020/NĐ-CP, từ 01/02/2021 đến 31/12/2025" in page
        assert f'href="/procedures/{LICENCE}/?version=2"' in page
        assert f'href="/filing/{LICENCE}/"' in page

    def test_any_version_can_be_read_and_says_which_one_it_is(self, client: Client) -> None:
        page = page_of(client, f"/procedures/{LICENCE}/?version=1")

        assert "Mẫu 01-II/ATBXHN" in page
        assert "không phải phiên bản đang dùng hôm nay" in page
        assert f'href="/procedures/{LICENCE}/">Xem phiên bản đang dùng' in page
        assert "/filing/" not in page
        assert "You are reading version 1" in page_of(client, f"/en/procedures/{LICENCE}/?version=1")

    @pytest.mark.parametrize("version", ["0", "9", "999999999999"])
    def test_a_version_that_is_not_there_is_not_found(self, client: Client, version: str) -> None:
        page_of(client, f"/procedures/{LICENCE}/?version={version}", status=404)

    @pytest.mark.parametrize("version", ["", "x", "-1", "²"])
    def test_what_is_no_number_is_todays_version(self, client: Client, version: str) -> None:
        assert "phiên bản đang dùng hôm nay" not in page_of(
            client, f"/procedures/{LICENCE}/?version={version}"
        )

    def test_what_stands_in_the_place_of_an_ended_procedure_is_one_link_away(self, client: Client) -> None:
        page = page_of(client, "/procedures/1.000764.000.00.00.H50/")

        assert "Thủ tục thay thế" in page
        assert 'href="/procedures/1.014445.000.00.00.H50/"' in page

    def test_a_real_installation_does_not_offer_it(self, client: Client) -> None:
        with override_settings(MOTCUA_DEMO=False):
            page = page_of(client, f"/procedures/{LICENCE}/")

        assert "/filing/" not in page
        assert "Hiện chưa nộp trực tuyến thủ tục này ở đây được" in page

    def test_a_level_that_holds_for_one_case_stands_at_that_case(self, client: Client) -> None:
        page = page_of(client, f"/procedures/{REISSUE}/")

        assert "Giấy phép bị mất" in page
        assert "phải nộp bản gốc" in page

    def test_a_procedure_of_a_list_shows_what_is_known(self, client: Client) -> None:
        page = page_of(client, f"/procedures/{ONLY_LISTED}/")

        assert "Thủ tục này chưa có nội dung công bố" in page
        assert "/filing/" not in page

    @pytest.mark.parametrize("code", ["2.000086", "2.000086.H50"])
    def test_the_short_codes_lead_to_the_same_page(self, client: Client, code: str) -> None:
        assert LICENCE in page_of(client, f"/procedures/{code}/")

    def test_the_fee_is_added_up(self, client: Client) -> None:
        page = page_of(client, f"/procedures/{LICENCE}/?version=2&n0=2")

        prices = [
            int(amount.replace(".", ""))
            for amount in re.findall(r'<td class="number">([\d.]+)\xa0₫</td>', page)
        ]
        total = re.search(r"<strong>([\d.]+)\xa0₫</strong>", page)
        assert total is not None
        assert int(total[1].replace(".", "")) == 2 * prices[0]

    @pytest.mark.parametrize("count", ["-1", "1.5", "abc", "999999999999999999999", "²", ""])
    def test_a_silly_count_is_no_error(self, client: Client, count: str) -> None:
        assert client.get(f"/procedures/{LICENCE}/", {"n0": count}).status_code == 200

    def test_a_guessed_code_is_not_there(self, client: Client) -> None:
        page_of(client, "/procedures/9.999999/", status=404)

    def test_it_cannot_be_posted_to(self, client: Client) -> None:
        assert client.post(f"/procedures/{LICENCE}/").status_code == 405


@pytest.mark.usefixtures("catalogue")
def test_the_page_says_how_long_it_really_takes_or_that_it_is_not_known(client: Client) -> None:
    publication = Publication.objects.get(full_code=REISSUE)
    before = page_of(client, f"/procedures/{REISSUE}/")
    Forecast.objects.create(
        publication=publication,
        dossiers=43,
        median=timedelta(hours=32),
        ninety=timedelta(hours=72),
        since=date(2025, 11, 22),
        counted_at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    after, english = page_of(client, f"/procedures/{REISSUE}/"), page_of(client, f"/en/procedures/{REISSUE}/")

    assert "Chưa có số liệu" in before
    assert "Chưa đủ 10 hồ sơ trong 12 tháng" in before
    assert "4 ngày làm việc" in after
    assert "90 % trong 9 ngày làm việc; 43 hồ sơ từ 22/11/2025" in after
    assert "Nine of ten within 9 working days; 43 dossiers since 22/11/2025" in english
