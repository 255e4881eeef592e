"""Facts of the digitisation room: codes and numbers, never what stands on a paper."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class PlanMade(Event):
    """Subject: `plan:` and its code."""

    phases: int


@dataclass(frozen=True, kw_only=True)
class PhasePlanned(Event):
    """Subject: `plan:` and its code."""

    year: int
    papers: int
    dong: int


@dataclass(frozen=True, kw_only=True)
class MoneySpent(Event):
    """Subject: `plan:` and its code."""

    year: int
    dong: int


@dataclass(frozen=True, kw_only=True)
class CampaignMade(Event):
    """Subject: `campaign:` and its code."""

    plan: str
    year: int
    stations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CampaignChanged(Event):
    """Its way along the line, before anything was scanned."""

    stations: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CampaignOpened(Event):
    """From now on boxes are scanned."""


@dataclass(frozen=True, kw_only=True)
class CampaignClosed(Event):
    """Everything of it is stored or left out."""


@dataclass(frozen=True, kw_only=True)
class BoxMade(Event):
    """Subject: `box:` and its code."""

    campaign: str


@dataclass(frozen=True, kw_only=True)
class BoxCounted(Event):
    papers: int


@dataclass(frozen=True, kw_only=True)
class MiscountExplained(Event):
    counted: int
    scanned: int


@dataclass(frozen=True, kw_only=True)
class BoxPaused(Event):
    """Its papers stand still until it is taken up again."""


@dataclass(frozen=True, kw_only=True)
class BoxResumed(Event):
    papers: int


@dataclass(frozen=True, kw_only=True)
class BoxFinished(Event):
    """All its papers are stored or left out."""


@dataclass(frozen=True, kw_only=True)
class FolderWatched(Event):
    """Subject: `box:` and its code; no folder: it is not watched any more."""

    folder: str
    scanned_by: str


@dataclass(frozen=True, kw_only=True)
class ScanTaken(Event):
    """A scanned file came in. Subject: `box:` and its code."""

    scan: str
    document: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ScanCut(Event):
    """Subject: `box:` and its code."""

    scan: str
    pages: int
    papers: int


@dataclass(frozen=True, kw_only=True)
class ScanLeftOut(Event):
    scan: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class FaultFound(Event):
    """Of a scan (subject `box:`) or of a paper (subject `digitised:` and its code)."""

    fault: str
    station: str
    scan: str = ""


@dataclass(frozen=True, kw_only=True)
class FaultMended(Event):
    fault: str
    remedy: str
    scan: str = ""


@dataclass(frozen=True, kw_only=True)
class PageCorrected(Event):
    """What one key did to a page; the scanned file stays as it is. Subject: `digitised:` and its code."""

    scan: str
    page: int
    turn: int
    straighten_tenths: int
    dropped: bool


@dataclass(frozen=True, kw_only=True)
class PageScannedAnew(Event):
    scan: str
    page: int
    new_scan: str


@dataclass(frozen=True, kw_only=True)
class PagesPassed(Event):
    """Somebody saw the pages' faults and let them be."""

    pages: int


@dataclass(frozen=True, kw_only=True)
class PaperBound(Event):
    """Subject: `digitised:` and its code, as of all that follow."""

    document: str
    pages: int


@dataclass(frozen=True, kw_only=True)
class SignaturesOrdered(Event):
    """Who scanned signs what waits. Subject: `box:` and its code."""

    papers: int


@dataclass(frozen=True, kw_only=True)
class ScanSigned(Event):
    document: str


@dataclass(frozen=True, kw_only=True)
class PaperRead(Event):
    rendition: str
    doubts: int


@dataclass(frozen=True, kw_only=True)
class FieldsKeyed(Event):
    round: int
    fields: int


@dataclass(frozen=True, kw_only=True)
class FieldsDecided(Event):
    """`differing`: how many fields a third person decided."""

    differing: int


@dataclass(frozen=True, kw_only=True)
class LotDrawn(Event):
    """Subject: `box:` and its code."""

    lot: str
    size: int
    plan_size: int
    plan_accepted: int


@dataclass(frozen=True, kw_only=True)
class SampleLookedAt(Event):
    lot: str
    wrong: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PaperLeftLot(Event):
    """It is worked on anew; so many are left, so many of them to look at. Subject: `box:` and its code."""

    lot: str
    paper: str
    size: int
    plan_size: int


@dataclass(frozen=True, kw_only=True)
class LotJudged(Event):
    """Subject: `box:` and its code."""

    lot: str
    verdict: str


@dataclass(frozen=True, kw_only=True)
class SealsOrdered(Event):
    """Subject: `box:` and its code."""

    papers: int


@dataclass(frozen=True, kw_only=True)
class CopySealed(Event):
    document: str
    ordinal: int


@dataclass(frozen=True, kw_only=True)
class PaperStored(Event):
    holding: str


@dataclass(frozen=True, kw_only=True)
class PaperLeftOut(Event):
    """Taken out of the line by a person."""


@dataclass(frozen=True, kw_only=True)
class PaperTakenBack(Event):
    """Back to the intake: a page was scanned anew or corrected."""

    station: str


@dataclass(frozen=True, kw_only=True)
class FileRefused(Event):
    """A file of a watched folder could not be taken. Subject: `box:` and its code."""


@dataclass(frozen=True, kw_only=True)
class RefusalSeen(Event):
    """Somebody saw why a file could not be taken. Subject: `box:` and its code."""


@dataclass(frozen=True, kw_only=True)
class ScanOpened(Event):
    """Somebody looked at the pages of a paper. Subject: `opened-scan:` and the paper's code."""


@dataclass(frozen=True, kw_only=True)
class DigitisedFileOpened(Event):
    """Somebody on the line looked at a paper or took one of its files home, once an hour.

    Subject: `opened:` and the code of the document.
    """

    way: str
    paper: str


@dataclass(frozen=True, kw_only=True)
class ErrorRatesTaken(Event):
    """Who was wrong how often left the house as a file. Subject: `export:` and a code.

    `month` as `2026-11`, empty for the whole campaign; `is_whole` False: the taker and the machine alone.
    """

    campaign: str
    month: str
    is_whole: bool
