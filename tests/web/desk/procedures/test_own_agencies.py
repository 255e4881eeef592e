"""An editor with posts in several agencies says for which one a draft or a list is."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.reference.catalogue import packages
from motcua.reference.catalogue.models import Draft, ListImport
from tests.factories import lists
from tests.factories.accounts import a_post, a_unit, an_agency, an_identifier, an_officer, signed_in_client
from tests.factories.dossiers import an_authority
from tests.factories.drafts import CODE, a_package

from .pages import controls

pytestmark = pytest.mark.django_db
ELSEWHERE = "skhcn-bac-giang"
LIST = {
    "title": "Danh mục 2021",
    "document": "Kế hoạch 08/KH-SKHCN ngày 20/01/2021",
    "scheme": "ND43",
    "plan_year": "2021",
}


@pytest.fixture
def editor() -> Client:
    """With posts at two authorities."""
    officer = an_authority()["editor"]
    elsewhere = an_agency(ELSEWHERE, name_vi="Sở Bắc Giang")
    an_identifier(elsewhere, "000.00.15.H02")
    a_post(officer, role="editor", unit=a_unit("bg-vp", agency=elsewhere))
    return signed_in_client(officer)


def package() -> SimpleUploadedFile:
    return SimpleUploadedFile("goi.zip", packages.zipped([(CODE, a_package())]))


def test_a_new_draft_is_of_the_agency_that_was_chosen(editor):
    editor.post("/desk/procedures/new/", {"agency": ELSEWHERE})

    assert Draft.objects.get().agency.code == ELSEWHERE


def test_a_package_comes_in_for_the_agency_that_was_chosen(editor):
    editor.post("/desk/procedures/import/", {"file": package(), "agency": ELSEWHERE})

    assert Draft.objects.get().agency.code == ELSEWHERE


def test_a_list_comes_in_for_the_agency_that_was_chosen(editor):
    file = SimpleUploadedFile("danh-muc.txt", lists.text_of("quang-tri-2021").read_bytes())

    editor.post("/desk/catalogue/lists/", LIST | {"file": file, "agency": ELSEWHERE})

    assert ListImport.objects.get().agency.code == ELSEWHERE


@pytest.mark.parametrize(
    "address", ["/desk/procedures/", "/desk/procedures/import/", "/desk/catalogue/lists/"]
)
def test_the_choice_is_there_only_where_there_is_one(editor, address):
    alone = signed_in_client(an_officer("editor", unit=a_unit("bg-vp"), code="mot-noi"))

    assert "agency" in controls(editor.get(address))
    assert "agency" not in controls(alone.get(address))


@pytest.mark.parametrize("agency", ["", "nowhere"])
def test_an_agency_that_is_not_theirs_is_refused_and_nothing_is_made(editor, agency):
    an_agency("nowhere")

    answers = [
        editor.post("/desk/procedures/new/", {"agency": agency}),
        editor.post("/desk/procedures/import/", {"file": package(), "agency": agency}),
    ]

    assert [one.status_code for one in answers] == [404, 404]
    assert not Draft.objects.exists()
