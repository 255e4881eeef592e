"""How well faults of scanned pages are found: made pages, each looked at as it is and with a fault planted.

`.venv/bin/python -m benchmarks.page_looks [PAPERS] [FIRST_SEED]` prints, for each fault, on how many pages it
was found, on how many clean ones nothing was said, and the time that a page takes.
"""

import io
import random
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image
from tests.factories import scans
from tests.factories.administrative import FONTS, scanned
from tests.factories.made_pages import LAYOUTS, paper_of

from motcua.adapters.scanning import looking
from motcua.adapters.scanning.looker import ChildPageLooker
from motcua.adapters.scanning.sheets import opened
from motcua.records.digitisation.rules.line import PageFault, PageLook, faults_of

SIDES = ("left", "right", "top", "bottom")


def main() -> None:
    """Print the table."""
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else 48
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 300_000
    found, pages, seconds, missed = defaultdict(int), defaultdict(int), [], []
    for place in range(papers):
        for name, wanted, picture, dpi in planted(first + place, place):
            look, spent = _looked(picture, dpi)
            pages[name] += 1
            found[name] += wanted(look)
            if name.startswith("clean"):
                seconds.append(spent)
            if not wanted(look):
                missed.append(f"{first + place} {name}: {look}")
    print(f"{'page':44} {'pages':>6} {'right':>6}")
    for name, count in pages.items():
        print(f"{name:44} {count:>6} {found[name]:>6}  {found[name] / count:.1%}")
    middle, most = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    print(f"a clean page: median {middle * 1000:.0f} ms of processor time, 95 of 100 {most * 1000:.0f} ms")
    print("\n".join(missed))


def _looked(picture: Image.Image, dpi: int) -> tuple[PageLook, float]:
    with tempfile.NamedTemporaryFile(suffix=".jpg") as file:
        picture.convert("RGB").save(file.name, "JPEG", quality=85, dpi=(dpi, dpi))
        (seen,) = LOOKER.look(Path(file.name))
        started = time.process_time()
        looking.look_at(opened(file), 1)
        spent = time.process_time() - started
    assert seen.look is not None
    return seen.look, spent


LOOKER = ChildPageLooker()


def planted(seed: int, place: int) -> Iterator[tuple[str, object, Image.Image, int]]:
    """The page as it is, then with one fault after the other; what must be said of it beside."""
    chance = random.Random(seed)
    paper = paper_of(seed, layout=LAYOUTS[place % 4], font=FONTS[place // 4 % 3])
    dpi, noise = ((300, 0.0), (200, 1.0), (200, 0.5), (300, 0.7))[place % 4]
    lean = chance.uniform(-0.8, 0.8)

    def page(skew: float = lean, dpi: int = dpi) -> Image.Image:
        png = scanned(paper.pdf, dpi=dpi, seed=seed, noise=noise, skew=skew, stamp=True)
        return Image.open(io.BytesIO(png))

    whole = page()
    yield "clean: nothing is said", lambda look: not faults_of(look), whole, dpi
    for turn in (90, 180, 270):
        yield f"to be turned by {turn}", partial(_is_turned, turn), whole.rotate(turn, expand=True), dpi
    skew = chance.choice((-1, 1)) * chance.uniform(1.3, 10)
    yield (
        "leaning by 1.3° to 10°, within 0.2°",
        lambda look: PageFault.SKEWED in faults_of(look) and abs(look.skew_degrees - skew) < 0.2,
        page(skew), dpi,
    )  # fmt: skip
    both = page(skew).rotate(180)
    yield "leaning and upside down", lambda look: look.turn_degrees == 180, both, dpi
    coarse = chance.choice((100, 120, 150))
    yield "100 to 150 dpi", lambda look: PageFault.COARSE in faults_of(look), page(dpi=coarse), coarse
    blank = scans.blank(dpi) if place % 2 else Image.new("L", whole.size, chance.randint(190, 255))
    yield "blank", lambda look: look.is_blank, blank, dpi
    side = SIDES[place % 4]
    yield f"cut off, {side}", lambda look: look.touches_edge, cut_into(whole, side), dpi


def _is_turned(turn: int, look: PageLook) -> bool:
    return look.turn_degrees == turn


def cut_into(page: Image.Image, side: str) -> Image.Image:
    """Without a strip at one side, deep enough that it goes through the writing."""
    dark = np.asarray(page.convert("L")) < 100
    wide, high = page.size
    rows, columns = dark.mean(axis=1), dark.mean(axis=0)
    first_row, last_row = (int(place) for place in np.flatnonzero(rows > 0.02)[[0, -1]])
    first, last = (int(place) for place in np.flatnonzero(columns > 0.02)[[0, -1]])
    across, down = int(wide / 8.27 * 0.4), int(wide / 8.27 * 0.03)
    return page.crop({
        "left": (first + across, 0, wide, high), "right": (0, 0, last - across, high),
        "top": (0, first_row + down, wide, high), "bottom": (0, 0, wide, last_row - down),
    }[side])  # fmt: skip


if __name__ == "__main__":
    main()
