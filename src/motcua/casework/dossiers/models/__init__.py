"""Tables of dossiers: drafts, dossiers, what was filed in each round, the clock, proposals, results."""

from .arrangements import QueueArrangement
from .assignment import AssignmentRule, UnitAssignment
from .books import BookPrint
from .brought import BroughtPaper
from .bulk import Bulk, BulkLine
from .corrections import Correction
from .dossier import OPEN, TURN, Dossier, DossierQuerySet, FiledPaper, Filing
from .drafts import Draft, DraftPaper, LaidPaper
from .endings import Stop, StopRequest
from .finding import QueueCount, QueueCountQuerySet, SearchWords
from .forecasts import Forecast
from .forwarding import Forwarding, ForwardingQuerySet
from .habits import MarksStart, SavedList, Seen
from .hand_over_lists import HandOverList, HandOverListLine
from .handovers import HandOver
from .helping import HelpCode
from .losses import Loss, LostPaper
from .mentions import Mention
from .messages import DossierMessage
from .phrases import Phrase
from .products import StepProduct
from .reading import PaperVerdict
from .reasons import CommonReason, Reason, ReasonGiven
from .reminding import ExpiryReminder
from .returns import OriginalBack, ResultReturn
from .righting import ProcedureChange
from .saving import AskedAgain, SavedPaper
from .side_tasks import SidePaper, SideTask, SideTaskQuerySet
from .sittings import Sitting
from .transitions import Crossing, Transition
from .unclear import UnclearQuerySet, UnclearRequest
from .wordings import Wording, WordingQuerySet
from .work import Apology, ClockEntry, DaySequence, Note, Proposal, Result, Supplement, SupplementPaper

__all__ = [
    "OPEN",
    "TURN",
    "Apology",
    "AskedAgain",
    "AssignmentRule",
    "BookPrint",
    "BroughtPaper",
    "Bulk",
    "BulkLine",
    "ClockEntry",
    "CommonReason",
    "Correction",
    "Crossing",
    "DaySequence",
    "Dossier",
    "DossierMessage",
    "DossierQuerySet",
    "Draft",
    "DraftPaper",
    "ExpiryReminder",
    "FiledPaper",
    "Filing",
    "Forecast",
    "Forwarding",
    "ForwardingQuerySet",
    "HandOver",
    "HandOverList",
    "HandOverListLine",
    "HelpCode",
    "LaidPaper",
    "Loss",
    "LostPaper",
    "MarksStart",
    "Mention",
    "Note",
    "OriginalBack",
    "PaperVerdict",
    "Phrase",
    "ProcedureChange",
    "Proposal",
    "QueueArrangement",
    "QueueCount",
    "QueueCountQuerySet",
    "Reason",
    "ReasonGiven",
    "Result",
    "ResultReturn",
    "SavedList",
    "SavedPaper",
    "SearchWords",
    "Seen",
    "SidePaper",
    "SideTask",
    "SideTaskQuerySet",
    "Sitting",
    "StepProduct",
    "Stop",
    "StopRequest",
    "Supplement",
    "SupplementPaper",
    "Transition",
    "UnclearQuerySet",
    "UnclearRequest",
    "UnitAssignment",
    "Wording",
    "WordingQuerySet",
]
