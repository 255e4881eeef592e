"""Runs in a grandchild only: whether the lines of a page stand on their heads.

In Latin script more rises above the small letters than falls below them: capitals, `b d h l t`, and in
Vietnamese nearly every mark. So of each line the ink above its body is weighed against the ink below, in
narrow strips that a crooked scan does not blur. Capitals alone and figures lean neither way: nothing is said
of them. What was measured stands in docs/reference/performance.md.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator

from PIL import Image

STRIPS = 16
LINE_SHARE = (0.0055, 0.045)
"""How high a line is, of the page's height: type of about 6 to 30 points on A4."""
FEWEST_PIECES = 40
RULED = 200
"""A row of a strip so full of ink, of 255, is a ruled line and no writing."""
FAINTEST = 4.0
GAP = 0.06
BODY = 0.55
LEAN = -0.035
SURENESS = -5.0


def is_upside_down(ink: Image.Image) -> bool:
    """`ink` is white where something is written, its lines running across. False where it cannot be told."""
    leans = list(leans_of(ink))
    if len(leans) < FEWEST_PIECES:
        return False
    mean = sum(leans) / len(leans)
    spread = math.sqrt(sum((one - mean) ** 2 for one in leans) / (len(leans) - 1))
    return mean < LEAN and mean * math.sqrt(len(leans)) < SURENESS * spread


def leans_of(ink: Image.Image) -> Iterator[float]:
    """Of each piece of a line, how much more of its ink lies above its body than below, from -1 to 1."""
    written, (width, height) = ink.convert("F"), ink.size
    least, most = (max(3, round(share * height)) for share in LINE_SHARE)
    wide = max(1, width // STRIPS)
    for left in range(0, wide * STRIPS, wide):
        strip = written.crop((left, 0, left + wide, height)).resize((1, height), Image.Resampling.BOX)
        for line in _lines(array("f", strip.tobytes())):
            if least <= len(line) <= most:
                yield _lean(line)


def _lines(rows: array[float]) -> Iterator[list[float]]:
    """The stretches of rows with writing; what runs from top to bottom, as a border, is taken off."""
    rows = array("f", (0.0 if row > RULED else row for row in rows))
    ordered = sorted(rows)
    floor, dark = ordered[len(rows) // 10], ordered[int(len(rows) * 0.97)]
    if dark - floor < FAINTEST:
        return
    line: list[float] = []
    for row in [*(max(0.0, row - floor) for row in rows), 0.0]:
        if row > (dark - floor) * GAP:
            line.append(row)
        elif line:
            yield line
            line = []


def _lean(line: list[float]) -> float:
    body = [place for place, ink in enumerate(line) if ink >= BODY * sorted(line)[-2]]
    above, below = sum(line[: body[0]]), sum(line[body[-1] + 1 :])
    return (above - below) / sum(line)
