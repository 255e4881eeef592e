"""A published list as PDF without ruled lines: uploaded, one row corrected, all of it confirmed, in Chromium."""

import pytest
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from motcua.reference.catalogue.models import ListRow
from tests.factories import lists
from tests.factories.dossiers import an_authority

from .browsing import a_browser, check, follow, plain_static_files, sign_in

__all__ = ["plain_static_files"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LIST = """#set page(paper: "a4", margin: 2cm)
#table(stroke: none, columns: (1cm, 1fr, 2.4cm, 2.4cm),
  [TT], [Tên thủ tục], [Mức độ hiện tại], [Mức độ kế hoạch],
  [I], [Lĩnh vực An toàn bức xạ hạt nhân], [], [],
  [1], [Cấp giấy phép thử], [2], [4],
  [2], [Thu hồi giấy phép thử], [2 hoặc 3], [4],
)
"""


@pytest.fixture
def office(plain_static_files: None, live_server: LiveServer):
    with override_settings(MOTCUA_DEMO=True):
        yield live_server.url


@pytest.mark.parametrize("width", [360, 1280])
def test_an_editor_corrects_the_row_that_is_unclear(office, width, tmp_path):
    editor = an_authority()["editor"]
    path = lists.typeset(LIST, tmp_path / "danh-muc.pdf")
    with a_browser(office, width=width) as context:
        page = sign_in(context, editor, office)
        page.goto("/desk/catalogue/lists/")
        page.get_by_label("Tệp danh mục").set_input_files(path)
        page.get_by_label("Tên danh mục").fill("Danh mục 2022")
        page.get_by_label("Văn bản công bố").fill("Kế hoạch 12/KH-SKHCN ngày 10/01/2022")
        page.get_by_label("Năm kế hoạch").fill("2022")
        follow(page, page.get_by_role("button", name="Đọc danh mục"))
        check(page, "list-read")
        follow(page, page.get_by_role("link", name="Sửa dòng 2"))
        check(page, "list-row")
        page.get_by_label("Mức hiện tại").select_option(label="Mức độ 3")
        follow(page, page.get_by_role("button", name="Lưu cách hiểu dòng này"))
        check(page, "list-corrected")
        follow(page, page.get_by_role("button", name="Xác nhận cả 2 dòng"))
        page.close()

    kept = ListRow.objects.get(ordinal=2)
    assert (kept.raw["current_level"], kept.corrected) == ("2 hoặc 3", {"current": "3"})
    assert ListRow.objects.exclude(confirmed_by=None).count() == 2
