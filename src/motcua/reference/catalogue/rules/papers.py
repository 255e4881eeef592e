"""What papers a dossier must bring, and what is wrong with those that lie beside it. Pure.

A rule that speaks of one paper per device or person becomes one demand for each row of that table. The place
of a demand is the paper's slug, or `slug--2` for the second row; slugs never hold two dashes.
"""

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from motcua.reference.catalogue.enums import Channel
from motcua.reference.forms.rules import Form

from .channels import terms_of
from .content import Paper, papers_asked

ROW = "--"


class FaultKind(StrEnum):
    """What is wrong with a paper."""

    MISSING = "missing"
    ISSUE_DAY_MISSING = "issue_day_missing"
    LAST_DAY_MISSING = "last_day_missing"
    ISSUED_LATER = "issued_later"
    TOO_OLD = "too_old"
    ENDS_TOO_SOON = "ends_too_soon"
    OTHER_ROW = "other_row"


@dataclass(frozen=True)
class Demand:
    """One paper asked for; `row` counts from 1 and `row_label` names the device or person, if there is one.

    `issued_on` and `expires_on` are the days that the answers say; None where they are asked beside the file.
    """

    paper: Paper
    row: int | None = None
    row_label: str = ""
    issued_on: date | None = None
    expires_on: date | None = None

    @property
    def place(self) -> str:
        return self.paper.slug if self.row is None else f"{self.paper.slug}{ROW}{self.row}"

    @property
    def asks_issue_day(self) -> bool:
        """Whether the day is asked beside the file: the rule needs it and no field of the form has it."""
        return self.paper.max_age_months is not None and not self.paper.issued_from

    @property
    def asks_last_day(self) -> bool:
        return self.paper.valid_days is not None and not self.paper.expires_from


@dataclass(frozen=True)
class Laid:
    """A file that lies beside the dossier; its days as the applicant stated them."""

    slug: str
    row: int | None = None
    row_label: str = ""
    issued_on: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True)
class Fault:
    """What is wrong with one demand; `day` is the day that would be right, `given` the one that is stated."""

    demand: Demand
    kind: FaultKind
    day: date | None = None
    given: date | None = None


def place_of(slug: str, row: int | None) -> str:
    return slug if row is None else f"{slug}{ROW}{row}"


def split_place(place: str) -> tuple[str, int | None]:
    """`giay-kiem-dinh--2` as slug and row; a place that is none comes back as it is."""
    slug, dashes, row = place.rpartition(ROW)
    return (slug, int(row)) if dashes and row.isdigit() and len(row) < 5 else (place, None)


def demands(
    papers: Sequence[Paper],
    *,
    case: str,
    channel: str = Channel.ONLINE,
    answers: Mapping[str, Any],
    form: Form | None = None,
    on: date | None = None,
) -> tuple[Demand, ...]:
    """Every paper that this case, channel and these answers ask for, row by row; nothing for empty tables."""
    found: list[Demand] = []
    for paper in papers_asked(papers, case=case, channel=channel, answers=answers, form=form, on=on):
        if not paper.per_row:
            found.append(_demand(paper, answers))
            continue
        rows = answers.get(paper.per_row) or []
        found += [_demand(paper, row, number) for number, row in enumerate(rows, start=1)]
    return tuple(found)


def is_brought_as_file(paper: Paper, *, channel: str = Channel.ONLINE) -> bool:
    """Whether a file is laid beside the form for it; the rest is filled in, or comes on paper only."""
    return not paper.by_form and (terms_of(channel) != Channel.ONLINE or paper.is_electronic)


def _demand(paper: Paper, values: Mapping[str, Any], row: int | None = None) -> Demand:
    return Demand(
        paper=paper,
        row=row,
        row_label=row_label(values) if row is not None else "",
        issued_on=_day(values.get(paper.issued_from)),
        expires_on=_day(values.get(paper.expires_from)),
    )


def row_label(row: Mapping[str, Any]) -> str:
    """What a row is called: its first two texts, as `Máy X-quang di động, SN-0012`."""
    texts = [str(value) for value in row.values() if isinstance(value, str) and _day(value) is None]
    return ", ".join(texts[:2])[:120]


def _day(value: Any) -> date | None:
    if not isinstance(value, str) or not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def faults(
    demanded: Sequence[Demand], laid: Sequence[Laid], *, on: date, channel: str = Channel.ONLINE
) -> list[Fault]:
    """All that is wrong with the papers of a filing on that day, in the order of the rules."""
    by_place: dict[str, list[Laid]] = {}
    for one in laid:
        by_place.setdefault(place_of(one.slug, one.row), []).append(one)
    found: list[Fault] = []
    for demand in demanded:
        if is_brought_as_file(demand.paper, channel=channel):
            found += _faults(demand, by_place.get(demand.place, []), on)
    return found


def _faults(demand: Demand, laid: Sequence[Laid], on: date) -> list[Fault]:
    if not laid:
        return [Fault(demand, FaultKind.MISSING)] if demand.paper.is_required else []
    if demand.row is not None and any(one.row_label != demand.row_label for one in laid):
        return [Fault(demand, FaultKind.OTHER_ROW)]
    issued = demand.issued_on or next((one.issued_on for one in laid if one.issued_on), None)
    expires = demand.expires_on or next((one.expires_on for one in laid if one.expires_on), None)
    return [*_age_faults(demand, issued, on), *_validity_faults(demand, expires, on)]


def _age_faults(demand: Demand, issued: date | None, on: date) -> list[Fault]:
    months = demand.paper.max_age_months
    if months is None:
        return []
    if issued is None:
        return [Fault(demand, FaultKind.ISSUE_DAY_MISSING)] if demand.asks_issue_day else []
    earliest = months_before(on, months)
    if issued > on:
        return [Fault(demand, FaultKind.ISSUED_LATER, day=on, given=issued)]
    return [Fault(demand, FaultKind.TOO_OLD, day=earliest, given=issued)] if issued < earliest else []


def _validity_faults(demand: Demand, expires: date | None, on: date) -> list[Fault]:
    days = demand.paper.valid_days
    if days is None:
        return []
    if expires is None:
        return [Fault(demand, FaultKind.LAST_DAY_MISSING)] if demand.asks_last_day else []
    least = on + timedelta(days=days)
    return [Fault(demand, FaultKind.ENDS_TOO_SOON, day=least, given=expires)] if expires < least else []


def months_before(on: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month where it has no such day."""
    years, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(on.day, last))
