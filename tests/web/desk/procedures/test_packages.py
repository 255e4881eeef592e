"""Packages in and out through the browser."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.reference.catalogue import packages
from motcua.reference.catalogue.models import Draft
from tests.factories.accounts import signed_in_client
from tests.factories.dossiers import an_authority
from tests.factories.drafts import CODE, a_package, an_open_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    return signed_in_client(an_authority()["editor"])


def upload(client: Client, content: bytes):
    file = SimpleUploadedFile("goi.zip", content, content_type="application/zip")
    return client.post("/desk/procedures/import/", {"file": file})


def test_a_draft_that_is_exported_comes_back_the_same(editor):
    exported = editor.get(f"/desk/drafts/{an_open_draft().code}/export/")

    imported = upload(editor, exported.content)

    first, second = Draft.objects.order_by("pk")
    assert exported["Content-Type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(exported.content)).namelist()[0].startswith(f"{CODE}/")
    assert imported["Location"] == f"/desk/drafts/{second.code}/"
    assert first.content == second.content


def test_a_package_with_faults_becomes_a_draft_that_names_them(editor):
    content = a_package()
    broken = {**content, "procedure": {**content["procedure"], "field": "khong-co"}}

    response = upload(editor, packages.zipped([(CODE, broken)]))

    page = editor.get(response["Location"]).content.decode()
    assert "1 điều phải sửa" in page


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_package_is_reported_and_becomes_no_draft(editor, content):
    response = upload(editor, content)

    assert response.status_code == 422
    assert not Draft.objects.exists()


def test_a_bomb_is_refused_by_name(editor):
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("x/procedure.yaml", b"a: " + b" " * 30_000_000)

    response = upload(editor, into.getvalue())

    assert response.status_code in {302, 422}
    assert all(not (one.content["procedure"] or {}).get("code") for one in Draft.objects.all())


def test_only_editors_import():
    leader = signed_in_client(an_authority()["leader"])

    assert upload(leader, packages.zipped([(CODE, a_package())])).status_code == 403
    assert not Draft.objects.exists()
