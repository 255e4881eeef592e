"""Runs in a grandchild only: what on a page is written and what is paper."""

from PIL import Image, ImageChops, ImageFilter

MARGIN = 0.04
"""Of each side: shadows, staples and the scanner's lid."""
AROUND_PX = 16
INK_STEP = 45
"""How much darker than the paper around it, of 255."""
BLANK_BELOW = 0.0004
TEXT_INK = (0.003, 0.5)


def ink_of(drawing: Image.Image) -> Image.Image:
    """White where something is written: clearly darker than the paper is around it, whatever the light."""
    around = drawing.reduce(AROUND_PX).filter(ImageFilter.MaxFilter(5))
    ground = around.resize(drawing.size, Image.Resampling.BILINEAR)
    return ImageChops.subtract(ground, drawing).point([0] * INK_STEP + [255] * (256 - INK_STEP))


def within_margins(ink: Image.Image) -> Image.Image:
    width, height = ink.size
    left, top = int(width * MARGIN), int(height * MARGIN)
    return ink.crop((left, top, max(left + 1, width - left), max(top + 1, height - top)))


def share_of(ink: Image.Image) -> float:
    return sum(ink.histogram()[128:]) / (ink.width * ink.height)


def is_blank(ink: Image.Image) -> bool:
    return share_of(within_margins(ink)) < BLANK_BELOW
