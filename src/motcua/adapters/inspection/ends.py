"""What stands behind the end of a file, where another program might see another file.

Honest files have something there: a PDF that was padded, a telephone's picture with a second one, with a
film or with its maker's notes. So what starts, unpacks or shows itself is a problem; the rest is told.
"""

import re
import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

Found = dict[str, Any]
CHUNK_BYTES = 1 << 20
PADDING = b"\0 \t\r\n\x1a"
HEAD_BYTES = 1024
PDF_HEAD = b"%PDF-"
ZIP_END = b"PK\x05\x06"
ZIP_END_BYTES = 22
ZIP_ENTRY = b"PK\x01\x02"
ZIP64_END = b"PK\x06\x07"
ZIP64_END_BYTES = 20
LONGEST_COMMENT = 65535
STARTS = (b"mz", b"\x7felf", b"rar!\x1a", b"7z\xbc\xaf\x27\x1c", b"pk\x03\x04", b"#!", b"<svg", b"%pdf-")
SAYS = re.compile(rb"<html|<script|<!doctype html|<\?php|<iframe", re.IGNORECASE)
LONGEST_SAYING = 16
JPEG_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
JPEG_END = 0xD9
JPEG_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})
SECOND_PICTURE = b"\xff\xd8\xff"
PHONE_NOTES = b"SEFT"


def look_behind(file: BinaryIO, kind: str) -> Found:
    """Nothing, `problem`, or `more_behind` for a PDF, JPEG, PNG or TIFF. Reads what stands behind once."""
    size = file.seek(0, 2)
    if kind != "pdf" and PDF_HEAD in _read(file, 0, HEAD_BYTES):
        return {"problem": "polyglot"}
    end = {"pdf": end_of_pdf, "jpg": end_of_jpeg, "png": end_of_png}.get(kind, lambda _file, size: size)(
        file, size
    )
    packed = archive_at(file, size)
    if packed is not None and (kind != "pdf" or packed >= end or _reaches(file, packed, size)):
        return {"problem": "polyglot"}
    first = _read(file, end, HEAD_BYTES).lstrip(PADDING)
    if first.lower().startswith(STARTS) or any(SAYS.search(piece) for piece in _pieces(file, end)):
        return {"problem": "polyglot"}
    is_padding = not any(piece.strip(PADDING) for piece in _pieces(file, end))
    is_told = packed is not None or not (is_padding or (kind == "jpg" and _is_of_a_phone(file, first, size)))
    return {"more_behind": True} if is_told else {}


def archive_at(file: BinaryIO, size: int) -> int | None:
    """Where the end of an archive begins that programs find from the file's end; None without one.

    Its list must lie right before it, so that no four bytes of noise are taken for one.
    """
    start = max(0, size - LONGEST_COMMENT - ZIP_END_BYTES)
    tail = _read(file, start, size - start)
    at = tail.rfind(ZIP_END)
    while at >= 0:
        if len(tail) - at >= ZIP_END_BYTES and _has_list(file, start + at):
            return start + at
        at = tail.rfind(ZIP_END, 0, at)
    return None


def _has_list(file: BinaryIO, at: int) -> bool:
    if at >= ZIP64_END_BYTES and _read(file, at - ZIP64_END_BYTES, 4) == ZIP64_END:
        return True
    (length,) = struct.unpack("<I", _read(file, at + 12, 4))
    return 0 < length <= at and _read(file, at - length, 4) == ZIP_ENTRY


def _reaches(file: BinaryIO, at: int, size: int) -> bool:
    """Whether an archive's comment takes all that follows it: then the whole file is one."""
    (comment,) = struct.unpack("<H", _read(file, at + 20, 2))
    return at + ZIP_END_BYTES + int(comment) == size


def tail_of_pdf(file: BinaryIO, size: int) -> tuple[int, bytes]:
    """Where the last 4 KB begin in which an end mark is looked for, and those; padding is not counted."""
    end = size
    while end and not (piece := _read(file, end - CHUNK_BYTES, min(end, CHUNK_BYTES)).rstrip(PADDING)):
        end = max(0, end - CHUNK_BYTES)
    if end:
        end = max(0, end - CHUNK_BYTES) + len(piece)
    start = max(0, end - 4096)
    return start, _read(file, start, end - start)


def end_of_pdf(file: BinaryIO, size: int) -> int:
    """Behind the last end mark; whoever asks has seen that one stands near the end."""
    start, tail = tail_of_pdf(file, size)
    mark = tail.rfind(b"%%EOF")
    return size if mark < 0 else start + mark + len(b"%%EOF")


def end_of_png(file: BinaryIO, size: int) -> int:
    """Behind the chunk that says so."""
    at = 8
    while at + 12 <= size:
        head = _read(file, at, 8)
        at += 12 + int.from_bytes(head[:4])
        if head[4:] == b"IEND":
            return min(at, size)
    return size


def end_of_jpeg(file: BinaryIO, size: int) -> int:
    """Behind the mark that ends the first picture; a preview inside its notes does not count."""
    at = 2
    while (found := _next_marker(file, at)) is not None:
        at, marker = found
        at += 2
        if marker == JPEG_END:
            return at
        if marker not in JPEG_WITHOUT_LENGTH:
            (length,) = struct.unpack(">H", _read(file, at, 2).rjust(2, b"\0"))
            at += max(2, length)
    return size


def _next_marker(file: BinaryIO, at: int) -> tuple[int, int] | None:
    """Where the next marker stands, and which; packed picture data has none."""
    while len(piece := _read(file, at, CHUNK_BYTES)) > 1:
        if found := JPEG_MARKER.search(piece):
            return at + found.start(), piece[found.start() + 1]
        at += len(piece) - 1
    return None


def _is_of_a_phone(file: BinaryIO, first: bytes, size: int) -> bool:
    """Further pictures as telephones keep them (a map of brightness, a small one), or their maker's notes."""
    return first.startswith(SECOND_PICTURE) or _read(file, size - len(PHONE_NOTES), 4) == PHONE_NOTES


def _read(file: BinaryIO, at: int, length: int) -> bytes:
    file.seek(max(0, at))
    return file.read(length)


def _pieces(file: BinaryIO, at: int) -> Iterator[bytes]:
    """What is there from a place on, each piece with a little of the last one before it."""
    before = b""
    while piece := _read(file, at, CHUNK_BYTES):
        yield before + piece
        before, at = piece[-LONGEST_SAYING:], at + len(piece)
