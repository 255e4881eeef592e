"""The viewer of a dossier's papers: pages, two side by side, and who is let in."""

import io
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier, FiledPaper
from motcua.foundation.audit.models import AuditEvent
from motcua.records.documents.enums import State
from motcua.records.documents.models import Document
from motcua.records.documents.operations import sweep
from tests.factories import files
from tests.factories.accounts import (
    a_unit,
    an_agency,
    an_officer,
    applicant_view,
    hoa,
    minh,
    signed_in_client,
)
from tests.factories.dossiers import FILED, a_draft, an_authority, filed

pytestmark = pytest.mark.django_db


def a_dossier(pages: int = 3) -> tuple[Dossier, Document]:
    dossier = filed(paper=files.a_pdf(pages))
    return dossier, FiledPaper.objects.get(filing__dossier=dossier).document


@pytest.fixture
def two_papers() -> tuple[Dossier, str, str]:
    """A dossier with two files, in the order in which they are looked through."""
    an_authority()
    code, filer = a_draft(paper=files.a_pdf(3)), applicant_view(minh())
    dossiers.add_paper(
        by=filer, beside=code, slug="giay-cu", stream=io.BytesIO(files.a_pdf(2)), name="mat-sau.pdf", at=FILED
    )
    dossier = dossiers.submit(by=filer, draft_code=code, at=FILED)
    first, second = FiledPaper.objects.filter(filing__dossier=dossier).order_by("pk")
    return dossier, first.document.code, second.document.code


def the_receptionist():
    return signed_in_client(an_authority()["receptionist"])


def controls(html: str) -> dict[str, str]:
    """The live controls: id to address."""
    return {
        found[0]: found[1].replace("&amp;", "&")
        for found in re.findall(r'<a class="btn[^"]*viewer__control" id="([\w-]+)" href="([^"]*)"', html)
    }


def shown(html: str) -> list[str]:
    """The pictures of pages."""
    return [address.replace("&amp;", "&") for address in re.findall(r'<img src="([^"]*/pages/[^"]*)"', html)]


def test_a_page_is_a_picture_drawn_from_the_filed_paper():
    _, document = a_dossier()

    response = the_receptionist().get(f"/desk/documents/{document.code}/pages/2/?width=2000&turn=90")

    picture = Image.open(io.BytesIO(response.content))
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "private, no-store"
    assert picture.width == 2000
    assert picture.width > picture.height


@pytest.mark.parametrize("asked", ["pages/4/", "pages/0/", "pages/1/?width=99999", "pages/1/?turn=45"])
def test_a_page_that_is_not_there_or_not_drawn_so_is_missing(asked):
    _, document = a_dossier()

    assert the_receptionist().get(f"/desk/documents/{document.code}/{asked}").status_code == 404


def test_pages_are_authorised_one_by_one():
    _, document = a_dossier()
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    outsider = signed_in_client(an_officer(unit=a_unit("bg-mot-cua", agency=other), code="bg-tiep-nhan"))
    address = f"/desk/documents/{document.code}/pages/1/"
    the_receptionist().get(address)  # drawn and kept: still nobody else's

    assert outsider.get(address).status_code == 404
    assert signed_in_client(hoa()).get(address).status_code == 403
    assert signed_in_client(an_authority()["editor"]).get(address).status_code == 403


def test_what_was_not_accepted_does_not_open():
    dossier, document = a_dossier()
    Document.objects.filter(pk=document.pk).update(state=State.RECEIVED)
    client = the_receptionist()

    assert client.get(f"/desk/documents/{document.code}/pages/1/").status_code == 404
    assert shown(client.get(f"/desk/dossiers/{dossier.code}/viewer/").content.decode()) == []


def test_a_small_picture_stands_at_each_file_in_the_list_and_is_authorised_like_the_file():
    dossier, document = a_dossier()
    client, address = the_receptionist(), f"/desk/documents/{document.code}/small/1/"

    assert f'src="{address}"' in client.get(f"/desk/dossiers/{dossier.code}/?tab=papers").content.decode()
    answer = client.get(address)
    assert Image.open(io.BytesIO(answer.content)).width == 240
    assert answer["Cache-Control"] == "private, no-store"
    assert client.get(f"/desk/documents/{document.code}/small/99/").status_code == 404
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    outsider = signed_in_client(an_officer(unit=a_unit("bg-mot-cua", agency=other), code="bg-tiep-nhan"))
    assert outsider.get(address).status_code == 404


def test_a_file_that_waits_for_the_scanner_has_no_small_picture():
    dossier, document = a_dossier()
    Document.objects.filter(pk=document.pk).update(state=State.RECEIVED)
    client = the_receptionist()

    assert "/small/" not in client.get(f"/desk/dossiers/{dossier.code}/?tab=papers").content.decode()
    assert client.get(f"/desk/documents/{document.code}/small/1/").status_code == 404


def test_a_small_picture_is_no_opening():
    _, document = a_dossier()

    the_receptionist().get(f"/desk/documents/{document.code}/small/1/")

    assert not AuditEvent.objects.filter(subject=f"opened:{document.code}").exists()


def test_drawings_go_with_the_file_they_were_made_from():
    _, document = a_dossier()
    the_receptionist().get(f"/desk/documents/{document.code}/pages/1/")
    folder = Path(settings.MOTCUA_DATA) / "drawings" / document.content_id[:2] / document.content_id
    assert (folder / "1-1240-0.jpg").exists()

    FiledPaper.objects.all().delete()
    Document.objects.all().delete()
    sweep(before=datetime.now(UTC) + timedelta(minutes=1))

    assert not folder.exists()


def test_pages_are_turned_by_links_until_the_end():
    dossier, document = a_dossier(3)
    client, address = the_receptionist(), f"/desk/dossiers/{dossier.code}/"

    first = client.get(address).content.decode()
    second = client.get(controls(first)["view-after"]).content.decode()
    last = client.get(controls(second)["view-after"]).content.decode()

    assert "view-before" not in controls(first)
    assert shown(second) == [f"/desk/documents/{document.code}/pages/2/?turn=0&width=1240"]
    assert shown(last) == [f"/desk/documents/{document.code}/pages/3/?turn=0&width=1240"]
    assert "view-after" not in controls(last)


def test_a_page_is_zoomed_and_turned_and_the_tab_stays():
    dossier, document = a_dossier()
    client, address = the_receptionist(), f"/desk/dossiers/{dossier.code}/"

    plain = client.get(f"{address}?tab=data").content.decode()
    larger = client.get(controls(plain)["view-larger"]).content.decode()
    turned = client.get(controls(larger)["view-turn"]).content.decode()

    assert shown(turned) == [f"/desk/documents/{document.code}/pages/1/?turn=90&width=2000"]
    assert "viewer--zoom-2" in turned
    assert 'aria-current="page"' in turned
    assert "tab=data" in controls(turned)["view-turn"]
    assert "turn=180" in controls(turned)["view-turn"]


def test_two_papers_lie_side_by_side_and_each_turns_its_own_pages(two_papers):
    dossier, first, second = two_papers
    client, address = the_receptionist(), f"/desk/dossiers/{dossier.code}/"

    one = client.get(f"{address}?paper={first}").content.decode()
    both = client.get(controls(one)["view-together"]).content.decode()
    turned = client.get(controls(both)["view-after2"]).content.decode()
    apart = client.get(controls(turned)["view-together"]).content.decode()

    assert [address.split("/")[3] for address in shown(both)] == [first, second]
    assert [address.split("/")[5] for address in shown(turned)] == ["1", "2"]
    assert len(shown(apart)) == 1


def test_the_next_paper_begins_at_its_first_page(two_papers):
    dossier, first, second = two_papers
    page = the_receptionist().get(f"/desk/dossiers/{dossier.code}/?paper={first}&page=2").content.decode()

    after = the_receptionist().get(controls(page)["view-paper-after"]).content.decode()

    assert shown(after) == [f"/desk/documents/{second}/pages/1/?turn=0&width=1240"]
    assert "view-paper-after" not in controls(after)


@pytest.mark.parametrize(
    "nonsense", ["paper=D-0", "page=99", "page=-1", "page=x", "turn=45", "zoom=9", "paper2=D-0"]
)
def test_nonsense_in_the_address_shows_the_nearest_that_there_is(nonsense):
    dossier, _ = a_dossier(1)

    html = the_receptionist().get(f"/desk/dossiers/{dossier.code}/?{nonsense}").content.decode()

    assert len(shown(html)) == 1
    assert "/pages/1/?turn=0&width=1240" in shown(html)[0]


def test_a_script_fetches_the_viewer_alone_and_keeps_the_address():
    dossier, _ = a_dossier()
    response = the_receptionist().get(
        f"/desk/dossiers/{dossier.code}/viewer/?tab=data&page=2", headers={"HX-Request": "true"}
    )

    assert response.content.decode().lstrip().startswith("<section")
    assert response["HX-Replace-Url"] == f"/desk/dossiers/{dossier.code}/?tab=data&page=2"


def test_beside_an_act_the_viewer_opens_apart_and_leaves_what_is_typed():
    dossier, _ = a_dossier()
    client = the_receptionist()

    html = client.get(f"/desk/dossiers/{dossier.code}/supplement/").content.decode()
    after = controls(html)["view-after"]

    assert after.startswith(f"/desk/dossiers/{dossier.code}/viewer/?apart=1")
    assert 'target="_blank"' in html
    assert len(shown(client.get(after).content.decode())) == 1
    assert "HX-Replace-Url" not in client.get(after, headers={"HX-Request": "true"})


def test_the_viewer_costs_as_many_queries_for_many_papers_as_for_one(two_papers, django_assert_num_queries):
    one, two = filed(paper=files.a_pdf(1)), two_papers[0]
    client = the_receptionist()
    client.get(f"/desk/dossiers/{one.code}/viewer/")

    with django_assert_num_queries(9):
        client.get(f"/desk/dossiers/{one.code}/viewer/")
    with django_assert_num_queries(9):
        client.get(f"/desk/dossiers/{two.code}/viewer/")
