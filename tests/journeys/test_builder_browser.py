"""The form builder as it is lived in: the preview follows the typing, pages, undo; with and without scripts."""

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from motcua.reference.catalogue.models import Draft
from tests.factories.dossiers import an_authority
from tests.factories.drafts import an_open_draft
from tests.web.desk.procedures.test_builder import FORM

from .browsing import a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer):
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


def form_of(draft: Draft) -> dict:
    draft.refresh_from_db()
    return draft.content["form"]


def previewed(page: Page):
    return page.locator("#preview-body")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_preview_follows_the_typing_and_keeps_nothing(office, width):
    draft = an_open_draft(form=FORM)
    with a_browser(office, width=width) as window:
        page = sign_in(window, an_authority()["editor"], office)
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"/desk/drafts/{draft.code}/edit/form/sections.0.fields.2/")
        page.locator("[name='label.vi']").fill("Vì sao xin cấp")
        expect(previewed(page)).to_contain_text("Vì sao xin cấp")
        row = page.get_by_role("group", name="Điều kiện 1")
        page.get_by_label("Chỉ khi mọi dòng dưới đây đều đúng").check()
        row.get_by_label("Trường").select_option(label="Số máy")
        row.get_by_label("So sánh").select_option(label="lớn hơn")
        row.get_by_label("Giá trị").fill("ba")
        expect(page.locator("#preview-said")).to_contain_text("bản đúng gần nhất")
        expect(previewed(page)).to_contain_text("Vì sao xin cấp")
        row.get_by_label("Giá trị").fill("3")
        expect(previewed(page)).to_contain_text("chỉ hỏi khi “Số máy” lớn hơn 3")
        expect(page.locator("#preview-said")).to_be_empty()
        check(page, "builder-live")
        page.goto(f"/desk/drafts/{draft.code}/form/")
        page.get_by_role("textbox", name="Trường mới").fill("Số giấy phép")
        expect(previewed(page)).to_contain_text("Số giấy phép")
        assert said == []
    draft.refresh_from_db()
    assert draft.revision == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_a_form_gets_pages_and_a_mistake_is_undone(office, javascript):
    draft = an_open_draft(form=FORM)
    with a_browser(office, javascript=javascript) as window:
        page = sign_in(window, an_authority()["editor"], office)
        page.goto(f"/desk/drafts/{draft.code}/form/")
        page.get_by_label("Trang mới").fill("Cam đoan")
        follow(page, page.get_by_role("button", name="Thêm trang"))
        page.get_by_label("Phần mới ở trang Cam đoan").fill("Lời cam đoan")
        follow(page, page.get_by_role("button", name="Thêm phần vào trang Cam đoan"))
        follow(page, page.get_by_role("button", name="Lên: Lời cam đoan"))
        follow(page, page.get_by_role("button", name="Xuống: Lời cam đoan"))
        expect(previewed(page)).to_contain_text("Trang 2 trên 2: Cam đoan")
        if javascript:
            check(page, "builder-pages")
        page.locator("summary", has_text="Xóa: Cam đoan").click()
        follow(page, page.locator("#pages-1").get_by_role("button", name="Xóa", exact=True))
        assert [one["slug"] for one in form_of(draft)["pages"]] == ["trang-1"]
        follow(page, page.get_by_role("button", name="Hoàn tác"))
        page.locator(".notice--good", has_text="Đã hoàn tác").wait_for()
        assert [one["sections"] for one in form_of(draft)["pages"]] == [["chung"], ["loi-cam-doan"]]
        follow(page, page.get_by_role("button", name="Làm lại"))
        assert len(form_of(draft)["pages"]) == 1
        follow(page, page.get_by_role("link", name="Các lần lưu"))
        page.locator("summary", has_text="Lần 7").click()
        if javascript:
            check(page, "builder-saves")
