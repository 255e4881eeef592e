"""Runs in a grandchild only: what each signature of a PDF proves, by pyHanko and by the bytes themselves.

A signature is judged at the time that a sound time stamp proves. Nothing is fetched: whether a certificate
was revoked is known only where the file itself carries the proof (`proofs.py`), else said to be unknown.
"""

import asyncio
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, BinaryIO

from asn1crypto import cms, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.generic_cms import (
    extract_tst_data_iter,
    message_imprint_checker,
    validate_tst_signed_data,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import (
    PdfSignatureStatus,
    SignatureCoverageLevel,
    SignatureStatus,
    TimestampSignatureStatus,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.path import ValidationPath

from . import changes
from .proofs import BROKEN, Proofs, proofs_in

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
    "chain": [],
    "good_by": None,
}
LINE_ENDS = b"\r\n"


@dataclass(frozen=True)
class _Stamp:
    """A sound time stamp on a signature: what it proves, and whose it is."""

    at: datetime
    path: ValidationPath


@dataclass(frozen=True)
class _When:
    """The times that a signature is judged by. A claim is the signer's word, and proves nothing."""

    asked: datetime
    claimed: datetime | None
    stamp: _Stamp | None

    @property
    def signed(self) -> datetime:
        """When the chain must have held."""
        return self.stamp.at if self.stamp else self.claimed or self.asked

    @property
    def must_be_good_by(self) -> datetime:
        """A key that was revoked can sign and date it back: without a stamp it must be good until now."""
        return self.stamp.at if self.stamp else self.asked

    @property
    def level(self) -> str:
        return "B-T" if self.stamp else "B-B"


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
    proofs = proofs_in(reader, roots)
    sealed = _last_stamped_revision(reader, proofs, at)
    found = [asyncio.run(_look_at(one, proofs, at, sealed=sealed, is_last=one is last)) for one in embedded]
    return {"signatures": found, "problems": problems}


def _last_stamped_revision(reader: PdfFileReader, proofs: Proofs, at: datetime) -> int:
    """The latest revision that a sound time stamp of the whole document seals; -1 without one."""
    stamps = reader.embedded_timestamp_signatures
    sealed = [one.signed_revision for one in stamps if asyncio.run(_is_sound(one, proofs, at))]
    return max(sealed, default=-1)


async def _is_sound(stamp: EmbeddedPdfSignature, proofs: Proofs, at: datetime) -> bool:
    try:
        status = await async_validate_pdf_timestamp(
            stamp, validation_context=proofs.chain(at), skip_diff=True
        )
    except BROKEN:
        return False
    return await _sound_path(status, proofs, at) is not None


async def _sound_path(stamp: SignatureStatus, proofs: Proofs, at: datetime) -> ValidationPath | None:
    """The chain of a time stamp that proves its time: whole, trusted, none of the chain revoked by then."""
    path: ValidationPath | None = stamp.validation_path
    if not (stamp.intact and stamp.valid and stamp.trusted) or path is None:
        return None
    return None if await proofs.revoked(path, at) else path


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


async def _look_at(
    one: EmbeddedPdfSignature, proofs: Proofs, at: datetime, *, sealed: int, is_last: bool
) -> Found:
    found = dict(UNKNOWN)
    try:
        found |= _said_by(one) | {"changes": _changes_since(one)}
        if _has_loose_ends(one):
            return found | {"problems": ["signature_broken"]}
        when = _When(at, one.self_reported_timestamp, await _stamp_on(one, proofs))
        status = await _validated(one, proofs.chain(when.signed))
        found |= _judged(status, one.signer_cert, when, is_last=is_last)
        if not found["trusted"] or status.validation_path is None:
            return found | {"level": when.level}
        found |= _asked_elsewhere(status.validation_path, when)
        is_sealed = sealed > one.signed_revision
        return found | await _proved(found, status.validation_path, proofs, when, is_sealed=is_sealed)
    except BROKEN:
        return found | {"problems": ["signature_broken"]}


async def _stamp_on(one: EmbeddedPdfSignature, proofs: Proofs) -> _Stamp | None:
    """The earliest that holds: its chain is judged at the time that it says."""
    sound = []
    for token in extract_tst_data_iter(one.signer_info, signed=False):
        moment = token["encap_content_info"]["content"].parsed["gen_time"].native
        imprint = message_imprint_checker(one.signer_info)
        stamp = TimestampSignatureStatus(
            **await validate_tst_signed_data(token, proofs.chain(moment), imprint)
        )
        path = await _sound_path(stamp, proofs, moment)
        if path is not None:
            sound.append(_Stamp(moment, path))
    return min(sound, key=lambda stamp: stamp.at, default=None)


def _changes_since(one: EmbeddedPdfSignature) -> list[Found]:
    """For people to look at; what is too broken to be compared is judged elsewhere."""
    try:
        return changes.since(one.reader, one.signed_revision)
    except BROKEN:
        return []


async def _proved(
    found: Found, path: ValidationPath, proofs: Proofs, when: _When, *, is_sealed: bool
) -> Found:
    """Revocation and level, as far as the file proves them. Standard: ETSI EN 319 142-1."""
    if await proofs.revoked(path, when.must_be_good_by):
        problems = [*found["problems"], "revoked"]
        return {"level": when.level, "revocation": "revoked", "trusted": False, "problems": problems}
    if not await proofs.good(path, when.must_be_good_by):
        return {"level": when.level}
    if when.stamp is None or not await proofs.good(when.stamp.path, when.stamp.at):
        return {"level": when.level, "revocation": "good"}
    return {"level": "B-LTA" if is_sealed else "B-LT", "revocation": "good"}


def _asked_elsewhere(path: ValidationPath, when: _When) -> Found:
    """What the asking side needs to look into its own lists: the chain, signer first, and up to when."""
    chain = [b64encode(one.dump()).decode() for one in path.iter_certs(include_root=True)]
    return {"chain": chain[::-1], "good_by": when.must_be_good_by.isoformat()}


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
    status: PdfSignatureStatus, certificate: x509.Certificate, when: _When, *, is_last: bool
) -> Found:
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
        problems.append(_distrust(status, certificate, when))
    if status.timestamp_validity is not None and when.stamp is None:
        problems.append("time_stamp_wrong")
    if trusted and when.stamp is None and when.asked > certificate.not_valid_after:
        problems.append("expired_unproven")
        trusted = False
    said = when.stamp.at if when.stamp else status.signer_reported_dt
    return {
        "signed_at": said.isoformat() if said else None,
        "timestamped": when.stamp is not None,
        "intact": bool(status.intact and status.valid),
        "covers_whole_file": whole,
        "trusted": trusted,
        "problems": problems,
    }


def _distrust(status: PdfSignatureStatus, certificate: x509.Certificate, when: _When) -> str:
    reason = status.trust_problem_indic
    if not certificate.not_valid_before <= when.signed <= certificate.not_valid_after:
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
