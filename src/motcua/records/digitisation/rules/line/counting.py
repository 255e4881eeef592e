"""How far papers are: counted by station, at what rate they pass one, how long the rest takes. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from motcua.records.digitisation.enums import Standing

from .stations import Station

LEAST_WATCHED: Final = timedelta(minutes=5)
"""A rate of fewer minutes says nothing."""

Group = tuple[str, str, int]
"""So many papers at a station, in a standing."""


@dataclass(frozen=True)
class Tally:
    """What is counted at each station (law notes of the yearly plans). `scanned`: papers cut from scans."""

    planned: int = 0
    counted: int = 0
    scanned: int = 0
    signed: int = 0
    extracted: int = 0
    checked: int = 0
    sealed: int = 0
    stored: int = 0
    faulty: int = 0
    left_out: int = 0

    @property
    def left(self) -> int:
        """What is still to be stored, of what was planned or of what is there already."""
        return max(self.planned, self.counted, self.scanned) - self.stored


def tally(
    groups: Iterable[Group], order: Sequence[Station], *, planned: int = 0, counted: int = 0, faulty: int = 0
) -> Tally:
    """Counts from papers by station and standing; `faulty` are files that gave no paper."""
    found = dict.fromkeys(("scanned", "stored", "faulty", "left_out"), 0)
    behind = dict.fromkeys(order, 0)
    for station, standing, count in groups:
        if standing == Standing.LEFT_OUT:
            found["left_out"] += count
            continue
        found["scanned"] += count
        found["faulty"] += count if standing == Standing.FAULTY else 0
        found["stored"] += count if standing == Standing.STORED else 0
        for passed in passed_stations(order, Station(station), standing):
            behind[passed] += count
    return Tally(
        planned=planned,
        counted=counted,
        scanned=found["scanned"],
        signed=behind[Station.PERSONAL_SIGNATURE],
        extracted=behind[Station.READING],
        checked=behind[Station.CHECKING],
        sealed=behind[Station.SEAL],
        stored=found["stored"],
        faulty=found["faulty"] + faulty,
        left_out=found["left_out"],
    )


def passed_stations(order: Sequence[Station], station: Station, standing: str) -> Sequence[Station]:
    """The stations that a paper has behind it."""
    return order if standing == Standing.STORED else order[: order.index(station)]


def per_hour(passed: int, *, first_at: datetime | None, at: datetime) -> float:
    """How many pass in an hour, by what passed since `first_at`; 0 when nothing did."""
    if not passed or first_at is None:
        return 0.0
    return passed / (max(at - first_at, LEAST_WATCHED) / timedelta(hours=1))


def time_left(left: int, rate: float) -> timedelta | None:
    """How long the rest takes at this rate, to the minute; None when nobody can say."""
    if left <= 0:
        return timedelta()
    if rate <= 0:
        return None
    return timedelta(minutes=round(60 * left / rate) or 1)


def in_words(left: timedelta | None) -> str:
    """For people: "còn khoảng 3 giờ 20 phút". Hours of work, since nights are not counted."""
    if left is None:
        return "chưa tính được thời gian còn lại"
    minutes = round(left.total_seconds() / 60)
    if not minutes:
        return "đã xong"
    hours, minutes = divmod(minutes, 60)
    said = [f"{hours:,} giờ".replace(",", ".")] if hours else []
    said += [f"{minutes} phút"] if minutes and hours < 10 else []
    return "còn khoảng " + " ".join(said)
