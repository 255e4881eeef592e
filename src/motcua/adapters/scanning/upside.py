"""Runs in a grandchild only: whether a page stands on its head.

First by how its lines lean (`uprightness.py`): in Vietnamese nearly every page is told upright at once. Of
the others Tesseract is asked, where it is installed, which takes some four tenths of a second; without it
only a sure lean is believed.
"""

import io
import math
import re
import subprocess
from collections.abc import Callable
from statistics import pstdev

from PIL import Image

from motcua.adapters.inspection.uprightness import FEWEST_PIECES, leans_of

UPRIGHT_ABOVE = 1.5
UPSIDE_DOWN_BELOW = -2.5
"""Of the mean lean, in its own standard errors."""
LEAST_CONFIDENCE = 1.5
SECONDS = 20
_COMMAND = ("tesseract", "stdin", "stdout", "--psm", "0", "-l", "osd", "-c", "min_characters_to_try=20")
_SAID = re.compile(r"Rotate: (\d+)\s+Orientation confidence: ([\d.]+)")


def is_upside_down(ink: Image.Image, level: Callable[[], Image.Image]) -> bool:
    """`ink`: white where something is written, its lines across; `level` draws the page for Tesseract."""
    lean = _lean(ink)
    if lean > UPRIGHT_ABOVE:
        return False
    said = _asked(level())
    return lean < UPSIDE_DOWN_BELOW if said is None else said


def _lean(ink: Image.Image) -> float:
    leans = list(leans_of(ink))
    if len(leans) < FEWEST_PIECES:
        return 0.0
    return sum(leans) / len(leans) * math.sqrt(len(leans)) / max(pstdev(leans), 1e-6)


def _asked(picture: Image.Image) -> bool | None:
    """What Tesseract says; None when it is not there or cannot tell."""
    page = io.BytesIO()
    picture.save(page, "PNG", compress_level=1)
    try:
        done = subprocess.run(
            _COMMAND, input=page.getvalue(), capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _SAID.search(done.stdout.decode(errors="replace"))
    if found is None or float(found[2]) < LEAST_CONFIDENCE:
        return None
    return found[1] == "180"
