"""Runs in a grandchild only: pages of strangers' files bound into one PDF, or drawn for the screen."""

import base64
import io
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any, BinaryIO

import img2pdf
import pikepdf
from PIL import Image, ImageChops

from motcua.adapters.inspection.files import runs_something
from motcua.adapters.scanning.sheets import PictureSheets, Problem, Sheets, locked_or, opened

Found = dict[str, Any]
DRAWN_DPI = 300
"""Of a page that a program wrote, when it must be drawn to be straightened."""
QUALITY = 92
SCREEN_QUALITY = 82
GREY_WITHIN = 12
"""Colours that differ by less come from a scanner's lamp."""
PLAIN_MODES = ("1", "L", "RGB", "P", "CMYK", "I;16")


def work(task: Found, file: BinaryIO) -> Found:
    """`task` holds parts; width_px to draw the only one, else `file` is open for the PDF to be written."""
    number = 0
    try:
        if "width_px" in task:
            return {"drawn": _for_screen(task["parts"][0], task["width_px"])}
        with ExitStack() as sources, pikepdf.new() as bound:
            shelf = Shelf(sources)
            for number, part in enumerate(task["parts"], 1):  # noqa: B007
                _add(bound, shelf, part)
            with open(f"/proc/self/fd/{file.fileno()}", "r+b") as to:
                bound.save(to, deterministic_id=True)
    except Problem as problem:
        return {"problem": str(problem), "part": number}
    except (img2pdf.ImageOpenError, pikepdf.PdfError, ValueError, RuntimeError, EOFError, SyntaxError):
        return {"problem": "broken_page", "part": number}
    return {"pages": number}


class Shelf:
    """Source files, each opened once."""

    def __init__(self, sources: ExitStack) -> None:
        self._sources = sources
        self._sheets: dict[str, Sheets] = {}
        self._pdfs: dict[str, pikepdf.Pdf] = {}

    def sheets(self, path: str) -> Sheets:
        if path not in self._sheets:
            file = self._sources.enter_context(open(path, "rb"))  # noqa: SIM115
            self._sheets[path] = opened(file)
        return self._sheets[path]

    def pdf(self, path: str) -> pikepdf.Pdf:
        if path not in self._pdfs:
            self._pdfs[path] = self._sources.enter_context(locked_or(path))
        return self._pdfs[path]

    def page_of(self, content: bytes) -> pikepdf.Page:
        """The only page of a PDF made here, which must stay open until all is written."""
        return self._sources.enter_context(pikepdf.open(io.BytesIO(content))).pages[0]


def _add(bound: pikepdf.Pdf, shelf: Shelf, part: Found) -> None:
    """One more page at the end: as it is where that is possible."""
    sheets = shelf.sheets(part["path"])
    if not 1 <= part["page"] <= sheets.count:
        raise Problem("no_page")
    if part["straighten"]:
        dpi = sheets.measure(part["page"]).dpi or DRAWN_DPI
        bound.pages.append(shelf.page_of(_as_pdf(_straightened(sheets, part), dpi)))
        return
    if isinstance(sheets, PictureSheets):
        bound.pages.append(shelf.page_of(_wrapped(sheets, part)))
    else:
        bound.pages.append(shelf.pdf(part["path"]).pages[part["page"] - 1])
    page = bound.pages[-1]
    _quieten(page.obj)
    if part["turn"]:
        page.rotate(part["turn"], relative=True)


def _quieten(page: pikepdf.Object) -> None:
    """Without what a page could run when it is opened or clicked."""
    if "/AA" in page:
        del page["/AA"]
    annotations = page.get("/Annots")
    if isinstance(annotations, pikepdf.Array):
        kept = [one for one in annotations if isinstance(one, pikepdf.Dictionary) and not _runs(one)]
        page["/Annots"] = pikepdf.Array(kept)


def _runs(annotation: pikepdf.Dictionary) -> bool:
    """An action may stand in the annotation or be referred to."""
    actions = [annotation[key] for key in ("/A", "/AA") if key in annotation]
    return runs_something(annotation) or any(
        isinstance(one, pikepdf.Dictionary) and runs_something(one, 1) for one in actions
    )


def _straightened(sheets: Sheets, part: Found) -> Image.Image:
    """Drawn anew at its own resolution, in grey where it has no colour."""
    number = part["page"]
    shown = sheets.draw(number, sheets.measure(number).dpi or DRAWN_DPI, colour=True)
    if shown.mode == "RGB" and _is_grey(shown):
        shown = shown.convert("L")
    return _put_right(shown, part)


def _put_right(shown: Image.Image, part: Found) -> Image.Image:
    if part["turn"]:
        shown = shown.rotate(-part["turn"], expand=True)
    if part["straighten"]:
        paper = (255,) * len(shown.getbands()) if len(shown.getbands()) > 1 else 255
        shown = shown.rotate(-part["straighten"], resample=Image.Resampling.BICUBIC, fillcolor=paper)
    return shown


def _is_grey(shown: Image.Image) -> bool:
    red, green, blue = shown.reduce(4).split() if min(shown.size) > 8 else shown.split()
    spread = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return not any(sum(one.histogram()[GREY_WITHIN + 1 :]) for one in spread)


def _as_pdf(picture: Image.Image, dpi: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=QUALITY)
    return _laid_out(out.getvalue(), dpi)


def _wrapped(sheets: PictureSheets, part: Found) -> bytes:
    """The picture with its own bytes where PDF has a place for them, else packed without loss."""
    measured = sheets.measure(part["page"])
    picture = sheets.at(part["page"])
    for content in _contents(sheets, picture):
        try:
            return _laid_out(content, measured.dpi)
        except (img2pdf.AlphaChannelError, img2pdf.JpegColorspaceError, img2pdf.ImageOpenError):
            continue
    raise Problem("broken_page")


def _contents(sheets: PictureSheets, picture: Image.Image) -> Iterator[bytes]:
    """As it is; one picture of several, packed anew; and what is shown of any other kind."""
    if sheets.count == 1 and "transparency" not in picture.info and picture.mode in PLAIN_MODES:
        yield sheets.content()
    out = io.BytesIO()
    if picture.mode == "1":
        picture.save(out, "TIFF", compression="group4", save_all=False)
    else:
        sheets.draw(picture.tell() + 1, 1e6, colour=True).save(out, "PNG", compress_level=4)
    yield out.getvalue()


def _laid_out(content: bytes, dpi: int) -> bytes:
    layout = img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))
    laid: bytes = img2pdf.convert(
        content,
        layout_fun=layout,
        nodate=True,
        rotation=img2pdf.Rotation.ifvalid,
        engine=img2pdf.Engine.pikepdf,
    )
    return laid


def _for_screen(part: Found, width_px: int) -> str:
    with open(part["path"], "rb") as file:
        sheets = opened(file)
        if not 1 <= part["page"] <= sheets.count:
            raise Problem("no_page")
        measured = sheets.measure(part["page"])
        wide = measured.height_mm if part["turn"] in (90, 270) else measured.width_mm
        shown = _put_right(sheets.draw(part["page"], width_px / max(wide, 1) * 25.4, colour=True), part)
    shown.thumbnail((width_px, 4 * width_px))
    out = io.BytesIO()
    shown.save(out, "JPEG", quality=SCREEN_QUALITY)
    return base64.b64encode(out.getvalue()).decode()
