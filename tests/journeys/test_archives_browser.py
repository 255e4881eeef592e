"""From what waits for the archive to its receipt, in Chromium, on a desk and on a phone."""

from datetime import timedelta

import pytest
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from motcua.casework.archives import operations as archives
from motcua.casework.archives.models import Transfer
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.kernel.clock import local_date, now
from tests.casework.dossiers import standings
from tests.factories import archives as make
from tests.factories.dossiers import a_publication, an_authority
from tests.factories.files import a_pdf

from .browsing import a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer):
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


def some_waiting() -> None:
    """Of two years, some overdue; one cannot go since its letter is not made."""
    other = a_publication("2.000069")
    found = [make.ended(paper=a_pdf(number)) for number in (1, 2)]
    found += [make.ended(publication=other), standings.refused(), make.ended(), make.ended()]
    for dossier, days in zip(found, (400, 390, 380, 375, 20, 10), strict=True):
        Dossier.objects.filter(pk=dossier.pk).update(ended_at=now() - timedelta(days=days))
    archives.set_kind(
        by=make.editor(),
        title="Giấy phép vận chuyển",
        years=None,
        source="Luật thử",
        is_verified=True,
        at=now(),
    )
    kind = make.kind("Giấy phép vận chuyển")
    archives.keep_procedure_as(by=make.editor(), procedure_code="2.000069", kind_code=kind.code, at=now())


@pytest.mark.parametrize("width", [390, 1280])
def test_a_year_goes_to_the_archive(office, width):
    keeper = make.an_archivist()
    some_waiting()
    with a_browser(office, width=width) as context:
        page = sign_in(context, keeper, office)
        page.goto("/desk/archives/")
        check(page, "archives-board")
        follow(page, page.locator(".bars a", has_text="3").last)
        check(page, "archives-waiting")
        page.goto("/desk/archives/")
        follow(page, page.get_by_role("link", name="Lập lần nộp lưu").first)
        check(page, "archives-transfer-new")
        follow(page, page.get_by_role("button", name="Lập lần nộp lưu"))
        check(page, "archives-transfer-packing")
        transfer = Transfer.objects.get()
        archives.pack(code=transfer.code, at=now(), go_on=lambda: True)
        page.get_by_text("Gói đã sẵn sàng").wait_for()
        check(page, "archives-transfer-ready")
        with page.expect_download() as taken:
            page.get_by_role("link", name="Tải gói (ZIP)").click()
        assert taken.value.suggested_filename.startswith("nop-luu-")
        follow(page, page.get_by_role("link", name="Ghi biên bản giao nhận"))
        page.get_by_label("Số biên bản giao nhận").fill("12/BB-LT")
        page.get_by_label("Ngày ký biên bản").fill(f"{local_date(now()):%d/%m/%Y}")
        check(page, "archives-receive")
        follow(page, page.get_by_role("button", name="Ghi đã nộp lưu"))
        archived = transfer.lines.filter(state="packed").order_by("place")[0].dossier.code
        page.goto(f"/desk/dossiers/{archived}/")
        page.get_by_text("đã nộp lưu").wait_for()
        check(page, "archives-dossier")
        page.goto("/desk/archives/transfers/")
        check(page, "archives-transfers")
        page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_periods_are_set_and_a_dossier_is_held(office, width):
    make.kinds()
    dossier = make.ended()
    keeper, editor = make.an_archivist(), an_authority()["editor"]
    with a_browser(office, width=width) as context:
        page = sign_in(context, editor, office)
        page.goto("/desk/archives/periods/")
        follow(page, page.get_by_role("link", name="Thêm loại hồ sơ"))
        page.get_by_label("Loại hồ sơ").fill("Hồ sơ thanh tra")
        page.get_by_label("Số năm bảo quản").fill("15")
        page.get_by_label("Nguồn").fill("Luật thử")
        check(page, "archives-period-new")
        follow(page, page.get_by_role("button", name="Lưu"))
        check(page, "archives-periods")
        page = sign_in(context, keeper, office)
        page.goto(f"/desk/dossiers/{dossier.code}/")
        follow(page, page.get_by_role("link", name="Giữ lại theo yêu cầu pháp lý"))
        page.get_by_label("Lý do giữ lại").fill("Thanh tra sở yêu cầu")
        page.get_by_label("Căn cứ").fill("Công văn 12/TTr ngày 01/11/2026")
        follow(page, page.get_by_role("button", name="Giữ lại hồ sơ"))
        check(page, "archives-held")
        page.close()
