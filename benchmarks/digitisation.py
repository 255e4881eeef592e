"""Pages a minute of the digitisation line, against OCRmyPDF alone and against bare Tesseract.

`.venv/bin/python -m benchmarks.digitisation [PAPERS] [PAGES_EACH] [--whole]` makes papers of scanned pages,
clean at 300 dpi and noisy at 200 in turn. Work alone, left out with `--whole`, two papers at a time, each
with one core:

- the line's work: each page looked at, the paper bound with what was found put right, recognised, read;
- OCRmyPDF alone, a process for each paper as its command line starts it, with the same options;
- bare Tesseract, a process for each page drawn beforehand, words to a table.

The whole line, on an installation of its own with `motcua worker --long 2`, every paper from the scan to the
repository: files kept, looked at, bound, signed, read, keyed by two, sampled, sealed, stored; boxes of eight
papers are in hand at once; people act at once and key what stands in the test. Against one OCRmyPDF with two
jobs for all the pages in one file, which starts once.

The ways take turns, so that what else is at work on the machine weighs on all alike.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import img2pdf
from benchmarks.measure import close_connections, cluster, django_ready, installation, machine
from tests.factories.made_pages import scans_of

from motcua.adapters.recognition.recogniser import OcrmypdfRecogniser
from motcua.adapters.scanning.binder import ChildPageBinder
from motcua.adapters.scanning.looker import ChildPageLooker
from motcua.records.digitisation.ports import PagePart
from motcua.records.digitisation.rules import read

AT_A_TIME = 2
WHOLE = "--whole"
SEED = 400_000
OPTIONS = (
    "-l", "vie", "--mode", "skip", "--output-type", "pdfa", "--pdfa-backend", "internal",
    "--rasterizer", "pypdfium",
    "--tesseract-thresholding", "sauvola", "--optimize", "0", "--jobs", "1", "--quiet",
)  # fmt: skip
BARE, ONE_OCR = "bare Tesseract", "OCRmyPDF, one for all pages"
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
    "OCRmyPDF, a process for each paper": ocrmypdf_alone,
    BARE: tesseract_alone,
}


def main() -> None:
    given = [one for one in sys.argv[1:] if one != WHOLE]
    papers, each = (int(one) for one in (given + ["8", "2"][len(given) :]))
    with tempfile.TemporaryDirectory() as root:
        folders = [_made(Path(root) / str(number), number * each, each) for number in range(papers)]
        work = {} if WHOLE in sys.argv else work_alone(folders)
        whole = whole_line(folders, Path(root))
    print(f"{papers} papers of {each} pages — {machine()}")
    tell(work, papers * each, "OCRmyPDF, a process for each paper")
    tell(whole | ({BARE: work[BARE]} if work else {}), papers * each, ONE_OCR)


def tell(spent: dict[str, float], pages: int, ocr: str) -> None:
    for name, seconds in spent.items():
        ratios = f"{spent[ocr] / seconds:.2f} of OCRmyPDF"
        ratios += f"  {spent[BARE] / seconds:.2f} of Tesseract" if BARE in spent else ""
        print(f"{name:42} {pages / seconds * 60:6.1f} pages/min  {ratios}")


def work_alone(folders: list[Path]) -> dict[str, float]:
    """Seconds that each way took for all papers."""
    for folder in folders:
        _straightened(folder)
    spent: dict[str, float] = defaultdict(float)
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for way in WAYS.values():  # what is started once is started
            way(folders[0])
        for first in range(0, len(folders), AT_A_TIME):
            for name, way in WAYS.items():
                started = time.perf_counter()
                list(pool.map(way, folders[first : first + AT_A_TIME]))
                spent[name] += time.perf_counter() - started
    return spent


def whole_line(folders: list[Path], root: Path) -> dict[str, float]:
    """Seconds of the line with its jobs and rows, and of one OCRmyPDF, by turns for halves of the papers."""
    spent: dict[str, float] = defaultdict(float)
    half = max(1, len(folders) // 2)
    with installation(), cluster(sample=False):
        django_ready()
        from benchmarks import line_played

        line_played.get_ready()
        with a_worker():
            line_played.play([_made(root / "first", len(folders) * 2, 2) / "scan.pdf"])  # starts what stays
            for some in (folders[:half], folders[half:]):
                started = time.perf_counter()
                line_played.play([folder / "scan.pdf" for folder in some])
                spent["the whole line, scan to repository"] += time.perf_counter() - started
                spent[ONE_OCR] += one_ocrmypdf(some, root)
        close_connections()
    return spent


@contextmanager
def a_worker() -> Iterator[None]:
    """The product's own worker with both processors for long jobs."""
    from motcua.ops import data

    worker = subprocess.Popen(data.command("worker", "--long", str(AT_A_TIME)), stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def one_ocrmypdf(folders: list[Path], root: Path) -> float:
    """Seconds for all pages of these papers in one file, started once, a page on each processor."""
    pictures = [str(page) for folder in folders for page in sorted(folder.glob("*.png"))]
    (root / "all.pdf").write_bytes(img2pdf.convert(pictures, nodate=True))
    jobs = [str(AT_A_TIME) if option == "1" else option for option in OPTIONS]
    command = [Path(sys.executable).with_name("ocrmypdf"), *jobs, root / "all.pdf", root / "out.pdf"]
    started = time.perf_counter()
    subprocess.run(command, check=True, env=ONE_CORE, capture_output=True)
    return time.perf_counter() - started


def _made(folder: Path, first: int, pages: int) -> Path:
    """The pages of a paper as scanned, in a PDF and apart."""
    folder.mkdir()
    pictures = []
    for place in range(first, first + pages):
        scan = list(scans_of(SEED + place, place))[place % 2]
        (folder / f"{place:04}.png").write_bytes(scan.png)
        pictures.append(folder / f"{place:04}.png")
    (folder / "scan.pdf").write_bytes(img2pdf.convert([str(one) for one in pictures], nodate=True))
    return folder


def _straightened(folder: Path) -> None:
    """The same pages straight."""
    seen = list(LOOKER.look(folder / "scan.pdf"))
    straight = [
        PagePart(folder / "scan.pdf", one.number, 0, one.look.skew_degrees) for one in seen if one.look
    ]
    BINDER.bind(straight, folder / "straight.pdf")


if __name__ == "__main__":
    main()
