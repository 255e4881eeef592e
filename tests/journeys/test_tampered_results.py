"""Results over real HTTP that somebody changed, and files that are none: each gets its verdict."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from motcua.ops.demo.browser import Page
from tests.factories import files

from .product import (
    Product,
    Visitor,
    eventually,
)

pytestmark = [pytest.mark.slow, pytest.mark.processes]


@pytest.fixture(scope="module")
def result(product: Product) -> bytes:
    """The signed and sealed result of a sample dossier."""
    minh = Visitor(product, "10.0.6.3").sign_in("minh@motcua.example")
    product.settle()
    code = eventually(
        lambda: product.rows("SELECT code FROM dossiers_dossier WHERE business = 'returned' LIMIT 1")
    )[0][0]
    page = minh.get(f"/dossiers/{code}/")
    links = [href for href, words in page.links if "/documents/" in href and "kết quả" in words.lower()]
    found = minh.client.get(links[-1]).content
    minh.close()
    assert found.startswith(b"%PDF-")
    return found


def verdict(come: Callable[..., Visitor], language: str, content: bytes) -> Page:
    nobody = come("", is_new=True)  # tries are counted for each place
    page = nobody.get(f"{language}/verify/")
    form = next(form for form in page.forms if form.files)
    return nobody.send(page, form, files=[(form.files[0], ("ket-qua.pdf", content, "application/pdf"))])


GOOD = {"vi": "Chữ ký hợp lệ", "en": "The signatures are valid"}
BAD = {"vi": "Không nên tin tệp này", "en": "Do not rely on this file"}
UNSIGNED = {"vi": "Không thấy chữ ký số nào", "en": "No signature was found"}
UNKNOWN = {"vi": "Tệp này không kiểm tra được", "en": "This file cannot be checked"}
VERDICTS = (GOOD, BAD, UNSIGNED, UNKNOWN)


def judged(page: Page, language: str) -> list[dict[str, str]]:
    """The verdicts that the page gives: one."""
    return [one for one in VERDICTS if one["en" if language else "vi"] in page.text]


def test_an_untouched_result_is_good(product, come, language, result):
    with product.unchanged():
        page = verdict(come, language, result)

    assert (page.status, judged(page, language)) == (200, [GOOD])


@pytest.mark.parametrize("share", [0.005, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97])
def test_one_byte_changed_anywhere_is_seen(come, result, share):
    place = int(len(result) * share)
    changed = result[:place] + bytes([result[place] ^ 1]) + result[place + 1 :]

    page = verdict(come, "/en", changed)

    assert page.status in {200, 422}
    assert judged(page, "/en") in ([BAD], [UNKNOWN])


def saved_anew(content: bytes) -> bytes:
    """As an editor saves it that knows nothing of signatures."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.pages[0].contents_add(b"BT /F1 12 Tf 72 72 Td (Added later) Tj ET")
        pdf.save(out)
    return out.getvalue()


def with_rubbish_at_its_end(content: bytes) -> bytes:
    return content + b"\n% added\n"


@pytest.mark.parametrize("change", [files.with_a_line_more, saved_anew, with_rubbish_at_its_end])
def test_content_added_after_the_signature_is_seen(come, language, result, change):
    page = verdict(come, language, change(result))

    assert (page.status, judged(page, language)) == (200, [BAD])


@pytest.mark.parametrize(
    ("content", "status", "found"),
    [
        (b"", 422, []),
        (b"MZ not a pdf", 422, []),
        (files.a_zip(), 422, []),
        (files.a_pdf(), 200, [UNSIGNED]),
        (files.an_encrypted_pdf(), 200, [UNKNOWN]),
        (files.a_pdf(3)[:-200], 200, [UNKNOWN]),
        (files.a_pdf_bomb(), 200, [UNSIGNED]),  # its signatures are looked for, nothing is unpacked
    ],
    ids=["empty", "program", "zip", "unsigned", "encrypted", "cut", "bomb"],
)
def test_any_other_file_gets_a_sentence(product, come, language, content, status, found):
    with product.unchanged():
        page = verdict(come, language, content)

    assert (page.status, judged(page, language)) == (status, found)
    assert "Traceback" not in page.text
