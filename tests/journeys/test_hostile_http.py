"""Bad input over real HTTP, as somebody would send it: a clear sentence, the right status, nothing half-saved."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from django.utils import translation

from motcua.ops.demo.browser import Page
from motcua.ops.demo.papers import sample_pdf
from motcua.records.documents import errors as files_errors
from motcua.records.documents.enums import FileType
from tests.factories import files

from .product import (
    NEXT,
    Product,
    Visitor,
    act_form,
    code_on,
    draft_code,
    says,
    with_control,
)

pytestmark = [pytest.mark.slow, pytest.mark.processes]

PDF_JPG_PNG = (FileType.PDF, FileType.JPEG, FileType.PNG)
LIMIT_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 120_000_000


def answers_kept(product: Product, draft: str) -> dict[str, object]:
    kept: dict[str, object] = product.one("SELECT answers FROM dossiers_draft WHERE code = %s", draft)
    return kept


# The form


def test_a_wrong_personal_number_is_told_at_its_field_and_nothing_typed_is_lost(product, come, language):
    minh = come("minh", language=language)
    page = minh.say_for_whom(minh.begin())
    with product.unchanged():
        page = minh.fill_in(page, identity="04508500012")

    assert page.status == 422
    says(
        page, language,
        vi="Số định danh cá nhân có 12 chữ số; anh/chị đã nhập 11.",
        en="The personal identification number has 12 digits; 11 digits were given.",
    )  # fmt: skip
    assert 'value="04508500012"' in page.content.decode()
    assert answers_kept(product, draft_code(page))["identity"] == "04508500012"


def test_missing_fields_are_all_told_together(product, come, language):
    minh = come("minh", language=language)
    page = minh.say_for_whom(minh.begin())
    sent = {
        name: value
        for name, value in with_control(page, "csrfmiddlewaretoken").values
        if name in ("csrfmiddlewaretoken", "_revision")
    }
    with product.unchanged():
        page = Page(minh.client.post(page.url, data=sent, headers={"Referer": page.url}))

    assert page.status == 422
    says(page, language, vi="Chưa có “Họ và tên”", en="“Full name” is missing")
    says(page, language, vi="chỗ cần sửa", en="things need correcting")


@pytest.mark.parametrize("forged", ["fee_vnd", "status", "owner_person", "filer", "identity-0-x", "id"])
def test_a_hidden_field_forged_in_is_told_and_not_kept(product, come, language, forged):
    """What is not in the form is no answer: whose draft it is or what it costs cannot be said by a form."""
    minh = come("minh", language=language)
    page = minh.say_for_whom(minh.begin())
    with product.unchanged():
        answer = minh.fill_in(page, **{forged: "1"})

    assert answer.status == 422
    says(answer, language, vi=f"Biểu mẫu không có ô “{forged}”", en=f"no field “{forged}”")
    right = minh.get(page.path)
    assert minh.fill_in(right).path.endswith("/papers/")
    assert forged not in answers_kept(product, draft_code(page))


def test_nobody_files_for_an_organisation_of_others(product, come, language):
    minh = come("minh", language=language)
    page = minh.begin()
    form = with_control(page, "ground")
    with product.unchanged():
        answer = minh.send(
            page, form, {"ground": "member", "organisation_code": "O-KHONGCUATOI"}, button=NEXT
        )

    assert answer.status in {403, 409, 422}
    draft = product.rows("SELECT owner_organisation_id FROM dossiers_draft WHERE code = %s", draft_code(page))
    assert draft == [(None,)]


@pytest.mark.parametrize(
    "forged",
    [{"officer_code": "giang"}, {"officer_code": "lan"}, {"officer_code": "../../x"}, {"officer_code": ""}],
)
def test_an_officer_cannot_assign_to_somebody_outside_the_unit(product, come, forged):
    code = product.one(
        "SELECT code FROM dossiers_dossier WHERE sub_status = 'waiting_reception' ORDER BY id LIMIT 1"
    )
    dung = come("dung")
    page = dung.get(f"/desk/dossiers/{code}/assign/")
    if page.status == 200:
        with product.unchanged():
            assert dung.send(page, act_form(page), forged).status in {409, 422}
    else:
        assert page.status in {404, 409}


# Files


def refused(name: str, content: bytes | Callable[[], bytes], why: Callable[[str], Exception]) -> object:
    return pytest.param(name, content, why, id=name)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        refused("chuong-trinh.pdf", b"MZ\x90\x00 this is a program", lambda n: files_errors.WrongType(n, FileType.PDF)),
        refused("anh-that-la-pdf.png", files.a_pdf(), lambda n: files_errors.WrongType(n, FileType.PNG)),
        refused("goi.pdf", files.a_zip(), lambda n: files_errors.WrongType(n, FileType.PDF)),
        refused("goi.zip", files.a_zip(), lambda n: files_errors.TypeNotAccepted(n, PDF_JPG_PNG)),
        refused("bom.docx", files.a_docx_bomb, lambda n: files_errors.TypeNotAccepted(n, PDF_JPG_PNG)),
        refused("khong-duoi", files.a_pdf(), lambda n: files_errors.TypeNotAccepted(n, PDF_JPG_PNG)),
        refused("qua-to.pdf", files.a_pdf(size_bytes=LIMIT_BYTES), lambda n: files_errors.FileTooLarge(n, LIMIT_BYTES)),
        refused("rong.pdf", b"", files_errors.EmptyFile),
        refused("khong-trang.pdf", files.a_pdf_without_pages(), files_errors.NoPages),
        refused("khoa.pdf", files.an_encrypted_pdf(), files_errors.EncryptedFile),
        refused("khoa-chu.pdf", files.an_encrypted_pdf(owner_only=True), files_errors.EncryptedFile),
        refused("cut.pdf", files.a_pdf(3)[:-200], files_errors.BrokenFile),
        refused("to.png", files.a_png_that_claims(50_000, 50_000), lambda n: files_errors.TooManyPixels(n, 50_000, 50_000, MAX_PIXELS)),
        refused("anh-to.pdf", files.a_pdf_with_a_huge_picture(), lambda n: files_errors.TooManyPixels(n, 50_000, 50_000, MAX_PIXELS)),
        refused("bom.pdf", files.a_pdf_bomb, files_errors.ExpandsTooMuch),
        refused("bom-hai-lop.pdf", files.a_pdf_packed_twice(), files_errors.ExpandsTooMuch),
    ],
)  # fmt: skip
def test_a_file_that_is_no_paper_leaves_nothing_behind(product, papers_page, language, name, content, why):
    minh, page = papers_page(language)
    content = content() if callable(content) else content
    form = next(form for form in page.forms if form.files)
    with product.unchanged():
        answer = minh.send(
            page, form, files=[(form.files[0], (name, content, "application/pdf"))], button=NEXT
        )

    assert answer.status == 422
    with translation.override("en" if language else "vi"):
        sentence = " ".join(str(why(name)).split())
    assert sentence in answer.text


@pytest.fixture(scope="module")
def papers_page(product: Product) -> Iterator[Callable[[str], tuple[Visitor, Page]]]:
    """Minh before the papers of a draft, in either language."""
    known: dict[str, tuple[Visitor, Page]] = {}

    def page(language: str) -> tuple[Visitor, Page]:
        if language not in known:
            minh = Visitor(product, "10.0.6.1", language=language).sign_in("minh@motcua.example")
            known[language] = minh, minh.fill_in(minh.say_for_whom(minh.begin()))
        return known[language]

    yield page
    for visitor, _ in known.values():
        visitor.close()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\windows\\a.pdf", "a.pdf"),
        ("a\r\nX-Injected: 1.pdf", None),
        ("<script>.pdf", "<script>.pdf"),
        ("ệ" * 200 + ".pdf", None),
        ("\u202efdp.pdf", None),
    ],
)
def test_the_name_of_a_file_is_only_a_name(product, papers_page, sent, kept):
    minh, page = papers_page("")
    form = next(form for form in page.forms if form.files)

    answer = minh.send(
        page, form, files=[(form.files[0], (sent, sample_pdf(sent), "application/pdf"))], button=NEXT
    )

    ((name, code),) = product.rows("SELECT file_name, code FROM documents_document ORDER BY id DESC LIMIT 1")
    assert answer.status in {200, 422}
    assert kept is None or name == kept
    assert len(name) <= 150
    assert name.isprintable()
    assert not {"/", "\\"} & set(name)
    assert "<script>" not in answer.content.decode().replace("&lt;script&gt;", "")
    got = minh.client.get(f"/documents/{code}/")
    assert got.status_code == 200
    assert "x-injected" not in got.headers
    assert got.headers["content-disposition"].startswith("attachment")
    assert not (Path(product.data) / "etc").exists()


def test_a_paper_that_nobody_asked_for_is_refused(product, papers_page):
    minh, page = papers_page("")
    form = next(form for form in page.forms if form.files)
    with product.unchanged():
        for control in ("paper-khong-co", "paper-", "paper-../x"):
            answer = minh.send(
                page, form, files=[(control, ("a.pdf", files.a_pdf(), "application/pdf"))], button=NEXT
            )
            assert answer.status in {404, 409, 422}, answer.text[:500]


# Twice, at once, too late


def test_the_same_submission_eight_times_at_once_is_one_dossier(product, come):
    minh = come("minh")
    review = minh.prepare()
    sent = dict(review.form(action="/submit/").values)
    address = httpx.URL(review.url).join(review.form(action="/submit/").action)
    told: list[tuple[int, str]] = []

    def press() -> None:
        with httpx.Client(
            cookies=dict(minh.client.cookies), follow_redirects=True, timeout=60, trust_env=False
        ) as client:
            page = Page(client.post(address, data=sent, headers={"Referer": review.url}))
            told.append((page.status, code_on(page)))

    at_once([press] * 8)

    assert len(told) == 8
    assert {status for status, _ in told} == {200}
    assert len({code for _, code in told}) == 1
    assert (
        product.one("SELECT count(*) FROM dossiers_dossier WHERE submission_code = %s", draft_code(review))
        == 1
    )
    product.settle()
    assert len(product.mails_about(told[0][1])) == 1


def at_once(works: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_second_press_after_the_first_leads_to_the_same_dossier(product, come):
    minh = come("minh")
    review = minh.prepare()
    first = code_on(minh.submit(review))
    with product.unchanged():
        assert code_on(minh.submit(review)) == first


def test_a_stale_tab_of_the_form_overwrites_nothing(product, come, language):
    minh = come("minh", language=language)
    old = minh.say_for_whom(minh.begin())
    minh.fill_in(old, workplace="Bệnh viện mới")
    with product.unchanged():
        page = minh.fill_in(old, workplace="Bệnh viện cũ")

    assert page.status == 409
    says(page, language, vi="Chưa làm được việc này lúc này", en="This cannot be done now")
    assert answers_kept(product, draft_code(old))["workplace"] == "Bệnh viện mới"


def test_a_tab_from_before_signing_in_again_is_told_so(come, language):
    minh = come("minh", language=language, is_new=True)
    page = minh.say_for_whom(minh.begin())
    out = next(one for one in page.forms if "sign-out" in one.action)
    minh.send(page, out)
    minh.sign_in("minh@motcua.example")

    answer = minh.fill_in(page)

    assert answer.status == 403
    says(answer, language, vi="Trang này đã mở quá lâu", en="This page was open for too long")


def test_a_stale_tab_of_an_officer_does_nothing(product, come):
    minh, lan = come("minh"), come("lan")
    code = minh.file()
    old = lan.get(f"/desk/dossiers/{code}/accept/")
    assert lan.act(code, "accept").status == 200
    with product.unchanged():
        page = lan.send(old, act_form(old))

    assert page.status == 409


def test_two_officers_accept_at_once_and_one_of_them_did(product, come):
    minh, lan, again = come("minh"), come("lan"), come("lan", is_new=True)
    code = minh.file()
    pages = [(who, who.get(f"/desk/dossiers/{code}/accept/")) for who in (lan, again)]
    statuses: list[int] = []

    at_once(
        [
            lambda who=who, page=page: statuses.append(who.send(page, act_form(page)).status)
            for who, page in pages
        ]
    )

    assert sorted(statuses) == [200, 409]
    letters = "SELECT count(*) FROM letters_letter WHERE subject = %s AND kind = 'receipt'"
    assert product.one(letters, f"dossier:{code}") == 1
