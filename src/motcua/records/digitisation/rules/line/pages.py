"""What is wrong with a scanned page, and what one key can do about it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

LEAST_DPI: Final = 200
"""Law: ND-30-2020/PL-I."""
MOST_SKEW_DEGREES: Final = 1.0
"""Our own practice: beyond it lines of text run visibly downhill and are read worse."""


class PageFault(StrEnum):
    BLANK = "blank"
    TURNED = "turned"
    UPSIDE_DOWN = "upside_down"
    SKEWED = "skewed"
    COARSE = "coarse"
    CUT_OFF = "cut_off"


CAN_BE_CORRECTED: Final[Mapping[PageFault, str]] = MappingProxyType(
    {
        PageFault.BLANK: "Bỏ trang trắng",
        PageFault.TURNED: "Xoay đứng",
        PageFault.UPSIDE_DOWN: "Xoay ngược lại",
        PageFault.SKEWED: "Nắn thẳng",
    }
)
"""What one key does; pages too coarse or cut off are scanned again."""


@dataclass(frozen=True)
class PageLook:
    """What was measured on a page. `turn_degrees`: by how much it must be turned clockwise to stand upright;
    `skew_degrees`: by how much more, clockwise too, so that its lines are level; `touches_edge`: writing runs
    into the edge of the picture."""

    dpi: int
    is_blank: bool = False
    turn_degrees: int = 0
    skew_degrees: float = 0.0
    touches_edge: bool = False


@dataclass(frozen=True)
class Correction:
    """What the measures of a page ask for: a turn and the last degrees, clockwise, or to leave it out."""

    turn: int = 0
    straighten_tenths: int = 0
    drop: bool = False


def proposed(look: PageLook, faults: Sequence[PageFault]) -> Correction | None:
    """What would put a page right as it was measured; None when its faults ask for a person's eyes.

    A blank page is left out; a page that is too coarse or cut off is scanned again, which no measure can do.
    """
    if set(faults) - set(CAN_BE_CORRECTED):
        return None
    if PageFault.BLANK in faults:
        return Correction(drop=True)
    turned = PageFault.TURNED in faults or PageFault.UPSIDE_DOWN in faults
    return Correction(
        turn=look.turn_degrees if turned else 0,
        straighten_tenths=round(10 * look.skew_degrees) if PageFault.SKEWED in faults else 0,
    )


def faults_of(look: PageLook, *, least_dpi: int = LEAST_DPI) -> tuple[PageFault, ...]:
    """What an officer should see of a page. A blank page is only blank; 0 dpi means that nobody knows."""
    if look.is_blank:
        return (PageFault.BLANK,)
    found = []
    if look.turn_degrees in (90, 270):
        found.append(PageFault.TURNED)
    if look.turn_degrees == 180:
        found.append(PageFault.UPSIDE_DOWN)
    if abs(look.skew_degrees) > MOST_SKEW_DEGREES:
        found.append(PageFault.SKEWED)
    if 0 < look.dpi < least_dpi:
        found.append(PageFault.COARSE)
    if look.touches_edge:
        found.append(PageFault.CUT_OFF)
    return tuple(found)
