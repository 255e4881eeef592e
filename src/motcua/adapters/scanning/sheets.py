"""Runs in a grandchild only: the pages of a scanned file of any format, each opened when needed."""

import math
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO, Protocol

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin

from motcua.adapters.inspection.files import runs_something

MOST_PIXELS = 120_000_000
"""Of one picture: A3 at 600 dpi, and room."""
DRAWN_PIXELS = 40_000_000
"""Of one drawing of a page."""
SCAN_COVERS = 0.5
A4_MM = (210, 297)
POINT_MM = 25.4 / 72
SPOKEN_DPI = range(100, 2401)
"""Resolutions that a scanner writes into a picture; 72 and 96 are what programs write that know none."""
MOST_TEXTS = 200
"""Pieces of text that are asked which way they run."""

Image.MAX_IMAGE_PIXELS = None  # measured here, with our own limit
KINDS = {
    "JPEG": JpegImagePlugin, "PNG": PngImagePlugin, "TIFF": TiffImagePlugin,
}  # imported before the fork  # fmt: skip
_HEADS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG", b"II*\x00": "TIFF", b"MM\x00*": "TIFF"}


class Problem(Exception):
    """Why the whole file, or one page of it, cannot be used: a word that `wording.py` knows."""


@dataclass(frozen=True)
class Measured:
    """A page as shown. `dpi` is 0 for one that no picture fills; `is_guess`: nobody said the resolution."""

    width_mm: float
    height_mm: float
    dpi: int
    is_guess: bool = False


class Sheets(Protocol):
    """An opened file. Pages are counted from 1."""

    count: int

    def measure(self, number: int) -> Measured: ...

    def draw(self, number: int, dpi: float, *, colour: bool = False) -> Image.Image:
        """The page as shown, in grey unless colour is wanted, on white paper. Raises Problem."""
        ...


def opened(file: BinaryIO) -> Sheets:
    """By its first bytes alone, as every other reader of this house tells it. Raises Problem."""
    head = file.read(1024)
    file.seek(0)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return PdfSheets(file)
    for begins, kind in _HEADS.items():
        if head.startswith(begins):
            return PictureSheets(file, kind)
    raise Problem("unknown")


def check_whole(file: BinaryIO) -> None:
    """What a look at single pages would not see: that a PDF is locked or runs something. Raises Problem."""
    file.seek(0)
    if file.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        file.seek(0)
        with locked_or(file) as pdf:
            if not len(pdf.pages):
                raise Problem("empty")
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and runs_something(thing):
                    raise Problem("active")
    file.seek(0)


def locked_or(file: BinaryIO | str) -> pikepdf.Pdf:
    """The structure of a PDF that nobody locked. Raises Problem."""
    try:
        pdf = pikepdf.open(file, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Problem("locked") from None
    except pikepdf.PdfError:
        raise Problem("broken") from None
    if pdf.is_encrypted:
        pdf.close()
        raise Problem("locked")
    return pdf


class PdfSheets:
    def __init__(self, file: BinaryIO) -> None:
        try:
            self.pdf = pdfium.PdfDocument(file)
        except pdfium.PdfiumError as error:
            raise Problem("locked" if "password" in str(error).lower() else "broken") from None
        self.count = len(self.pdf)

    def page(self, number: int) -> Any:
        try:
            return self.pdf[number - 1]
        except pdfium.PdfiumError:
            raise Problem("broken_page") from None

    def measure(self, number: int) -> Measured:
        page = self.page(number)
        wide, high = page.get_size()
        return Measured(wide * POINT_MM, high * POINT_MM, self._dpi(page))

    def turn_of_text(self, number: int) -> int:
        """By how much, clockwise, a page must be turned so that most of its text runs upright."""
        page = self.page(number)
        things = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT], max_depth=4)
        matrices = [thing.get_matrix() for thing in islice(things, MOST_TEXTS)]
        angles = [math.degrees(math.atan2(matrix.b, matrix.a)) for matrix in matrices]
        turns = Counter(round((angle - page.get_rotation()) / 90) % 4 for angle in angles)
        most = turns.most_common(1)
        return 90 * most[0][0] if most and most[0][1] > turns[0] else 0

    def is_empty(self, number: int) -> bool:
        return next(iter(self.page(number).get_objects(max_depth=4)), None) is None

    def draw(self, number: int, dpi: float, *, colour: bool = False) -> Image.Image:
        page = self.page(number)
        if sum(wide * high for wide, high, _, _ in _scans(page)) > MOST_PIXELS:
            raise Problem("heavy_page")
        wide, high = page.get_size()
        scale = min(dpi / 72, math.sqrt(DRAWN_PIXELS / (wide * high)))
        try:
            drawn = page.render(scale=scale, grayscale=not colour).to_pil()
        except (pdfium.PdfiumError, ValueError):
            raise Problem("broken_page") from None
        shown: Image.Image = drawn.convert("RGB" if colour else "L")
        return shown

    def _dpi(self, page: Any) -> int:
        """Of pictures that fill the page, whole or in strips; the finest counts, it holds the writing."""
        inches = page.get_width() * page.get_height() / 72 / 72
        scans = [scan for scan in _scans(page) if scan[2] > 0 and scan[3] > 0]
        whole = [scan for scan in scans if scan[2] * scan[3] >= SCAN_COVERS * inches]
        if whole:
            return round(max(min(w / wide, h / high) for w, h, wide, high in whole))
        covered = sum(wide * high for _, _, wide, high in scans)
        if not scans or covered < SCAN_COVERS * inches:
            return 0
        return round(math.sqrt(sum(w * h for w, h, _, _ in scans) / covered))


def _scans(page: Any) -> Iterator[tuple[int, int, float, float]]:
    """Of each picture on a page its pixels, and the inches that it is drawn in."""
    for thing in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        with suppress(pdfium.PdfiumError):
            matrix, around = thing.get_matrix(), thing.container
            while around is not None:
                matrix, around = matrix.multiply(around.get_matrix()), around.container
            width, height = thing.get_px_size()
            yield width, height, math.hypot(matrix.a, matrix.b) / 72, math.hypot(matrix.c, matrix.d) / 72


class PictureSheets:
    """A picture; a TIFF may hold several."""

    def __init__(self, file: BinaryIO, kind: str) -> None:
        try:
            self.picture = Image.open(file, formats=[kind])
            self.count = getattr(self.picture, "n_frames", 1)
        except (OSError, SyntaxError, ValueError, EOFError):
            raise Problem("broken") from None
        self._file = file

    def content(self) -> bytes:
        self._file.seek(0)
        return self._file.read()

    def at(self, number: int) -> Image.Image:
        """The picture of a page, not unpacked yet. Raises Problem."""
        try:
            self.picture.seek(number - 1)
        except (OSError, SyntaxError, ValueError, EOFError):
            raise Problem("broken_page") from None
        if self.picture.width * self.picture.height > MOST_PIXELS:
            raise Problem("heavy_page")
        return self.picture

    def measure(self, number: int) -> Measured:
        picture = self.at(number)
        wide, high = picture.size
        if self._is_lying():
            wide, high = high, wide
        dpi, is_guess = dpi_of(picture)
        return Measured(wide / dpi * 25.4, high / dpi * 25.4, dpi, is_guess)

    def draw(self, number: int, dpi: float, *, colour: bool = False) -> Image.Image:
        picture = self.at(number)
        of_file, _ = dpi_of(picture)
        factor = min(1.0, dpi / of_file, math.sqrt(DRAWN_PIXELS / (picture.width * picture.height)))
        size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
        try:
            picture.draft("RGB" if colour else "L", size)
            shown = _on_white(picture, colour=colour)
            if factor < 1 and shown.width > size[0]:
                shown = shown.resize(size, Image.Resampling.BOX)
            turn = _TURN_OF_TAG.get(self._tag())
        except (OSError, SyntaxError, ValueError, EOFError):
            raise Problem("broken_page") from None
        return shown.transpose(turn) if turn is not None else shown

    def _tag(self) -> int:
        """How the picture is to be turned to be shown; TIFFs are turned when they are unpacked."""
        return 1 if self.picture.format == "TIFF" else int(self.picture.getexif().get(0x0112, 1))

    def _is_lying(self) -> bool:
        return self._tag() in (5, 6, 7, 8)


_TURN_OF_TAG = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip


def dpi_of(picture: Image.Image) -> tuple[int, bool]:
    """What the file says where a scanner could have said it; else as if the page were A4, a guess."""
    said = picture.info.get("dpi", (0, 0))[0]
    with suppress(TypeError, ValueError, OverflowError):
        if round(float(said)) in SPOKEN_DPI:
            return round(float(said)), False
    return max(36, round(max(picture.size) / (A4_MM[1] / 25.4))), True


def _on_white(picture: Image.Image, *, colour: bool) -> Image.Image:
    if picture.mode in ("LA", "PA", "RGBA", "P"):
        paper = Image.new("RGBA", picture.size, "white")
        return Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB" if colour else "L")
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point(lambda shade: shade * (1 / 257) + 0).convert("L")
    return picture.convert("RGB" if colour and picture.mode not in ("1", "L", "I", "F") else "L")
