"""Facts about dossiers: past tense, frozen, never personal data."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class DossierFiled(Event):
    """Filed by its filer; `papers` counts the files, `sequence_overflow` tells a five-digit code.

    `helper` and `help_unit` are the codes of who helped to file online and of the desk, empty without help;
    `kiosk` and `kiosk_unit` are the codes of the kiosk and of its desk, empty where none was used.
    """

    case: str
    ground: str
    papers: int
    fee_vnd: int
    sequence_overflow: bool = False
    helper: str = ""
    help_unit: str = ""
    kiosk: str = ""
    kiosk_unit: str = ""


@dataclass(frozen=True, kw_only=True)
class DossierWithdrawn(Event):
    pass


@dataclass(frozen=True, kw_only=True)
class DossierAccepted(Event):
    """`due_at` and `legal_due_at` are ISO moments, empty while the fee must come first."""

    receipt: str
    appointed_at: str
    legal_due_at: str
    provisional: bool


@dataclass(frozen=True, kw_only=True)
class AcceptanceUndone(Event):
    reason: str


@dataclass(frozen=True, kw_only=True)
class SupplementRequested(Event):
    """`defects` counts what was asked; `late` tells that the law wanted it asked before, `approver` who
    approved it beside whoever asked; `reasons` are codes of the kept list, `held` counts the papers that the
    repository holds and that were asked for all the same."""

    stage: str
    defects: int
    letter: str
    late: bool = False
    approver: str = ""
    reasons: tuple[str, ...] = ()
    held: int = 0


@dataclass(frozen=True, kw_only=True)
class SupplementAnswered(Event):
    stage: str
    round: int
    papers: int


@dataclass(frozen=True, kw_only=True)
class ScanAttached(Event):
    """A paper that came on paper was scanned; `paper` is its slug."""

    paper: str
    document: str


@dataclass(frozen=True, kw_only=True)
class DossierRefused(Event):
    """`reason` is a code of the kept list, empty where none was chosen."""

    letter: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class StopAsked(Event):
    """The applicant asks that the work end; the words stay outside the chain."""

    answer_by: str


@dataclass(frozen=True, kw_only=True)
class StopDeclined(Event):
    pass


@dataclass(frozen=True, kw_only=True)
class DossierStopped(Event):
    """`reason` is a code; its words and ground stand in the notice."""

    reason: str
    letter: str


@dataclass(frozen=True, kw_only=True)
class FeeSettled(Event):
    """All that was owed is paid; where the law says so, the clock starts by it."""

    charge: str
    amount_vnd: int
    starts_clock: bool
    appointed_at: str = ""
    legal_due_at: str = ""


@dataclass(frozen=True, kw_only=True)
class ClockPaused(Event):
    """Time is not counted; `reason` is a code, what is waited for stays outside the chain."""

    reason: str
    until: str


@dataclass(frozen=True, kw_only=True)
class ClockResumed(Event):
    """Time is counted again, with a new appointment."""

    appointed_at: str
    legal_due_at: str


@dataclass(frozen=True, kw_only=True)
class ApologyDrafted(Event):
    """An apology lies ready, by the system or by an officer; its words stay outside the chain."""

    new_day: str


@dataclass(frozen=True, kw_only=True)
class ApologyDropped(Event):
    """An apology that lay ready can no longer be sent: it is too late, or its day has passed by."""


@dataclass(frozen=True, kw_only=True)
class ApologySent(Event):
    """The day was set anew, for the only time."""

    letter: str
    due_before: str
    appointed_at: str
    legal_due_at: str


@dataclass(frozen=True, kw_only=True)
class DueRecounted(Event):
    """A provisional day was counted again by a newly published calendar."""

    calendar: int
    due_before: str
    appointed_at: str
    legal_due_at: str
    provisional: bool


@dataclass(frozen=True, kw_only=True)
class DossierAssigned(Event):
    """`why` is a code where the unit's rules chose, and the actor the system where they did so alone."""

    officer: str
    why: str = ""
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Event):
    """An internal note; its words stay outside the chain. `named` are codes of officers."""

    note: int
    named: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QuestionAsked(Event):
    """The applicant asks; the words stay outside the chain."""

    message: int
    answer_by: str
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class MessageSent(Event):
    """The agency writes to the applicant; `answers` counts the questions that waited."""

    message: int
    answers: int
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class PapersJudged(Event):
    """An officer said of papers whether they are in order; counts only, no reasons."""

    round: int
    good: int
    bad: int
    not_needed: int
    taken_back: int


@dataclass(frozen=True, kw_only=True)
class ResultProposed(Event):
    outcome: str
    proposal: int


@dataclass(frozen=True, kw_only=True)
class ProposalSentBack(Event):
    proposal: int
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class ResultSigned(Event):
    """`power` is the code of the power of signing (KT., TL., TUQ. and so on), empty where there is none."""

    outcome: str
    result: str
    letter: str
    power: str = ""


@dataclass(frozen=True, kw_only=True)
class ResultNumbered(Event):
    result: str
    number: int
    symbol: str
    on_time: bool
    early: bool = False


@dataclass(frozen=True, kw_only=True)
class ResultReturned(Event):
    """`taken_by` and `paper_seen` are codes, at the counter only; names and numbers stay outside."""

    result: str
    way: str
    taken_by: str = ""
    paper_seen: str = ""


@dataclass(frozen=True, kw_only=True)
class ResultAcknowledged(Event):
    result: str


@dataclass(frozen=True, kw_only=True)
class OriginalsHandedBack(Event):
    """`papers` are slugs, `count` all originals together."""

    papers: str
    count: int
    taken_by: str
    paper_seen: str


@dataclass(frozen=True, kw_only=True)
class TransitionBegun(Event):
    """Dossiers under way follow a new version, or are asked; the subject is the publication."""

    transition: str
    under_way: str


@dataclass(frozen=True, kw_only=True)
class DossierMoved(Event):
    """Moved to another version of its procedure, by the rule of a transition or by its applicant's answer."""

    transition: str
    from_version: int
    to_version: int


@dataclass(frozen=True, kw_only=True)
class DossierMovedBack(Event):
    transition: str
    from_version: int
    to_version: int


@dataclass(frozen=True, kw_only=True)
class MoveAsked(Event):
    transition: str
    to_version: int


@dataclass(frozen=True, kw_only=True)
class DossierStayed(Event):
    """The applicant keeps the version at filing."""

    transition: str


@dataclass(frozen=True, kw_only=True)
class DossierLeftBehind(Event):
    """Not moved, since it makes no sense any more."""

    transition: str
    why: str


@dataclass(frozen=True, kw_only=True)
class BulkOrdered(Event):
    """The same act was ordered for many dossiers; each act then has its own event."""

    act: str
    dossiers: int


@dataclass(frozen=True, kw_only=True)
class ListExported(Event):
    """A list left the house as a file; which columns, and whether nothing was filtered away.

    `part` says which of its kind, where there are several: a book, a hand-over list, an order.
    """

    queue: str
    columns: list[str]
    is_whole: bool
    part: str = ""
