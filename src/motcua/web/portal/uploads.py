"""Files sent in pieces by tus 1.0.0: core, creation, expiration, checksum, termination.

Bytes only: what has arrived is laid beside its paper by the ordinary form of the papers' page, which looks
into it. Answers are plain sentences, for the script that shows them. Every request but OPTIONS is checked for
its giver; those that change something carry the token of the page (X-CSRFToken).
"""

import binascii
from base64 import b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.http import http_date

from motcua.casework.dossiers import operations as dossiers
from motcua.foundation.kernel.clock import now
from motcua.foundation.kernel.errors import Missing, MotcuaError
from motcua.records.documents import errors, operations, queries
from motcua.records.documents.ports import Source
from motcua.records.documents.rules import Limits
from motcua.web.guards import ApplicantRequest, applicant_only

VERSION = "1.0.0"
EXTENSIONS = "creation,expiration,checksum,termination"
ALGORITHMS = ("sha1", "sha256")
PIECE = "application/offset+octet-stream"
SILENCE_SECONDS = 30.0
STATUS: dict[type[MotcuaError], int] = {
    Missing: 404,
    errors.OffsetMismatch: 409,
    errors.FileTooLarge: 413,
    errors.TooMuchSent: 413,
    errors.UploadBusy: 423,
    errors.ChecksumMismatch: 460,
    MotcuaError: 422,
}
View = TypeVar("View", bound=Callable[..., HttpResponse])


class NotUnderstood(Exception):
    """A head of the protocol is missing or makes no sense."""

    def __init__(self, status: int = 400) -> None:
        super().__init__()
        self.status = status


def speaks_tus(*methods: str) -> Callable[[View], View]:
    """Answers OPTIONS, refuses other versions, and turns refusals into the protocol's own answers."""

    def around(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
            elif request.method not in methods:
                return HttpResponseNotAllowed([*methods, "OPTIONS"])
            elif request.headers.get("Tus-Resumable") != VERSION:
                response = HttpResponse(status=412)
            else:
                response = _answered(view, request, **kwargs)
            response["Tus-Resumable"] = response["Tus-Version"] = VERSION
            response["Tus-Extension"], response["Tus-Max-Size"] = EXTENSIONS, Limits().max_bytes
            response["Tus-Checksum-Algorithm"] = ",".join(ALGORITHMS)
            response["Cache-Control"] = "no-store"
            return response

        return cast("View", answer)

    return around


def _answered(view: View, request: HttpRequest, **kwargs: Any) -> HttpResponse:
    try:
        return view(request, **kwargs)
    except NotUnderstood as fault:
        return HttpResponse(status=fault.status)
    except MotcuaError as refusal:
        status = next(code for family, code in STATUS.items() if isinstance(refusal, family))
        response = HttpResponse(refusal.sentence, status=status, content_type="text/plain; charset=utf-8")
        if isinstance(refusal, errors.OffsetMismatch):
            response["Upload-Offset"] = refusal.offset
        return response


@speaks_tus("POST")
@applicant_only
def begin(request: ApplicantRequest, code: str) -> HttpResponse:
    """Make room for a file of Upload-Length bytes beside a draft, or a dossier that waits for a supplement.

    Upload-Metadata names `filename`, `mark`, and `paper` or, for a file of the form, `field`.
    """
    said = _metadata(request)
    upload = dossiers.begin_upload(
        by=request.applicant,
        beside=code,
        slug=said.get("paper", ""),
        field=said.get("field", ""),
        name=said.get("filename", ""),
        mark=said.get("mark", ""),
        size_bytes=_number(request, "Upload-Length"),
        at=now(),
    )
    response = HttpResponse(status=201)
    response["Location"] = reverse("portal:upload", args=[upload.code])
    response["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return response


@speaks_tus("HEAD", "PATCH", "DELETE")
@applicant_only
def one(request: ApplicantRequest, code: str) -> HttpResponse:
    """Where an upload stands, one more piece of it, or its end."""
    return {"HEAD": _stand, "PATCH": _go_on, "DELETE": _drop}[str(request.method)](request, code)


def _stand(request: ApplicantRequest, code: str) -> HttpResponse:
    upload = queries.own_upload(code=code, by=request.applicant.actor, at=now())
    response = HttpResponse()
    response["Upload-Offset"], response["Upload-Length"] = upload.received_bytes, upload.size_bytes
    response["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return response


def _go_on(request: ApplicantRequest, code: str) -> HttpResponse:
    if request.content_type != PIECE:
        raise NotUnderstood(415)
    with _patience(request):
        stands = operations.append(
            by=request.applicant.actor,
            code=code,
            offset=_number(request, "Upload-Offset"),
            stream=cast("Source", request),
            length=_number(request, "Content-Length", status=411),
            checksum=_checksum(request),
            at=now(),
        )
    response = HttpResponse(status=204)
    response["Upload-Offset"] = stands
    return response


def _drop(request: ApplicantRequest, code: str) -> HttpResponse:
    operations.drop_upload(by=request.applicant.actor, code=code, at=now())
    return HttpResponse(status=204)


@contextmanager
def _patience(request: HttpRequest) -> Iterator[None]:
    """A sender who falls silent is not waited for; what came is kept. The web server lends its socket."""
    socket = request.META.get("gunicorn.socket")
    if socket is None:
        yield
        return
    socket.settimeout(SILENCE_SECONDS)
    try:
        yield
    finally:
        socket.settimeout(None)


def _number(request: HttpRequest, head: str, *, status: int = 400) -> int:
    text = request.headers.get(head, "")
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise NotUnderstood(status)
    return int(text)


def _metadata(request: HttpRequest) -> dict[str, str]:
    """Keys with values in base 64, as the protocol writes them."""
    said = {}
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _space, value = pair.strip().partition(" ")
        try:
            said[key] = b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise NotUnderstood() from None
    if any("\0" in text for text in said.values()):
        raise NotUnderstood()
    return said


def _checksum(request: HttpRequest) -> tuple[str, bytes] | None:
    text = request.headers.get("Upload-Checksum", "")
    if not text:
        return None
    algorithm, _space, digest = text.partition(" ")
    if algorithm not in ALGORITHMS:
        raise NotUnderstood()
    try:
        return algorithm, b64decode(digest, validate=True)
    except binascii.Error:
        raise NotUnderstood() from None
