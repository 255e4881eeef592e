"""Whether a paper of the repository is being renewed: by a dossier that took it, or by one that did not."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from motcua.casework.dossiers.enums import Business, Outcome
from motcua.casework.dossiers.models import Dossier, Filing, SavedPaper
from motcua.casework.dossiers.rules.reminding import EndingPaper, RenewalFiled, being_renewed
from motcua.foundation.kernel.clock import local_date
from motcua.records.repository.enums import HoldingState
from motcua.records.repository.models import Holding
from motcua.reference.catalogue.queries.renewals import renewing

FAILED = (Business.REFUSED, Business.WITHDRAWN, Business.STOPPED)


def is_being_renewed(holding: Holding) -> bool:
    """Whether a dossier renews it and did not fail. At most four queries."""
    if not holding.type_codes or not holding.owner_code:
        return False
    renewals = _renewals(holding)
    saved = SavedPaper.objects.filter(owner_code=holding.owner_code, dossier__in=renewals)
    taken = list(saved.order_by("pk").values_list("holding_code", "dossier_id"))
    codes = {code for code, _dossier in taken}
    if holding.code in codes:
        return True
    same = _same_kind(holding)
    filings = list(_filings(renewals, without={dossier for code, dossier in taken if code in same}))
    free = [paper for code, paper in same.items() if code not in codes]
    return bool(filings) and holding.code in being_renewed(free, filings)


def _renewals(holding: Holding) -> QuerySet[Dossier]:
    owner = Q(owner_person__code=holding.owner_code) | Q(owner_organisation__code=holding.owner_code)
    filed = Dossier.objects.filter(owner, renewing(holding.type_codes, version="version__"))
    return filed.exclude(business__in=FAILED).exclude(results__outcome=Outcome.REFUSE)


def _same_kind(holding: Holding) -> dict[str, EndingPaper]:
    codes = holding.type_codes
    found = Holding.objects.of(holding.owner_code).filter(
        Q(type_code__in=codes) | Q(national_code__in=codes),
        state=HoldingState.VALID,
        is_refusal=False,
        valid_until__isnull=False,
    )
    rows = found.values_list("code", "number_symbol", "issued_on", "valid_until")
    return {
        code: EndingPaper(code, number, issued_on, ends)
        for code, number, issued_on, ends in rows
        if ends is not None
    }


def _filings(renewals: QuerySet[Dossier], *, without: set[int]) -> Iterator[RenewalFiled]:
    """The last round of each dossier that took none of these papers."""
    rows = (
        Filing.objects.filter(dossier__in=renewals)
        .exclude(dossier__in=without)
        .order_by("dossier_id", "-round")
        .distinct("dossier_id")
        .values_list("dossier__submitted_at", "answers")
    )
    for submitted_at, answers in rows:
        yield RenewalFiled(local_date(submitted_at), frozenset(_texts(answers)))


def _texts(answers: Any) -> Iterator[str]:
    """All that was typed, from lists and rows too."""
    if isinstance(answers, str):
        yield answers
    elif isinstance(answers, dict):
        for value in answers.values():
            yield from _texts(value)
    elif isinstance(answers, list):
        for value in answers:
            yield from _texts(value)
