"""Runs in a grandchild only: draws one page of a stranger's PDF or picture, to be read beside a dossier."""

import base64
import io
from contextlib import suppress
from typing import Any, BinaryIO

import pypdfium2 as pdfium
from PIL import Image, ImageOps, JpegImagePlugin, PngImagePlugin

Found = dict[str, Any]
MOST_PIXELS = 12_000_000
"""Of one drawing: a page as long as a banner is drawn narrower."""
QUALITY = 82

Image.MAX_IMAGE_PIXELS = None  # bounded by the memory of this process
KINDS = {"JPEG": JpegImagePlugin, "PNG": PngImagePlugin}  # imported before the fork


def work(task: dict[str, Any], file: BinaryIO) -> Found:
    """`task` holds page (from 1), width_px and turn (a quarter, half or three quarters, clockwise)."""
    head = file.read(1024)
    file.seek(0)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        drawn = _page_of_pdf(file, task)
    elif head.startswith(b"\xff\xd8\xff"):
        drawn = _picture(file, "JPEG", task)
    elif head.startswith(b"\x89PNG\r\n\x1a\n"):
        drawn = _picture(file, "PNG", task)
    else:
        drawn = None
    return {"drawn": _as_jpeg(drawn)} if drawn else {"drawn": ""}


def _page_of_pdf(file: BinaryIO, task: Found) -> Image.Image | None:
    with pdfium.PdfDocument(file) as pdf:
        if not 1 <= task["page"] <= len(pdf):
            return None
        with suppress(pdfium.PdfiumError):
            pdf.init_forms()  # what was typed into the fields of the PDF is part of what was filed
        page = pdf[task["page"] - 1]
        width, height = page.get_size()
        if task["turn"] in (90, 270):
            width, height = height, width
        scale = min(task["width_px"] / width, (MOST_PIXELS / (width * height)) ** 0.5)
        picture: Image.Image = page.render(scale=scale, rotation=task["turn"]).to_pil()
        return picture


def _picture(file: BinaryIO, kind: str, task: Found) -> Image.Image | None:
    """Upright as its EXIF tag says, then turned as asked; never larger than it is."""
    if task["page"] != 1:
        return None
    with Image.open(file, formats=[kind]) as picture:
        picture.draft("RGB", (task["width_px"], task["width_px"]))
        shown = ImageOps.exif_transpose(picture)
        shown.thumbnail((4 * task["width_px"], 4 * task["width_px"]), Image.Resampling.BOX)
        if task["turn"]:
            shown = shown.rotate(-task["turn"], expand=True)
        high = min(shown.height, MOST_PIXELS // task["width_px"])
        shown.thumbnail((task["width_px"], high), Image.Resampling.LANCZOS)
        return shown


def _as_jpeg(drawn: Image.Image) -> str:
    if drawn.mode in ("LA", "PA", "RGBA", "P"):
        paper = Image.new("RGBA", drawn.size, "white")
        drawn = Image.alpha_composite(paper, drawn.convert("RGBA"))
    out = io.BytesIO()
    drawn.convert("L" if drawn.mode in ("1", "L") else "RGB").save(out, "JPEG", quality=QUALITY)
    return base64.b64encode(out.getvalue()).decode()
