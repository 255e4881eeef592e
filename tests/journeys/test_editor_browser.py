"""An editor builds a form, a second person publishes it, an applicant files it, in Chromium."""

import re
from collections.abc import Callable

import pytest
from django.test import override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers.models import Dossier
from motcua.foundation.kernel.clock import local_date, now
from motcua.reference.catalogue.models import Draft, Publication
from tests.factories.accounts import minh
from tests.factories.dossiers import an_authority
from tests.factories.drafts import a_package, an_open_draft

from .browsing import BOTH, a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer):
    """A running product with its officers, marked as a demo."""
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_of_a_draft_can_be_used_by_everybody(office, width):
    draft = an_open_draft()
    editor = an_authority()["editor"]
    pages = {
        "procedures": "/desk/procedures/",
        "import": "/desk/procedures/import/",
        "draft": f"/desk/drafts/{draft.code}/",
        "form": f"/desk/drafts/{draft.code}/form/",
        "try": f"/desk/drafts/{draft.code}/try/",
        "review": f"/desk/drafts/{draft.code}/review/",
        "saves": f"/desk/drafts/{draft.code}/saves/",
        "words": "/desk/catalogue/words/",
        "general": f"/desk/drafts/{draft.code}/edit/general/",
        "papers": f"/desk/drafts/{draft.code}/edit/papers/",
        "paper": f"/desk/drafts/{draft.code}/edit/papers/papers.1/",
        "people": f"/desk/drafts/{draft.code}/edit/people/",
        "time": f"/desk/drafts/{draft.code}/edit/time/",
        "fee": f"/desk/drafts/{draft.code}/edit/fee/",
        "fee-line": f"/desk/drafts/{draft.code}/edit/fee/lines.0/",
        "process": f"/desk/drafts/{draft.code}/edit/process/",
        "field": f"/desk/drafts/{draft.code}/edit/form/sections.0.fields.1/",
        "table": f"/desk/drafts/{draft.code}/edit/form/sections.4.fields.0/",
        "column": f"/desk/drafts/{draft.code}/edit/form/sections.4.fields.0.columns.2/",
    }
    with a_browser(office, width=width) as window:
        page = sign_in(window, editor, office)
        for name, address in pages.items():
            page.goto(address)
            check(page, f"editor-{name}")


FIELDS = (
    ("Họ và tên", "Chữ, một dòng"),
    ("Ngày sinh", "Ngày"),
    ("Điện thoại", "Số điện thoại"),
    ("Nơi nhận thư", "Chữ, nhiều dòng"),
    ("Thư điện tử", "Thư điện tử"),
    ("Số năm làm việc", "Số nguyên"),
    ("Đã có chứng chỉ", "Có hoặc không"),
    ("Số chứng chỉ cũ", "Chữ, một dòng"),
)


def a_draft_without_form() -> Draft:
    """A procedure whose only paper is the form that is to be built; nothing is paid for it."""
    procedure = a_package("2.002254")["procedure"]
    papers = [paper for paper in procedure["papers"] if paper.get("by_form")]
    free = {"papers": papers, "fee": None, "time": {**procedure["time"], "starts": "valid_papers"}}
    return an_open_draft(code="2.002254", procedure={**procedure, **free}, form=None, fee=None)


def add_field(page: Page, label: str, kind: str) -> None:
    page.get_by_role("textbox", name="Trường mới").fill(label)
    page.get_by_label("Loại của trường mới").select_option(label=kind)
    follow(page, page.get_by_role("button", name="Thêm trường vào"))


def save(page: Page) -> None:
    follow(page, page.get_by_role("button", name="Lưu", exact=True).last)
    page.locator(".notice--good", has_text="Đã lưu").wait_for()


def ask_only_if(page: Page, field: str, comparison: str, value: str = "") -> None:
    """Makes the field whose page is open a required one that is asked on a condition."""
    page.get_by_label("Bắt buộc", exact=True).check()
    page.get_by_label("Chỉ khi mọi dòng dưới đây đều đúng").check()
    row = page.get_by_role("group", name="Điều kiện 1")
    row.get_by_label("Trường").select_option(label=field)
    row.get_by_label("So sánh").select_option(label=comparison)
    if value:
        row.get_by_label("Giá trị").fill(value)
    save(page)


def build(page: Page, code: str, *, seen: Callable[[str], None]) -> None:
    """A form of ten fields with two conditions and a table, by ordinary controls."""
    builder = f"/desk/drafts/{code}/form/"
    page.goto(builder)
    follow(page, page.get_by_role("button", name="Thêm biểu mẫu"))
    follow(page, page.get_by_role("link", name="Tên và căn cứ của biểu mẫu").last)
    page.get_by_label("Tiêu đề", exact=True).fill("Đơn đề nghị cấp chứng chỉ")
    page.get_by_label("Mã", exact=True).fill("don-chung-chi")
    save(page)
    page.goto(builder)
    page.get_by_label("Phần mới").fill("Người đề nghị")
    follow(page, page.get_by_role("button", name="Thêm phần"))
    for label, kind in FIELDS:
        add_field(page, label, kind)
    seen("eight-fields")
    add_field(page, "Loại đề nghị", "Chọn một")
    page.locator("[name='options.0.label.vi']").fill("Cấp mới")
    follow(page, page.get_by_role("button", name="Lưu và thêm dòng trống"))
    page.locator("[name='options.1.label.vi']").fill("Cấp lại")
    save(page)
    seen("options")
    page.goto(builder)
    add_field(page, "Nơi đã làm việc", "Bảng")
    for label, kind in (("Tên cơ sở", "Chữ, một dòng"), ("Từ ngày", "Ngày")):
        add_field(page, label, kind)
        page.goto(f"/desk/drafts/{code}/edit/form/sections.0.fields.9/")
    page.goto(builder)
    follow(page, page.get_by_role("button", name="Lên: Loại đề nghị"))
    page.goto(builder)
    follow(page, page.get_by_role("link", name="Số chứng chỉ cũ"))
    ask_only_if(page, "Đã có chứng chỉ", "là có")
    page.goto(builder)
    follow(page, page.get_by_role("link", name="Nơi đã làm việc"))
    ask_only_if(page, "Số năm làm việc", "ít nhất là", "1")
    page.locator(".condition__words", has_text="“Số năm làm việc” ít nhất là 1").wait_for()
    seen("condition")
    page.goto(builder)
    seen("built")


def try_it(page: Page, code: str, *, seen: Callable[[str], None]) -> None:
    page.goto(f"/desk/drafts/{code}/try/")
    page.get_by_label("Họ và tên").fill("Lê Văn Minh")
    page.get_by_label("Ngày sinh").fill("32/01/1990")
    follow(page, page.get_by_role("button", name="Xem kết quả"))
    page.get_by_text("Người nộp sẽ được yêu cầu sửa").wait_for()
    seen("tried-wrong")
    page.get_by_label("Ngày sinh").fill("31/01/1990")
    follow(page, page.get_by_role("button", name="Xem kết quả"))
    page.get_by_text("Câu trả lời đủ và đúng").wait_for()
    seen("tried")


def hand_in(page: Page, code: str, *, seen: Callable[[str], None]) -> None:
    page.goto(f"/desk/drafts/{code}/review/")
    assert page.locator(".notice--attention").all_inner_texts() == []
    seen("review")
    follow(page, page.get_by_role("button", name="Trình duyệt"))
    page.locator(".notice--good", has_text="Đã trình duyệt").wait_for()
    assert page.get_by_role("link", name="Công bố", exact=True).count() == 0
    seen("submitted")


def publish(page: Page, code: str, *, seen: Callable[[str], None]) -> None:
    page.goto(f"/desk/drafts/{code}/review/")
    follow(page, page.get_by_role("link", name="Công bố", exact=True))
    follow(page, page.get_by_role("button", name="Công bố"))
    page.get_by_text("Nhập số quyết định").first.wait_for()
    seen("publish-errors")
    page.get_by_label("Số quyết định").fill("15/QĐ-SKHCN")
    page.get_by_label("Ngày ký").fill(f"{local_date(now()):%d/%m/%Y}")
    follow(page, page.get_by_role("button", name="Công bố"))
    page.locator(".notice--good", has_text="Đã công bố phiên bản 1").wait_for()
    seen("published")


def file(page: Page, *, javascript: bool) -> None:
    """An applicant answers the form that was built, and its conditions decide what is asked."""
    page.goto(f"/filing/{Publication.objects.get().full_code}/")
    page.get_by_role("button", name="Bắt đầu").click()
    page.wait_for_url(re.compile("/case/"))
    page.get_by_label("Cho chính tôi").check()
    go_on(page, to="form")
    assert not page.get_by_label("Số chứng chỉ cũ").is_visible()
    page.get_by_label("Họ và tên").fill("Lê Văn Minh")
    page.get_by_label("Đã có chứng chỉ").check()
    page.get_by_label("Số năm làm việc").fill("2")
    if not javascript:  # the server then shows what is asked now
        page.get_by_role("button", name="Lưu và tiếp tục").last.click()
        page.locator(".error-summary").wait_for()
    page.get_by_label("Số chứng chỉ cũ").fill("CC-1")
    page.get_by_label("Tên cơ sở").first.fill("Bệnh viện tỉnh")
    page.get_by_label("Cấp lại").check()
    go_on(page, to="papers")
    go_on(page, to="delivery")
    page.locator("[name=result_way][value=online]").check()
    go_on(page, to="review")
    page.get_by_text("Bệnh viện tỉnh").first.wait_for()
    page.get_by_role("button", name="Nộp hồ sơ").last.click()
    page.get_by_role("heading", name="Đã nộp hồ sơ").wait_for()


def go_on(page: Page, *, to: str) -> None:
    page.get_by_role("button", name="Lưu và tiếp tục").last.click()
    page.wait_for_url(re.compile(f"/{to}/"))


@pytest.mark.parametrize(("javascript", "width"), [(True, 360), (False, 1280), BOTH])
def test_an_editor_builds_a_form_another_publishes_it_and_an_applicant_files_it(office, javascript, width):
    code = a_draft_without_form().code
    officers = an_authority()
    with a_browser(office, javascript=javascript, width=width) as window:
        page = sign_in(window, officers["editor"], office)

        def seen(name: str) -> None:
            if javascript:
                check(page, f"editor-{name}")

        build(page, code, seen=seen)
        try_it(page, code, seen=seen)
        hand_in(page, code, seen=seen)
        page = sign_in(window, officers["leader"], office)
        publish(page, code, seen=seen)
        page = sign_in(window, minh(), office)
        file(page, javascript=javascript)

    dossier = Dossier.objects.get()
    form = dossier.version.form_version.content
    assert len(form["sections"][0]["fields"]) == 10
    answers = dossier.filings.get().answers
    assert answers["so_chung_chi_cu"] == "CC-1"
    assert answers["noi_da_lam_viec"][0]["ten_co_so"] == "Bệnh viện tỉnh"
