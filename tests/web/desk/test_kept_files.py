"""The page of the check of kept files: when, how much, what is damaged, and whose dossiers are named."""

import io

import pytest
from django.urls import reverse

from motcua.casework.dossiers.models import FiledPaper
from motcua.casework.dossiers.queries.damaged import damaged_files
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import operations as documents
from tests.factories import accounts as make
from tests.factories import files
from tests.factories.dossiers import filed, later

pytestmark = pytest.mark.django_db
PAGE = reverse("desk:admin_kept_files")


def check(at) -> None:
    documents.check_files(at=at, go_on=lambda _bytes: True)


@pytest.fixture
def damaged_dossier():
    """A dossier whose filed paper is no longer in the store."""
    dossier = filed(paper=files.a_pdf(3))
    paper = FiledPaper.objects.select_related("document").filter(filing__dossier=dossier).first()
    adapter("store").mark()
    adapter("store").path_of(paper.document.content_id).unlink()
    check(later(dossier.submitted_at))
    yield dossier
    adapter("store").put(io.BytesIO(files.a_pdf(3)))


def signed_in_administrator():
    make.a_role("administrator")
    return make.an_administrator()


def test_before_the_first_round_it_says_so():
    text = make.signed_in_client(signed_in_administrator()).get(PAGE).content.decode()

    assert "Chưa lần nào kiểm tra hết các tệp." in text
    assert "không thấy tệp nào bị mất hoặc hỏng" in text


def test_a_damaged_file_is_shown_with_its_dossier(damaged_dossier, django_assert_num_queries):
    officer = signed_in_administrator()

    text = make.signed_in_client(officer).get(PAGE).content.decode()

    assert damaged_dossier.code in text
    assert "Không còn trong kho lưu giữ" in text
    viewer = make.officer_view(officer)
    with django_assert_num_queries(4):
        damaged_files(viewer=viewer)


def test_another_authoritys_administrator_learns_no_code(damaged_dossier):
    make.a_role("administrator")
    unit = make.a_unit("bg-van-phong", agency=make.an_agency("skhcn-bac-giang", place="Bắc Giang"))
    outsider = make.an_officer("administrator", unit=unit, code="quan-tri-bg")

    text = make.signed_in_client(outsider).get(PAGE).content.decode()

    assert damaged_dossier.code not in text
    assert "1 hồ sơ của cơ quan khác" in text
