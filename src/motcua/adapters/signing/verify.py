"""The asking side of a verification: imports no parser, gives the file to a bounded grandchild."""

import os
from base64 import b64encode
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from motcua.adapters.inspection.zygote import Bounds, Zygote
from motcua.adapters.signing import demo_ca
from motcua.records.signing.enums import Flaw
from motcua.records.signing.errors import RootUnreadable
from motcua.records.signing.ports import FileReport, SignatureReport

WORK = "motcua.adapters.signing.validation"
PEM_START = b"-----BEGIN"


class ChildVerifier:
    """Trusts the files in `trust/` of the key folder, what the asker names, and the test CA in a demo."""

    def __init__(self, bounds: Bounds | None = None) -> None:
        self.zygote = Zygote(WORK, bounds)

    def verify(self, *, path: Path, trust: Sequence[bytes], demo: bool | None, at: datetime) -> FileReport:
        roots = [*trusted_roots(demo), *(der for given in trust for der in _certificates(given))]
        task = {"roots": [b64encode(root).decode() for root in roots], "at": at.isoformat()}
        file = os.open(path, os.O_RDONLY)
        try:
            found = self.zygote.ask(task, file=file)
        finally:
            os.close(file)
        if found is None:
            return FileReport(problems=(Flaw.TOO_HEAVY.value,))
        if found.get("problem"):
            return FileReport(problems=(Flaw.UNREADABLE.value,))
        return FileReport(
            signatures=tuple(_report(signature) for signature in found["signatures"]),
            problems=tuple(found["problems"]),
        )


def _report(found: dict[str, object]) -> SignatureReport:
    signed_at = found["signed_at"]
    problems = found["problems"]
    assert isinstance(problems, list)
    return SignatureReport(
        signer=str(found["signer"]),
        issuer=str(found["issuer"]),
        serial=str(found["serial"]),
        signed_at=datetime.fromisoformat(str(signed_at)) if signed_at else None,
        timestamped=bool(found["timestamped"]),
        intact=bool(found["intact"]),
        covers_whole_file=bool(found["covers_whole_file"]),
        trusted=bool(found["trusted"]),
        level=str(found["level"]),
        revocation=str(found["revocation"]),
        problems=tuple(str(problem) for problem in problems),
    )


def trusted_roots(demo: bool | None = None) -> list[bytes]:
    """What lies in `trust/` of the key folder, as DER; in a demo the test CA too."""
    folder = Path(settings.MOTCUA_KEYS) / "trust"
    files = sorted(path for path in folder.glob("*") if path.is_file())
    if settings.MOTCUA_DEMO if demo is None else demo:
        files.append(demo_ca.ROOT)
    return [der for path in files for der in _certificates(path.read_bytes())]


def _certificates(given: bytes) -> list[bytes]:
    """All certificates of a PEM file, or the one of a DER file, as DER. Raises RootUnreadable."""
    try:
        if PEM_START in given:
            found = x509.load_pem_x509_certificates(given)
        else:
            found = [x509.load_der_x509_certificate(given)]
    except ValueError:
        raise RootUnreadable() from None
    return [certificate.public_bytes(Encoding.DER) for certificate in found]
