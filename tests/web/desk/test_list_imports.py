"""Published lists at the desk: uploaded, reported, confirmed row by row."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.reference.catalogue.models import ListImport, ListRow, Publication
from tests.factories import lists
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import an_authority
from tests.factories.list_imports import a_list

pytestmark = pytest.mark.django_db

ABOUT = {
    "title": "Danh mục 2021",
    "document": "Kế hoạch 08/KH-SKHCN ngày 20/01/2021",
    "scheme": "ND43",
    "plan_year": "2021",
}


@pytest.fixture
def editor():
    return signed_in_client(an_authority()["editor"])


def upload(editor, name, content, **changed):
    file = SimpleUploadedFile(name, content)
    return editor.post("/desk/catalogue/lists/", ABOUT | changed | {"file": file})


def test_an_editor_uploads_a_list_and_sees_every_row_and_oddity(editor):
    publications = Publication.objects.count()

    response = upload(editor, "danh-muc.txt", lists.text_of("quang-tri-2021").read_bytes())
    page = editor.get(response["Location"]).content.decode()

    about = ListImport.objects.get()
    assert response["Location"] == f"/desk/catalogue/lists/{about.slug}/"
    assert ListRow.objects.filter(list_slug=about.slug).count() == 56
    assert Publication.objects.count() == publications
    assert "Mã 1.004460.000.00.00.H50 xuất hiện hai lần, ở các dòng 32, 47" in page
    assert "Chọn dòng 56" in page


def test_a_file_that_cannot_be_read_is_said_at_its_field_and_nothing_is_kept(editor):
    response = upload(editor, "danh-muc.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 50)

    assert response.status_code == 422
    assert "Đây không phải danh mục" in response.content.decode()
    assert not ListImport.objects.exists()


def test_what_is_missing_is_said(editor):
    response = upload(editor, "danh-muc.txt", b"x", title="", plan_year="abc")

    assert response.status_code == 422
    assert "Ghi một năm" in response.content.decode()


def test_an_editor_confirms_chosen_rows_and_then_all_of_a_kind(editor):
    about = a_list("skhcn-quang-tri")
    address = f"/desk/catalogue/lists/{about.slug}/"

    editor.post(f"{address}confirm/", {"row": ["1"]})
    assert ListRow.objects.filter(list_slug=about.slug, publication__isnull=False).count() == 1
    response = editor.post(f"{address}confirm/", {"change": "new_procedure"})

    assert response["Location"] == address
    assert ListRow.objects.filter(list_slug=about.slug, publication__isnull=False).count() == 2
    page = editor.get(address).content.decode()
    assert "Đã xác nhận 1 dòng" in page
    assert "Không đổi gì" in page


@pytest.mark.parametrize(
    "sent", [{}, {"row": ["4"]}, {"row": ["99"]}, {"change": "unclear"}, {"change": "x"}]
)
def test_nothing_or_an_unclear_row_changes_nothing(editor, sent):
    about = a_list("skhcn-quang-tri")

    response = editor.post(f"/desk/catalogue/lists/{about.slug}/confirm/", sent)

    assert response.status_code == 409
    assert not ListRow.objects.filter(list_slug=about.slug, publication__isnull=False).exists()


def test_an_editor_corrects_a_row_and_then_confirms_it(editor):
    about = a_list("skhcn-quang-tri")
    address = f"/desk/catalogue/lists/{about.slug}/"
    row = {"name": "Thu hồi thử", "field": "An toàn bức xạ hạt nhân", "current": "3", "planned": "4"}

    shown = editor.get(f"{address}rows/4/").content.decode()
    answer = editor.post(f"{address}rows/4/", row)
    page = editor.get(address).content.decode()
    editor.post(f"{address}confirm/", {"row": ["4"]})

    assert "Đọc được: 2, 3" in shown
    assert answer["Location"] == address
    assert "đọc được: Thu hồi thử · An toàn bức xạ hạt nhân · 2, 3 → 4" in page
    assert Publication.objects.filter(procedure__name="Thu hồi thử").count() == 1
    assert "đã được xác nhận" in editor.get(f"{address}rows/4/").content.decode()


@pytest.mark.parametrize("wrong", [{"name": ""}, {"code": "2.1"}, {"current": "2, 3"}, {"field": "Khác"}])
def test_a_correction_that_cannot_stand_is_said_and_not_kept(editor, wrong):
    about = a_list("skhcn-quang-tri")
    row = {"name": "Thu hồi", "field": "An toàn bức xạ hạt nhân", "current": "3", "planned": "4"} | wrong

    answer = editor.post(f"/desk/catalogue/lists/{about.slug}/rows/4/", row)

    assert answer.status_code == 422
    assert not ListRow.objects.filter(list_slug=about.slug, corrected__isnull=False).exists()
