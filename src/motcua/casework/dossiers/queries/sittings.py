"""What is settled while the applicant waits: whether one may, and how many were or got a later day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import Count, Q

from motcua.casework.dossiers.enums import SittingEnd
from motcua.casework.dossiers.models import Dossier, Sitting
from motcua.casework.dossiers.rules.settling import SETTLED_AT
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.permissions import reach
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import VIETNAM, local_date

from .acts import Past, acts_for
from .side_words import with_sitting


@dataclass(frozen=True)
class Sittings:
    """Of the present month and year, where the officer sees whole units or agencies."""

    month: int
    year: int
    settled_this_month: int
    adjourned_this_month: int
    settled: int
    adjourned: int

    @property
    def any(self) -> int:
        return self.settled + self.adjourned


@dataclass(frozen=True)
class AtOnce:
    """What is settled at once and has just been received: whether the officer may, else why not."""

    may_settle: bool
    why_not: str
    may_adjourn: bool


def at_once(dossier: Dossier, *, viewer: OfficerView, at: datetime) -> AtOnce | None:
    """None for another procedure, and once the sitting is over; one query where it is settled at once."""
    past = with_sitting(Past(), dossier)
    if not past.is_at_once or past.is_adjourned or dossier.sub_status not in SETTLED_AT:
        return None
    acts = {one.slug: one for one in acts_for(dossier, viewer, past=past, at=at)}
    settle = acts["settle"]
    return AtOnce(settle.allowed, settle.why_not, acts["adjourn"].allowed)


def sittings(*, viewer: OfficerView, at: datetime) -> Sittings:
    """One query, by the index of the agency."""
    today = local_date(at)
    this_month, this_year = _moment(today.replace(day=1)), _moment(today.replace(month=1, day=1))
    in_month = Q(ended_at__gte=this_month)
    settled, adjourned = Q(end=SittingEnd.SETTLED), Q(end=SittingEnd.ADJOURNED)
    found = Sitting.objects.filter(_seen(viewer), ended_at__gte=this_year).aggregate(
        settled_this_month=Count("pk", filter=in_month & settled),
        adjourned_this_month=Count("pk", filter=in_month & adjourned),
        settled=Count("pk", filter=settled),
        adjourned=Count("pk", filter=adjourned),
    )
    return Sittings(month=today.month, year=today.year, **found)


def _seen(viewer: OfficerView) -> Q:
    seen = reach(viewer, Permission.DOSSIER_SEE)
    if not seen.unit_ids:
        return Q(agency_id__in=seen.agency_ids)
    agencies = seen.agency_ids | {post.agency_id for post in viewer.posts}
    units = Q(dossier__work_unit_id__in=seen.unit_ids) | Q(dossier__reception_unit_id__in=seen.unit_ids)
    return Q(agency_id__in=agencies) & (Q(agency_id__in=seen.agency_ids) | units)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM).astimezone(UTC)
