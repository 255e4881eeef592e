"""tus 1.0 over the portal: the protocol's own answers, who may, and hostile requests."""

import base64
import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers.models import DraftPaper
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents.models import Document
from tests.factories import files
from tests.factories.accounts import hoa, lan, minh, signed_in_client
from tests.web.portal.pages import PNG, begin, ready, step
from tests.web.portal.tus import TUS, head, metadata, no_trace, patch

pytestmark = pytest.mark.django_db
MEGABYTE = 1 << 20


@pytest.fixture(autouse=True)
def _own_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter("parts"), "_root", tmp_path / "uploads")


@pytest.fixture
def browser() -> Client:
    ready()
    return signed_in_client(minh())


def create(
    browser: Client, code: str, size: object, *, name: str = "ảnh.png", paper: str = "anh", **heads: str
) -> HttpResponse:
    sent = TUS | {"Upload-Length": str(size), "Upload-Metadata": metadata(filename=name, paper=paper)} | heads
    return browser.post(reverse("portal:upload_begin", args=[code]), headers=sent)


def lay(browser: Client, code: str, address: str, paper: str = "anh") -> HttpResponse:
    sent = {"_go": "one", "_paper": f"paper-{paper}", "_upload": address.rstrip("/").split("/")[-1]}
    return browser.post(step(code, "papers"), sent, headers={"HX-Request": "true"})


def sent(browser: Client, code: str, content: bytes = PNG, **more: Any) -> str:
    address: str = create(browser, code, len(content), **more)["Location"]
    assert patch(browser, address, content, 0).status_code == 204
    return address


def test_the_server_says_what_it_speaks(browser: Client) -> None:
    answer = browser.options(reverse("portal:upload_begin", args=["N-1"]))

    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert answer["Tus-Extension"] == "creation,expiration,checksum,termination"
    assert int(answer["Tus-Max-Size"]) == 20 * MEGABYTE
    assert answer["Tus-Checksum-Algorithm"] == "sha1,sha256"


def test_a_file_goes_in_two_pieces_and_lies_beside_its_paper(browser: Client) -> None:
    code = begin(browser)
    made = create(browser, code, len(PNG))
    address = made["Location"]

    first = patch(browser, address, PNG[:10], 0)
    stand = head(browser, address)
    second = patch(browser, address, PNG[10:], 10)
    box = lay(browser, code, address)

    assert (made.status_code, first.status_code, second.status_code, box.status_code) == (201, 204, 204, 200)
    assert "GMT" in made["Upload-Expires"]
    assert (first["Upload-Offset"], stand["Upload-Offset"]) == ("10", "10")
    assert (stand["Upload-Length"], stand["Cache-Control"]) == (str(len(PNG)), "no-store")
    assert "ảnh.png" in box.content.decode()
    assert DraftPaper.objects.get().document.content_id == hashlib.sha256(PNG).hexdigest()
    assert not any(adapter("parts")._root.iterdir())


def test_what_was_seen_stands_at_the_file_and_is_told_again_on_the_page(browser: Client) -> None:
    code = begin(browser)

    box = lay(browser, code, sent(browser, code, files.a_pdf(), name="trống.pdf"))

    assert "Trang 1 không thấy nội dung gì." in box.content.decode()
    assert "Trang 1 không thấy nội dung gì." in browser.get(step(code, "papers")).content.decode()


def test_laying_twice_lays_once(browser: Client) -> None:
    code = begin(browser)
    address = sent(browser, code)

    answers = [lay(browser, code, address), lay(browser, code, address)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert DraftPaper.objects.count() == Document.objects.count() == 1


def test_the_same_content_again_is_refused_there_and_pointed_out_elsewhere(browser: Client) -> None:
    code = begin(browser)
    browser.post(
        step(code, "case"), {"case_slug": "torn", "ground": "self", "_revision": "0", "_go": "leave"}
    )
    lay(browser, code, sent(browser, code))

    again = lay(browser, code, sent(browser, code, name="khác.png"))
    beside = lay(browser, code, sent(browser, code, paper="rach"), "rach")

    assert again.status_code == 422
    assert "đã có ở giấy tờ này rồi" in again.content.decode()
    assert beside.status_code == 200
    assert "cũng đang nằm ở một giấy tờ khác" in beside.content.decode()
    assert DraftPaper.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (files.an_encrypted_pdf(), "a.pdf", "mật khẩu"),
        (files.a_jpeg(), "a.png", "thực chất"),
        (files.a_pdf()[:300], "a.pdf", "hỏng"),
        (files.a_pdf_with_a_script("open"), "a.pdf", "mã lệnh"),
    ],
    ids=["password", "wrong kind", "broken", "script"],
)
def test_a_file_that_is_refused_when_it_is_looked_at_leaves_no_trace(
    browser: Client, content: bytes, name: str, sentence: str
) -> None:
    code = begin(browser)

    answer = lay(browser, code, sent(browser, code, content, name=name))

    assert answer.status_code == 422
    assert "a.p" in answer.content.decode()
    assert no_trace()


@pytest.mark.parametrize(
    ("size", "more", "status", "word"),
    [
        (MEGABYTE + 1, {}, 413, "1 MB"),
        (10**14, {}, 413, "1 MB"),
        ("9" * 40, {}, 400, ""),
        ("-1", {}, 400, ""),
        ("1e3", {}, 400, ""),
        ("١٢", {}, 400, ""),
        ("", {}, 400, ""),
        (0, {}, 422, "ảnh.png"),
        (10, {"name": "a.exe"}, 422, "PDF"),
        (10, {"name": "a.docm"}, 422, "macro"),
        (10, {"name": ""}, 422, "PDF"),
        (10, {"paper": "khong-hoi"}, 422, ""),
        (10, {"paper": ""}, 422, ""),
        (10, {"Upload-Metadata": "filename !!!"}, 400, ""),
        (10, {"Upload-Metadata": "filename " + base64.b64encode(b"\xff\xfe.png").decode()}, 400, ""),
        (10, {"Upload-Metadata": metadata(filename="a\0.png", paper="anh")}, 400, ""),
        (10, {"Upload-Defer-Length": "1", "Upload-Length": ""}, 400, ""),
        (10, {"Tus-Resumable": "0.2.2"}, 412, ""),
    ],
)
def test_an_upload_that_cannot_be_is_not_begun(
    browser: Client, size: object, more: dict[str, str], status: int, word: str
) -> None:
    answer = create(browser, begin(browser), size, **more)

    assert answer.status_code == status
    assert word in answer.content.decode()
    assert answer["Tus-Resumable"] == "1.0.0"
    assert no_trace()


@pytest.mark.parametrize(
    ("content", "offset", "heads", "status"),
    [
        (b"x", 4, {}, 409),
        (b"x", 6, {}, 409),
        (b"x", 0, {}, 409),
        (b"x" * 6, 5, {}, 413),
        (b"x", "five", {}, 400),
        (b"x", "", {}, 400),
        (b"x", -5, {}, 400),
        (b"x", 5, {"Upload-Checksum": "sha1 " + base64.b64encode(b"0" * 20).decode()}, 460),
        (b"x", 5, {"Upload-Checksum": "md5 " + base64.b64encode(b"0" * 16).decode()}, 400),
        (b"x", 5, {"Upload-Checksum": "sha1 ???"}, 400),
        (b"x", 5, {"Tus-Resumable": ""}, 412),
    ],
)
def test_a_piece_that_does_not_fit_changes_nothing(
    browser: Client, content: bytes, offset: object, heads: dict[str, str], status: int
) -> None:
    code = begin(browser)
    address = create(browser, code, 10)["Location"]
    patch(browser, address, b"a" * 5, 0)

    answer = patch(browser, address, content, offset, **heads)

    assert answer.status_code == status
    assert head(browser, address)["Upload-Offset"] == "5"
    if status == 409:
        assert answer["Upload-Offset"] == "5"


def test_another_kind_of_body_is_refused(browser: Client) -> None:
    address = create(browser, begin(browser), 10)["Location"]

    answer = browser.patch(address, b"a", content_type="text/plain", headers=TUS | {"Upload-Offset": "0"})

    assert answer.status_code == 415


def test_after_the_last_byte_nothing_is_added(browser: Client) -> None:
    code = begin(browser)
    address = sent(browser, code)
    lay(browser, code, address)

    answers = [patch(browser, address, b"x", len(PNG)), patch(browser, address, PNG, 0)]

    assert [answer.status_code for answer in answers] == [413, 409]
    assert head(browser, address)["Upload-Offset"] == str(len(PNG))


def test_half_a_file_is_not_laid(browser: Client) -> None:
    code = begin(browser)
    address = create(browser, code, len(PNG))["Location"]
    patch(browser, address, PNG[:9], 0)

    answer = lay(browser, code, address)

    assert answer.status_code == 409
    assert not Document.objects.exists()
    assert head(browser, address)["Upload-Offset"] == "9"


def test_an_upload_for_one_draft_is_not_laid_beside_another(browser: Client) -> None:
    address = sent(browser, begin(browser))

    assert lay(browser, begin(browser), address).status_code == 404

    assert not DraftPaper.objects.exists()


def test_a_cancelled_upload_is_gone(browser: Client) -> None:
    address = create(browser, begin(browser), 10)["Location"]

    assert browser.delete(address, headers=TUS).status_code == 204

    assert head(browser, address).status_code == 404
    assert no_trace()


def test_somebody_elses_upload_is_not_there(browser: Client) -> None:
    code = begin(browser)
    address = create(browser, code, 10)["Location"]
    stranger = signed_in_client(hoa())

    answers = [
        head(stranger, address),
        patch(stranger, address, b"x", 0),
        stranger.delete(address, headers=TUS),
        create(stranger, code, 10),
        lay(stranger, code, address),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5
    assert head(browser, address)["Upload-Offset"] == "0"


def test_a_passer_by_and_an_officer_get_nothing(browser: Client) -> None:
    code = begin(browser)
    address = create(browser, code, 10)["Location"]

    assert patch(Client(), address, b"x", 0).status_code == 302
    assert create(Client(), code, 10).status_code == 302
    assert patch(signed_in_client(lan()), address, b"x", 0).status_code == 403


def test_another_sites_page_can_send_nothing(browser: Client) -> None:
    code = begin(browser)
    address = create(browser, code, 10)["Location"]
    strict = signed_in_client(minh())
    strict.handler.enforce_csrf_checks = True

    assert create(strict, code, 10).status_code == 403
    assert patch(strict, address, b"x", 0).status_code == 403
    assert strict.delete(address, headers=TUS).status_code == 403

    page = strict.get(step(code, "papers")).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert patch(strict, address, b"x", 0, **{"X-CSRFToken": token}).status_code == 204


def test_a_file_that_stopped_is_shown_where_it_goes_on(browser: Client) -> None:
    code = begin(browser)
    said = metadata(filename="dài.png", paper="anh", mark="10-20-30")
    address = create(browser, code, 100, **{"Upload-Metadata": said})["Location"]
    patch(browser, address, b"x" * 40, 0)

    page = browser.get(step(code, "papers")).content.decode()

    assert f'data-mc-arriving="{address}" data-mc-mark="10-20-30" hidden' in page
    assert "“dài.png” đã dừng ở 40 %." in page


def test_a_silent_sender_is_waited_for_half_a_minute_and_the_connection_is_left_as_it_was(
    browser: Client,
) -> None:
    address = create(browser, begin(browser), 10)["Location"]

    class Lent:
        waits: list[float | None] = []

        def settimeout(self, seconds: float | None) -> None:
            self.waits.append(seconds)

    answer = browser.patch(
        address,
        b"a",
        content_type="application/offset+octet-stream",
        headers=TUS | {"Upload-Offset": "0"},
        **{"gunicorn.socket": Lent()},
    )

    assert answer.status_code == 204
    assert Lent.waits == [30.0, None]
