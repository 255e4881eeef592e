"""Pages as the eye sees them: cut to their crop box, turned, in their own unit (ISO 32000-1, 14.11.2)."""

from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler

from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.signing.ports import PageSize, Rectangle

POINTS_PER_MM = 72 / 25.4
A4 = (0.0, 0.0, 595.0, 842.0)
MOST_PARENTS = 100
BROKEN = (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)
"""What pyHanko raises over a file that is not as it should be."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class SeenPage:
    """What of a page is shown, in its own units from its own corner; `turn` clockwise, in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0
    unit: float = 1.0

    @property
    def per_mm(self) -> float:
        return POINTS_PER_MM / self.unit

    @property
    def size(self) -> PageSize:
        width, height = (self.right - self.left) / self.per_mm, (self.top - self.bottom) / self.per_mm
        return PageSize(height, width) if self.turn in {90, 270} else PageSize(width, height)

    def box(self, seen: Rectangle) -> Box:
        """Where that rectangle lies on the page as the file counts."""
        x, y = seen.left_mm * self.per_mm, seen.top_mm * self.per_mm
        width, height = seen.width_mm * self.per_mm, seen.height_mm * self.per_mm
        if self.turn == 90:
            return self.left + y, self.bottom + x, self.left + y + height, self.bottom + x + width
        if self.turn == 180:
            return self.right - x - width, self.bottom + y, self.right - x, self.bottom + y + height
        if self.turn == 270:
            return self.right - y - height, self.top - x - width, self.right - y, self.top - x
        return self.left + x, self.top - y - height, self.left + x + width, self.top - y


def page_of(file: PdfHandler, number: int) -> SeenPage:
    """A page by its number, from 1."""
    found = file.find_page_for_modification(number - 1)[0].get_object()  # type: ignore[no-untyped-call]
    media = _box_of(_inherited(found, "/MediaBox")) or A4
    crop = _box_of(_inherited(found, "/CropBox")) or media
    shown = max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])
    if shown[0] >= shown[2] or shown[1] >= shown[3]:
        shown = media
    return SeenPage(*shown, turn=_turn(_inherited(found, "/Rotate")), unit=_unit(found))


class SeenPages:
    """The Pages of signing.ports."""

    def size(self, *, pdf: bytes, page: int) -> PageSize:
        try:
            return page_of(PdfFileReader(BytesIO(pdf)), page).size
        except BROKEN as broken:
            raise OutsideFailure(f"Không đọc được tệp PDF để ký: {broken}", permanent=True) from broken


def _inherited(page: Any, name: str) -> Any:
    """What the page says, else what the nodes above it say."""
    for _ in range(MOST_PARENTS):
        if name in page:
            return page[name]
        if "/Parent" not in page:
            return None
        page = page["/Parent"]
    return None


def _box_of(found: Any) -> Box | None:
    """The corners in order, whichever the file names first; None for no area."""
    try:
        first, second, third, fourth = (float(side) for side in found)
    except (TypeError, ValueError):
        return None
    box = min(first, third), min(second, fourth), max(first, third), max(second, fourth)
    return box if box[0] < box[2] and box[1] < box[3] else None


def _turn(found: Any) -> int:
    return int(found) % 360 // 90 * 90 if isinstance(found, int) else 0


def _unit(page: Any) -> float:
    try:
        found = page["/UserUnit"]
    except KeyError:
        return 1.0
    return float(found) if isinstance(found, int | float | Decimal) and found > 0 else 1.0
