"""Changes of the letters room: fix, number and seal, make, give up, revoke."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from motcua.foundation.accounts.queries import letterhead
from motcua.foundation.audit import operations as audit
from motcua.foundation.audit.events import Dimensions
from motcua.foundation.kernel import jobs
from motcua.foundation.kernel.actors import SYSTEM, Actor
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.ports import adapter
from motcua.records.documents import operations as documents
from motcua.records.documents import queries as document_queries
from motcua.records.signing import operations as signing
from motcua.records.signing import queries as certificates
from motcua.records.signing.enums import CertificateKind
from motcua.records.signing.ports import Mark

from . import claims, errors, making, queries, rules, sources
from .enums import LetterKind, LetterState
from .events import (
    BookClosed,
    LetterAskedAgain,
    LetterFailed,
    LetterFixed,
    LetterMade,
    LetterNumbered,
    LetterReprinted,
    LetterRevoked,
)
from .models import Letter, Register, RegisterEntry, Template
from .papers import Paper, Result, ResultRefusal
from .ports import ClaimSigner, IssuedPapers
from .sources import Sources

MAKE = "letters.make_letter"
RESUMED_AT_ONCE = 500


@transaction.atomic
def fix(
    *,
    kind: LetterKind,
    subject: str,
    agency_code: str,
    data: Paper,
    by: Actor,
    at: datetime,
    act_id: UUID | None = None,
    sample: bool = False,
    owner_code: str = "",
    leader_code: str = "",
) -> Letter:
    """Fix a paper in the act that issues it: words, template and number; the worker makes the PDF.

    A receipt takes its number here; a result waits for `number_and_seal`. `leader_code` is the
    officer who signs a result. Called again in the same act, it returns the same letter.
    Raises: LeaderMissing.
    Law: TT-01-2018-VPCP/9, ND-30-2020/15.
    """
    if kind in rules.RESULTS and not leader_code:
        raise errors.LeaderMissing()
    act_id = act_id or uuid4()
    before = Letter.objects.filter(act_id=act_id, kind=kind).first()
    if before is not None:
        return before
    letter = Letter.objects.create(
        kind=kind,
        subject=subject,
        agency_code=agency_code,
        owner_code=owner_code,
        leader_code=leader_code,
        is_sample=sample,
        form=rules.form_key_of(kind, at),
        data=_words(data, agency_code=agency_code, sample=sample, at=at),
        template=_kept_template(sources.current(kind.value, agency_code), at=at),
        state=LetterState.AWAITING_NUMBER if kind in rules.RESULTS else LetterState.FIXED,
        act_id=act_id,
        fixed_at=at,
    )
    if book := rules.book_at_once(kind):
        _take_number(letter, book=book, by=by, at=at)
    if letter.state == LetterState.FIXED:
        jobs.defer(MAKE, letter_code=letter.code)
    audit.record(
        LetterFixed(
            **_facts(letter, by=by, at=at, act_id=act_id),
            letter_kind=kind.value,
            template_version=letter.template_id,
            words_sha256=_words_hash(letter),
            number=letter.number,
        )
    )
    return letter


@transaction.atomic
def number_and_seal(*, letter: Letter, by: Actor, at: datetime, act_id: UUID | None = None) -> RegisterEntry:
    """Give a result its number and date from the agency's register of the year; the PDF is made after it.

    The worker then signs with the leader's certificate and seals with the agency's.
    Raises: LetterMissing, NumberedAlready, NotToBeNumbered.
    Law: ND-30-2020/15.
    """
    letter = _locked(letter.code)
    if letter.number is not None:
        raise errors.NumberedAlready(letter.data["number_text"])
    if letter.state != LetterState.AWAITING_NUMBER:
        raise errors.NotToBeNumbered()
    letter.state = LetterState.FIXED
    entry = _take_number(letter, book=letter.data["symbol"], by=by, at=at)
    jobs.defer(MAKE, letter_code=letter.code)
    audit.record(
        LetterNumbered(
            **_facts(letter, by=by, at=at, act_id=act_id),
            book=entry.symbol,
            year=entry.register.year,
            number=entry.number,
            words_sha256=_words_hash(letter),
        )
    )
    return entry


@transaction.atomic
def close_book(*, agency_code: str, book: str, year: int, by: Actor, at: datetime) -> Register:
    """Close a book once its year is over: it gives no number any more, and its pages stay as they are.

    Raises: BookMissing, BookStillRuns, BookClosed.
    Law: TT-01-2018-VPCP/10.2.
    """
    registers = Register.objects.select_for_update(of=("self",))
    register = registers.filter(agency_code=agency_code, book=book, year=year).first()
    if register is None:
        raise errors.BookMissing()
    if register.closed_at is not None:
        raise errors.BookClosed(year)
    rules.check_book_over(year, on=local_date(at))
    register.closed_at, register.closed_by = at, by.code
    register.save(update_fields=["closed_at", "closed_by"])
    audit.record(
        BookClosed(
            subject=f"book:{agency_code}/{book}/{year}",
            at=at,
            actor=by,
            act_id=uuid4(),
            dimensions=Dimensions(agency=agency_code),
            last_number=register.last_number,
        )
    )
    return register


@transaction.atomic
def make(*, letter_code: str, at: datetime) -> Letter:
    """Typeset, sign and keep a fixed letter; a letter that is made or revoked stays as it is.

    Holds the letter's row while it works, some 100 ms: two workers never make one paper twice.
    Raises: LetterMissing, NoCertificate, OutsideFailure.
    """
    letter = _locked(letter_code)
    if letter.state not in {LetterState.FIXED, LetterState.FAILED}:
        return letter
    kind = LetterKind(letter.kind)
    if kind in rules.RESULTS and not letter.claim:
        letter.claim = _claim(letter, kind)
    made = making.signed(
        template=_template_of(letter),
        data=letter.data,
        signers=rules.signers_of(kind),
        sign=partial(_sign, letter, at),
        picture=partial(_picture, letter, at),
        at=at,
        claim=queries.claim_address(letter.claim),
    )
    document = documents.keep(
        content=made.pdf,
        name=rules.file_name(kind, letter.data["head"]["dossier_code"]),
        by=SYSTEM,
        at=at,
        owner_code=letter.owner_code,
        pages=made.pages,
        act_id=letter.act_id,
    )
    letter.document = document
    letter.made_at = at
    letter.state, letter.trouble = LetterState.MADE, ""
    letter.save(update_fields=["document", "made_at", "state", "claim", "trouble"])
    facts = _facts(letter, by=SYSTEM, at=at, act_id=letter.act_id)
    audit.record(LetterMade(**facts, document=document.code, sha256=document.content_id))
    if kind in rules.RESULTS:
        issued: IssuedPapers = adapter("issued_papers")
        issued.made(letter_code=letter.code)
    return letter


@transaction.atomic
def give_up(*, letter_code: str, at: datetime) -> Letter:
    """Mark a letter that cannot be made, so that somebody looks; `make` may still be asked again.

    Raises: LetterMissing.
    """
    letter = _locked(letter_code)
    if letter.state == LetterState.FIXED:
        letter.state = LetterState.FAILED
        letter.save(update_fields=["state"])
        audit.record(LetterFailed(**_facts(letter, by=SYSTEM, at=at, act_id=letter.act_id)))
    return letter


@transaction.atomic
def hold_up(*, letter_code: str, why: str, at: datetime) -> None:
    """Note why the last try to make a letter failed; a made one is left. Safe to repeat."""
    Letter.objects.filter(code=letter_code).exclude(state=LetterState.MADE).update(trouble=why[:300])


@transaction.atomic
def make_again(*, letter_code: str, by: Actor, at: datetime) -> Letter:
    """Ask the worker once more for a letter that failed, or whose file is lost or harmed.

    Words, number and template stay; the file is signed anew, so its bytes are others. One that waits already
    stays as it is.

    Raises: LetterMissing, LetterIsWhole.
    """
    letter = _locked(letter_code)
    if letter.state == LetterState.FIXED:
        return letter
    why = _why_again(letter)
    if not why:
        raise errors.LetterIsWhole()
    letter.state, letter.trouble = LetterState.FIXED, ""
    letter.save(update_fields=["state", "trouble"])
    jobs.defer(MAKE, letter_code=letter.code)
    audit.record(LetterAskedAgain(**_facts(letter, by=by, at=at, act_id=None), why=why))
    return letter


def _why_again(letter: Letter) -> str:
    """What is wrong with a letter that should have its file; nothing for all others."""
    if letter.state == LetterState.FAILED:
        return "failed"
    if letter.state == LetterState.MADE and letter.document is not None:
        return document_queries.damage_of(letter.document)
    return ""


@transaction.atomic
def reprint(*, letter_code: str, copies: Sequence[str], by: Actor, at: datetime) -> bytes:
    """A fixed letter for the printer once more, unsigned, each copy with its mark.

    Raises: LetterMissing, OutsideFailure.
    """
    letter = _locked(letter_code)
    pdf = queries.copies_of(codes=[letter.code], copies=copies, at=at)
    audit.record(LetterReprinted(**_facts(letter, by=by, at=at, act_id=None), copies=len(copies)))
    return pdf


@transaction.atomic
def resume(*, before: datetime) -> int:
    """Put letters that wait since before that moment into the queue again; how many were put.

    A job that was tried too often, for want of a certificate say, is not lost.
    """
    waiting = Letter.objects.filter(state=LetterState.FIXED, fixed_at__lt=before).order_by("pk")
    codes = list(waiting.values_list("code", flat=True)[:RESUMED_AT_ONCE])
    return sum(jobs.defer(MAKE, once=f"{MAKE}/{code}", letter_code=code) is not None for code in codes)


@transaction.atomic
def revoke(
    *, subject: str, kind: LetterKind, by: Actor, at: datetime, act_id: UUID | None = None, only: str = ""
) -> list[Letter]:
    """The papers of that kind about a subject, or `only` the one of that code, count no more; numbers stay
    used. Safe to repeat."""
    letters = list(
        Letter.objects.select_for_update(of=("self",))
        .about(subject)
        .in_force()
        .filter(kind=kind, **({"code": only} if only else {}))
        .order_by("pk")
    )
    for letter in letters:
        letter.state = LetterState.REVOKED
        letter.revoked_at = at
        letter.save(update_fields=["state", "revoked_at"])
        audit.record(LetterRevoked(**_facts(letter, by=by, at=at, act_id=act_id)))
    return letters


def _words(data: Paper, *, agency_code: str, sample: bool, at: datetime) -> dict[str, Any]:
    is_result = isinstance(data, Result | ResultRefusal)
    symbol = rules.symbol_for(data, agency_symbol=letterhead(agency_code).symbol) if is_result else ""
    return rules.printed(data, symbol=symbol, sample=sample, at=at)


def _words_hash(letter: Letter) -> str:
    """What the trail keeps of the words: enough to prove them, nothing to read."""
    text = json.dumps(letter.data, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _kept_template(current: Sources, *, at: datetime) -> Template:
    template = Template(version=current.version, name=current.main, sources=current.files, first_used_at=at)
    Template.objects.bulk_create([template], ignore_conflicts=True)
    return template


def _template_of(letter: Letter) -> Sources:
    kept = letter.template
    return Sources(main=kept.name, files=kept.sources, version=kept.version)


def _take_number(letter: Letter, *, book: str, by: Actor, at: datetime) -> RegisterEntry:
    """The next number of the agency's book in that year, under the book's row lock: no gap, no double."""
    year = local_date(at).year
    key = {"agency_code": letter.agency_code, "book": book, "year": year}
    Register.objects.bulk_create([Register(**key)], ignore_conflicts=True)
    register = Register.objects.select_for_update(of=("self",)).get(**key)
    if register.closed_at is not None:
        raise errors.BookClosed(year)
    register.last_number += 1
    register.save(update_fields=["last_number"])
    letter.book, letter.year, letter.number = book, year, register.last_number
    letter.data = rules.with_number(letter.data, number=register.last_number, book=book, on=local_date(at))
    letter.save(update_fields=["book", "year", "number", "data", "state"])
    return RegisterEntry.objects.create(
        register=register, number=register.last_number, letter=letter, entered_at=at, entered_by=by.code
    )


def _claim(letter: Letter, kind: LetterKind) -> str:
    name = rules.paper_name(kind, letter.form)
    day = local_date(letter.entry.entered_at)
    text = claims.text_of(claims.claim_of(letter.data, letter=letter.code, issued_on=day, name=name))
    signer: ClaimSigner = adapter("claim_signer")
    key_id, signature = signer.sign(text.encode())
    return claims.written(text, key_id=key_id, signature=signature)


def _sign(letter: Letter, at: datetime, pdf: bytes, kind: CertificateKind, mark: Mark) -> bytes:
    return signing.sign(
        pdf=pdf,
        kind=kind,
        holder_code=_holder(letter, kind),
        mark=mark,
        reason=rules.paper_name(LetterKind(letter.kind), letter.form),
        subject=f"letter:{letter.code}",
        by=SYSTEM,
        at=at,
        act_id=letter.act_id,
    )


def _picture(letter: Letter, at: datetime, kind: CertificateKind) -> bytes | None:
    return certificates.picture_of(kind=kind, holder_code=_holder(letter, kind), at=at)


def _holder(letter: Letter, kind: CertificateKind) -> str:
    return letter.leader_code if kind is CertificateKind.LEADER else letter.agency_code


def _locked(code: str) -> Letter:
    letter = (
        Letter.objects.select_for_update(of=("self",)).select_related("template").filter(code=code).first()
    )
    if letter is None:
        raise errors.LetterMissing()
    return letter


def _facts(letter: Letter, *, by: Actor, at: datetime, act_id: UUID | None) -> dict[str, Any]:
    return {
        "subject": f"letter:{letter.code}",
        "about": letter.subject,
        "at": at,
        "actor": by,
        "acting_for": letter.owner_code,
        "act_id": act_id or uuid4(),
        "dimensions": Dimensions(agency=letter.agency_code),
    }
