"""Scans at the counter: laid beside the papers that were brought, chosen or dropped by its scanner."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.ops.demo.papers import sample_pdf

from .counter import address, browser, dropped, send, text_of

pytestmark = pytest.mark.django_db


def test_scans_are_laid_beside_their_papers_and_what_is_wrong_is_told_there():
    client = browser()
    code = send(client, address())["Location"].split("/")[-2]
    place = f"/desk/counter/registered/{code}/scans/"
    good = SimpleUploadedFile("quet.pdf", sample_pdf("Giay phep cu"))

    mixed = client.post(place, {"scan-giay-cu": [good, SimpleUploadedFile("x.pdf", b"MZ")]})
    page = text_of(client.get(place))
    done = client.post(place, {"scan-don": SimpleUploadedFile("don.pdf", sample_pdf("Don"))})

    assert mixed.status_code == 422
    assert "quet.pdf" in page
    assert "Bản giấy đã nhận: 1 bản chứng thực, 2 bản chụp" in page
    assert done["Location"] == place
    assert "Gắn bản quét" in text_of(client.get(f"/desk/dossiers/{code}/"))


def test_what_the_scanner_dropped_is_looked_at_laid_and_taken_out_of_the_folder(settings, tmp_path):
    client = browser()
    code = send(client, address())["Location"].split("/")[-2]
    place = f"/desk/counter/registered/{code}/scans/"
    file = dropped(settings, tmp_path, "scan 01 – “lạ”.pdf", sample_pdf("Giay phep cu"))

    page = text_of(client.get(place))
    look = client.get(f"{place}dropped/", {"name": file.name})
    done = client.post(place, {"_dropped": [file.name], "_dropped_paper": ["giay-cu"]})

    assert "Vừa quét ở máy quét của quầy" in page
    assert look["Content-Type"] == "application/pdf"
    assert done.status_code == 302
    assert not file.exists()
    assert [one.is_file() for one in (file.parent / ".taken").iterdir()] == [True]
    assert "Vừa quét" not in text_of(client.get(place))


def test_half_written_empty_hidden_and_linked_files_are_not_offered(settings, tmp_path):
    client = browser()
    code = send(client, address())["Location"].split("/")[-2]
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(sample_pdf("Mat"))
    folder = dropped(settings, tmp_path, "dang-ghi.pdf", sample_pdf("x"), seconds_ago=0).parent
    dropped(settings, tmp_path, "rong.pdf", b"")
    dropped(settings, tmp_path, ".an.pdf", sample_pdf("x"))
    (folder / "lien-ket.pdf").symlink_to(secret)

    page = text_of(client.get(f"/desk/counter/registered/{code}/scans/"))

    assert "Vừa quét" not in page


@pytest.mark.parametrize("name", ["../secret.pdf", "lien-ket.pdf", "/etc/passwd", "..", "", "khong-co.pdf"])
def test_no_name_leads_out_of_the_folder(settings, tmp_path, name):
    client = browser()
    code = send(client, address())["Location"].split("/")[-2]
    place = f"/desk/counter/registered/{code}/scans/"
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(sample_pdf("Mat"))
    folder = dropped(settings, tmp_path, "co.pdf", sample_pdf("x")).parent
    (folder / "lien-ket.pdf").symlink_to(secret)

    assert client.get(f"{place}dropped/", {"name": name}).status_code == 404
    assert client.post(place, {"_dropped": [name], "_dropped_paper": ["giay-cu"]}).status_code == 404
    assert secret.exists()


def test_a_program_under_the_name_of_a_paper_is_refused_and_stays(settings, tmp_path):
    client = browser()
    code = send(client, address())["Location"].split("/")[-2]
    place = f"/desk/counter/registered/{code}/scans/"
    file = dropped(settings, tmp_path, "giay.pdf", b"MZ<script>alert(1)</script>")

    answer = client.post(place, {"_dropped": [file.name], "_dropped_paper": ["giay-cu"]})

    assert answer.status_code == 422
    assert file.exists()
    assert client.get(f"{place}dropped/", {"name": file.name})["Content-Disposition"] == "attachment"
