"""Reading and posting pages as a browser without JavaScript does; a richer procedure to file for."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from motcua.foundation.kernel.canonical import content_hash
from motcua.ops.demo.browser import Form, _Reader
from motcua.ops.demo.papers import sample_pdf, sample_png
from motcua.reference.catalogue.models import FeeVersion, Publication, Version
from motcua.reference.forms.models import FormVersion
from tests.factories import dossiers as made
from tests.factories.accounts import MONDAY, an_agency

PDF = sample_pdf("Giay to mau")
PNG = sample_png()
CODE = "2.000069.000.00.00.H50"
FORM: dict[str, Any] = {
    "code": "don-day-du",
    "title": {"vi": "Đơn đề nghị", "en": "Application"},
    "sections": [
        {
            "slug": "applicant",
            "title": {"vi": "Người đề nghị", "en": "Applicant"},
            "fields": [
                {"name": "about", "kind": "heading", "label": {"vi": "Thông tin chung", "en": "General"}},
                {
                    "name": "name",
                    "kind": "short_text",
                    "required": True,
                    "label": {"vi": "Tên", "en": "Name"},
                },
                {
                    "name": "number",
                    "kind": "identity_number",
                    "required": True,
                    "label": {"vi": "Số định danh", "en": "Identity number"},
                },
                {
                    "name": "born",
                    "kind": "date",
                    "max": "today",
                    "label": {"vi": "Ngày sinh", "en": "Born on"},
                },
                {"name": "mail", "kind": "email", "label": {"vi": "Thư điện tử", "en": "E-mail"}},
                {"name": "amount", "kind": "money", "label": {"vi": "Vốn", "en": "Capital"}},
                {
                    "name": "weight",
                    "kind": "decimal",
                    "unit": "kg",
                    "label": {"vi": "Khối lượng", "en": "Weight"},
                },
                {
                    "name": "reason",
                    "kind": "one_of",
                    "required": True,
                    "label": {"vi": "Lý do", "en": "Reason"},
                    "options": [
                        {"value": "lost", "label": {"vi": "Bị mất", "en": "Lost"}},
                        {"value": "torn", "label": {"vi": "Bị rách", "en": "Torn"}},
                    ],
                },
                {
                    "name": "where_lost",
                    "kind": "short_text",
                    "required": True,
                    "when": {"==": [{"var": "reason"}, "lost"]},
                    "label": {"vi": "Mất ở đâu", "en": "Where it was lost"},
                },
                {
                    "name": "uses",
                    "kind": "many_of",
                    "label": {"vi": "Mục đích", "en": "Uses"},
                    "options": [
                        {"value": "a", "label": {"vi": "Chụp răng", "en": "Dental"}},
                        {"value": "b", "label": {"vi": "Chụp vú", "en": "Breast"}},
                    ],
                },
            ],
        },
        {
            "slug": "devices",
            "title": {"vi": "Thiết bị", "en": "Devices"},
            "fields": [
                {
                    "name": "devices",
                    "kind": "table",
                    "required": True,
                    "max_rows": 5,
                    "label": {"vi": "Danh sách thiết bị", "en": "List of devices"},
                    "columns": [
                        {
                            "name": "serial",
                            "kind": "short_text",
                            "required": True,
                            "unique": True,
                            "label": {"vi": "Số xê-ri", "en": "Serial"},
                        },
                        {
                            "name": "has_console",
                            "kind": "yes_no",
                            "label": {"vi": "Có bàn điều khiển", "en": "Has a console"},
                        },
                        {
                            "name": "console",
                            "kind": "short_text",
                            "when": {"var": "row.has_console"},
                            "label": {"vi": "Bàn điều khiển", "en": "Console"},
                        },
                    ],
                },
                {
                    "name": "sure",
                    "kind": "yes_no",
                    "required": True,
                    "label": {"vi": "Tôi cam kết", "en": "I declare"},
                },
            ],
        },
    ],
}
CONTENT: dict[str, Any] = made.CONTENT | {
    "name": {"vi": "Cấp lại giấy phép", "en": "Re-issue of a licence"},
    "cases": [
        {"slug": "lost", "label": {"vi": "Bị mất", "en": "Lost"}},
        {
            "slug": "torn",
            "label": {"vi": "Bị rách", "en": "Torn"},
            "note": {"vi": "Phải nộp lại bản rách", "en": "The torn one must come back"},
        },
    ],
    "papers": [
        {
            "slug": "don",
            "name": {"vi": "Đơn", "en": "Application"},
            "by_form": True,
            "originals": 1,
            "source": "luat",
            "verified": False,
        },
        {
            "slug": "anh",
            "name": {"vi": "Ảnh thiết bị", "en": "Picture"},
            "copies": 1,
            "source": "luat",
            "verified": False,
        },
        {
            "slug": "rach",
            "name": {"vi": "Giấy phép rách", "en": "Torn licence"},
            "required": False,
            "cases": ["torn"],
            "copies": 1,
            "source": "luat",
            "verified": False,
        },
    ],
    "upload": {"types": ["pdf", "png"], "max_bytes": 1_048_576},
}
ANSWERS = {
    "name": "Lê Văn Minh",
    "number": "045090001234",
    "born": "12/03/1990",
    "amount": "3.000.000",
    "reason": "lost",
    "where_lost": "Trên tàu",
    "uses": ["a", "b"],
    "devices-0-serial": "SN-1",
    "devices-0-has_console": "on",
    "devices-0-console": "BK-9",
    "sure": "on",
}


def a_rich_publication() -> Publication:
    """A procedure with two cases, papers, a form of every kind of field and a fee."""
    publication = made.a_publication("2.000069", with_fee=True)
    if publication.versions.count() == 1:
        form = FormVersion.objects.create(
            code=FORM["code"], number=1, content=FORM, content_hash=content_hash(FORM), kept_at=MONDAY
        )
        Version.objects.create(
            publication=publication,
            number=2,
            content=CONTENT,
            content_hash=content_hash(CONTENT),
            sources=CONTENT["sources"],
            form_version=form,
            fee_version=FeeVersion.objects.get(code="phi-thu"),
            valid_from=date(2019, 1, 1),
            published_at=MONDAY,
        )
    return publication


def ready() -> Publication:
    """An authority that takes filings for the rich procedure."""
    made.an_authority()
    agency = an_agency()
    agency.bank_account = "Kho bạc Nhà nước, tài khoản 3511"
    agency.hotline = "0233 3852 458"
    agency.save()
    return a_rich_publication()


def forms_of(answer: HttpResponse) -> list[Form]:
    reader = _Reader()
    reader.feed(answer.content.decode())
    return reader.forms


def main_form(answer: HttpResponse) -> Form:
    """The form of the page's own, not the one that signs out."""
    return next(
        form for form in forms_of(answer) if form.method == "post" and not form.action.endswith("/sign-out/")
    )


def posted(form: Form, values: dict[str, Any], *, go: str = "next") -> dict[str, Any]:
    """What a browser sends: every control's present value, some of them changed, and the button pressed."""
    sent: dict[str, Any] = {}
    for name, value in form.values:
        sent[name] = [*sent.get(name, []), value]
    return sent | values | {"_go": go}


def step(code: str, name: str) -> str:
    return reverse("portal:filing_step", args=[code, name])


def fill(client: Client, code: str, name: str, values: dict[str, Any], *, go: str = "next") -> HttpResponse:
    """Open a step, change some controls and press a button."""
    page = client.get(step(code, name))
    assert page.status_code == 200, page.content.decode()
    return client.post(step(code, name), posted(main_form(page), values, go=go))


def begin(client: Client, *, case: str = "", publication: str = CODE) -> str:
    """A draft begun on the start page; its code."""
    answer = client.post(reverse("portal:filing_start", args=[publication]), {"case": case})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"].split("/")[-3]


def upload(
    client: Client, code: str, slug: str, content: bytes, name: str, *, go: str = "one"
) -> HttpResponse:
    file = SimpleUploadedFile(name, content)
    return client.post(step(code, "papers"), {f"paper-{slug}": file, "_go": go})


def complete(client: Client) -> str:
    """A draft with every step filled in; its code."""
    code = begin(client, case="lost")
    fill(client, code, "case", {"case_slug": "lost", "ground": "self"})
    fill(client, code, "form", ANSWERS)
    upload(client, code, "anh", PNG, "anh.png")
    fill(client, code, "delivery", {"result_way": "online"})
    return code


def submit(client: Client, code: str) -> HttpResponse:
    return client.post(reverse("portal:filing_submit", args=[code]))
