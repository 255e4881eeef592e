"""A form in two pages with files, an address, a licence looked up and a signature."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from motcua.foundation.kernel.canonical import content_hash
from motcua.ops.demo.papers import sample_pdf
from motcua.reference.catalogue.models import Publication, Version
from motcua.reference.forms.models import FormVersion
from tests.factories import dossiers as made
from tests.factories.accounts import MONDAY
from tests.web.portal.pages import main_form, posted, step

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
