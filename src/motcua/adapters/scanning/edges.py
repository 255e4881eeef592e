"""Runs in a grandchild only: whether writing runs into the edge of a picture, cut off there.

A shadow, a rule or a black border is one long stretch of ink along the edge; letters that are cut through are
many short ones, and go on inwards.
"""

from PIL import Image

INWARDS_MM = 0.5
SHORTEST_MM = 0.15
LONGEST_MM = 6.0
FEWEST = 3
"""Strokes along one edge: a line of text that is cut lengthwise has dozens, one cut across has one or two."""


def touches_edge(ink: Image.Image, dpi: float) -> bool:
    """`ink` is white where something is written."""
    for turned in (0, 90, 180, 270):
        shown = ink.rotate(turned, expand=True) if turned else ink
        if _strokes(shown, dpi) >= FEWEST:
            return True
    return False


def _strokes(ink: Image.Image, dpi: float) -> int:
    """Short stretches of ink along the upper edge that go on inwards."""
    millimetre = dpi / 25.4
    depth = max(2, round(INWARDS_MM * millimetre))
    strip = ink.crop((0, 0, ink.width, depth)).resize((ink.width, 1), Image.Resampling.BOX)
    row = strip.tobytes()
    count, length = 0, 0
    for shade in [*row, 0]:
        if shade > 128:
            length += 1
            continue
        if SHORTEST_MM * millimetre <= length <= LONGEST_MM * millimetre:
            count += 1
        length = 0
    return count
