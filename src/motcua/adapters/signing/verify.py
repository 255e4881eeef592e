"""The asking side of a verification: imports no parser, gives the file to a bounded grandchild."""

import os
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from motcua.adapters.inspection.zygote import Bounds, Zygote
from motcua.adapters.signing import demo_ca, lists
from motcua.records.signing.enums import Flaw
from motcua.records.signing.errors import RootUnreadable
from motcua.records.signing.ports import Change, FileReport, SignatureReport, TrustedRoot

WORK = "motcua.adapters.signing.validation"
PEM_START = b"-----BEGIN"


class ChildVerifier:
    """Trusts the files in `trust/` of the key folder, what the asker names, and the test CA in a demo; knows
    who was revoked from the file itself and from the lists in `crl/`."""

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
        return replace(_report_of(found), software=software(), roots=tuple(_root(der) for der in roots))


def _report_of(found: dict[str, Any] | None) -> FileReport:
    if found is None:
        return FileReport(problems=(Flaw.TOO_HEAVY.value,))
    if found.get("problem"):
        return FileReport(problems=(Flaw.UNREADABLE.value,))
    return FileReport(
        signatures=tuple(_report(_known_here(signature)) for signature in found["signatures"]),
        problems=tuple(found["problems"]),
    )


@cache
def software() -> str:
    """Which releases of what judge a signature."""
    return ", ".join(f"{name} {version(name)}" for name in ("motcua", "pyHanko", "pyhanko-certvalidator"))


def _root(der: bytes) -> TrustedRoot:
    certificate = x509.load_der_x509_certificate(der)
    return TrustedRoot(certificate.subject.rfc4514_string(), certificate.fingerprint(SHA256()).hex())


def _known_here(found: dict[str, Any]) -> dict[str, Any]:
    """With what our own lists say of a chain that was proved: few files prove that nobody was revoked."""
    if not found["chain"]:
        return found
    chain = [b64decode(one) for one in found["chain"]]
    known = lists.standing(chain, by=datetime.fromisoformat(found["good_by"]))
    if known == "revoked" and found["revocation"] != "revoked":
        return found | {"revocation": known, "trusted": False, "problems": [*found["problems"], "revoked"]}
    return found | {"revocation": known} if found["revocation"] == "unknown" else found


def _report(found: dict[str, object]) -> SignatureReport:
    signed_at = found["signed_at"]
    problems, changes = found["problems"], found["changes"]
    assert isinstance(problems, list)
    assert isinstance(changes, list)
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
        field=str(found["field"]),
        changes=tuple(_change(one) for one in changes),
        problems=tuple(str(problem) for problem in problems),
    )


def _change(found: dict[str, Any]) -> Change:
    return Change(what=found["what"], pages=tuple(found["pages"]), names=tuple(found["names"]))


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
