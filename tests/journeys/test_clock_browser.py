"""Time stopped and counted again, started anew by a supplement, an apology in time, a calendar looked at before it
is published: in Chromium.
"""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from motcua.casework.dossiers.enums import SubStatus
from motcua.casework.dossiers.models import Apology
from motcua.foundation.calendar.models import CalendarVersion
from motcua.ops.demo.papers import sample_pdf
from tests.factories.accounts import minh
from tests.factories.dossiers import an_authority, assigned, reload

from .browsing import BOTH, a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FAR = "04/01/2100"  # a Monday


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer):
    """A running product with its officers, marked as a demo."""
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


def done(page: Page, sentence: str) -> None:
    page.locator(".notice--good", has_text=sentence).wait_for()


@pytest.mark.parametrize(("javascript", "width"), [(True, 360), (False, 1280), BOTH])
def test_the_time_of_a_dossier_and_the_calendar_behind_it(office, javascript, width):
    officers, dossier = an_authority(), assigned(at=timezone.now() - timedelta(minutes=2))
    address = f"/desk/dossiers/{dossier.code}/"

    with a_browser(office, javascript=javascript, width=width) as window:

        def seen(page: Page, name: str) -> None:
            if javascript:
                check(page, name)

        page = sign_in(window, officers["specialist"], office)
        page.goto(f"{address}pause/")
        follow(page, page.get_by_role("button", name="Tạm dừng", exact=True))
        page.get_by_text("Ghi căn cứ pháp lý").first.wait_for()
        seen(page, "pause-errors")
        page.get_by_label("Đo kiểm, thử nghiệm").check()
        page.get_by_label("Đang chờ việc gì").fill("Chờ kết quả đo của trung tâm kiểm định")
        page.get_by_label("Căn cứ pháp lý").fill("Điều 9 khoản 4 Thông tư 02/2015/TT-BKHCN")
        page.get_by_label("Dự kiến đến ngày").fill(FAR)
        follow(page, page.get_by_role("button", name="Tạm dừng", exact=True))
        done(page, "Đã tạm dừng tính thời hạn")
        page.get_by_text("Thời hạn đang tạm dừng").first.wait_for()
        seen(page, "paused")

        page = sign_in(window, minh(), office)
        for prefix in ("", "/en"):
            page.goto(f"{prefix}/dossiers/{dossier.code}/")
            page.get_by_text("Chờ kết quả đo của trung tâm kiểm định").first.wait_for()
            seen(page, f"paused-applicant{prefix.replace('/', '-')}")

        page = sign_in(window, officers["specialist"], office)
        page.goto(f"{address}resume/")
        page.get_by_label("Vì sao tính tiếp").fill("Đã có kết quả đo")
        seen(page, "resume")
        follow(page, page.get_by_role("button", name="Tính tiếp", exact=True))
        done(page, "Thời hạn giải quyết được tính tiếp")

        page.goto(f"{address}apology/")
        page.get_by_label("Lý do chậm").fill("Cơ quan phối hợp chưa trả lời.")
        page.get_by_label("Ngày hẹn trả mới").fill(FAR)
        follow(page, page.get_by_role("button", name="Lưu dự thảo"))
        done(page, "Đã lưu dự thảo")
        seen(page, "apology-drafted")

        page = sign_in(window, officers["leader"], office)
        page.goto("/desk/worklist/apology/")
        seen(page, "apology-queue")
        follow(page, page.get_by_role("link", name=dossier.code))
        page.goto(f"{address}apologise/")
        assert page.get_by_label("Lý do chậm").input_value() == "Cơ quan phối hợp chưa trả lời."
        seen(page, "apologise")
        paper = page.request.get(f"{address}preview/apology/")
        assert (paper.status, paper.body()[:4]) == (200, b"%PDF")
        follow(page, page.get_by_role("button", name="Gửi phiếu xin lỗi"))
        done(page, "Đã gửi")
        refused = page.goto(f"{address}apologise/")
        assert refused is not None
        assert refused.status == 409

        page = sign_in(window, officers["administrator"], office)
        page.goto("/desk/administration/calendar/day/")
        page.get_by_label("Ngày", exact=True).fill("01/12/2099")
        page.get_by_label("Tên ngày").fill("Nghỉ hoán đổi")
        page.get_by_label("Nguồn").fill("Thông báo 12")
        page.get_by_label("Lý do thay đổi").fill("Theo thông báo")
        follow(page, page.get_by_role("button", name="Xem tác động"))
        page.get_by_role("heading", name="Tác động của thay đổi").wait_for()
        seen(page, "calendar-effect")
        follow(page, page.get_by_role("button", name="Công bố"))
        done(page, "Đã công bố lịch mới")

    assert reload(dossier).sub_status == SubStatus.APPRAISING
    assert Apology.objects.get().sent_at is not None
    assert CalendarVersion.objects.count() == 1


@pytest.mark.parametrize(("javascript", "width"), [(True, 360)])
def test_a_supplement_asked_in_appraisal_stops_the_time_and_starts_it_anew(office, javascript, width):
    officers, dossier = an_authority(), assigned(at=timezone.now() - timedelta(days=4))
    address, promised = f"/desk/dossiers/{dossier.code}/", dossier.due_at

    with a_browser(office, javascript=javascript, width=width) as window:

        def seen(page: Page, name: str) -> None:
            if javascript:
                check(page, name)

        page = sign_in(window, officers["specialist"], office)
        page.goto(f"{address}appraisal-supplement/")
        page.get_by_role("checkbox", name="Giấy phép đã cấp").check()
        asked = page.locator(".ask__one", has_text="Giấy phép đã cấp")
        asked.get_by_placeholder("Cần bổ sung hoặc sửa gì").fill("Bản chụp bị mờ, chụp lại.")
        follow(page, page.get_by_role("button", name="Gửi yêu cầu bổ sung"))
        done(page, "thời hạn giải quyết tạm dừng")
        seen(page, "supplement-asked")
        assert reload(dossier).sub_status == SubStatus.WAITING_SUPPLEMENT

        page = sign_in(window, minh(), office)
        page.goto(f"/dossiers/{dossier.code}/")
        page.get_by_text("Bản chụp bị mờ, chụp lại.").first.wait_for()
        seen(page, "supplement-applicant")
        follow(page, page.get_by_role("link", name="Bổ sung hồ sơ").first)
        file = {"name": "giay-cu.pdf", "mimeType": "application/pdf", "buffer": sample_pdf("giay-cu")}
        page.locator("input[type=file]").first.set_input_files(file)  # type: ignore[arg-type]
        if javascript:
            page.get_by_role("link", name="giay-cu.pdf").wait_for()
        follow(page, page.get_by_role("button", name="Gửi bổ sung"))
        page.get_by_text("Đã gửi phần bổ sung").wait_for()
        seen(page, "supplement-sent")

        page = sign_in(window, officers["specialist"], office)
        page.goto("/desk/worklist/mine/")
        follow(page, page.get_by_role("link", name=dossier.code))
        page.locator(".clock__why summary").first.click()
        page.locator(".clock__why li", has_text="Tính lại từ đầu lúc").first.wait_for()
        seen(page, "clock-anew")

    answered = reload(dossier)
    assert answered.sub_status == SubStatus.APPRAISING
    assert answered.due_at is not None
    assert promised is not None
    assert answered.due_at > promised
