"""What keepers see of papers that have an owner: found by their number, what was ruled, what may follow."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from motcua.foundation.accounts.models import Officer
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.repository import errors, permissions
from motcua.records.repository.enums import RulingKind
from motcua.records.repository.models import NEWEST, Holding, Ruling
from motcua.records.repository.rules.ruling import OF_STANDING, refusal_of

from .rows import PaperRow, rows_of

MOST = 50


def kept_papers(*, viewer: OfficerView, words: str, on: date) -> list[PaperRow]:
    """Papers of the viewer's agencies with this number and symbol or this code. Two queries, none without
    words.
    """
    said = words.strip()
    if not said:
        return []
    found = Holding.objects.filter(agency_code__in=permissions.agencies_kept_by(viewer))
    same = Q(number_symbol__iexact=said) | Q(code=said) | Q(digitised_code=said)
    return rows_of(found.filter(same).order_by("pk")[:MOST], on=on)


def kept_holding(*, viewer: OfficerView, code: str) -> Holding:
    """A paper of an agency that the viewer keeps. Two queries. Raises HoldingMissing."""
    kept = Holding.objects.filter(agency_code__in=permissions.agencies_kept_by(viewer))
    found = kept.with_documents().select_related("replaced_by").filter(code=code).first()
    if found is None:
        raise errors.HoldingMissing()
    return found


@dataclass(frozen=True)
class RulingRow:
    kind: RulingKind
    reason: str
    at: datetime
    who: str


def rulings_of(holding: Holding) -> list[RulingRow]:
    """What was ruled of a paper, the newest first. At most two queries."""
    found = list(Ruling.objects.filter(holding=holding).order_by("-pk")[:MOST])
    officers = {one.made_by for one in found}
    names = dict(Officer.objects.filter(code__in=officers).values_list("code", "full_name")) if found else {}
    return [
        RulingRow(RulingKind(one.kind), one.reason, one.made_at, names.get(one.made_by, one.made_by))
        for one in found
    ]


def open_rulings(holding: Holding) -> list[RulingKind]:
    """What may be ruled of a paper today. One query."""
    last = Ruling.objects.filter(holding=holding, kind__in=OF_STANDING).order_by("-pk").first()
    said = last.kind if last else ""
    return [
        kind
        for kind in RulingKind
        if not refusal_of(
            kind, origin=holding.origin, state=holding.state, owner_code=holding.owner_code, last=said
        )
    ]


def successors(*, viewer: OfficerView, holding: Holding, on: date) -> list[PaperRow]:
    """What may be said to have taken its place, the newest first. Two queries."""
    return rows_of(permissions.successors_of(viewer, holding).order_by(*NEWEST)[:MOST], on=on)


def may_keep(*, viewer: OfficerView, agency_code: str) -> bool:
    """One query."""
    return agency_code in permissions.agencies_kept_by(viewer)
