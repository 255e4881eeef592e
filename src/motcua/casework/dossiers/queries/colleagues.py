"""The officers who may see a dossier: whom a note of it can name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from motcua.casework.dossiers.models import Correction, Dossier, Note, Proposal, Supplement
from motcua.casework.dossiers.rules.mentions import handles
from motcua.foundation.accounts.enums import Permission, Scope, UnitKind
from motcua.foundation.accounts.models import Leave, Post
from motcua.foundation.accounts.queries import OfficerView, agency_tree
from motcua.foundation.kernel.clock import local_date
from motcua.foundation.kernel.text import normalise, sort_key_vi

from .in_sight import find

MOST_SUGGESTED: Final = 8


@dataclass(frozen=True)
class Named:
    """Somebody whom a note can name; `handle` is what is written behind the @."""

    id: int
    code: str
    name: str
    handle: str
    where: str


def who_may_see(dossier: Dossier, *, on: date) -> list[Named]:
    """Everybody in post on that day in whose sight the dossier is, by name; three queries.

    The same rule as permissions.visible_to_officer, asked from the other side.
    """
    held = Post.objects.held_on(on).filter(Q(unit__closed_on=None) | Q(unit__closed_on__gte=on))
    seeing = held.filter(_sees(dossier), role__permissions__contains=[Permission.DOSSIER_SEE])
    ids = set(seeing.order_by().values_list("officer_id", flat=True))
    away = Leave.objects.held_on(on).filter(officer_id__in=ids, substitute__isnull=False)
    standing_in = Q(officer_id__in=away.order_by().values("substitute_id"))
    posts = held.filter(Q(officer_id__in=ids) | standing_in, officer__account__is_active=True)
    rows = posts.order_by("pk").values_list(
        "officer_id", "officer__code", "officer__full_name", "role__name", "unit__name"
    )
    return _named(rows)


def _sees(dossier: Dossier) -> Q:
    """Which posts show it, by how far they reach."""
    units = {dossier.work_unit_id, dossier.reception_unit_id, dossier.holder_unit_id} - {None}
    above = {agency for agency, tree in agency_tree().items() if dossier.agency_id in tree}
    at_its_desk = Q(unit_id=dossier.reception_unit_id, unit__kind=UnitKind.ONE_STOP)
    return (
        Q(role__scope=Scope.AGENCY, unit__agency_id=dossier.agency_id)
        | Q(role__scope=Scope.TREE, unit__agency_id__in=above)
        | Q(role__scope=Scope.UNIT, unit_id__in=units)
        | (at_its_desk & ~Q(role__scope=Scope.OWN))
        | (Q(role__scope=Scope.OWN) & _had_a_hand(dossier))
    )


def _had_a_hand(dossier: Dossier) -> Q:
    """Whose own it is."""
    rows = {"dossier_id": dossier.pk}
    return (
        Q(officer_id__in={dossier.holder_officer_id, dossier.accepted_by_id} - {None})
        | Q(officer_id__in=Supplement.objects.filter(**rows).order_by().values("asked_by_id"))
        | Q(officer_id__in=Proposal.objects.filter(**rows).order_by().values("proposed_by_id"))
        | Q(officer_id__in=Note.objects.filter(**rows).order_by().values("written_by_id"))
        | Q(officer_id__in=Correction.objects.filter(**rows).order_by().values("drafter_id"))
    )


def _named(rows: Iterable[tuple[int, str, str, str, str]]) -> list[Named]:
    first: dict[str, tuple[int, str, str]] = {}
    for pk, code, name, role, unit in rows:
        first.setdefault(code, (pk, name, f"{role}, {unit}"))
    written = handles((code, name) for code, (_pk, name, _where) in first.items())
    found = [Named(pk, code, name, written[code], where) for code, (pk, name, where) in first.items()]
    return sorted(found, key=lambda one: (sort_key_vi(one.name), one.code))


def colleagues_in_sight(*, viewer: OfficerView, code: str, at: datetime) -> list[Named]:
    """Whom a note of the viewer can name; five queries. Raises DossierMissing."""
    dossier = find(viewer=viewer, code=code)
    return [one for one in who_may_see(dossier, on=local_date(at)) if one.id != viewer.id]


def suggested(*, viewer: OfficerView, code: str, begun: str, at: datetime) -> list[Named]:
    """The first few whose name has every begun word, with diacritics or without. Raises DossierMissing."""
    words = normalise(begun).split()
    found = colleagues_in_sight(viewer=viewer, code=code, at=at)
    fit = [one for one in found if _has_all(words, normalise(f"{one.name} {one.where}").split())]
    return fit[:MOST_SUGGESTED]


def _has_all(begun: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(one) for word in words) for one in begun)
