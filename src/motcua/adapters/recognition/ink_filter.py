"""A plugin of OCRmyPDF: Tesseract reads pages with seals and signatures paler; the pages stay as they are."""

from typing import Any

from ocrmypdf import hookimpl
from PIL import Image

from motcua.adapters.recognition.layers import ink_of


@hookimpl
def filter_ocr_image(page: Any, image: Image.Image) -> Image.Image:
    """The brightest of the three colours."""
    inked = ink_of(image)
    inked.info.update(image.info)
    return inked
