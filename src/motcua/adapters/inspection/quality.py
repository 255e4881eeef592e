"""Runs in a grandchild only: which pages are blank, lie on their side or upside down, or are too coarse.

Nothing here refuses a file. Pages made by a program are read from their objects and not drawn; only scans and
photographs are drawn, small and in grey. A page that cannot be judged is left out.
"""

import math
import time
from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageOps

from motcua.adapters.inspection.uprightness import is_upside_down

Notes = dict[str, Any]
DRAWN_PX = 900
"""The long side of what is looked at: lines of 9-point type on A4 are still told apart."""
DRAWABLE_PIXELS = 40_000_000
SCAN_COVERS = 0.5
LEAST_DPI = 195
"""Law: ND-30-2020/PL-I, 200 dpi, less what rounding takes."""
A4_LONG_INCHES = 11.69
SPOKEN_DPI = range(100, 2401)
"""Resolutions that a scanner writes into a picture; 72 and 96 are what programs write that know none."""
MARGIN = 0.04
INK_STEP = 40
BLANK_BELOW = 0.0004
TURNED_ABOVE = 3.0
TEXT_INK = (0.004, 0.5)
_NOTE_OF_TURN = {1: "turned", 2: "upside_down", 3: "turned"}


def look_at_pages(content: bytes, seconds: float) -> Notes:
    """The notes on a PDF's pages, counted from 1, as many as there was time for."""
    until = time.monotonic() + seconds
    notes: Notes = {"blank": [], "turned": [], "upside_down": [], "coarse": [], "dpi": 0}
    with suppress(pdfium.PdfiumError), pdfium.PdfDocument(content) as pdf:
        for number in range(1, len(pdf) + 1):
            if time.monotonic() > until:
                break
            with suppress(pdfium.PdfiumError, ValueError, ZeroDivisionError):
                _look_at_page(pdf[number - 1], number, notes)
    return notes


def _look_at_page(page: Any, number: int, notes: Notes) -> None:
    things = list(page.get_objects(max_depth=4))
    if not things:
        notes["blank"].append(number)
        return
    scans = [_placed(thing) for thing in things if thing.type == pdfium_c.FPDF_PAGEOBJ_IMAGE]
    dpi = _resolution(scans, page.get_width() * page.get_height())
    if dpi is None:
        note = _NOTE_OF_TURN.get(_turn_of_text(page, things))
        if note:
            notes[note].append(number)
        return
    if dpi < LEAST_DPI:
        notes["coarse"].append(number)
        notes["dpi"] = min(notes["dpi"] or dpi, dpi)
    if sum(width * height for width, height, _, _ in scans) <= DRAWABLE_PIXELS:
        scale = DRAWN_PX / max(page.get_width(), page.get_height())
        _look_at_drawing(page.render(scale=scale, grayscale=True).to_pil(), number, notes)


def look_at_picture(picture: Image.Image, size: tuple[int, int]) -> Notes:
    """The notes on a photograph or scan, already unpacked small; turned as its EXIF tag says to show it."""
    notes: Notes = {"blank": [], "turned": [], "upside_down": [], "coarse": [], "dpi": 0}
    spoken = picture.info.get("dpi", (0, 0))[0]
    dpi = int(spoken) if int(spoken) in SPOKEN_DPI else 0
    notes["is_guess"] = not dpi
    dpi = dpi or round(max(size) / A4_LONG_INCHES)
    if dpi < LEAST_DPI:
        notes["coarse"].append(1)
        notes["dpi"] = dpi
    shown = ImageOps.exif_transpose(picture).convert("L")
    shown.thumbnail((DRAWN_PX, DRAWN_PX), Image.Resampling.BOX)
    _look_at_drawing(shown, 1, notes)
    return notes


def _look_at_drawing(drawing: Image.Image, number: int, notes: Notes) -> None:
    """Blank, or lines of text that run from top to bottom or stand on their heads."""
    width, height = drawing.size
    left, top = int(width * MARGIN), int(height * MARGIN)
    paper = drawing.convert("L").crop((left, top, max(left + 1, width - left), max(top + 1, height - top)))
    ink = _ink(paper)
    share = sum(ink.histogram()[128:]) / (ink.width * ink.height)
    if share < BLANK_BELOW:
        notes["blank"].append(number)
    elif TEXT_INK[0] < share < TEXT_INK[1]:
        if _unrest(ink, down=False) > TURNED_ABOVE * _unrest(ink, down=True):
            notes["turned"].append(number)
        elif is_upside_down(ink):
            notes["upside_down"].append(number)


def _ink(paper: Image.Image) -> Image.Image:
    """White where something is written: clearly darker than the paper is on the whole."""
    histogram = paper.histogram()
    half, seen, middle = sum(histogram) // 2, 0, 255
    for shade, count in enumerate(histogram):
        seen += count
        if seen >= half:
            middle = shade
            break
    return paper.point([255 if shade < middle - INK_STEP else 0 for shade in range(256)])


def _unrest(ink: Image.Image, *, down: bool) -> float:
    """How much the share of ink changes from line to line: lines of text and gaps make it large."""
    size = (1, ink.height) if down else (ink.width, 1)
    shares = array("f", ink.convert("F").resize(size, Image.Resampling.BOX).tobytes())
    steps = [(after - before) ** 2 for before, after in pairwise(shares)]
    return sum(steps) / max(1, len(steps))


def _placed(thing: Any) -> tuple[int, int, float, float]:
    """A picture's pixels, and the inches that it is drawn in."""
    matrix = thing.get_matrix()
    around = thing.container
    while around is not None:
        matrix = matrix.multiply(around.get_matrix())
        around = around.container
    width, height = thing.get_px_size()
    return width, height, math.hypot(matrix.a, matrix.b) / 72, math.hypot(matrix.c, matrix.d) / 72


def _resolution(scans: list[tuple[int, int, float, float]], page_points: float) -> int | None:
    """Dots per inch of a page that pictures fill, whole or in strips; None for a page made otherwise.

    Of pictures that lie over one another the finest counts: it holds the writing.
    """
    page_inches = page_points / 72 / 72
    whole = [scan for scan in scans if scan[2] * scan[3] >= SCAN_COVERS * page_inches]
    if whole:
        return round(max(min(w / wide, h / high) for w, h, wide, high in whole))
    covered = sum(wide * high for _, _, wide, high in scans)
    if covered < SCAN_COVERS * page_inches:
        return None
    return round(math.sqrt(sum(w * h for w, h, _, _ in scans) / covered))


def _turn_of_text(page: Any, things: list[Any]) -> int:
    """How most of the text of a page runs as shown, in quarter turns against the clock; 0 is upright."""
    turns = Counter(round((angle - page.get_rotation()) / 90) % 4 for angle in _text_angles(things))
    most = turns.most_common(1)
    return most[0][0] if most and most[0][1] > turns[0] else 0


def _text_angles(things: list[Any], at_most: int = 200) -> Iterator[float]:
    """Degrees against the clock in which pieces of text run."""
    texts = [thing for thing in things if thing.type == pdfium_c.FPDF_PAGEOBJ_TEXT]
    for thing in texts[:at_most]:
        matrix = thing.get_matrix()
        yield math.degrees(math.atan2(matrix.b, matrix.a))
