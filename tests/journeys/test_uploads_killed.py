"""The web server killed outright while a file is on its way: what was promised is there, and it goes on."""

import base64
import hashlib
import random
import socket
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

from tests.factories import scans

from .product import Product, Visitor, eventually

pytestmark = [pytest.mark.slow, pytest.mark.processes]
MEGABYTE = 1 << 20
CONTENT = b"%PDF-1.7\n" + random.Random(5).randbytes(6 * MEGABYTE)  # arrives, and is refused when looked at
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def minh(product: Product) -> Iterator[Visitor]:
    visitor = Visitor(product, "10.0.7.1").sign_in("minh@motcua.example")
    yield visitor
    visitor.close()


def heads(minh: Visitor, **more: str) -> dict[str, str]:
    return TUS | {"X-CSRFToken": minh.client.cookies["csrftoken"]} | more


def metadata(**said: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items())


def stands(minh: Visitor, address: str) -> int:
    return int(minh.client.head(address, headers=TUS).headers["Upload-Offset"])


def half_a_piece(product: Product, minh: Visitor, address: str, offset: int, sent: int) -> socket.socket:
    """A connection that said that it brings the rest of the file, and has brought `sent` bytes of it."""
    place = urlsplit(product.address)
    link = socket.create_connection((str(place.hostname), int(place.port or 80)))
    cookies = "; ".join(f"{name}={value}" for name, value in minh.client.cookies.items())
    said = heads(minh, **{"Upload-Offset": str(offset), "Content-Length": str(len(CONTENT) - offset)})
    said |= {"Host": place.netloc, "Cookie": cookies, "Content-Type": "application/offset+octet-stream"}
    head = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    link.sendall(f"PATCH {address} HTTP/1.1\r\n{head}\r\n".encode() + CONTENT[offset : offset + sent])
    return link


def begun(minh: Visitor, size: int) -> tuple[str, str, str]:
    """The papers' page of a new draft, a box on it, and the address of an upload for that box."""
    page = minh.say_for_whom(minh.begin())
    papers = page.path.replace("/form/", "/papers/")
    box = next(name for form in minh.get(papers).forms for name in form.files)
    said = metadata(filename="dai.pdf", paper=box.removeprefix("paper-"))
    answer = minh.client.post(
        papers.replace("/papers/", "/uploads/"),
        headers=heads(minh, **{"Upload-Length": str(size), "Upload-Metadata": said}),
    )
    assert answer.status_code == 201, answer.text
    return papers, box, answer.headers["Location"]


def piece(minh: Visitor, address: str, content: bytes, offset: int) -> httpx.Response:
    said = heads(minh, **{"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"})
    return minh.client.patch(address, content=content, headers=said)


def lay(minh: Visitor, papers: str, box: str, address: str) -> httpx.Response:
    sent = {"csrfmiddlewaretoken": minh.client.cookies["csrftoken"], "_go": "one", "_paper": box}
    code = address.strip("/").split("/")[-1]
    return minh.client.post(papers, data=sent | {"_upload": code}, headers={"HX-Request": "true"})


def test_a_file_goes_on_after_the_web_server_was_killed_twice(product: Product, minh: Visitor) -> None:
    papers, box, address = begun(minh, len(CONTENT))
    offset = 0

    for _ in range(2):
        with half_a_piece(product, minh, address, offset, 2 * MEGABYTE + 4321):
            before = offset
            eventually(lambda: stands(minh, address) >= before + 2 * MEGABYTE, what="nothing was promised")  # noqa: B023
            product.kill("web")
            product.wait_for_web()
            offset = stands(minh, address)
            assert before + 2 * MEGABYTE <= offset <= before + 2 * MEGABYTE + 4321

    last = piece(minh, address, CONTENT[offset:], offset)
    assert (last.status_code, last.headers["Upload-Offset"]) == (204, str(len(CONTENT)))
    part = product.data / "files" / "uploads" / address.strip("/").split("/")[-1]
    assert hashlib.sha256(part.read_bytes()).digest() == hashlib.sha256(CONTENT).digest()

    answer = lay(minh, papers, box, address)

    assert answer.status_code == 422, answer.text[:300]
    assert "dai.pdf" in answer.text
    assert not part.exists()
    assert product.one("SELECT count(*) FROM documents_upload WHERE code = %s", part.name) == 0


def test_a_sender_who_hangs_up_leaves_what_came(product: Product, minh: Visitor) -> None:
    _papers, _box, address = begun(minh, len(CONTENT))

    half_a_piece(product, minh, address, 0, 123_457).close()

    eventually(lambda: stands(minh, address) > 0, what="nothing was kept")
    assert stands(minh, address) <= 123_457
    assert piece(minh, address, b"x", 0).status_code == 409


def test_a_usual_scan_of_5_mb_is_answered_within_two_seconds(product: Product, minh: Visitor) -> None:
    content = scans.a_scan_of(5 * MEGABYTE)
    papers, box, address = begun(minh, len(content))
    assert piece(minh, address, content, 0).status_code == 204

    started = time.monotonic()
    answer = lay(minh, papers, box, address)
    took = time.monotonic() - started

    assert answer.status_code == 200, answer.text[:300]
    assert "dai.pdf" in answer.text
    assert took < 2, took


WAITING = (
    "SELECT d.code, s.defects FROM dossiers_supplement AS s JOIN dossiers_dossier AS d ON d.id = s.dossier_id "
    "JOIN accounts_person AS p ON p.id = d.filer_id JOIN accounts_account AS a ON a.id = p.account_id "
    "WHERE s.answered_at IS NULL AND a.email = 'minh@motcua.example' ORDER BY d.code LIMIT 1"
)


def test_a_file_for_a_supplement_goes_on_after_the_web_server_was_killed(
    product: Product, minh: Visitor
) -> None:
    ((code, defects),) = product.rows(WAITING)
    slug = next(one["slug"] for one in defects if one["kind"] == "paper")
    here = f"/dossiers/{code}/supplement/"
    minh.get(here)
    said = metadata(filename="dai.jpg", paper=slug)
    answer = minh.client.post(
        f"/dossiers/{code}/uploads/",
        headers=heads(minh, **{"Upload-Length": str(len(CONTENT)), "Upload-Metadata": said}),
    )
    assert answer.status_code == 201, answer.text
    address = answer.headers["Location"]

    with half_a_piece(product, minh, address, 0, 2 * MEGABYTE + 4321):
        eventually(lambda: stands(minh, address) >= 2 * MEGABYTE, what="nothing was promised")
        product.kill("web")
        product.wait_for_web()
    offset = stands(minh, address)
    assert 2 * MEGABYTE <= offset <= 2 * MEGABYTE + 4321
    assert "đã dừng ở" in minh.get(here).text

    last = piece(minh, address, CONTENT[offset:], offset)
    assert (last.status_code, last.headers["Upload-Offset"]) == (204, str(len(CONTENT)))
    sent = {"csrfmiddlewaretoken": minh.client.cookies["csrftoken"], "_go": "stay", "_paper": f"paper-{slug}"}
    upload = address.strip("/").split("/")[-1]
    box = minh.client.post(here, data=sent | {"_upload": upload}, headers={"HX-Request": "true"})

    assert "dai.jpg" in box.text  # it is no picture: refused at its box, and nothing of it is left
    assert "field__error" in box.text
    assert product.one("SELECT count(*) FROM documents_upload WHERE code = %s", upload) == 0
    assert product.one("SELECT count(*) FROM dossiers_supplementpaper") == 0
