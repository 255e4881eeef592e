"""Papers that came with a dossier are kept in the repository of its owner, once its result was given.

By then what was said of them does not change any more. A paper that was taken from the repository, or whose
very bytes or whose type and day the owner has there already, is not kept again; files stay where they are.
Law: TT-01-2023-VPCP/4, TT-01-2023-VPCP/7.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from motcua.casework.dossiers.models import BroughtPaper, Dossier, FiledPaper, PaperVerdict
from motcua.casework.dossiers.rules.digitising import Given, trust_of, type_kept
from motcua.foundation.kernel.actors import SYSTEM
from motcua.records.documents.enums import State
from motcua.records.repository import operations as repository
from motcua.records.repository.enums import Origin, Precision, Trust
from motcua.records.repository.facts import Files, Owner, Source
from motcua.records.repository.facts import Paper as Facts
from motcua.records.repository.models import Holding
from motcua.records.signing.queries import reports_of
from motcua.reference.catalogue.rules.content import Paper, national_code, papers_of


@transaction.atomic(savepoint=False)
def hold_papers(*, dossier: Dossier, owner: Owner, is_sample: bool, at: datetime) -> list[Holding]:
    """What of the papers of a dossier is to be kept; safe to repeat. None or one query where the procedure
    asks for no paper that has a type, else four and those of each paper.
    """
    rules = [one for one in papers_of(dossier.version.content) if one.type_codes and not one.by_form]
    if not rules:
        return []
    filed, brought, said = _filed(dossier), _brought(dossier), _verdicts(dossier)
    held = []
    for rule in rules:
        files, counted = filed.get(rule.slug, []), brought.get(rule.slug)
        given = Given(
            originals=counted.originals if counted else 0,
            copies=counted.certified_copies + counted.plain_copies if counted else 0,
            files=len(files),
            is_signed=len(files) == 1 and _is_signed(files[0]),
            verdict=said.get(rule.slug, ""),
        )
        trust = trust_of(rule, given)
        if trust is not None and not _is_there(owner.code, rule, files[0], counted):
            source = _source(dossier, files[0], trust, is_sample=is_sample)
            held.append(_hold(rule, files[0], counted, source=source, owner=owner, at=at))
    return held


def _hold(
    rule: Paper,
    filed: FiledPaper,
    brought: BroughtPaper | None,
    *,
    source: Source,
    owner: Owner,
    at: datetime,
) -> Holding:
    issued_on, valid_until = _days(filed, brought)
    kept = type_kept(rule, valid_until=valid_until)
    return repository.hold(
        source=source,
        owner=owner,
        paper=Facts(
            type_name=rule.name.vi[:300],
            type_code=kept,
            national_code=national_code(kept),
            issued_on=issued_on,
            precision=Precision.DAY if issued_on else None,
            valid_until=valid_until,
            pages=filed.document.pages,
        ),
        files=Files(original=filed.document.code),
        by=SYSTEM,
        at=at,
    )


def _source(dossier: Dossier, filed: FiledPaper, trust: Trust, *, is_sample: bool) -> Source:
    return Source(
        origin=Origin.COMPONENT,
        code=filed.document.code,
        trust=trust,
        agency_code=dossier.agency.code,
        dossier_code=dossier.code,
        procedure_code=dossier.publication.procedure.code,
        is_sample=is_sample,
    )


def _days(filed: FiledPaper, brought: BroughtPaper | None) -> tuple[date | None, date | None]:
    """Of issue and the last one, as they were stated."""
    both: Iterable[FiledPaper | BroughtPaper] = (one for one in (filed, brought) if one is not None)
    said = [(one.issued_on, one.expires_on) for one in both]
    return next((day for day, _ in said if day), None), next((day for _, day in said if day), None)


def _is_there(owner_code: str, rule: Paper, filed: FiledPaper, brought: BroughtPaper | None) -> bool:
    """Whether the owner has it already, from elsewhere than this very document."""
    same = Q(document__content=filed.document.content_id) | Q(signed_copy__content=filed.document.content_id)
    issued_on, _last = _days(filed, brought)
    if issued_on:
        of_type = Q(type_code__in=rule.type_codes) | Q(national_code__in=rule.type_codes)
        same |= of_type & Q(issued_on=issued_on)
    others = Holding.objects.of(owner_code).exclude(origin=Origin.COMPONENT, source_code=filed.document.code)
    return others.filter(same).exists()


def _filed(dossier: Dossier) -> dict[str, list[FiledPaper]]:
    """By paper the files of the last round that has any, but for what was taken from the repository."""
    found: dict[str, list[FiledPaper]] = {}
    rounds: dict[str, int] = {}
    rows = FiledPaper.objects.filter(filing__dossier=dossier, filing__round__gte=dossier.first_round)
    for one in rows.select_related("filing", "document").order_by("-filing__round", "pk"):
        if rounds.setdefault(one.slug, one.filing.round) == one.filing.round:
            found.setdefault(one.slug, []).append(one)
    return {
        slug: files
        for slug, files in found.items()
        if all(not one.holding_code and one.document.state == State.ACCEPTED for one in files)
    }


def _brought(dossier: Dossier) -> dict[str, BroughtPaper]:
    """By paper what came on paper, in the last round that brought it."""
    rows = BroughtPaper.objects.filter(filing__dossier=dossier, filing__round__gte=dossier.first_round)
    return {one.slug: one for one in rows.order_by("filing__round")}


def _verdicts(dossier: Dossier) -> dict[str, str]:
    """By paper the last word."""
    rows = PaperVerdict.objects.filter(dossier=dossier, round__gte=dossier.first_round).order_by("round")
    return dict(rows.values_list("slug", "verdict"))


def _is_signed(filed: FiledPaper) -> bool:
    """Whether there are signatures in it, all of which held when they were looked at last."""
    reports = reports_of(document=filed.document, most=1)
    return bool(reports) and reports[0].report.valid and bool(reports[0].report.signatures)
