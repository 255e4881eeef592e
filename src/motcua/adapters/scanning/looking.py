"""Runs in a grandchild only: how the pages of a scanned file came out, and what their barcodes say."""

import hashlib
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

import zxingcpp
from PIL import Image

from motcua.adapters.scanning import edges, lines, paper, upside
from motcua.adapters.scanning.sheets import Measured, PdfSheets, Problem, Sheets, check_whole, opened

Found = dict[str, Any]
LOOK_DPI = 150
"""At which bars of a third of a millimetre and type of 6 points are still told apart."""
TURNED_ABOVE = 1.6
"""By how much rows must differ more once the page is turned, so that it lies on its side."""
MOST_BARCODES = 20
MOST_LETTERS = 200
FORMATS = ("Code128", "Code39", "QRCode", "DataMatrix", "Aztec", "PDF417")


def work(task: Found, file: BinaryIO) -> Iterator[Found]:
    """`task`: first page, count, is_new (look at the file as a whole too), seconds after which none is begun.

    Yields pages or problem; then for each page `begun-N`, and what was found under its number.
    """
    try:
        if task["is_new"]:
            check_whole(file)
        sheets = opened(file)
    except Problem as problem:
        yield {"problem": str(problem)}
        return
    yield {"pages": sheets.count}
    until = time.monotonic() + task["seconds"]
    for number in range(task["first"], min(task["first"] + task["count"], sheets.count + 1)):
        if time.monotonic() > until:
            return
        yield {f"begun-{number}": True}
        try:
            yield {str(number): look_at(sheets, number)}
        except Problem as problem:
            yield {str(number): {"fault": str(problem)}}
        except (ValueError, RuntimeError, OSError, ZeroDivisionError):
            yield {str(number): {"fault": "broken_page"}}


def look_at(sheets: Sheets, number: int) -> Found:
    """One page. What a program wrote is judged by its text, not by how it looks."""
    measured = sheets.measure(number)
    drawing = sheets.draw(number, LOOK_DPI)
    found: Found = {
        "width_mm": round(measured.width_mm), "height_mm": round(measured.height_mm), "dpi": measured.dpi,
        "barcodes": barcodes_of(drawing),
    }  # fmt: skip
    if isinstance(sheets, PdfSheets) and not measured.dpi:
        return found | _typed(sheets, number, drawing)
    return found | _scanned(drawing, measured)


def _typed(sheets: PdfSheets, number: int, drawing: Image.Image) -> Found:
    if sheets.is_empty(number) or paper.is_blank(paper.ink_of(drawing.reduce(2))):
        return {"blank": True, "dpi": 0}
    return {"turn": sheets.turn_of_text(number)}


def _scanned(drawing: Image.Image, measured: Measured) -> Found:
    small = drawing.reduce(2)  # at which dust and a machine's grain fade away
    ink = paper.ink_of(small)
    if paper.is_blank(ink):
        return {"blank": True}
    dpi = max(drawing.size) * 25.4 / max(measured.width_mm, measured.height_mm, 1)
    turn, skew = lie_of(drawing, ink)
    return {
        "turn": turn,
        "skew": skew,
        "cut": edges.touches_edge(paper.ink_of(drawing), dpi),
        "print": hashlib.sha256(b"%d " % drawing.width + drawing.tobytes()).hexdigest(),
    }


def lie_of(drawing: Image.Image, ink: Image.Image) -> tuple[int, float]:
    """Degrees, both clockwise, by which a page must be turned to stand upright: quarters, and the rest."""
    body = paper.within_margins(ink)
    share = paper.share_of(body)
    if not paper.TEXT_INK[0] < share < paper.TEXT_INK[1]:
        return 0, 0.0
    turn = 0
    across, down = (lines.unrest_at_best(one) for one in (body, body.transpose(Image.Transpose.ROTATE_270)))
    if down > TURNED_ABOVE * across:
        turn, body = 90, body.transpose(Image.Transpose.ROTATE_270)
    skew = lines.skew_of(body)
    if upside.is_upside_down(lines.turned(body, skew), lambda: lines.turned(drawing, turn + skew)):
        turn += 180
    return turn, skew


def barcodes_of(drawing: Image.Image) -> list[str]:
    """What the barcodes of a page say, from its top, each once."""
    pixels = memoryview(drawing.tobytes()).cast("B", (drawing.height, drawing.width))
    formats = zxingcpp.BarcodeFormats([getattr(zxingcpp.BarcodeFormat, name) for name in FORMATS])
    read = zxingcpp.read_barcodes(pixels, formats=formats, try_invert=False)
    said = [one.text for one in sorted(read, key=lambda one: one.position.top_left.y) if one.valid]
    plain = ["".join(letter for letter in text if letter.isprintable())[:MOST_LETTERS] for text in said]
    return list(dict.fromkeys(text for text in plain if text))[:MOST_BARCODES]
