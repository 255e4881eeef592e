"""Pages a minute of the digitisation line's work, against OCRmyPDF alone and against bare Tesseract.

`.venv/bin/python -m benchmarks.digitisation [PAPERS] [PAGES_EACH]` makes papers of scanned pages, clean at
300 dpi and noisy at 200 in turn, and gives them to these ways, two papers at a time, each with one core:

- the line: each page looked at, the paper bound with what was found put right, recognised, values read;
- OCRmyPDF alone, a process for each paper as its command line starts it, with the same options;
- bare Tesseract, a process for each page drawn beforehand, words to a table.

The ways take turns, paper by paper, so that what else is at work on the machine weighs on all alike.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import img2pdf
from tests.factories.made_pages import scans_of

from motcua.adapters.recognition.recogniser import OcrmypdfRecogniser
from motcua.adapters.scanning.binder import ChildPageBinder
from motcua.adapters.scanning.looker import ChildPageLooker
from motcua.records.digitisation.ports import PagePart
from motcua.records.digitisation.rules import read

AT_A_TIME = 2
SEED = 400_000
OPTIONS = (
    "-l", "vie", "--mode", "skip", "--output-type", "pdfa", "--pdfa-backend", "internal",
    "--rasterizer", "pypdfium",
    "--tesseract-thresholding", "sauvola", "--optimize", "0", "--jobs", "1", "--quiet",
)  # fmt: skip
ONE_CORE = {**os.environ, "OMP_THREAD_LIMIT": "1"}

LOOKER, BINDER, RECOGNISER = ChildPageLooker(), ChildPageBinder(), OcrmypdfRecogniser()


def the_line(folder: Path) -> None:
    scan, bound = folder / "scan.pdf", folder / "bound.pdf"
    seen = list(LOOKER.look(scan))
    parts = [
        PagePart(scan, one.number, one.look.turn_degrees, one.look.skew_degrees) for one in seen if one.look
    ]
    BINDER.bind(parts, bound)
    found = RECOGNISER.recognise(bound, folder / "line.pdf", text_to=folder / "line.txt")
    assert read(found.pages).number is not None


def untouched(folder: Path) -> None:
    """The same, with pages that are straight already: only copied when bound."""
    scan, bound = folder / "straight.pdf", folder / "bound2.pdf"
    seen = list(LOOKER.look(scan))
    BINDER.bind([PagePart(scan, one.number) for one in seen], bound)
    found = RECOGNISER.recognise(bound, folder / "line2.pdf", text_to=folder / "line2.txt")
    assert read(found.pages).number is not None


def ocrmypdf_alone(folder: Path) -> None:
    command = [Path(sys.executable).with_name("ocrmypdf"), *OPTIONS, folder / "scan.pdf", folder / "ocr.pdf"]
    subprocess.run(command, check=True, env=ONE_CORE, capture_output=True)


def tesseract_alone(folder: Path) -> None:
    for page in sorted(folder.glob("*.png")):
        command = ["tesseract", page, "stdout", "-l", "vie", "-c", "thresholding_method=2", "tsv"]
        subprocess.run(command, check=True, env=ONE_CORE, capture_output=True)


WAYS: dict[str, Callable[[Path], None]] = {
    "the line, every page straightened": the_line,
    "the line, pages taken over as they are": untouched,
    "OCRmyPDF alone": ocrmypdf_alone,
    "bare Tesseract": tesseract_alone,
}


def main() -> None:
    papers, each = (int(given) for given in (sys.argv[1:] + ["8", "2"][len(sys.argv) - 1 :]))
    spent: dict[str, float] = defaultdict(float)
    with tempfile.TemporaryDirectory() as root, ThreadPoolExecutor(AT_A_TIME) as pool:
        folders = [_made(Path(root) / str(number), number * each, each) for number in range(papers)]
        for way in WAYS.values():  # what is started once is started
            way(folders[0])
        for first in range(0, papers, AT_A_TIME):
            for name, way in WAYS.items():
                started = time.perf_counter()
                list(pool.map(way, folders[first : first + AT_A_TIME]))
                spent[name] += time.perf_counter() - started
    print(f"{papers} papers of {each} pages, {AT_A_TIME} at a time")
    for name, seconds in spent.items():
        rate, of_ocr = papers * each / seconds * 60, spent["OCRmyPDF alone"] / seconds
        of_bare = spent["bare Tesseract"] / seconds
        print(f"{name:40} {rate:6.1f} pages/min  {of_ocr:.2f} of OCRmyPDF  {of_bare:.2f} of Tesseract")


def _made(folder: Path, first: int, pages: int) -> Path:
    """The pages of a paper as scanned, in a PDF and apart; and the same pages straight."""
    folder.mkdir()
    pictures = []
    for place in range(first, first + pages):
        scan = list(scans_of(SEED + place, place))[place % 2]
        (folder / f"{place:04}.png").write_bytes(scan.png)
        pictures.append(folder / f"{place:04}.png")
    (folder / "scan.pdf").write_bytes(img2pdf.convert([str(one) for one in pictures], nodate=True))
    seen = list(LOOKER.look(folder / "scan.pdf"))
    straight = [
        PagePart(folder / "scan.pdf", one.number, 0, one.look.skew_degrees) for one in seen if one.look
    ]
    BINDER.bind(straight, folder / "straight.pdf")
    return folder


if __name__ == "__main__":
    main()
