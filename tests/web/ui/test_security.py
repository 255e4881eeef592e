"""How requests are read."""

from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest

from motcua.web.security import read_as_utf8


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "text/plain; charset=rot13",
        "text/plain; charset=idna; a=1",
        "text/plain; CHARSET = utf-7",
    ],
)
def test_a_stranger_does_not_choose_the_codec(content_type: str) -> None:
    read: list[tuple[str, str]] = []

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        request = WSGIRequest(environ)
        read.append((request.GET["q"], request.content_type or ""))
        return []

    environ = {
        "REQUEST_METHOD": "GET", "QUERY_STRING": "q=m%E1%BB%87t", "CONTENT_TYPE": content_type, "wsgi.input": BytesIO(),
    }  # fmt: skip
    read_as_utf8(application)(environ, lambda *_: None)

    assert read == [("mệt", "text/plain")]
