"""Filing a form in pages, with files, an address, a licence looked up and a signature, without JavaScript."""

import os
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from motcua.casework.dossiers import answer_lookups, checking
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.models import Dossier, Draft, DraftPaper, FiledPaper
from motcua.casework.dossiers.queries.desk_dossier import desk_document_for
from motcua.casework.dossiers.queries.previews import preview
from motcua.foundation.kernel.canonical import content_hash
from motcua.foundation.kernel.ports import adapter
from motcua.ops.demo.papers import sample_pdf
from motcua.reference.catalogue.models import Publication, Version
from motcua.reference.forms.models import FormVersion
from motcua.reference.forms.rules import as_typed
from tests.factories import dossiers as made
from tests.factories import files
from tests.factories.accounts import MONDAY, hoa, lan, minh, officer_view, signed_in_client
from tests.web.portal.pages import begin, main_form, posted, step, submit
from tests.web.portal.tus import arrived, begun, no_trace

pytestmark = pytest.mark.django_db
PDF = sample_pdf("Bản vẽ")
FORM: dict[str, Any] = {
    "schema": 1,
    "code": "don-nhieu-trang",
    "title": {"vi": "Đơn nhiều trang"},
    "compared": False,
    "pages": [
        {"slug": "who", "title": {"vi": "Cơ sở"}, "sections": ["who"]},
        {"slug": "what", "title": {"vi": "Thiết bị"}, "sections": ["what", "sign"]},
    ],
    "sections": [
        {
            "slug": "who",
            "title": {"vi": "Cơ sở"},
            "fields": [
                {"name": "place", "kind": "address", "levels": 2, "required": True, "label": {"vi": "Nơi đặt"}},
                {"name": "old", "kind": "result_number", "label": {"vi": "Số giấy phép cũ"}},
            ],
        },
        {
            "slug": "what",
            "title": {"vi": "Thiết bị"},
            "fields": [
                {"name": "plan", "kind": "attachments", "types": ["pdf"], "label": {"vi": "Bản vẽ"}},
                {
                    "name": "devices",
                    "kind": "group",
                    "label": {"vi": "Thiết bị"},
                    "fields": [
                        {"name": "serial", "kind": "short_text", "required": True, "label": {"vi": "Số xê-ri"}},
                        {"name": "photo", "kind": "attachments", "types": ["pdf"], "label": {"vi": "Ảnh nhãn"}},
                    ],
                },
                {"name": "count", "kind": "whole_number", "required": True, "label": {"vi": "Số lượng"}},
                {
                    "name": "fee",
                    "kind": "calculated",
                    "result": "money",
                    "calculate": {"*": [{"var": "count"}, 1000]},
                    "label": {"vi": "Phí tạm tính"},
                },
            ],
        },
        {
            "slug": "sign",
            "title": {"vi": "Ký"},
            "fields": [{"name": "sign", "kind": "signature", "required": True, "label": {"vi": "Ký tờ khai"}}],
        },
    ],
}  # fmt: skip
PLACE = {"place-province": "44", "place-commune": "hai lang", "place-street": "Số 1"}


def a_publication_in_pages(*, papers: object = ()) -> Publication:
    publication = made.a_publication("2.000070")
    form = FormVersion.objects.create(
        code=FORM["code"], number=1, content=FORM, content_hash=content_hash(FORM), kept_at=MONDAY
    )
    content = made.CONTENT | {"papers": papers or [], "upload": {"types": ["pdf"], "max_bytes": 1_048_576}}
    Version.objects.create(
        publication=publication,
        number=2,
        content=content,
        content_hash=content_hash(content),
        sources=content["sources"],
        form_version=form,
        valid_from=date(2019, 1, 1),
        published_at=MONDAY,
    )
    return publication


@pytest.fixture
def browser() -> Client:
    made.an_authority()
    a_publication_in_pages()
    return signed_in_client(minh())


@pytest.fixture
def draft(browser: Client) -> str:
    return begin(browser, publication="2.000070.000.00.00.H50")


def on_page(
    client: Client, code: str, page: str, values: dict[str, Any], *, go: str = "next"
) -> HttpResponse:
    """Open a page of the form, change some controls and press a button; files are sent too."""
    opened = client.get(step(code, "form") + f"?page={page}")
    assert opened.status_code == 200
    return client.post(step(code, "form"), posted(main_form(opened), values, go=go))


def a_file(name: str = "ban-ve.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_each_page_is_saved_and_left_by_itself(browser: Client, draft: str) -> None:
    wrong = on_page(browser, draft, "who", {})
    right = on_page(browser, draft, "who", PLACE)
    back = on_page(browser, draft, "what", {"count": "2"}, go="back")

    assert wrong.status_code == 422
    assert 'href="#f-place"' in text(wrong)
    assert "f-count" not in text(wrong)
    assert right["Location"].endswith("/form/?page=what")
    assert back["Location"].endswith("/form/?page=who")
    answers = Draft.objects.get(code=draft).answers
    assert answers["place"] == {"province": "44", "commune": "hai lang", "street": "Số 1"}
    assert answers["count"] == "2"


def test_the_names_of_communes_are_offered_once_the_province_is_known(browser: Client, draft: str) -> None:
    on_page(browser, draft, "who", {"place-province": "44"})

    page = text(browser.get(step(draft, "form")))

    assert '<option value="Xã Hải Lăng" data-mc-code="19702">' in page
    assert '<option value="Phường Ba Đình">' not in page


def test_a_form_with_files_and_a_signature_is_filed_and_read_by_the_desk(browser: Client, draft: str) -> None:
    on_page(browser, draft, "who", PLACE)
    left = on_page(
        browser,
        draft,
        "what",
        {
            "plan": a_file(),
            "devices-0-serial": "A-1",
            "devices-0-photo": a_file("nhan.pdf"),
            "count": "2",
            "sign-name": "le van minh",
        },
    )
    assert left["Location"].endswith("/papers/"), text(left)

    filed = submit(browser, draft)

    dossier = Dossier.objects.get()
    answers = dossier.filings.get().answers
    assert [file["name"] for file in answers["plan"]] == ["ban-ve.pdf"]
    assert answers["devices"][0]["photo"][0]["name"] == "nhan.pdf"
    assert answers["fee"] == 2000
    assert answers["sign"]["name"] == minh().full_name
    assert FiledPaper.objects.count() == 2
    submitted = text(browser.get(reverse("portal:dossier_submitted", args=[dossier.code])))
    for said in (
        "Số 1, Xã Hải Lăng, Tỉnh Quảng Trị",
        "ban-ve.pdf",
        "nhan.pdf",
        "2.000",
        "không phải chữ ký số",
    ):
        assert said in submitted
    assert filed.status_code == 302


def test_a_file_is_refused_at_its_field_and_one_is_taken_away(browser: Client, draft: str) -> None:
    refused = on_page(browser, draft, "what", {"plan": SimpleUploadedFile("a.pdf", b"not a pdf")})
    on_page(browser, draft, "what", {"plan": a_file()}, go="stay")
    (code,) = Draft.objects.get(code=draft).answers["plan"]
    taken = on_page(browser, draft, "what", {"_drop": code})

    assert refused.status_code == 422
    assert 'href="#f-plan"' in text(refused)
    assert taken["Location"].endswith("/form/?page=what")
    assert Draft.objects.get(code=draft).answers["plan"] == []


def test_a_file_of_somebody_else_cannot_be_named(browser: Client, draft: str) -> None:
    on_page(browser, draft, "what", {"plan": a_file()}, go="stay")
    (code,) = Draft.objects.get(code=draft).answers["plan"]
    stranger = signed_in_client(hoa())
    theirs = begin(stranger, publication="2.000070.000.00.00.H50")

    answer = on_page(stranger, theirs, "what", {"plan": code, "count": "1", "sign-name": hoa().full_name})

    assert answer.status_code == 422
    assert 'href="#f-plan"' in text(answer)


def test_a_file_at_a_place_that_takes_none_is_refused(browser: Client, draft: str) -> None:
    answer = on_page(browser, draft, "what", {"count": a_file()})

    assert answer.status_code == 409
    assert not Draft.objects.get(code=draft).papers.exists()


def test_a_licence_is_looked_up_among_the_results_of_the_same_owner(browser: Client) -> None:
    earlier = made.numbered().results.get()
    number = f"{earlier.number:02d}/{earlier.symbol}"
    mine = begin(browser, publication="2.000070.000.00.00.H50")
    stranger = signed_in_client(hoa())
    theirs = begin(stranger, publication="2.000070.000.00.00.H50")

    on_page(browser, mine, "who", {"old": number.lower()})
    on_page(stranger, theirs, "who", {"old": number})

    assert earlier.dossier.publication.procedure.name in text(browser.get(step(mine, "form")))
    unknown = text(stranger.get(step(theirs, "form")))
    assert "không tìm thấy trên cổng này" in unknown
    assert earlier.dossier.publication.procedure.name not in unknown


def test_a_mandate_that_is_only_claimed_finds_nobody_s_licence(browser: Client) -> None:
    earlier = made.numbered().results.get()
    stranger = signed_in_client(hoa())
    claimed = begin(stranger, publication="2.000070.000.00.00.H50")
    owner = earlier.dossier.owner_person or minh()
    mandator = {"identity_number": owner.identity_number, "full_name": owner.full_name}
    Draft.objects.filter(code=claimed).update(
        ground="mandate", ground_note="Giấy ủy quyền", mandator=mandator
    )

    on_page(stranger, claimed, "who", {"old": f"{earlier.number:02d}/{earlier.symbol}"})

    page = text(stranger.get(step(claimed, "form")))
    assert "không tìm thấy trên cổng này" in page
    assert earlier.dossier.publication.procedure.name not in page


@pytest.fixture
def dossier(browser: Client, draft: str) -> Dossier:
    """Filed with two files, one of them in a row of the group."""
    on_page(browser, draft, "who", PLACE)
    last = {"devices-0-serial": "A-1", "count": "2", "sign-name": minh().full_name}
    on_page(browser, draft, "what", last | {"plan": a_file(), "devices-0-photo": a_file("nhan.pdf")})
    submit(browser, draft)
    return Dossier.objects.get()


def test_the_desk_sees_the_files_beside_the_papers_and_opens_them(dossier: Dossier) -> None:
    desk = signed_in_client(lan())

    page = text(desk.get(reverse("desk:dossier", args=[dossier.code])))

    assert "Tệp gửi kèm tờ khai" in page
    assert "nhan.pdf" in page
    for paper in FiledPaper.objects.all():
        view = officer_view(lan())
        assert desk_document_for(viewer=view, code=paper.document.code) == paper.document


def test_a_correction_keeps_the_files_and_takes_no_others(browser: Client, dossier: Dossier) -> None:
    asked = dossiers.AskedDefect("field", "count", "Ghi đúng số lượng.")
    dossiers.request_supplement(by=officer_view(lan()), code=dossier.code, defects=[asked], at=timezone.now())
    address = reverse("portal:dossier_supplement", args=[dossier.code])
    form = main_form(browser.get(address))

    sent = browser.post(address, posted(form, {"count": "5"}))

    assert sent.status_code == 302, text(sent)
    first, second = dossier.filings.order_by("round")
    assert (first.answers["count"], second.answers["count"], second.answers["fee"]) == (2, 5, 5000)
    assert {**second.answers, "count": 2, "fee": 2000} == first.answers
    forged = first.answers["plan"][0]["code"] + "x"
    assert dossiers_checked(dossier, forged) == ["plan"]


def dossiers_checked(dossier: Dossier, code: str) -> list[str]:
    """What is wrong when the correction names another file."""
    form = checking.form_of(dossier.version)
    answers = dossier.filings.latest("round").answers
    raw = as_typed(form, answers) | {"plan": [code]}
    lookups = answer_lookups.of_dossier(dossier, answers)
    return [
        one.field for one in checking.check_form(form, raw, on=date(2026, 11, 23), lookups=lookups).defects
    ]


# Files of the form by tus


@pytest.fixture
def parts_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter("parts"), "_root", tmp_path / "uploads")


def lay_by_tus(browser: Client, draft: str, field: str, content: bytes, name: str = "a.pdf") -> HttpResponse:
    """Send a file in one piece and lay it as the script does: with all that stands on the page."""
    address = reverse("portal:upload_begin", args=[draft])
    upload = arrived(browser, address, content, filename=name, field=field)
    sent = posted(main_form(browser.get(step(draft, "form") + "?page=what")), {}, go="stay")
    sent |= {"_upload": upload, "_paper": field, "devices-0-serial": "A-1", "count": "2"}
    return browser.post(step(draft, "form"), sent, headers={"HX-Request": "true"})


@pytest.mark.parametrize("field", ["plan", "devices-0-photo"])
def test_a_file_of_the_form_sent_in_pieces_is_looked_at_and_kept(
    browser: Client, draft: str, parts_apart: None, field: str
) -> None:
    box = text(lay_by_tus(browser, draft, field, files.a_pdf(), "trống.pdf"))

    assert "Trang 1 không thấy nội dung gì." in box
    assert 'id="draft-revision"' in box
    page = text(browser.get(step(draft, "form") + "?page=what"))
    assert "Trang 1 không thấy nội dung gì." in page
    assert DraftPaper.objects.get().document.code in page
    assert not any(adapter("parts")._root.iterdir())


@pytest.mark.parametrize(
    ("field", "name", "content"),
    [("plan", "khoa.pdf", files.an_encrypted_pdf()), ("devices-0-photo", "xau.pdf", b"%PDF-1.7 no")],
)
def test_a_refused_file_of_the_form_is_named_there_and_leaves_no_trace(
    browser: Client, draft: str, parts_apart: None, field: str, name: str, content: bytes
) -> None:
    box = text(lay_by_tus(browser, draft, field, content, name))

    assert f"“{name}”" in box
    assert "field__error" in box
    assert no_trace()


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"field": "plan", "filename": "a.png"}, 422),
        ({"field": "count", "filename": "a.pdf"}, 422),
        ({"field": "devices-x-photo", "filename": "a.pdf"}, 422),
        ({"field": "nothing", "filename": "a.pdf"}, 422),
    ],
)
def test_what_no_field_takes_is_refused_before_it_comes(
    browser: Client, draft: str, parts_apart: None, said: dict[str, str], status: int
) -> None:
    address = reverse("portal:upload_begin", args=[draft])

    assert begun(browser, address, PDF, **said).status_code == status
    assert begun(signed_in_client(hoa()), address, PDF, field="plan", filename="a.pdf").status_code == 404
    assert no_trace()


def test_a_row_taken_away_takes_its_file_out_of_the_draft(
    browser: Client, draft: str, parts_apart: None
) -> None:
    lay_by_tus(browser, draft, "plan", PDF, "ve.pdf")
    lay_by_tus(browser, draft, "devices-0-photo", PDF + b" ", "nhan.pdf")
    assert DraftPaper.objects.count() == 2

    page = browser.get(step(draft, "form") + "?page=what")
    browser.post(step(draft, "form"), posted(main_form(page), {"devices-remove": "0"}, go=""))

    assert DraftPaper.objects.get().document.file_name == "ve.pdf"


def test_files_are_uploaded_without_a_script_and_seen_before_one_goes_on(browser: Client, draft: str) -> None:
    page = browser.get(step(draft, "form") + "?page=what")
    sent = posted(main_form(page), {"plan": SimpleUploadedFile("trong.pdf", files.a_pdf())}, go="one")

    answer = browser.post(step(draft, "form"), sent, follow=True)

    assert "Trang 1 không thấy nội dung gì." in text(answer)


@pytest.mark.slow
def test_the_receipt_names_each_file_of_the_form_with_its_hash(dossier: Dossier) -> None:
    pdf = preview(viewer=officer_view(lan()), code=dossier.code, kind="receipt", at=timezone.now())
    if "MOTCUA_TEST_PICTURES" in os.environ:
        Path(os.environ["MOTCUA_TEST_PICTURES"], "receipt.pdf").write_bytes(pdf)

    said = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdfium.PdfDocument(pdf))

    for paper in FiledPaper.objects.select_related("document"):
        assert paper.document.file_name in said
        assert paper.document.content_id in said
