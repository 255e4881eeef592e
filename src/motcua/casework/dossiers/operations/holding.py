"""Results that their owner has are kept in the repository; wrong ones make room for the right ones.

A result is held once it was given and its paper is made, whichever comes last: what waits for its fee or for
its owner at the counter is shown to nobody before.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from motcua.casework.dossiers.enums import Outcome
from motcua.casework.dossiers.models import Correction, Dossier, Result
from motcua.foundation.kernel import jobs
from motcua.foundation.kernel.actors import SYSTEM, Actor
from motcua.foundation.kernel.clock import local_date
from motcua.records.letters import rules as letter_rules
from motcua.records.letters.enums import LetterKind, LetterState
from motcua.records.repository import operations as repository
from motcua.records.repository import queries as holdings
from motcua.records.repository.enums import HoldingState, Origin, OwnerKind, Precision, Trust
from motcua.records.repository.facts import Files, Owner, Paper, Source
from motcua.records.repository.models import Holding
from motcua.reference.catalogue.models import Version
from motcua.reference.catalogue.rules.content import ResultTypes, result_types

from .holding_papers import hold_papers

HOLD = "dossiers.hold_result"
_ALONG = (
    "letter__document",
    "letter__entry",
    "dossier__agency",
    "dossier__owner_person",
    "dossier__owner_organisation",
    "dossier__publication__procedure",
    "dossier__version",
)


class IssuedPapers:
    """What the letters room tells upwards: its port IssuedPapers."""

    def made(self, *, letter_code: str) -> None:
        """A result that its owner has already, or whose file was made again."""
        given = Result.objects.filter(letter__code=letter_code, returned_at__isnull=False)
        for code in given.order_by("pk").values_list("code", flat=True):
            hold_later(code)


def hold_later(result_code: str) -> None:
    """Give the work to the worker, in the caller's transaction; at most once while it waits."""
    jobs.defer(HOLD, once=f"{HOLD}/{result_code}", result_code=result_code)


@transaction.atomic
def hold_result(*, result_code: str, at: datetime) -> Holding | None:
    """Keep a result for its owner; None as long as it was not given or its paper is not made. Safe to repeat.

    A right result takes the place of the wrong one. A result that is of no force is kept as such. With the
    result the papers that came with its dossier are kept.
    Law: ND-45-2020/14.3.
    """
    result = _ready().select_related(*_ALONG).filter(code=result_code).first()
    if result is None or result.letter.document is None:
        return None
    wrong = Correction.objects.filter(right=result).select_related("wrong").first()
    instead_of = hold_result(result_code=wrong.wrong.code, at=at) if wrong else None
    holding = repository.hold(
        source=_source(result),
        owner=_owner(result.dossier),
        paper=_paper(result),
        files=Files(original=result.letter.document.code),
        by=SYSTEM,
        at=at,
        replaces=instead_of.code if instead_of and instead_of.state != HoldingState.REPLACED else "",
    )
    if holding.document_id != result.letter.document_id:
        document = result.letter.document.code
        repository.renew_file(code=holding.code, document_code=document, by=SYSTEM, at=at)
    hold_papers(
        dossier=result.dossier, owner=_owner(result.dossier), is_sample=result.letter.is_sample, at=at
    )
    if result.letter.state == LetterState.REVOKED and holding.state == HoldingState.VALID:
        return repository.revoke(code=holding.code, reason=_why_revoked(result), by=SYSTEM, at=at)
    return holding


def revoke_held(*, result: Result, reason: str, by: Actor, at: datetime, **of_act: Any) -> None:
    """A result of no force any more, if it is held already; else `hold_result` sees it itself."""
    code = holdings.holding_of_source(origin=Origin.BORN_DIGITAL, code=result.code)
    if code:
        repository.revoke(code=code, reason=reason, by=by, at=at, **of_act)


def issued_before(*, most: int) -> Iterator[str]:
    """Codes of results that should be held and are not, the oldest first; to be begun again at any time."""
    after = 0
    while found := list(_not_held().filter(pk__gt=after).order_by("pk").values_list("pk", "code")[:most]):
        yield from (code for _key, code in found)
        after = found[-1][0]


def issued_before_count() -> int:
    return _not_held().count()


def _ready() -> QuerySet[Result]:
    return Result.objects.filter(returned_at__isnull=False, letter__document__isnull=False)


def _not_held() -> QuerySet[Result]:
    held = Holding.objects.filter(origin=Origin.BORN_DIGITAL, source_code=OuterRef("code"))
    return _ready().filter(~Exists(held))


def _why_revoked(result: Result) -> str:
    found = Correction.objects.filter(wrong=result).values_list("reason", flat=True).first()
    return found or "Kết quả không còn hiệu lực."


def _source(result: Result) -> Source:
    dossier = result.dossier
    return Source(
        origin=Origin.BORN_DIGITAL,
        code=result.code,
        trust=Trust.ORIGINAL,
        agency_code=dossier.agency.code,
        dossier_code=dossier.code,
        procedure_code=dossier.publication.procedure.code,
        is_sample=result.letter.is_sample,
    )


def _owner(dossier: Dossier) -> Owner:
    if dossier.owner_person is not None:
        person = dossier.owner_person
        number = person.identity_number or ""
        return Owner(kind=OwnerKind.PERSON, code=person.code, number=number, name=person.full_name)
    organisation = dossier.owner_organisation
    assert organisation is not None  # one owner, says the constraint
    return Owner(
        kind=OwnerKind.ORGANISATION,
        code=organisation.code,
        number=organisation.tax_number or "",
        name=organisation.name,
    )


def _paper(result: Result) -> Paper:
    """What was printed, not what the procedure is called today. A refusal has no type."""
    letter, words = result.letter, result.letter.data
    name = letter_rules.paper_name(LetterKind(letter.kind), letter.form)
    is_refusal = result.outcome == Outcome.REFUSE
    types = ResultTypes() if is_refusal else _types(result.dossier)
    return Paper(
        type_code=types.local,
        national_code=types.national,
        type_name=words.get("type_name") or name,
        number_symbol=words["number_text"],
        issued_on=_issued_on(result),
        precision=Precision.DAY,
        issuer_code=result.dossier.agency.code,
        issuer_name=words["head"]["agency"],
        abstract=words["title"],
        signer=words["signature"]["name"],
        valid_from=result.valid_from,
        valid_until=result.valid_to,
        pages=letter.document.pages if letter.document else 0,
        is_refusal=is_refusal,
    )


def _types(dossier: Dossier) -> ResultTypes:
    """By the version that it was filed under; what that does not give yet, by the newest that does."""
    own = result_types([dossier.version.content])
    if own.local and own.national:
        return own
    later = Version.objects.filter(publication_id=dossier.publication_id).order_by("-number")
    return result_types([dossier.version.content, *later.values_list("content", flat=True)])


def _issued_on(result: Result) -> date:
    """The day of its number."""
    return local_date(result.letter.entry.entered_at)
