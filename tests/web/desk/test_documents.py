"""Files of dossiers on the desk: each download is authorised by itself."""

import pytest

from motcua.casework.dossiers.models import FiledPaper
from motcua.ops.demo.papers import sample_pdf
from tests.factories.accounts import a_unit, an_agency, an_officer, hoa, signed_in_client
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
