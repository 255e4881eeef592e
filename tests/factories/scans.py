"""Papers as scanners and telephones send them: drawn with real letters, at a resolution of one's choice."""

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

A4_INCHES = (8.27, 11.69)
FONTS = Path("src/motcua/adapters/typesetting/fonts")
SENTENCE = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập, tự do, hạnh phúc. Kính gửi Sở Khoa học và Công nghệ. "
    "Tên tổ chức, cá nhân đề nghị cấp giấy phép; địa chỉ, số điện thoại, người đứng đầu tổ chức. "
)
EXIF_ORIENTATION = 0x0112


def a_page(
    dpi: int = 300, *, lines: int = 34, turned: int = 0, columns: int = 1, text: str = ""
) -> Image.Image:
    """A4 with lines of text, the last half of the page left free when they are few. Turned against the clock."""
    width, height = (round(side * dpi) for side in A4_INCHES)
    page = Image.new("L", (width, height), 250)
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(str(a_font()), round(12 * dpi / 72))
    step = round(19 * dpi / 72)
    for number in range(lines):
        words = (text * 9 or SENTENCE * 2)[number * 7 % len(text or SENTENCE) :][: 78 // columns]
        short = words[: 20 + number * 13 % 50] if number % 5 == 4 else words
        for column in range(columns):
            place = (dpi * 0.9 + column * width / columns, dpi * 0.8 + number * step)
            draw.text(place, short, fill=25, font=font)
    return page.rotate(turned, expand=True, fillcolor=250) if turned else page


@cache
def a_font() -> Path:
    return next(path for path in sorted(Path("src").rglob("*.ttf")) if "Bold" not in path.name)


def noisy(page: Image.Image, strength: int = 14) -> Image.Image:
    """As a scanner's glass leaves it: no shade is quite even."""
    return Image.blend(page, Image.effect_noise(page.size, strength * 4).convert(page.mode), 0.12)


def scanned(*pages: Image.Image, dpi: int = 300, quality: int = 75) -> bytes:
    """A PDF with one picture to a page, as scanners make it."""
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=pages[1:], quality=quality)
    return out.getvalue()


def photographed(page: Image.Image, *, orientation: int = 1, dpi: int = 0, quality: int = 85) -> bytes:
    """A JPEG as a telephone writes it; `orientation` as in EXIF: 6 is to be shown turned to the right."""
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = orientation
    out = io.BytesIO()
    more = {"dpi": (dpi, dpi)} if dpi else {}
    page.save(out, "JPEG", quality=quality, exif=exif, **more)
    return out.getvalue()


def a_scan_of(size_bytes: int, *, pages: int = 8) -> bytes:
    """A scan of about so many bytes: the noise is turned up until it weighs enough."""
    strength = 2
    while True:
        made = scanned(*[noisy(a_page(), strength) for _ in range(pages)], quality=80)
        if len(made) >= size_bytes or strength > 60:
            return made
        strength += 6


def blank(dpi: int = 300) -> Image.Image:
    width, height = (round(side * dpi) for side in A4_INCHES)
    return noisy(Image.new("L", (width, height), 245))


def sizes(contents: Sequence[bytes]) -> list[int]:
    return [len(content) for content in contents]
