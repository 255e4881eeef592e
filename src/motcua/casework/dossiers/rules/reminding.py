"""When owners are reminded of the end of a paper, and which papers are being renewed. Pure.

The days are those of our own practice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from motcua.foundation.kernel.identifiers import compact

DAYS: Final = (60, 45)
"""A renewal of an X-ray licence is filed 45 days before its end at the latest. Law: ND-142-2020/30."""

RENEWED_WITHIN: Final = timedelta(days=180)
"""How long before the end of a paper a renewal that does not say which one it renews may be meant for it."""


def due(*, ends: date, on: date) -> int | None:
    """The reminder that is due: the nearest one reached; None before the first and after the end."""
    left = (ends - on).days
    reached = [days for days in DAYS if 0 <= left <= days]
    return min(reached) if reached else None


@dataclass(frozen=True)
class EndingPaper:
    """A paper of an owner that ends; all of one kind are looked at together."""

    code: str
    number: str
    issued_on: date | None
    ends: date


@dataclass(frozen=True)
class RenewalFiled:
    """A dossier of the renewal of that kind for that owner; `said` is all that was typed in its form."""

    filed_on: date
    said: frozenset[str]


def being_renewed(papers: Sequence[EndingPaper], filings: Iterable[RenewalFiled]) -> frozenset[str]:
    """Codes of the papers that these dossiers renew, none of which took its paper from the repository.

    One that says the number of a paper renews that one. Each of the others renews one paper: of those that
    were there when it was filed, and were to end within half a year, the one that ends first.
    """
    renewed: set[str] = set()
    silent = []
    for filing in sorted(filings, key=lambda one: one.filed_on):
        named = [paper.code for paper in papers if _is_said(paper, filing)]
        renewed.update(named)
        if not named:
            silent.append(filing)
    for filing in silent:
        meant = [paper for paper in papers if paper.code not in renewed and _may_be_meant(paper, filing)]
        if meant:
            renewed.add(min(meant, key=lambda one: (one.ends, one.code)).code)
    return frozenset(renewed)


def _is_said(paper: EndingPaper, filing: RenewalFiled) -> bool:
    number = compact(paper.number).upper()
    was_there = paper.issued_on is None or paper.issued_on <= filing.filed_on
    return bool(number) and was_there and number in {compact(one).upper() for one in filing.said}


def _may_be_meant(paper: EndingPaper, filing: RenewalFiled) -> bool:
    was_there = paper.issued_on is None or paper.issued_on <= filing.filed_on
    return was_there and filing.filed_on >= paper.ends - RENEWED_WITHIN
