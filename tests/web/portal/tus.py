"""tus 1.0 as a client speaks it: a file begun, sent in pieces, asked after."""

import base64

from django.http import HttpResponse
from django.test import Client

from motcua.foundation.kernel.ports import adapter
from motcua.records.documents.models import Document, Upload

TUS = {"Tus-Resumable": "1.0.0"}


def metadata(**said: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items())


def begun(browser: Client, address: str, content: bytes, **said: str) -> HttpResponse:
    """An upload of that content begun at that address; `said` are filename, and paper or field."""
    sent = TUS | {"Upload-Length": str(len(content)), "Upload-Metadata": metadata(**said)}
    return browser.post(address, headers=sent)


def arrived(browser: Client, address: str, content: bytes, **said: str) -> str:
    """The code of an upload that has come whole."""
    made = begun(browser, address, content, **said)
    assert made.status_code == 201, made.content.decode()
    assert patch(browser, made["Location"], content, 0).status_code == 204
    return made["Location"].rstrip("/").split("/")[-1]


def patch(browser: Client, address: str, content: bytes, offset: object, **heads: str) -> HttpResponse:
    sent = TUS | {"Upload-Offset": str(offset)} | heads
    return browser.patch(address, content, content_type="application/offset+octet-stream", headers=sent)


def head(browser: Client, address: str) -> HttpResponse:
    return browser.head(address, headers=TUS)


def no_trace() -> bool:
    root = adapter("parts")._root
    return not (Upload.objects.exists() or Document.objects.exists() or any(root.glob("*")))
