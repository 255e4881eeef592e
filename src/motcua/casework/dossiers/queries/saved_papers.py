"""How many papers people did not hand in again, and how often one was asked for all the same."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from motcua.casework.dossiers.models import AskedAgain, SavedPaper
from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.models import Agency
from motcua.foundation.accounts.permissions import reach
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import VIETNAM, local_date
from motcua.reference.catalogue.models import Procedure

SEES = (Permission.DOSSIER_ASSIGN, Permission.DOSSIER_DECIDE)
FIRST_YEAR = 2018


@dataclass(frozen=True)
class SavedRow:
    """One procedure, month or agency: papers saved, and asked for again with a reason."""

    code: str
    name: str
    saved: int
    asked_again: int


@dataclass(frozen=True)
class Saved:
    """A year of the agencies that somebody answers for; the largest first, months in their order."""

    year: int
    years: tuple[int, ...]
    procedures: tuple[SavedRow, ...]
    months: tuple[SavedRow, ...]
    agencies: tuple[SavedRow, ...]

    @property
    def saved(self) -> int:
        return sum(row.saved for row in self.months)

    @property
    def asked_again(self) -> int:
        return sum(row.asked_again for row in self.months)


Counts = Counter[str]


def saved(*, viewer: OfficerView, year: int, at: datetime) -> Saved:
    """What was saved in a year, where the viewer gives out work or decides. Four queries.

    A year that has not begun, or before there were electronic results, is the present one.
    """
    now = local_date(at).year
    year = year if FIRST_YEAR <= year <= now else now
    agencies = sorted(reach(viewer, SEES[0]).agency_ids | reach(viewer, SEES[1]).agency_ids | _own(viewer))
    first, last = _moment(year), _moment(year + 1)
    taken = SavedPaper.objects.filter(agency__in=agencies, saved_at__gte=first, saved_at__lt=last)
    asked = AskedAgain.objects.filter(agency__in=agencies, asked_at__gte=first, asked_at__lt=last)
    by = [_counted(taken, "saved_at"), _counted(asked, "asked_at")]
    names = dict(Procedure.objects.filter(code__in=by[0][0] | by[1][0]).values_list("code", "name"))
    offices = dict(Agency.objects.filter(pk__in=agencies).values_list("code", "name_vi"))
    return Saved(
        year=year,
        years=tuple(range(now, FIRST_YEAR - 1, -1)),
        procedures=_rows(by[0][0], by[1][0], names),
        months=tuple(sorted(_rows(by[0][1], by[1][1], {}), key=lambda row: row.code)),
        agencies=_rows(by[0][2], by[1][2], offices),
    )


def _own(viewer: OfficerView) -> set[int]:
    return {post.agency_id for one in SEES for post in viewer.posts_with(one)}


def _moment(year: int) -> datetime:
    return datetime.combine(date(year, 1, 1), time(), VIETNAM).astimezone(UTC)


def _counted(found: QuerySet[SavedPaper] | QuerySet[AskedAgain], when: str) -> tuple[Counts, Counts, Counts]:
    """By procedure, by month, by agency; one query."""
    rows = (
        found.order_by()
        .annotate(month=TruncMonth(when, tzinfo=VIETNAM))
        .values_list("procedure_code", "month", "agency__code")
        .annotate(n=Count("pk"))
    )
    procedures, months, agencies = Counter[str](), Counter[str](), Counter[str]()
    for procedure, month, agency, count in rows:
        procedures[procedure] += count
        months[f"{month:%Y-%m}"] += count
        agencies[agency] += count
    return procedures, months, agencies


def _rows(taken: Counts, asked: Counts, names: dict[str, str]) -> tuple[SavedRow, ...]:
    rows = [SavedRow(code, names.get(code, code), taken[code], asked[code]) for code in taken | asked]
    return tuple(sorted(rows, key=lambda row: (-row.saved, -row.asked_again, row.code)))
