"""Runs in a grandchild only: a page of a stranger's PDF or picture, as words of its text layer or drawn."""

import base64
import ctypes
import io
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import BmpImagePlugin, Image, ImageChops, ImageOps, JpegImagePlugin, PngImagePlugin, TiffImagePlugin

Found = dict[str, Any]
DPI = 300
MOST_PIXELS = 40_000_000
"""Of one drawing: a page of A3 at 300 dpi has 17 million."""
LEAST_LETTERS = 25
"""A text layer with fewer is a stamp or a page number; the page itself is a picture."""
SCAN_COVERS = 0.75
"""A picture that covers so much of a page is the page; words beneath it were read by somebody's machine."""

Image.MAX_IMAGE_PIXELS = None  # bounded by the memory of this process
KINDS = {
    "JPEG": JpegImagePlugin, "PNG": PngImagePlugin, "TIFF": TiffImagePlugin, "BMP": BmpImagePlugin,
}  # imported before the fork  # fmt: skip


def work(task: Found, file: BinaryIO) -> Found:
    """`task` holds page, from 1. The answer: pages, and words or drawn (PNG) with its dpi; or problem."""
    head = file.read(1024)
    file.seek(0)
    if b"%PDF-" in head:
        return _of_pdf(file, task["page"])
    return _of_picture(file, task["page"])


def _of_pdf(file: BinaryIO, number: int) -> Found:
    try:
        pdf = pdfium.PdfDocument(file)
    except pdfium.PdfiumError as error:
        return {"problem": "locked" if "password" in str(error).lower() else "broken"}
    with pdf:
        if not 1 <= number <= len(pdf):
            return {"pages": len(pdf)}
        page = pdf[number - 1]
        words = [] if is_scan(page) else words_of_layer(page)
        if sum(char.isalpha() for word in words for char in word[0]) >= LEAST_LETTERS:
            return {"pages": len(pdf), "words": words}
        width, height = page.get_size()
        scale = min(DPI / 72, (MOST_PIXELS / (width * height)) ** 0.5)
        picture = ink_of(page.render(scale=scale).to_pil())
        return {"pages": len(pdf), "drawn": _as_png(picture), "dpi": round(72 * scale)}


def is_scan(page: pdfium.PdfPage) -> bool:
    """Whether one picture covers the page."""
    width, height = page.get_size()
    for thing in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        with suppress(pdfium.PdfiumError):
            left, bottom, right, top = thing.get_bounds()
            if (right - left) * (top - bottom) >= SCAN_COVERS * width * height:
                return True
    return False


def words_of_layer(page: pdfium.PdfPage) -> list[list[Any]]:
    """`[text, left, top, right, bottom, font]` of every word, in parts of the page."""
    width, height = page.get_size()
    layer = page.get_textpage()
    words = []
    for first, last, text in _spans(layer):
        boxes = [layer.get_charbox(place) for place in range(first, last)]
        seen = [box for box in boxes if box[2] > box[0]]
        if not seen:
            continue
        left, right = min(box[0] for box in seen), max(box[2] for box in seen)
        low, high = min(box[1] for box in seen), max(box[3] for box in seen)
        places = [left / width, 1 - high / height, right / width, 1 - low / height]
        words.append([text, *(round(place, 5) for place in places), _font(layer, first)])
    return words


def _spans(layer: pdfium.PdfTextPage) -> Iterator[tuple[int, int, str]]:
    """First and last place of every run of characters without a space."""
    start, text = 0, ""
    for place in range(layer.count_chars()):
        char = chr(pdfium_c.FPDFText_GetUnicode(layer, place))
        if char.isspace() or char == "\x00":
            if text:
                yield start, place, text
            text = ""
        else:
            start = place if not text else start
            text += char
    if text:
        yield start, layer.count_chars(), text


def _font(layer: pdfium.PdfTextPage, place: int) -> str:
    name = ctypes.create_string_buffer(64)
    flags = ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(layer, place, name, 64, flags)
    return name.value.decode("utf-8", "replace")


def _of_picture(file: BinaryIO, number: int) -> Found:
    try:
        picture = Image.open(file, formats=list(KINDS))
    except OSError:
        return {"problem": "unknown"}
    with picture:
        pages = getattr(picture, "n_frames", 1)
        if not 1 <= number <= pages:
            return {"pages": pages}
        picture.seek(number - 1)
        if picture.width * picture.height > 4 * MOST_PIXELS:
            return {"problem": "heavy"}
        shown = _on_white(ImageOps.exif_transpose(picture))
        said = picture.info.get("dpi", (0, 0))[0]
        factor = (MOST_PIXELS / (shown.width * shown.height)) ** 0.5
        if factor < 1:
            shown = shown.resize((int(shown.width * factor), int(shown.height * factor)))
        return {"pages": pages, "drawn": _as_png(shown), "dpi": _likely_dpi(shown.width, float(said))}


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in ("LA", "PA", "RGBA", "P"):
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture.convert("RGBA"))
    return ink_of(picture)


def ink_of(picture: Image.Image) -> Image.Image:
    """Grey, without seals and signatures: red and blue ink is bright in one colour and dark in another.

    Print is dark in all three. What a seal only crosses keeps its strokes but for the crossing itself.
    """
    if picture.mode in ("1", "L", "I;16", "I", "F"):
        return picture.convert("L")
    red, green, blue = picture.convert("RGB").split()
    brightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return ImageChops.add(brightest, ImageChops.subtract(brightest, darkest))


def _likely_dpi(width: int, said: float) -> int:
    """What the file says, when an A4 page of that width could be true; else as if it were A4."""
    as_a4 = width / 8.27
    return round(said) if said and 0.4 < said / as_a4 < 2.5 else max(70, round(as_a4))


def _as_png(picture: Image.Image) -> str:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return base64.b64encode(out.getvalue()).decode()
