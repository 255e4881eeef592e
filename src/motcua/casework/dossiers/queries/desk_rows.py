"""The shapes of one dossier on the desk: plain values, frozen."""

from dataclasses import dataclass
from datetime import datetime

from motcua.casework.dossiers.answer_lookups import ANSWERS
from motcua.casework.dossiers.enums import ProposalState
from motcua.casework.payments.queries import ChargeView
from motcua.records.documents.looks import Finding
from motcua.records.documents.rules import Limits
from motcua.records.letters.queries import LetterRow
from motcua.reference.catalogue.rules.fees import FeeLine
from motcua.reference.forms.rules import Shown

from .acts import Act
from .apologies import ApologyRow
from .declared import DeclaredSection, sections_of, taken_out
from .endings import Ending
from .forwarding import PapersRow
from .messages import MessageRow, waiting_until
from .notes import NoteRow
from .products import ProductRow
from .timeline import TimelineRow


@dataclass(frozen=True)
class FileRow:
    """A file, named by its document's code; `pages` is 0 for what cannot be drawn. A paper that was taken
    from the repository has the name that it has there.
    """

    code: str
    name: str
    size_bytes: int
    round: int
    filed_at: datetime
    findings: tuple[Finding, ...] = ()
    stated: str = ""
    pages: int = 0
    is_usable: bool = True
    is_unscanned: bool = False
    is_pdf: bool = False
    is_held: bool = False

    @property
    def supplement(self) -> int:
        """Which supplement brought it; 0 for the first filing."""
        return self.round - 1


@dataclass(frozen=True)
class VerdictRow:
    """What an officer said of a paper in a round."""

    verdict: str
    label: str
    reason: str
    by: str
    at: datetime
    round: int

    @property
    def tone(self) -> str:
        return {"good": "good", "bad": "late"}.get(self.verdict, "neutral")


@dataclass(frozen=True)
class PaperCheck:
    """A paper that the procedure asks for, what was filed for it, and what officers said of it: now, and of
    earlier rounds."""

    slug: str
    name: str
    required: bool
    original_required: bool
    by_form: bool
    files: tuple[FileRow, ...]
    on_paper: str = ""
    verdict: VerdictRow | None = None
    before: tuple[VerdictRow, ...] = ()

    @property
    def is_beside(self) -> bool:
        """Files of the form's own fields: no paper of the procedure."""
        return self.slug == ANSWERS

    @property
    def is_held(self) -> bool:
        """Nothing was handed in: all of it was taken from the repository."""
        return bool(self.files) and all(file.is_held for file in self.files)

    @property
    def is_missing(self) -> bool:
        return self.required and not self.files and not self.by_form and not self.on_paper


@dataclass(frozen=True)
class Party:
    """The owner or the filer; only on pages that the viewer was let into."""

    name: str
    number: str
    address: str
    phone: str
    email: str


@dataclass(frozen=True)
class Parties:
    """For whom, by whom, on what ground, and how the result goes back."""

    owner_kind: str
    owner: Party
    filer: Party
    ground: str
    ground_note: str
    result_way: str
    result_way_code: str
    result_address: str


@dataclass(frozen=True)
class Clock:
    """The holder's deadline with its tone and word, and the appointment with its reasons.

    `left` only while paused by an officer: how much is counted from the resumption on. `ask_by` only while
    the work is at the point where a dossier that is not eligible yet goes back.
    """

    until: datetime | None
    tone: str
    word: str
    due_at: datetime | None
    due_tone: str
    due_word: str
    left: str
    lines: tuple[str, ...]
    is_provisional: bool
    is_paused: bool
    ask_by: datetime | None = None
    is_late_to_ask: bool = False


@dataclass(frozen=True)
class SupplementRow:
    """`was_late`: asked after `ask_by`, the day that the law gives for asking; `basis` in words."""

    stage: str
    basis: str
    approved_by: str
    ask_by: datetime | None
    was_late: bool
    asked_at: datetime
    asked_by: str
    answer_due_at: datetime
    answered_at: datetime | None
    was_answered: bool
    defects: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ProposalRow:
    outcome: str
    outcome_label: str
    opinion: str
    proposed_at: datetime
    proposed_by: str
    state: str
    state_label: str
    answered_at: datetime | None
    answered_by: str
    answer_note: str


@dataclass(frozen=True)
class ResultRow:
    """A signed answer; number and symbol come with the clerk."""

    code: str
    outcome: str
    signed_at: datetime
    number: int | None
    symbol: str
    numbered_at: datetime | None
    returned_at: datetime | None
    given: str
    acknowledged_at: datetime | None
    signed_as: str = ""
    signing_basis: str = ""


@dataclass(frozen=True)
class OriginalRow:
    """Originals of a paper that were handed back."""

    name: str
    count: int
    taken_by: str
    given_at: datetime
    given_by: str


@dataclass(frozen=True)
class FormerProcedure:
    """A procedure that the dossier was under: who changed it and why, and what did not go along.

    `files` are those of papers that found no like: name of the paper, code and name of the file.
    """

    code: str
    name: str
    version: int
    case_name: str
    at: datetime
    by: str
    reason: str
    due_at: datetime | None
    paid_too_much_vnd: int
    answers: tuple[Shown, ...]
    files: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Places:
    """The three organisations of a dossier: where it was helped, where it was received, who decides.

    `kiosk` is the machine at which it was filed, with its desk; empty where none was used.
    """

    helped: str
    kiosk: str
    received: str
    decides: str
    is_received_elsewhere: bool
    papers: tuple[PapersRow, ...]


@dataclass(frozen=True)
class Desk:
    """Where a dossier stands and what the viewer may do with it; `stamp` changes whenever it moves."""

    id: int
    code: str
    code_short: str
    is_sample: bool
    procedure_code: str
    procedure_name: str
    case_name: str
    agency_code: str
    agency_name: str
    channel: str
    step: str
    sub_status: str
    holder: str
    priority: int
    priority_word: str
    priority_reason: str
    clock: Clock
    submitted_at: datetime
    accepted_at: datetime | None
    accepted_by: str
    parties: Parties
    places: Places
    papers: tuple[PaperCheck, ...]
    can_judge: bool
    answers: tuple[Shown, ...]
    answers_before: tuple[Shown, ...] | None
    former: tuple[FormerProcedure, ...]
    fields: tuple[tuple[str, str], ...]
    supplements: tuple[SupplementRow, ...]
    proposals: tuple[ProposalRow, ...]
    letters: tuple[LetterRow, ...]
    results: tuple[ResultRow, ...]
    originals_back: tuple[OriginalRow, ...]
    notes: tuple[NoteRow, ...]
    messages: tuple[MessageRow, ...]
    can_write: bool
    limits: Limits
    charge: ChargeView | None
    charges_before: tuple[ChargeView, ...]
    fees_later: tuple[FeeLine, ...]
    timeline: tuple[TimelineRow, ...]
    apology: ApologyRow | None
    ending: Ending
    outcomes: tuple[tuple[str, str], ...]
    names_reply_day: bool
    products: tuple[ProductRow, ...]
    acts: tuple[Act, ...]
    stamp: str

    @property
    def sections(self) -> list[DeclaredSection]:
        """The answers under the titles of their sections, changes marked."""
        return sections_of(self.answers, self.answers_before)

    @property
    def taken_out(self) -> tuple[Shown, ...]:
        return taken_out(self.answers, self.answers_before)

    def act(self, slug: str) -> Act | None:
        return next((act for act in self.acts if act.slug == slug), None)

    @property
    def question_until(self) -> datetime | None:
        return waiting_until(self.messages)

    @property
    def notes_for_viewer(self) -> int:
        """How many notes name the viewer and were not read yet."""
        return sum(note.is_for_me for note in self.notes)

    @property
    def may_scan(self) -> bool:
        """Whether the viewer may lay scans beside papers that came on paper."""
        receives = self.act("accept") is not None or self.act("take-supplement") is not None
        return receives and self.clock.until is not None and any(paper.on_paper for paper in self.papers)

    @property
    def waiting_apology(self) -> ApologyRow | None:
        return self.apology if self.apology and self.apology.sent_at is None else None

    @property
    def has_other_acts(self) -> bool:
        """Whether there are acts that are shut, or stand aside."""
        return any(act.aside or not act.allowed for act in self.acts)

    @property
    def waiting_proposal(self) -> ProposalRow | None:
        return next((row for row in self.proposals if row.state == ProposalState.WAITING), None)


@dataclass(frozen=True)
class Standing:
    """Who acts next, in a sentence, and whether the viewer still sees the dossier."""

    sentence: str
    is_in_sight: bool


@dataclass(frozen=True)
class ResultField:
    """A part of the result that the specialist writes, with what is proposed for it."""

    name: str
    label: str
    value: str
    help: str
    is_long: bool
    required: bool


@dataclass(frozen=True)
class Colleague:
    """An officer who may take a dossier, and how many open ones they hold; `why_proposed` is empty for whom
    the unit's rules do not propose."""

    code: str
    name: str
    title: str
    load: int
    is_on_leave: bool
    why_proposed: str = ""
