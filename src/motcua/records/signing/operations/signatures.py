"""Papers, scans and copies are signed; of every signature is kept what the law asks for."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from motcua.foundation.audit import operations as audit
from motcua.foundation.kernel.actors import Actor
from motcua.foundation.kernel.ports import adapter
from motcua.records.signing import errors, queries, rules
from motcua.records.signing.enums import CertificateKind, MarkKind
from motcua.records.signing.events import PaperSigned
from motcua.records.signing.models import Signature
from motcua.records.signing.ports import Drawing, Mark, MarkDrawer, Pages, PageSize, Rectangle, Signers

SCANNED = "Sao chụp giấy tờ"
"""What a signature on a scan says it is for."""


@transaction.atomic
def sign(
    *,
    pdf: bytes,
    kind: CertificateKind,
    holder_code: str,
    mark: Mark | None,
    reason: str,
    subject: str,
    by: Actor,
    at: datetime,
    act_id: UUID | None = None,
) -> bytes:
    """The PDF with one more signature of that holder; the same kind signs a paper once.

    Takes some 30 ms with an elliptic key.
    Raises: NoCertificate, OutsideFailure.
    Law: TT-01-2019-BNV/6.
    """
    holder = _Holder(kind, holder_code)
    return _signed(pdf, holder, mark, field=kind.value, reason=reason, by=_By(subject, by, at, act_id))


@transaction.atomic
def sign_scan(
    *,
    pdf: bytes,
    officer_code: str,
    name: str,
    subject: str,
    by: Actor,
    at: datetime,
    act_id: UUID | None = None,
) -> bytes:
    """The scan with the own signature of the officer who made it, before anything is read from it.

    The mark, `name` and the time, stands at the top left of the first page.
    Raises: NoCertificate, OutsideFailure; permanent when the file cannot be signed.
    Law: TT-01-2023-VPCP/8.
    """
    words = {"name": name, "signed_at": rules.moment_words(at)}
    drawn = _drawn(MarkKind.SCAN, words, at)
    mark = Mark(MarkKind.SCAN, rules.scan_rectangle(_first_page(pdf), drawn), drawn.pdf)
    holder = _Holder(CertificateKind.PERSONAL, officer_code)
    return _signed(pdf, holder, mark, reason=SCANNED, by=_By(subject, by, at, act_id))


@transaction.atomic
def certify_copy(
    *,
    pdf: bytes,
    agency_code: str,
    agency_name: str,
    form_of_copy: str = "SAO Y",
    subject: str,
    by: Actor,
    at: datetime,
    act_id: UUID | None = None,
) -> bytes:
    """The scan as a certified copy: signed by the agency, in words at the top right of the first page.

    A copy of a copy has its words below those that stand there. An agency certifies a file once in a form.
    Raises: CertifiedAlready, NoRoomForMark, NoCertificate, OutsideFailure; permanent when the file cannot be
    signed.
    Law: ND-30-2020/25.
    """
    before = queries.copy_signatures(pdf)
    own = {one.form_of_copy for one in before if one.holder_code == agency_code}
    if own & {form_of_copy, ""}:  # of those made before forms were kept it is not known
        raise errors.CertifiedAlready()
    words = {"form_of_copy": form_of_copy, "agency": agency_name, "signed_at": rules.moment_words(at)}
    drawn = _drawn(MarkKind.COPY, words, at)
    place = rules.copy_rectangle(_first_page(pdf), drawn, below=[_place_of(one) for one in before])
    mark = Mark(MarkKind.COPY, place, drawn.pdf)
    holder = _Holder(CertificateKind.AGENCY, agency_code)
    by_whom = _By(subject, by, at, act_id)
    return _signed(pdf, holder, mark, reason=form_of_copy, by=by_whom, form_of_copy=form_of_copy)


def _place_of(one: Signature) -> Rectangle:
    return Rectangle(one.page or 1, one.left_mm, one.top_mm, one.width_mm, one.height_mm)


@dataclass(frozen=True)
class _Holder:
    """Whose certificate signs."""

    kind: CertificateKind
    code: str


@dataclass(frozen=True)
class _By:
    """What is signed, who asked for it, when, in which act."""

    subject: str
    actor: Actor
    at: datetime
    act_id: UUID | None


def _drawn(kind: MarkKind, words: Mapping[str, str], at: datetime) -> Drawing:
    drawer: MarkDrawer = adapter("mark_drawer")
    return drawer.draw(kind=kind, words=words, width_mm=rules.CORNER_TEXT_WIDTH_MM, at=at)


def _first_page(pdf: bytes) -> PageSize:
    pages: Pages = adapter("pages")
    return pages.size(pdf=pdf, page=1)


def _signed(
    pdf: bytes,
    holder: _Holder,
    mark: Mark | None,
    *,
    reason: str,
    by: _By,
    field: str = "",
    form_of_copy: str = "",
) -> bytes:
    """Sign, keep what the law asks for of the signature, record. Without a field's name it gets its own."""
    certificate = queries.certificate_of(kind=holder.kind, holder_code=holder.code, at=by.at)
    kept = Signature(
        kind=mark.kind if mark else MarkKind.NONE,
        subject=by.subject,
        certificate=certificate,
        holder_code=holder.code,
        signer=certificate.subject,
        serial=certificate.serial,
        signed_at=by.at,
        act_id=by.act_id or uuid4(),
        form_of_copy=form_of_copy,
        signed_sha256=hashlib.sha256(pdf).hexdigest(),
        **(asdict(mark.rectangle) if mark else {}),
    )
    kept.field = field or kept.code
    signers: Signers = adapter("signer")
    signed = signers.sign(
        pdf=pdf, key_ref=certificate.key_ref, field=kept.field, mark=mark, at=by.at, reason=reason
    )
    kept.file_sha256 = hashlib.sha256(signed).hexdigest()
    kept.save(force_insert=True)
    audit.record(
        PaperSigned(
            subject=by.subject,
            at=by.at,
            actor=by.actor,
            act_id=kept.act_id,
            certificate=certificate.code,
            fingerprint=certificate.fingerprint,
            signature=kept.code,
        )
    )
    return signed
