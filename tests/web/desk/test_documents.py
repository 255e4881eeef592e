"""Files of dossiers on the desk: each download is authorised by itself."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import OpeningWay
from motcua.casework.dossiers.models import FiledPaper
from motcua.foundation.audit.models import AuditEvent
from motcua.ops.demo.papers import sample_pdf
from tests.factories.accounts import a_unit, an_agency, an_officer, hoa, minh, officer_view, signed_in_client
from tests.factories.dossiers import an_authority, filed

pytestmark = pytest.mark.django_db


def a_filed_paper() -> str:
    """The code of the paper that came with a dossier."""
    dossier = filed(paper=sample_pdf("Giay phep cu"))
    return str(FiledPaper.objects.get(filing__dossier=dossier).document.code)


def test_an_officer_opens_and_downloads_a_filed_paper():
    code = a_filed_paper()
    client = signed_in_client(an_authority()["receptionist"])

    shown = client.get(f"/desk/documents/{code}/?inline=1")
    kept = client.get(f"/desk/documents/{code}/")

    assert shown["Content-Disposition"].startswith("inline")
    assert kept["Content-Disposition"].startswith("attachment")
    assert shown["Content-Type"] == "application/pdf"
    assert "no-store" in shown["Cache-Control"]
    assert b"".join(shown.streaming_content).startswith(b"%PDF")
    assert b"".join(kept.streaming_content).startswith(b"%PDF")


def test_strangers_find_no_file():
    code = a_filed_paper()
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    officer = signed_in_client(an_officer(unit=a_unit("bg-mot-cua", agency=other), code="bg-tiep-nhan"))

    assert officer.get(f"/desk/documents/{code}/").status_code == 404
    assert signed_in_client(hoa()).get(f"/desk/documents/{code}/").status_code == 403
    assert signed_in_client(an_authority()["editor"]).get(f"/desk/documents/{code}/").status_code == 403
    assert officer.get("/desk/documents/D-000000000000/").status_code == 404


def take(client: Client, address: str) -> int:
    """Reads a file to its end, as a browser does."""
    response = client.get(address)
    if response.status_code == 200:
        assert b"".join(response.streaming_content)
    return int(response.status_code)


def openings() -> list[tuple[str, str]]:
    kept = AuditEvent.objects.filter(kind="PaperOpened").order_by("pk")
    return [(event.actor_code, event.payload["way"]) for event in kept]


def test_who_opens_a_paper_is_kept_once_an_hour_with_the_dossier():
    code, at = a_filed_paper(), timezone.now()
    client = signed_in_client(an_authority()["receptionist"])

    for _time in range(3):
        assert client.get(f"/desk/documents/{code}/pages/1/").status_code == 200
    take(client, f"/desk/documents/{code}/?inline=1")
    take(client, f"/desk/documents/{code}/")

    assert openings() == [("lan", "shown"), ("lan", "taken")]
    event = AuditEvent.objects.filter(kind="PaperOpened").first()
    assert event.subject == f"opened:{code}"
    assert event.payload["dossiers"] == [FiledPaper.objects.get().filing.dossier.code]
    later = at + timedelta(hours=2)
    lan = officer_view(an_authority()["receptionist"])
    dossiers.keep_opening(by=lan.actor, code=code, way=OpeningWay.SHOWN, at=later)
    assert len(openings()) == 3


def test_a_page_that_is_turned_again_costs_one_query_more(django_assert_max_num_queries):
    code = a_filed_paper()
    lan = officer_view(an_authority()["receptionist"])
    opened = {"by": lan.actor, "code": code, "way": OpeningWay.SHOWN, "at": timezone.now()}
    dossiers.keep_opening(**opened)

    with django_assert_max_num_queries(3):  # one, between the marks of its transaction
        dossiers.keep_opening(**opened)


def test_the_owner_who_takes_their_paper_home_is_kept_too_and_strangers_are_not():
    code = a_filed_paper()

    assert take(signed_in_client(hoa()), f"/documents/{code}/") == 404
    assert take(signed_in_client(minh()), f"/documents/{code}/") == 200

    assert openings() == [(minh().account.code, "taken")]


def test_who_answers_for_the_work_reads_who_opened_what_and_others_do_not():
    code = a_filed_paper()
    dossier = FiledPaper.objects.get().filing.dossier.code
    receptionist = signed_in_client(an_authority()["receptionist"])
    take(receptionist, f"/desk/documents/{code}/")
    address = f"/desk/dossiers/{dossier}/?tab=timeline"

    shown = signed_in_client(an_authority()["leader"]).get(address).content.decode()

    assert "Ai đã mở giấy tờ" in shown
    assert "tải về" in shown
    assert "Ai đã mở giấy tờ" not in receptionist.get(address).content.decode()
