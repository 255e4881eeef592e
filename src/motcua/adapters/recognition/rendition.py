"""Runs in a grandchild only: OCRmyPDF over one PDF; what Tesseract saw of each page stays as a table.

OCRmyPDF keeps its work in the folder that it is given; whoever asks takes what it wants and drops the rest.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import IO, Any, BinaryIO

import ocrmypdf
import ocrmypdf.fpdf_renderer
import ocrmypdf.optimize
import pikepdf
import pikepdf.pdfa
import pypdfium2 as pdfium
from ocrmypdf import builtin_plugins
from ocrmypdf import exceptions as failures
from PIL import Image, PngImagePlugin

from motcua.adapters.recognition import ink_filter, passing
from motcua.adapters.recognition.layers import is_scan, words_of_layer
from motcua.adapters.scanning.sheets import Problem, locked_or

Found = dict[str, Any]
OPTIONS: dict[str, Any] = {
    "language": ["vie"],
    "output_type": "pdfa",
    "pdfa_backend": "internal",  # no Ghostscript
    "rasterizer": "pypdfium",
    "tesseract_thresholding": "sauvola",  # for uneven light
    "tesseract_config": ["tsv"],
    "optimize": 0,
    "progress_bar": False,
    "use_threads": True,
    "keep_temporary_files": True,
}
TABLES = "*/*_ocr_hocr.tsv"

# what OCRmyPDF imports at its first page is imported before the fork: it took half a second of each paper
for plugin in iter_modules(builtin_plugins.__path__):
    import_module(f"{builtin_plugins.__name__}.{plugin.name}")
LATE = (ocrmypdf.fpdf_renderer, ocrmypdf.optimize, pikepdf.pdfa, PngImagePlugin)


def work(task: Found, _file: BinaryIO) -> Found:
    """`task`: pdf, folder, jobs, seconds_a_page. Makes made.pdf, and N.tsv of each page that was read."""
    folder, source = Path(task["folder"]), Path(task["pdf"])
    os.environ.update(OMP_THREAD_LIMIT="1")
    tempfile.tempdir = str(folder)
    try:
        locked_or(task["pdf"]).close()
        typed, has_hidden_words = _typed(source)
        _make(source, folder, task, mode="redo" if has_hidden_words else "skip")
    except Problem as problem:
        return {"problem": str(problem)}
    except pdfium.PdfiumError:
        return {"problem": "broken"}
    except failures.MissingDependencyError:
        return {"problem": "missing"}
    except failures.EncryptedPdfError:
        return {"problem": "locked"}
    except failures.DigitalSignatureError:
        return {"problem": "signed"}
    except failures.ExitCodeException:
        return {"problem": "broken"}
    return _seen(folder, typed)


def _make(source: Path, folder: Path, task: Found, *, mode: str) -> None:
    """As PDF/A-2b; where what a program wrote cannot stand in it, such as missing fonts, pages are drawn."""
    options = OPTIONS | {
        "jobs": task["jobs"], "plugins": [ink_filter.__file__], "tesseract_timeout": task["seconds_a_page"],
    }  # fmt: skip
    try:
        with _pictures_packed_lightly():
            ocrmypdf.ocr(source, folder / "made.pdf", mode=mode, **options)
    except failures.PdfaConversionFailedError:
        ocrmypdf.ocr(source, folder / "made.pdf", mode="force", **options)


@contextmanager
def _pictures_packed_lightly() -> Iterator[None]:
    """PNGs that go from one step to the next are read once: to pack them well took a third of all time."""
    packs = Image.SAVE["PNG"]

    def pack(picture: Image.Image, to: IO[bytes], name: str | bytes) -> None:
        if passing.can_pack(picture):
            passing.pack(picture, to)
        else:
            picture.encoderinfo.setdefault("compress_level", 1)
            packs(picture, to, name)

    Image.register_save("PNG", pack)
    try:
        yield
    finally:
        Image.register_save("PNG", packs)


def _typed(source: Path) -> tuple[dict[int, list[Any] | None], bool]:
    """The words of pages that a program wrote, None for each other page; whether any of those hides words.

    Words under a scan were laid there by somebody's machine, often without our letters: it is read anew.
    """
    pages: dict[int, list[Any] | None] = {}
    has_hidden_words = False
    with pdfium.PdfDocument(source) as pdf:
        for number in range(1, len(pdf) + 1):
            words = words_of_layer(pdf[number - 1])
            pages[number] = words if words and not is_scan(pdf[number - 1]) else None
            has_hidden_words = has_hidden_words or bool(words and pages[number] is None)
    return pages, has_hidden_words


def _seen(folder: Path, typed: dict[int, list[Any] | None]) -> Found:
    """Tables by page, and the words of pages that a program wrote."""
    read = {int(table.name[:6]): table for table in folder.glob(TABLES)}
    for number, table in read.items():
        os.replace(table, folder / f"{number}.tsv")
    with pikepdf.open(folder / "made.pdf") as made:
        engine = str(made.docinfo.get("/Creator", ""))
    failed = [number for number, words in typed.items() if words is None and number not in read]
    layers = {str(number): words for number, words in typed.items() if words}
    return {"pages": len(typed), "layers": layers, "failed": failed, "engine": engine}
