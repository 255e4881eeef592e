"""Runs in a grandchild only: what each signature of a PDF proves, by pyHanko and by the bytes themselves.

Nothing is fetched: whether a certificate was revoked is known only where the file itself carries the proof
(its document security store), and is said to be unknown elsewhere.
"""

import asyncio
from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, BinaryIO

from asn1crypto import cms, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from . import changes

Found = dict[str, Any]
SIGNING = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False)
UNKNOWN: Found = {
    "signer": "",
    "issuer": "",
    "serial": "",
    "signed_at": None,
    "timestamped": False,
    "intact": False,
    "covers_whole_file": False,
    "trusted": False,
    "level": "",
    "revocation": "unknown",
    "field": "",
    "changes": [],
    "problems": [],
}
BROKEN = (
    PdfError,
    CMSExtractionError,
    SignatureValidationError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    NotImplementedError,
    RecursionError,
)
LINE_ENDS = b"\r\n"


@dataclass(frozen=True)
class _Proofs:
    """What is trusted, and what the file brings along to prove it: no store before B-LT."""

    roots: list[x509.Certificate]
    store: DocumentSecurityStore | None
    last_stamped_revision: int
    """The latest revision that a sound time stamp of the whole document seals; -1 without one."""

    def context(self, moment: datetime, *, revocation: str) -> ValidationContext:
        wishes: dict[str, Any] = {
            "trust_roots": self.roots,
            "allow_fetching": False,
            "moment": moment,
            "best_signature_time": moment,
            "revocation_mode": revocation,
        }
        return self.store.as_validation_context(wishes) if self.store else ValidationContext(**wishes)


def work(task: dict[str, Any], file: BinaryIO) -> Found:
    """`task` holds the trusted roots (DER in base 64) and the moment of the question."""
    roots = [x509.Certificate.load(b64decode(root)) for root in task["roots"]]
    at = datetime.fromisoformat(task["at"])
    try:
        reader = PdfFileReader(file, strict=True)
        if reader.encrypted:
            return {"signatures": [], "problems": ["encrypted"]}
        embedded = reader.embedded_regular_signatures
    except BROKEN:
        return {"signatures": [], "problems": ["unreadable"]}
    if not embedded:
        return {"signatures": [], "problems": ["unsigned"]}
    problems = ["trailing_bytes"] if _has_trailing_bytes(file, reader) else []
    last = embedded[-1]
    proofs = _proofs_in(reader, roots, at)
    found = [asyncio.run(_look_at(one, proofs, at, is_last=one is last)) for one in embedded]
    return {"signatures": found, "problems": problems}


def _proofs_in(reader: PdfFileReader, roots: list[x509.Certificate], at: datetime) -> _Proofs:
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except BROKEN:
        store = None
    proofs = _Proofs(roots, store, -1)
    sealed = [
        stamp.signed_revision
        for stamp in reader.embedded_timestamp_signatures
        if asyncio.run(_is_sound(stamp, proofs, at))
    ]
    return _Proofs(roots, store, max(sealed, default=-1))


async def _is_sound(stamp: EmbeddedPdfSignature, proofs: _Proofs, at: datetime) -> bool:
    context = proofs.context(at, revocation="soft-fail")
    try:
        status = await async_validate_pdf_timestamp(stamp, validation_context=context, skip_diff=True)
    except BROKEN:
        return False
    return bool(status.intact and status.valid and status.trusted)


def _has_trailing_bytes(file: BinaryIO, reader: PdfFileReader) -> bool:
    """Whether bytes follow that belong to no revision: no reader shows them, no signature covers them."""
    size = file.seek(0, 2)
    last = reader.embedded_signatures[-1]
    end = sum(int(number) for number in list(last.byte_range)[2:4])
    if end >= size:
        return False
    if reader.xrefs.total_revisions - 1 <= last.signed_revision:
        return True
    file.seek(max(0, size - 4096))
    return bool(file.read().rpartition(b"%%EOF")[2].strip(LINE_ENDS))


async def _look_at(one: EmbeddedPdfSignature, proofs: _Proofs, at: datetime, *, is_last: bool) -> Found:
    found = dict(UNKNOWN)
    try:
        found |= _said_by(one) | {"changes": _changes_since(one)}
        if _has_loose_ends(one):
            return found | {"problems": ["signature_broken"]}
        moment = one.self_reported_timestamp or at
        status = await _validated(one, proofs.context(moment, revocation="soft-fail"))
        found |= _judged(status, one.signer_cert, at, is_last=is_last)
        return found | await _proved(one, found, proofs, moment, is_revoked=status.revoked)
    except BROKEN:
        return found | {"problems": ["signature_broken"]}


def _changes_since(one: EmbeddedPdfSignature) -> list[Found]:
    """For people to look at; what is too broken to be compared is judged elsewhere."""
    try:
        return changes.since(one.reader, one.signed_revision)
    except BROKEN:
        return []


async def _proved(
    one: EmbeddedPdfSignature, found: Found, proofs: _Proofs, moment: datetime, *, is_revoked: bool
) -> Found:
    """Level and revocation, as far as the file proves them. Standard: ETSI EN 319 142-1."""
    if is_revoked:
        return {"level": _plain_level(found), "revocation": "revoked"}
    if proofs.store is None or not found["trusted"]:
        return {"level": _plain_level(found), "revocation": "unknown"}
    strict = await _validated(one, proofs.context(moment, revocation="hard-fail"))
    if not strict.trusted:
        return {"level": _plain_level(found), "revocation": "unknown"}
    is_sealed = proofs.last_stamped_revision > one.signed_revision
    level = ("B-LTA" if is_sealed else "B-LT") if found["timestamped"] else "B-B"
    return {"level": level, "revocation": "good"}


def _plain_level(found: Found) -> str:
    return "B-T" if found["timestamped"] else "B-B"


def _said_by(one: EmbeddedPdfSignature) -> Found:
    """What the signature says of itself, proven or not."""
    certificate: x509.Certificate = one.signer_cert
    claimed = one.self_reported_timestamp
    return {
        "signer": _name(certificate.subject),
        "issuer": _name(certificate.issuer),
        "serial": f"{certificate.serial_number:X}",
        "field": str(one.field_name or "")[:60],
        "signed_at": claimed.isoformat() if claimed else None,
    }


async def _validated(one: EmbeddedPdfSignature, context: ValidationContext) -> PdfSignatureStatus:
    """pyHanko's word; without comparing revisions when a later one is too broken to be read."""
    validate = partial(
        async_validate_pdf_signature,
        one,
        signer_validation_context=context,
        ts_validation_context=context,
        key_usage_settings=SIGNING,
    )
    try:
        return await validate()
    except BROKEN:
        return await validate(skip_diff=True)


def _has_loose_ends(one: EmbeddedPdfSignature) -> bool:
    """Whether something stands where no signature covers it: in the room left for it, or around it."""
    room: bytes = one.pkcs7_content
    envelope = cms.ContentInfo.load(room)
    signed = envelope["content"]
    digests = {digest["algorithm"].native for digest in signed["digest_algorithms"]}
    used = {signer["digest_algorithm"]["algorithm"].native for signer in signed["signer_infos"]}
    is_odd = digests != used or signed["version"].native not in {"v1", "v3", "v4", "v5"}
    return is_odd or bool(room[len(envelope.dump()) :].strip(b"\x00"))


def _judged(
    status: PdfSignatureStatus, certificate: x509.Certificate, at: datetime, *, is_last: bool
) -> Found:
    stamp = status.timestamp_validity
    timestamped = stamp is not None and stamp.trusted and stamp.intact and stamp.valid
    whole = status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    allowed = ModificationLevel.LTA_UPDATES if is_last else ModificationLevel.FORM_FILLING
    level = status.modification_level
    problems = []
    if not status.intact:
        problems.append("content_changed")
    elif not status.valid:
        problems.append("signature_broken")
    if not whole:
        problems.append("not_whole")
    elif level is None or level > allowed or status.docmdp_ok is False:
        problems.append("changed_after")
    trusted = status.trusted
    if status.intact and status.valid and not trusted:
        problems.append(_distrust(status, certificate))
    if stamp is not None and not timestamped:
        problems.append("time_stamp_wrong")
    if trusted and not timestamped and at > certificate.not_valid_after:
        problems.append("expired_unproven")
        trusted = False
    return {
        "signed_at": _moment(status, timestamped),
        "timestamped": timestamped,
        "intact": bool(status.intact and status.valid),
        "covers_whole_file": whole,
        "trusted": trusted,
        "problems": problems,
    }


def _moment(status: PdfSignatureStatus, timestamped: bool) -> str | None:
    if timestamped and status.timestamp_validity is not None:
        proven: datetime = status.timestamp_validity.timestamp
        return proven.isoformat()
    return status.signer_reported_dt.isoformat() if status.signer_reported_dt else None


def _distrust(status: PdfSignatureStatus, certificate: x509.Certificate) -> str:
    reason = status.trust_problem_indic
    if status.revoked or reason is AdESFailure.REVOKED:
        return "revoked"
    signed_at = status.signer_reported_dt
    if signed_at and not certificate.not_valid_before <= signed_at <= certificate.not_valid_after:
        return "not_valid_then"
    if reason in {
        AdESIndeterminate.OUT_OF_BOUNDS_NO_POE,
        AdESIndeterminate.EXPIRED,
        AdESIndeterminate.NOT_YET_VALID,
    }:
        return "not_valid_then"
    if reason in {
        AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE,
        AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
    }:
        return "weak"
    if reason is AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE or status.validation_path is not None:
        return "outside_purpose"
    return "untrusted"


def _name(name: x509.Name) -> str:
    """The common name, else all of it."""
    parts = name.native
    found = parts.get("common_name") or name.human_friendly
    return str(found if isinstance(found, str) else found[-1])
