"""The officer sees what was seen in a file when it arrived."""

import pytest
from django.urls import reverse

from motcua.records.documents.models import Document
from tests.factories import dossiers as made
from tests.factories import files
from tests.factories.accounts import signed_in_client

pytestmark = pytest.mark.django_db


def test_what_was_seen_in_a_file_stands_at_it_on_the_desk() -> None:
    dossier = made.filed(paper=files.a_pdf(2))
    found = [{"code": "turned_pages", "pages": [2]}, {"code": "signature_expired"}]
    Document.objects.filter(pk__in=dossier.filings.values("papers__document")).update(findings=found)
    lan = signed_in_client(made.an_authority()["receptionist"])

    page = lan.get(reverse("desk:dossier", args=[dossier.code])).content.decode()

    assert "trang nằm ngang: trang 2" in page
    assert "chứng thư không còn hạn khi ký, hoặc nay đã hết hạn" in page
