"""What must be written down when something passes into the applicant's hands. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers.enums import PaperSeen, ResultWay, Taker
from motcua.casework.dossiers.errors import NothingToHandBack, TakerMissing, TrackingMissing
from motcua.foundation.kernel.clock import local_date


@dataclass(frozen=True, kw_only=True)
class Taking:
    """Who took it at the counter, and by which paper they showed who they are."""

    by: str = ""
    name: str = ""
    paper_seen: str = ""
    is_signed: bool = False

    @property
    def is_whole(self) -> bool:
        is_known = self.by in Taker.values and self.paper_seen in PaperSeen.values
        return is_known and bool(self.name.strip()) and self.is_signed


def check_return(*, way: ResultWay, taking: Taking, tracking_number: str) -> None:
    """At the counter somebody signs, by post there is a number to follow, online nothing more is needed.

    Raises: TakerMissing, TrackingMissing.
    """
    if way is ResultWay.COUNTER and not taking.is_whole:
        raise TakerMissing()
    if way is ResultWay.POST and not tracking_number.strip():
        raise TrackingMissing()


def check_originals(*, counts: Mapping[str, int], known: frozenset[str], taking: Taking) -> None:
    """Raises: NothingToHandBack, TakerMissing. Law: ND-61-2018/20."""
    if not counts or any(slug not in known or count < 1 for slug, count in counts.items()):
        raise NothingToHandBack()
    if not taking.is_whole:
        raise TakerMissing()


def is_early(*, due_at: datetime | None, at: datetime) -> bool:
    """Whether a result is there on a day before its appointment; that is told first. Law: ND-61-2018/20."""
    return due_at is not None and local_date(at) < local_date(due_at)
