"""What officers see: papers of the owner of a dossier in hand, and the tasks of whoever keeps an agency's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from motcua.foundation.accounts.models import Account, Officer, Organisation, Person, Unit
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.text import normalise
from motcua.records.repository import errors, permissions, rules
from motcua.records.repository.enums import AskState
from motcua.records.repository.models import NEWEST, Access, AskedCorrection, Holding

from .owners import AskRow, ask_row
from .rows import ROW, PaperRow, PaperView, paper_view, rows_of

MOST = 100


# For a dossier in hand


def papers_of_owner(*, owner_code: str, on: date) -> list[PaperRow]:
    """The newest hundred papers of an owner, for a dossier of theirs. One query."""
    return rows_of(Holding.objects.of(owner_code).only(*ROW).order_by(*NEWEST)[:MOST], on=on)


def access_of(
    *, officer: OfficerView, code: str, dossier_code: str, owner_code: str, at: datetime
) -> tuple[Access, Holding]:
    """A paper of the dossier's owner that the officer was let to for it and still may open. Two queries.

    Raises: LetInNoMore.
    """
    found = (
        Access.objects.filter(
            holding_code=code, officer_code=officer.code, dossier_code=dossier_code, until__gt=at
        )
        .order_by("-until")
        .first()
    )
    holding = _whole(code) if found else None
    if found is None or holding is None or holding.owner_code != owner_code:
        raise errors.LetInNoMore()
    return found, holding


def open_to(*, officer: OfficerView, dossier_code: str, at: datetime) -> frozenset[str]:
    """Codes of the papers that the officer may look at for this dossier now. One query."""
    found = Access.objects.filter(officer_code=officer.code, dossier_code=dossier_code, until__gt=at)
    return frozenset(found.order_by().values_list("holding_code", flat=True))


# Whoever keeps the papers of an agency


@dataclass(frozen=True)
class UnmatchedRow:
    """A paper that waits for its owner, with what it says of them."""

    paper: PaperRow
    owner_name: str
    owner_number: str
    held_at: datetime


@dataclass(frozen=True)
class Unmatched:
    rows: list[UnmatchedRow]
    after: int | None


def unmatched_of(*, viewer: OfficerView, words: str, after: int, on: date) -> Unmatched:
    """A page of what waits in the viewer's agencies, the oldest first; `words` a number or a name. Two
    queries.
    """
    found = Holding.objects.unmatched().filter(
        agency_code__in=permissions.agencies_kept_by(viewer), pk__gt=after
    )
    if number := rules.owner_number(words):
        found = found.filter(Q(owner_number=number) | Q(owner_name_norm__contains=normalise(words)))
    rows = list(found.order_by("pk")[: MOST + 1])
    shown = rows[:MOST]
    return Unmatched(
        rows=[
            UnmatchedRow(paper, holding.owner_name, holding.owner_number, holding.held_at)
            for paper, holding in zip(rows_of(shown, on=on), shown, strict=True)
        ],
        after=shown[-1].pk if len(rows) > MOST else None,
    )


@dataclass(frozen=True)
class Matching:
    """Whether it is known whose a paper is, and whether the viewer may say it, or keeps it."""

    is_matched: bool
    may_match: bool
    may_keep: bool


def matching_of(*, viewer: OfficerView, code: str) -> Matching | None:
    """For who put a paper here; nothing of its owner. At most two queries, none without a code."""
    found = Holding.objects.filter(code=code).only("owner_code", "agency_code").first() if code else None
    if found is None:
        return None
    is_matched, keeps = bool(found.owner_code), found.agency_code in permissions.agencies_kept_by(viewer)
    return Matching(is_matched, not is_matched and keeps, is_matched and keeps)


@dataclass(frozen=True)
class Candidate:
    """Somebody whose the paper may be."""

    code: str
    name: str
    number: str
    has_account: bool
    is_same_name: bool


def kept_paper(*, viewer: OfficerView, code: str) -> Holding:
    """A paper of an agency that the viewer keeps, while it waits for its owner. Raises HoldingMissing."""
    holding = paper_at_work(viewer=viewer, code=code)
    if holding.owner_code:
        raise errors.HoldingMissing()
    return holding


def paper_at_work(*, viewer: OfficerView, code: str) -> Holding:
    """A paper that the viewer has something to do with: it waits for its owner, or its owner for an answer.

    Raises: HoldingMissing.
    """
    holding = _whole(code)
    if holding is None or not _has_to_do_with(viewer, holding):
        raise errors.HoldingMissing()
    return holding


def _has_to_do_with(viewer: OfficerView, holding: Holding) -> bool:
    if not holding.owner_code and holding.agency_code in permissions.agencies_kept_by(viewer):
        return True
    under_way = [AskState.WAITING, AskState.ACCEPTED]
    return holding.asked.filter(permissions.answerable_by(viewer), state__in=under_way).exists()


def candidates_for(*, holding: Holding, number: str) -> list[Candidate]:
    """Whoever has the number that stands on the paper or was typed. At most four queries."""
    numbers = {one for one in (holding.owner_number, rules.owner_number(number)) if one}
    if not numbers:
        return []
    people = Person.objects.filter(identity_number__in=numbers).order_by("full_name", "pk")
    organisations = Organisation.objects.filter(tax_number__in=numbers).order_by("name", "pk")
    said = holding.owner_name_norm
    return [
        *(
            Candidate(
                one.code,
                one.full_name,
                one.identity_number or "",
                one.account_id is not None,
                said == one.name_norm,
            )
            for one in people
        ),
        *(
            Candidate(
                one.code,
                one.name,
                one.tax_number or "",
                one.memberships.exists(),
                said == one.name_norm,
            )
            for one in organisations
        ),
    ]


@dataclass(frozen=True)
class AskTask:
    """A request of an owner with the paper that it is about."""

    ask: AskRow
    paper: PaperRow
    asker: str
    agency_code: str
    unit_code: str
    unit_name: str


def asks_of(*, viewer: OfficerView, on: date) -> list[AskTask]:
    """What waits for an answer or for its correction by the viewer, the oldest first. Five queries."""
    found = list(
        AskedCorrection.objects.filter(
            permissions.answerable_by(viewer), state__in=[AskState.WAITING, AskState.ACCEPTED]
        )
        .select_related("holding")
        .order_by("pk")[:MOST]
    )
    return _tasks(found, on=on)


def ask_of(*, viewer: OfficerView, code: str, on: date) -> tuple[AskTask, Holding]:
    """One request, answered or not. Raises AskMissing."""
    found = (
        AskedCorrection.objects.filter(permissions.answerable_by(viewer), code=code)
        .select_related("holding__document__content", "holding__signed_copy__content", "holding__replaced_by")
        .first()
    )
    if found is None:
        raise errors.AskMissing()
    return _tasks([found], on=on)[0], found.holding


def correctors(*, agency_code: str, unit_code: str, on: date) -> list[tuple[str, str]]:
    """Code and name of whoever may be named to correct a paper. One query."""
    known = permissions.correctors_of(agency_code=agency_code, unit_code=unit_code, on=on)
    return list(known.order_by("full_name", "code").values_list("code", "full_name"))


def paper_to_see(holding: Holding, *, on: date) -> PaperView:
    return paper_view(holding, on=on)


def _whole(code: str) -> Holding | None:
    return Holding.objects.with_documents().select_related("replaced_by").filter(code=code).first()


def _tasks(found: Sequence[AskedCorrection], *, on: date) -> list[AskTask]:
    names = dict(
        Officer.objects.filter(code__in={one.corrector for one in found} - {""}).values_list(
            "code", "full_name"
        )
    )
    askers = dict(
        Account.objects.filter(code__in={one.asked_by for one in found}).values_list(
            "code", "person__full_name"
        )
    )
    papers = rows_of([one.holding for one in found], on=on)
    asked = {one.unit_code for one in found} - {""}
    units = dict(Unit.objects.filter(code__in=asked).values_list("code", "name")) if asked else {}
    return [
        AskTask(
            ask_row(one, names),
            paper,
            askers.get(one.asked_by) or "",
            one.agency_code,
            one.unit_code,
            units.get(one.unit_code, ""),
        )
        for one, paper in zip(found, papers, strict=True)
    ]
