"""Whose papers are whose to see, and who keeps those of an agency: whoever has that permission there, or
administers it. A request to correct a paper is also for the unit that issued it, and for whoever was named.
"""

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Agency, Officer, Unit, valid_on
from motcua.foundation.accounts.queries import ApplicantView, OfficerView

from .enums import HoldingState
from .errors import HoldingMissing, NotYoursToKeep
from .models import AskedCorrection, Holding

KEEPERS = (Permission.REPOSITORY_KEEP, Permission.ADMINISTER)
WORKERS = (Permission.DOSSIER_PROCESS, Permission.DOSSIER_ASSIGN)
ANSWERERS = (*KEEPERS, *WORKERS)
"""Whoever may have a request to answer: keepers, and who works in the unit that issued the paper."""


def agencies_kept_by(officer: OfficerView) -> list[str]:
    """Codes of the agencies whose papers an officer keeps. One query."""
    ids = frozenset().union(*(officer.reach(permission).agency_ids for permission in KEEPERS))
    return list(Agency.objects.filter(pk__in=ids).order_by("code").values_list("code", flat=True))


def answerable_by(officer: OfficerView) -> Q:
    """The requests that an officer may answer: of the agencies kept, of the units worked in, and those in
    which the officer was named. Two queries.
    """
    ids = {post.unit_id for permission in WORKERS for post in officer.posts_with(permission)}
    units = list(Unit.objects.filter(pk__in=ids).order_by("code").values_list("code", flat=True))
    kept = agencies_kept_by(officer)
    return Q(agency_code__in=kept) | Q(unit_code__in=units) | Q(corrector=officer.code)


def may_answer(officer: OfficerView, asked: AskedCorrection) -> bool:
    """Two queries."""
    return AskedCorrection.objects.filter(answerable_by(officer), pk=asked.pk).exists()


def correctors_of(*, agency_code: str, unit_code: str, on: date) -> QuerySet[Officer]:
    """Who may be named to correct a paper: in post that day at the agency that keeps it or in the unit that
    issued it, let to the page of the request and not shut out.
    """
    may = reduce(or_, (Q(posts__role__permissions__contains=[one]) for one in ANSWERERS))
    there = Q(posts__unit__agency__code=agency_code) | Q(posts__unit__code=unit_code)
    return Officer.objects.filter(valid_on(on, of="posts"), may, there, account__is_active=True).distinct()


def check_keeps(officer: OfficerView, *, agency_code: str) -> None:
    """Raises NotYoursToKeep."""
    if agency_code not in agencies_kept_by(officer):
        raise NotYoursToKeep()


def successors_of(officer: OfficerView, holding: Holding) -> QuerySet[Holding]:
    """What may be said to have taken a paper's place: valid papers of the same owner in the agencies that the
    officer keeps, none that took another one's place already.
    """
    found = Holding.objects.of(holding.owner_code).filter(
        agency_code__in=agencies_kept_by(officer),
        state=HoldingState.VALID,
        is_refusal=False,
        replaces__isnull=True,
    )
    return found.exclude(pk=holding.pk)


def owner_codes(viewer: ApplicantView) -> tuple[str, ...]:
    """Whose papers a person sees: their own, and those of organisations that they may file for."""
    return (viewer.person_code, *viewer.organisation_codes)


def check_owns(viewer: ApplicantView, holding: Holding) -> None:
    """Raises HoldingMissing: what is not theirs does not exist."""
    if holding.owner_code not in owner_codes(viewer):
        raise HoldingMissing()
