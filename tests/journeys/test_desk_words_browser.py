"""What one of the house says and another reads, in Chromium: a colleague named in a note, the words of a
notice, the queues as an administrator arranged them; and lists that fit.
"""

import re

import pytest
from django.test import override_settings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Mention, QueueArrangement, Wording
from motcua.foundation.accounts.models import Officer
from motcua.foundation.kernel.clock import now
from motcua.foundation.notifications.models import Message
from tests.casework.dossiers.standings import all_in_one
from tests.factories.accounts import minh, officer_view
from tests.factories.dossiers import an_authority, assigned, filed

from .browsing import BOTH, a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
HEAD = "Đỗ Thu Hà"


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer):
    with override_settings(MOTCUA_DEMO=True, MOTCUA_PUBLIC_URL=live_server.url):
        yield live_server.url


@pytest.mark.parametrize(("javascript", "width"), [(True, 390), (False, 1280), BOTH])
def test_a_colleague_who_is_named_finds_the_note_and_it_says_who_has_read_it(office, javascript, width):
    officers = an_authority()
    head = officers["division_head"]
    head.full_name = HEAD
    head.save(update_fields=["full_name"])
    dossier = assigned(at=now())
    with a_browser(office, javascript=javascript, width=width) as window:
        page = sign_in(window, officers["specialist"], office)
        page.goto(f"/desk/dossiers/{dossier.code}/note/")
        note = page.get_by_label("Nội dung ghi chú")
        if javascript:
            note.press_sequentially("Nhờ @đỗ th")
            page.locator(".named-box [role=option]", has_text=HEAD).wait_for()
            check(page, "note-naming")
            page.keyboard.press("Enter")
            page.keyboard.insert_text("xem giúp giấy phép cũ.")
        else:
            note.fill(f"Nhờ @{HEAD} xem giúp giấy phép cũ.")
        follow(page, page.get_by_role("button", name="Lưu ghi chú"))
        page.goto(f"/desk/dossiers/{dossier.code}/?tab=notes")
        expect(page.get_by_text("chưa đọc").first).to_be_visible()

        page = sign_in(window, head, office)
        page.goto("/desk/worklist/mentions/")
        expect(page.get_by_text("Nhắc đến anh/chị").first).to_be_visible()
        if javascript:
            check(page, "note-named")
        follow(page, page.get_by_role("link", name=dossier.code))
        page.goto(f"/desk/dossiers/{dossier.code}/?tab=notes")
        expect(page.get_by_text("xem giúp giấy phép cũ.")).to_be_visible()
        page.goto("/desk/worklist/mentions/")
        expect(page.get_by_role("link", name=dossier.code)).to_have_count(0)

        page = sign_in(window, officers["specialist"], office)
        page.goto(f"/desk/dossiers/{dossier.code}/?tab=notes")
        expect(page.get_by_text("đã đọc").first).to_be_visible()
        if javascript:
            check(page, "note-read")

    assert Mention.objects.get().read_at is not None


@pytest.mark.parametrize("width", [1280, 390])
def test_the_words_of_an_administrator_reach_the_applicant_with_a_link_that_opens(office, width):
    administrator = an_authority()["administrator"]
    with a_browser(office, width=width) as window:
        page = sign_in(window, administrator, office)
        page.goto("/desk/administration/texts/skhcn-quang-tri/")
        follow(page, page.locator('a[href$="/accepted/vi/"]'))
        body = page.get_by_label("Nội dung thư")
        kept = body.input_value()
        page.get_by_label("Tiêu đề thư").fill("Sở đã nhận hồ sơ của anh/chị")
        body.fill("Kính gửi anh/chị,\n\n" + kept)
        follow(page, page.get_by_role("button", name="Xem trước"))
        expect(page.get_by_text("Đủ nội dung bắt buộc, chưa lưu")).to_be_visible()
        check(page, "words-tried")
        follow(page, page.get_by_role("button", name="Lưu lời văn"))
        check(page, "words-kept")
        assert Wording.objects.get().subject == "Sở đã nhận hồ sơ của anh/chị"

        dossier = filed(at=now())
        dossiers.accept(by=officer_view(an_authority()["receptionist"]), code=dossier.code, at=now())
        mail = Message.objects.order_by("pk").last()
        assert mail.subject == f"[{dossier.code}] Sở đã nhận hồ sơ của anh/chị"
        assert mail.body.startswith("Kính gửi anh/chị,")

        page = sign_in(window, minh(), office)
        page.goto(re.search(r"https?://\S+", mail.body)[0])
        expect(page.get_by_text(dossier.code).first).to_be_visible()
        check(page, "words-opened")


@pytest.mark.parametrize(("javascript", "width"), [(True, 390), (False, 1280), BOTH])
def test_queues_stand_for_an_officer_as_the_administrator_arranged_them(office, javascript, width):
    officers = an_authority()
    filed(at=now())
    with a_browser(office, javascript=javascript, width=width) as window:
        page = sign_in(window, officers["administrator"], office)
        page.goto("/desk/administration/queues/qt-mot-cua/receptionist/")
        page.get_by_label("Tên của Chờ tiếp nhận").fill("Mới đến quầy")
        page.get_by_label("Hiện Quá hạn").uncheck()
        page.get_by_label("Thứ tự của Chờ trả kết quả").fill("0")
        follow(page, page.get_by_role("button", name="Xem thử"))
        expect(page.get_by_text("Xem thử, chưa lưu")).to_be_visible()
        if javascript:
            check(page, "queues-tried")
        follow(page, page.get_by_role("button", name="Lưu cách bày"))
        assert QueueArrangement.objects.exists()

        page = sign_in(window, officers["receptionist"], office)
        page.goto("/desk/worklist/")
        assert page.url.endswith("/worklist/return/")
        page.goto("/desk/worklist/reception/")
        expect(page.get_by_role("heading", name="Mới đến quầy")).to_be_visible()
        names = page.locator("nav.queues a, .queues a").all_inner_texts()
        assert not [one for one in names if one.startswith("Quá hạn")]
        if javascript:
            check(page, "queues-arranged")


FIVE = "cols=procedure&cols=owner&cols=step&cols=holder&cols=desk"
LONG_NAME = "Công ty trách nhiệm hữu hạn một thành viên Gạch ngói Triệu Phong miền Trung"


def test_the_deadline_is_never_cut_off_by_the_columns_that_were_chosen(office):
    officers = an_authority()
    dossier = filed(at=now())
    dossier.owner_person.full_name = LONG_NAME
    dossier.owner_person.save(update_fields=["full_name"])
    with a_browser(office) as window:
        page = sign_in(window, officers["receptionist"], office)
        for name, asked in (("columns-five", FIVE), ("columns-many", f"{FIVE}&cols=phone&cols=unit")):
            page.goto(f"/desk/worklist/all/?{asked}")
            check(page, name)
            box = page.locator("td.worklist__time").first.bounding_box()
            assert box["x"] + box["width"] <= 1280
        page.goto(f"/desk/worklist/all/?{FIVE}")
        over = "box => box.scrollWidth - box.clientWidth"
        assert page.locator(".worklist-wrap").evaluate(over) <= 0


def test_the_name_of_whoever_is_signed_in_fits_a_small_phone(office):
    all_in_one()
    with a_browser(office, width=360) as window:
        page = sign_in(window, Officer.objects.get(code="qt-mot-nguoi"), office)
        page.goto("/desk/")
        check(page, "pill")
