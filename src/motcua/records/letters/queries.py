"""Reads of the letters room."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from django.conf import settings
from django.db.models import QuerySet

from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import queries as documents

from . import claims, errors, making, rules, sources
from .enums import LetterKind, LetterState
from .models import Letter, RegisterEntry
from .papers import Paper
from .ports import Binder, ClaimSigner


@dataclass(frozen=True)
class LetterRow:
    """A paper as a page lists it; `document_code` is empty until the paper is made."""

    code: str
    kind: LetterKind
    name: str
    number_text: str
    state: LetterState
    fixed_at: datetime
    made_at: datetime | None
    document_code: str
    file_name: str
    size_bytes: int
    pages: int = 0
    trouble: str = ""


@dataclass(frozen=True)
class Signing:
    """How far the results about some subjects are: signed; in the making; waiting for a number. Those held up
    are told by subject with what stopped the last try; they are in none of the three."""

    signed: int = 0
    in_making: int = 0
    unnumbered: int = 0
    held_up: tuple[tuple[str, str], ...] = ()


def signing_of(*, subjects: Collection[str]) -> Signing:
    """Of the results in force about these subjects; one query."""
    rows = Letter.objects.filter(subject__in=subjects, kind__in=rules.RESULTS).in_force().order_by("pk")
    found = list(rows.values_list("subject", "state", "trouble"))
    held = [
        (subject, trouble)
        for subject, state, trouble in found
        if state == LetterState.FAILED or (state == LetterState.FIXED and trouble)
    ]
    return Signing(
        signed=sum(state == LetterState.MADE for _, state, _ in found),
        in_making=sum(state == LetterState.FIXED and not trouble for _, state, trouble in found),
        unnumbered=sum(state == LetterState.AWAITING_NUMBER for _, state, _ in found),
        held_up=tuple(held),
    )


def letters_about(*, subject: str) -> list[LetterRow]:
    """All papers about a subject, oldest first; one query."""
    rows = Letter.objects.about(subject).select_related("document__content").order_by("pk")
    return [_row(letter) for letter in rows]


def letter_row(*, code: str) -> LetterRow:
    """One paper. Raises LetterMissing."""
    letter = Letter.objects.select_related("document__content").filter(code=code).first()
    if letter is None:
        raise errors.LetterMissing()
    return _row(letter)


def is_made(letter: Letter) -> bool:
    """Whether the signed PDF is there, as the letter was loaded."""
    return letter.state == LetterState.MADE


def open_letter(*, code: str, subject: str) -> tuple[LetterRow, BinaryIO]:
    """The signed PDF of a paper about that subject, for whoever was allowed to see the subject.

    Raises: LetterMissing, LetterNotMade.
    """
    letter = Letter.objects.about(subject).select_related("document__content").filter(code=code).first()
    if letter is None:
        raise errors.LetterMissing()
    if letter.document is None:
        raise errors.LetterNotMade()
    return _row(letter), documents.stream_of(letter.document)


def subjects_with_content(names: Collection[str]) -> list[tuple[str, str]]:
    """Which of these contents are papers, and what the papers are about. One query."""
    found = Letter.objects.filter(document__content_id__in=names).order_by("pk")
    return list(found.values_list("document__content_id", "subject"))


def preview(
    *,
    data: Paper,
    sample: bool,
    at: datetime,
    number_text: str = "",
    agency_symbol: str = "",
    agency_code: str = "",
) -> bytes:
    """The PDF exactly as it will be with these words and today's template, unsigned; nothing is kept.

    Raises: OutsideFailure.
    """
    symbol = rules.symbol_for(data, agency_symbol=agency_symbol) if agency_symbol else ""
    words = rules.printed(data, symbol=symbol, sample=sample, at=at) | {"number_text": number_text}
    return making.draft(template=sources.current(data.kind.value, agency_code), data=words, at=at).pdf


def preview_of(*, code: str, at: datetime) -> bytes:
    """The PDF of a fixed letter with the template it was fixed with, unsigned. Raises LetterMissing."""
    letter = Letter.objects.select_related("template").filter(code=code).first()
    if letter is None:
        raise errors.LetterMissing()
    kept = letter.template
    template = sources.Sources(main=kept.name, files=kept.sources, version=kept.version)
    return making.draft(template=template, data=letter.data, at=at).pdf


def copies_of(*, codes: Sequence[str], copies: Sequence[str], at: datetime) -> bytes:
    """Fixed letters for the printer, unsigned, each once for every copy, which it names.

    Raises: LetterMissing, OutsideFailure.
    """
    found = {
        letter.code: letter for letter in Letter.objects.select_related("template").filter(code__in=codes)
    }
    pages = []
    for code in codes:
        if code not in found:
            raise errors.LetterMissing()
        kept, words = found[code].template, found[code].data
        claim = claim_address(found[code].claim)
        template = sources.Sources(main=kept.name, files=kept.sources, version=kept.version)
        for copy in copies:
            pages.append(making.draft(template=template, data=words | {"copy": copy}, at=at, claim=claim).pdf)
    binder: Binder = adapter("binder")
    return binder.bind(pages)


def claim_address(claim: str) -> str:
    """What the second QR code of a result holds; empty where there is no claim."""
    return f"{settings.MOTCUA_PUBLIC_URL}/v/#{claim}" if claim else ""


@dataclass(frozen=True)
class ClaimFound:
    """A claim that somebody holds in their hands, and what we know of it. `revoked_on` None: it counts."""

    claim: claims.Claim
    is_ours: bool
    revoked_on: date | None

    @property
    def issued_on(self) -> date | None:
        """Of our own claims only; nobody knows what stands in others."""
        return date.fromisoformat(self.claim.issued_on) if self.is_ours else None


def claim_found(given: str) -> ClaimFound | None:
    """None for what is no claim. One query where the signature holds."""
    signed = claims.read(given)
    if signed is None:
        return None
    signer: ClaimSigner = adapter("claim_signer")
    if not signer.is_signed(signed.text.encode(), key_id=signed.key_id, signature=signed.signature):
        return ClaimFound(signed.claim, False, None)
    revoked = _revoked().filter(code=signed.claim.letter).values_list("revoked_at", flat=True).first()
    return ClaimFound(signed.claim, True, local_date(revoked) if revoked else None)


def revoked_claims() -> dict[str, date]:
    """The results that had a claim and count no more, with the day from which. One query."""
    rows = _revoked().order_by("revoked_at").values_list("code", "revoked_at")
    return {code: local_date(revoked_at) for code, revoked_at in rows if revoked_at}


def _revoked() -> QuerySet[Letter]:
    return Letter.objects.filter(state=LetterState.REVOKED).exclude(claim="")


def register_of(*, agency_code: str, book: str, year: int) -> list[RegisterEntry]:
    """The entries of a book in a year, in order."""
    entries = RegisterEntry.objects.filter(
        register__agency_code=agency_code, register__book=book, register__year=year
    )
    return list(entries.select_related("letter").order_by("number"))


def _row(letter: Letter) -> LetterRow:
    kind = LetterKind(letter.kind)
    document = letter.document
    return LetterRow(
        code=letter.code,
        kind=kind,
        name=rules.paper_name(kind, letter.form),
        number_text=letter.data["number_text"],
        state=LetterState(letter.state),
        fixed_at=letter.fixed_at,
        made_at=letter.made_at,
        document_code=document.code if document else "",
        file_name=document.file_name if document else "",
        size_bytes=document.content.size_bytes if document else 0,
        pages=document.pages if document else 0,
        trouble=letter.trouble if letter.state in {LetterState.FIXED, LetterState.FAILED} else "",
    )
