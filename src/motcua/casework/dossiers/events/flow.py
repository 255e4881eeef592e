"""Facts about the work along a process: who has it, which step it is at, what others are asked to do."""

from dataclasses import dataclass

from motcua.foundation.audit.events import Event


@dataclass(frozen=True, kw_only=True)
class DossierTakenOver(Event):
    """By a colleague of the unit; `officer` had it before. The reason is a note."""

    officer: str
    note: int
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class DossierGivenBack(Event):
    """To the unit, which assigns it anew. The reason is a note; none where its holder has left the unit."""

    note: int = 0


@dataclass(frozen=True, kw_only=True)
class DossierPrioritised(Event):
    """`priority` is urgent, high or normal, as was `before`. The reason is a note."""

    priority: str
    before: str
    note: int


@dataclass(frozen=True, kw_only=True)
class SittingAdjourned(Event):
    """What was to be settled at once got a later day. `receipt` replaced one; empty where it came with the
    acceptance. The reason stands with the clock.
    """

    receipt: str
    appointed_at: str
    legal_due_at: str


@dataclass(frozen=True, kw_only=True)
class AssignmentWaySet(Event):
    """How a unit gives out work; the subject is the unit."""

    way: str


@dataclass(frozen=True, kw_only=True)
class AssignmentRuleAdded(Event):
    procedure: str
    field: str
    officer: str


@dataclass(frozen=True, kw_only=True)
class AssignmentRuleRemoved(Event):
    procedure: str
    field: str
    officer: str


@dataclass(frozen=True, kw_only=True)
class StepForwarded(Event):
    """On to a step of the dossier's process; what the one before produced is a note."""

    step: str
    before: str
    officer: str
    note: int


@dataclass(frozen=True, kw_only=True)
class StepProductKept(Event):
    """What the step must produce: `product` is its kind, `document` the file, empty for words."""

    step: str
    product: str
    document: str = ""


@dataclass(frozen=True, kw_only=True)
class StepReturned(Event):
    """Back to an earlier step; the reason is a note."""

    step: str
    before: str
    officer: str
    note: int


@dataclass(frozen=True, kw_only=True)
class StepSkipped(Event):
    """Past a step that the process lets one skip; the reason is a note."""

    step: str
    before: str
    note: int


@dataclass(frozen=True, kw_only=True)
class OpinionsAsked(Event):
    """Of several at once, by one day; `tasks` are codes, `units` those of the asked units here."""

    tasks: tuple[str, ...]
    units: tuple[str, ...]
    until: str


@dataclass(frozen=True, kw_only=True)
class PartsOpened(Event):
    """Sub-dossiers with clocks of their own, each for a step of the process."""

    tasks: tuple[str, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SideTaskTaken(Event):
    """An officer of the asked unit holds it now."""

    task: str


@dataclass(frozen=True, kw_only=True)
class SideTaskAnswered(Event):
    """`by_hand`: recorded from a letter. The words stay outside the chain."""

    task: str
    stance: str
    late: bool
    by_hand: bool


@dataclass(frozen=True, kw_only=True)
class PartsLeftOut(Event):
    """Sub-dossiers that the process names and this dossier does not need. The reason is kept with them."""

    tasks: tuple[str, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SideTaskWaived(Event):
    """The dossier goes on without the answer; the reason stays outside the chain."""

    task: str
    late: bool


@dataclass(frozen=True, kw_only=True)
class SideTaskReminded(Event):
    task: str


@dataclass(frozen=True, kw_only=True)
class SideTaskLate(Event):
    """Its day has passed and the one-stop desk was told."""

    task: str
    due: str


@dataclass(frozen=True, kw_only=True)
class ProcedureChanged(Event):
    """Put under the procedure that it belongs to; the reason and what was answered stay outside.

    `carried` counts answers and papers that went along, `missing` what the owner must still give; `receipt`
    is the new one, empty where none was issued yet.
    """

    from_procedure: str
    from_version: int
    to_procedure: str
    to_version: int
    carried: int
    missing: int
    receipt: str = ""
    appointed_at: str = ""
