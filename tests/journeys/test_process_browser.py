"""An internal process is typed as a table, published by a second person, and read, in Chromium."""

import pytest
from django.test import override_settings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from motcua.reference.workflow.models import ProcessVersion
from tests.factories import dossiers as made
from tests.factories.dossiers import a_publication, an_authority
from tests.reference.workflow.writing import (
    CODE,
    a_draft_of_a_process,
    a_published_process,
    a_second_process,
    fitting_rows,
)

from .browsing import a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
FULL = f"{CODE}.000.00.00.H50"


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer):
    """A running product with its officers, marked as a demo."""
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_of_a_process_can_be_used_by_everybody(office, width):
    rows = fitting_rows()
    rows[0]["next"] = ["tham-dinh", "ky"]
    a_published_process(rows)
    faulty = fitting_rows()
    faulty[1] |= {"hours": "", "next": ["khong-co"]}
    draft = a_draft_of_a_process(faulty)
    pages = {
        "list": "/desk/processes/",
        "process": f"/desk/processes/{FULL}/",
        "draft": f"/desk/process-drafts/{draft.code}/",
        "import": f"/desk/process-drafts/{draft.code}/import/",
    }
    with a_browser(office, width=width) as window:
        page = sign_in(window, an_authority()["editor"], office)
        for name, address in pages.items():
            page.goto(address)
            check(page, f"process-{name}")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_place_of_a_dossier_can_be_read_by_everybody(office, width):
    a_published_process()
    dossier = made.assigned()
    with a_browser(office, width=width) as window:
        page = sign_in(window, an_authority()["specialist"], office)
        page.goto(f"/desk/dossiers/{dossier.code}/?tab=process")
        check(page, "process-dossier")


def test_an_editor_types_a_process_and_the_leader_publishes_it_without_javascript(office):
    a_publication(CODE)
    officers = an_authority()
    with a_browser(office, javascript=False) as window:
        page = sign_in(window, officers["editor"], office)
        page.goto(f"/desk/processes/{FULL}/")
        follow(page, page.get_by_role("button", name="Soạn quy trình mới"))
        for place, (name, role, hours) in enumerate(
            [
                ("Tiếp nhận", "Người tiếp nhận", "4"),
                ("Thẩm định", "Chuyên viên", "32"),
                ("Ký", "Lãnh đạo", "4"),
            ]
        ):
            follow(page, page.get_by_role("button", name="Thêm bước"))
            step = page.get_by_role("group", name=f"Bước {place + 1}")
            step.get_by_label("Tên bước").fill(name)
            step.get_by_label("Đơn vị thực hiện").fill("Phòng Quản lý khoa học")
            step.get_by_label("Vai trò").select_option(label=role)
            step.get_by_label("Số giờ làm việc").fill(hours)
        follow(page, page.get_by_role("button", name="Lưu bản soạn"))
        follow(page, page.get_by_role("button", name="Trình duyệt"))
        address = page.url
        page = sign_in(window, officers["leader"], office)
        page.goto(address)
        follow(page, page.get_by_role("link", name="Ban hành"))
        page.get_by_label("Số quyết định phê duyệt").fill("12/QĐ-SKHCN")
        page.get_by_label("Ngày ký").fill("20/11/2026")
        follow(page, page.get_by_role("button", name="Ban hành"))
        expect(page.get_by_text("Đã ban hành phiên bản 1.")).to_be_visible()

    steps = ProcessVersion.objects.get().steps
    assert [step["slug"] for step in steps] == ["tiep-nhan", "tham-dinh", "ky"]


def test_a_draft_that_waits_and_one_that_goes_on_can_be_read_on_a_phone(office):
    code = a_second_process()
    with a_browser(office, width=360) as window:
        page = sign_in(window, an_authority()["leader"], office)
        page.goto(f"/desk/process-drafts/{code}/")
        check(page, "process-draft-read")
