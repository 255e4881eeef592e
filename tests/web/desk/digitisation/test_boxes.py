"""A box at the desk: made, counted, scanned into, paused, taken up, signed and sealed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from motcua.foundation.accounts.enums import Permission
from motcua.records.digitisation.enums import BoxState, Standing
from motcua.records.digitisation.models import Box, Paper, Scan
from motcua.records.digitisation.rules.line import Station
from tests.factories.line import a_box, a_campaign, a_paper
from tests.factories.line_pages import a_scan_file, at_the_desk

pytestmark = pytest.mark.django_db


def at(name: str, code: str) -> str:
    return reverse(f"desk:digitisation_{name}", args=[code])


def a_file(name: str = "quet.pdf", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or a_scan_file(), "application/pdf")


def test_a_box_is_made_and_its_label_is_taken_once():
    campaign, client = a_campaign(), at_the_desk()
    asked = {"store": "Kho A, giá 3", "label": "Hộp 12", "planned_papers": "40"}

    assert client.post(at("box_new", campaign.code), asked).status_code == 302
    again = client.post(at("box_new", campaign.code), asked)

    assert again.status_code == 422
    assert "đã có hộp “Hộp 12”" in again.content.decode()
    assert Box.objects.get().planned_papers == 40


def test_several_files_come_in_and_one_refused_holds_up_none():
    box, client = a_box(), at_the_desk()
    sent = [a_file("mot.pdf"), a_file("hai.pdf", b"MZ khong phai PDF"), a_file("ba.pdf")]

    page = client.post(at("take", box.code), {"scan": sent}, follow=True).content.decode()

    assert "Đã nhận 2 tệp" in page
    assert "Không nhận “hai.pdf”" in page
    assert set(Scan.objects.values_list("scanned_by", flat=True)) == {"phu-trach"}


def test_a_script_is_told_of_each_file_in_json_and_the_same_file_is_taken_once():
    box, client = a_box(), at_the_desk()
    content = a_scan_file()
    headers = {"Accept": "application/json"}

    first = client.post(at("take", box.code), {"scan": a_file("a.pdf", content)}, headers=headers).json()
    again = client.post(at("take", box.code), {"scan": a_file("b.pdf", content)}, headers=headers).json()

    assert first == {"files": [{"name": "a.pdf", "why": ""}]}
    assert "Không nhận hai lần" in again["files"][0]["why"]
    assert Scan.objects.count() == 1


def test_originals_are_counted_and_a_difference_is_explained():
    box, client = a_box(), at_the_desk()
    a_paper(box)

    client.post(at("count", box.code), {"papers": "3"})
    page = client.get(at("box", box.code)).content.decode()
    assert "ít hơn" in page
    client.post(at("explain", box.code), {"reason": "Hai giấy phép đã chuyển kho khác"})

    assert "Hai giấy phép đã chuyển kho khác" in client.get(at("box", box.code)).content.decode()


def test_a_box_is_paused_with_a_reason_and_taken_up_again():
    box, client = a_box(), at_the_desk()

    assert client.post(at("pause", box.code), {"reason": ""}).status_code == 422
    client.post(at("pause", box.code), {"reason": "Máy quét hỏng"})
    page = client.get(at("box", box.code)).content.decode()
    assert "Máy quét hỏng" in page
    assert "Nhận vào hộp" not in page
    client.post(at("resume", box.code))

    box.refresh_from_db()
    assert box.state == BoxState.OPEN


def test_a_folder_is_watched_and_its_name_is_checked():
    box, client = a_box(), at_the_desk()

    assert client.post(at("folder", box.code), {"folder": "../etc"}).status_code == 422
    client.post(at("folder", box.code), {"folder": "hop-12"})

    page = client.get(at("box", box.code)).content.decode()
    assert "hop-12" in page


def test_own_scans_are_signed_once_the_originals_are_counted():
    box, client = a_box(), at_the_desk()
    a_paper(box, station=Station.PERSONAL_SIGNATURE, scanned_by="phu-trach")
    a_paper(box, station=Station.PERSONAL_SIGNATURE, scanned_by="quet")
    assert "Ký 1 bản quét của tôi" in client.get(at("box", box.code)).content.decode()

    refused = client.post(at("sign", box.code))
    assert refused.status_code == 409
    assert "Hãy đếm số văn bản giấy" in refused.content.decode()
    client.post(at("count", box.code), {"papers": "2"})
    client.post(at("sign", box.code))

    standing = Paper.objects.order_by("place").values_list("standing", flat=True)
    assert list(standing) == [Standing.MACHINE, Standing.PERSON]


def test_copies_are_sealed_by_who_may_alone():
    box = a_box()
    a_paper(box, station=Station.SEAL)
    scanning, sealing = (
        at_the_desk("quet", Permission.DIGITISE_SCAN),
        at_the_desk("dau", Permission.DIGITISE_SEAL),
    )

    assert "Ký của cơ quan" not in scanning.get(at("box", box.code)).content.decode()
    assert scanning.post(at("seal", box.code)).status_code == 403
    assert "Ký của cơ quan trên 1 bản sao" in sealing.get(at("box", box.code)).content.decode()
    sealing.post(at("seal", box.code))

    assert Paper.objects.get().standing == Standing.MACHINE


def test_papers_are_shown_by_station():
    box, client = a_box(), at_the_desk()
    a_paper(box, station=Station.CHECKING, folder="Hồ sơ năm 2018")
    a_paper(box, station=Station.SEAL, folder="Hồ sơ năm 2019")

    page = client.get(at("box", box.code) + "?station=seal").content.decode()

    assert "Hồ sơ năm 2019" in page
    assert "Hồ sơ năm 2018" not in page


def test_a_box_costs_no_more_queries_with_more_papers(django_assert_max_num_queries):
    box, client = a_box(), at_the_desk()
    for _ in range(4):
        a_paper(box)
    client.get(at("box", box.code))

    with django_assert_max_num_queries(14):
        client.get(at("box", box.code))
