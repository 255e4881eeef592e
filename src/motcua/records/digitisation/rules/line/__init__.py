"""How paper goes along the line: cut, judged, keyed twice, sampled, given a code. Pure."""

from .codes import CodeParts, check_template, code_of
from .cutting import CutBy, Piece, cut
from .keying import Difference, compare, errors_of, is_settled, normalised, settled
from .pages import Correction, PageFault, PageLook, faults_of, proposed
from .phases import Phase, phase_of, phases_from
from .sampling import Plan, chosen, full, of_percent, of_quality_limit, verdict
from .stations import BINDING, USUAL_ORDER, Station, check_order, departures, following

__all__ = [
    "BINDING",
    "USUAL_ORDER",
    "CodeParts",
    "Correction",
    "CutBy",
    "Difference",
    "PageFault",
    "PageLook",
    "Phase",
    "Piece",
    "Plan",
    "Station",
    "check_order",
    "check_template",
    "chosen",
    "code_of",
    "compare",
    "cut",
    "departures",
    "errors_of",
    "faults_of",
    "following",
    "full",
    "is_settled",
    "normalised",
    "of_percent",
    "of_quality_limit",
    "phase_of",
    "phases_from",
    "proposed",
    "settled",
    "verdict",
]
