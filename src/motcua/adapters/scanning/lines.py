"""Runs in a grandchild only: how the lines of a page lie, from what is written on it.

`ink` is white where something is written. A page is narrowed to some tens of columns; sheared by the right
angle, lines of text and the gaps between them fall onto the same rows, and the rows differ most.
"""

import math
from array import array
from itertools import pairwise

from PIL import Image

COLUMNS = 80
MOST_DEGREES = 10.0
COARSE_STEP = 0.5
FINE_STEP = 0.1
CLEAR = 1.25
"""By how much the best angle must stand out from the middle of the others, else nothing is said."""


def skew_of(ink: Image.Image) -> float:
    """Degrees, clockwise, by which a page must be turned so that its lines are level.

    0.0 where no angle is clearly the best.
    """
    narrow = _narrowed(ink)
    wide = ink.width / COLUMNS
    coarse = _scores(narrow, wide, -MOST_DEGREES, MOST_DEGREES, COARSE_STEP)
    around = max(coarse, key=lambda degrees: coarse[degrees])
    fine = _scores(narrow, wide, around - COARSE_STEP, around + COARSE_STEP, FINE_STEP)
    best = max(fine, key=lambda degrees: fine[degrees])
    middle = sorted(coarse.values())[len(coarse) // 2]
    if fine[best] <= CLEAR * middle:
        return 0.0
    return round(best, 1)


def unrest_at_best(ink: Image.Image) -> float:
    """How much the rows differ at the angle at which they differ most."""
    return max(_scores(_narrowed(ink), ink.width / COLUMNS, -MOST_DEGREES, MOST_DEGREES, 1.0).values())


def turned(picture: Image.Image, degrees: float) -> Image.Image:
    """Clockwise, within its own frame; quarters keep the whole page."""
    quarters = round(degrees / 90) * 90
    whole = picture.rotate(-quarters, expand=True) if quarters else picture
    rest = degrees - quarters
    return whole.rotate(-rest, fillcolor=_paper(whole)) if rest else whole


def _paper(picture: Image.Image) -> int:
    """The shade that most of it has."""
    histogram = picture.histogram()
    return histogram.index(max(histogram))


def _narrowed(ink: Image.Image) -> Image.Image:
    return ink.convert("F").resize((COLUMNS, ink.height), Image.Resampling.BOX)


def _scores(narrow: Image.Image, wide: float, first: float, last: float, step: float) -> dict[float, float]:
    """For each angle how much the rows differ, once sheared by it. `wide`: pixels of the page in a column."""
    steps = round((last - first) / step)
    angles = [round(first + step * place, 3) for place in range(steps + 1)]
    return {degrees: _unrest(narrow, wide * math.tan(math.radians(degrees))) for degrees in angles}


def _unrest(narrow: Image.Image, rise: float) -> float:
    size = narrow.size
    shear = (1, 0, 0, -rise, 1, rise * size[0] / 2)
    sheared = narrow.transform(size, Image.Transform.AFFINE, shear, Image.Resampling.NEAREST)
    rows = array("f", sheared.resize((1, size[1]), Image.Resampling.BOX).tobytes())
    return sum((after - before) ** 2 for before, after in pairwise(rows))
