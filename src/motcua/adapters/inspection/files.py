"""Runs in a grandchild only: tells what a file is and what is wrong with it."""

import signal
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, TypeGuard

import pikepdf
from PIL import Image, JpegImagePlugin, PngImagePlugin, TiffImagePlugin

from motcua.adapters.inspection import ends, quality

Found = dict[str, Any]
CHUNK_BYTES = 1 << 20
FLATE = {"/FlateDecode", "/Fl"}
PACKED = FLATE | {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
PICTURE_ONLY = {"/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode"}
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
MACROS = ("vbaproject.bin", "vbadata.xml")
ACTIONS = {"/JavaScript", "/Launch"}
ACTION_KEYS = ("/OpenAction", "/A", "/AA", "/Next", "/Names")
LISTS = ("/Annots", "/Fields", "/Kids")
DEEPEST_ACTION = 4
ENDING = frozenset({"pdf", "jpg", "png", "tif"})

Image.MAX_IMAGE_PIXELS = None  # measured below, with our own limit
KINDS = {"JPEG": JpegImagePlugin, "PNG": PngImagePlugin, "TIFF": TiffImagePlugin}  # imported before the fork


class ExpandsTooMuch(Exception):
    """More comes out of a packed stream than any paper needs."""


def work(task: dict[str, Any], file: BinaryIO) -> Iterator[Found]:
    """`task` holds max_pixels, max_expanded_bytes and quality_seconds: how long pages may be looked at.

    First what the file is and what is wrong with it; then, for a good one, how its pages came out.
    """
    found = look_into(task, file)
    picture = found.pop("picture", None)
    yield found
    if "problem" in found or task["quality_seconds"] <= 0:
        return
    signal.setitimer(signal.ITIMER_REAL, 2 * task["quality_seconds"])  # what was found already stands
    if found["file_type"] == "pdf":
        file.seek(0)
        yield quality.look_at_pages(file.read(), task["quality_seconds"])
    elif picture is not None:
        yield quality.look_at_picture(picture, (found["width_px"], found["height_px"]))
    elif found["file_type"] == "png" and found["width_px"] * found["height_px"] <= quality.DRAWABLE_PIXELS:
        file.seek(0)
        with Image.open(file, formats=["PNG"]) as again:
            yield quality.look_at_picture(again, again.size)


def look_into(task: dict[str, Any], file: BinaryIO) -> Found:
    """What the file is by its own content, and the problem that stops it if there is one."""
    try:
        found = _look_by_kind(task, file)
    except ExpandsTooMuch:
        return {"problem": "expands_too_much"}
    if "problem" not in found and found["file_type"] in ENDING:
        found |= ends.look_behind(file, found["file_type"])
    return found


def _look_by_kind(task: dict[str, Any], file: BinaryIO) -> Found:
    head = file.read(1024)
    file.seek(0)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return {"file_type": "pdf"} | look_into_pdf(file, task)
    if head.startswith(b"\xff\xd8\xff"):
        return {"file_type": "jpg"} | look_into_picture(file, "JPEG", task["max_pixels"])
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return {"file_type": "png"} | look_into_picture(file, "PNG", task["max_pixels"])
    if head.startswith((b"II*\0", b"MM\0*")):
        return {"file_type": "tif"} | look_into_tiff(file, task["max_pixels"])
    if head.startswith(b"PK\x03\x04"):
        return look_into_package(file, task["max_expanded_bytes"])
    return {"problem": "wrong_type"}


def look_into_picture(file: BinaryIO, kind: str, max_pixels: int) -> Found:
    """Measured before anything is unpacked; then a JPEG is decoded small, a PNG has its checksums checked."""
    try:
        picture = Image.open(file, formats=list(KINDS.keys() & {kind}))
        width, height = picture.size
        found: Found = {"pages": 1, "width_px": width, "height_px": height}
        if width * height > max_pixels:
            return found | {"problem": "too_many_pixels"}
        if kind == "PNG":
            picture.verify()
            return found
        scale = max(1, max(width, height) // quality.DRAWN_PX)
        picture.draft("L", (max(1, width // scale), max(1, height // scale)))
        picture.load()
        return found | {"picture": picture}
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return {"problem": "broken"}


def look_into_tiff(file: BinaryIO, max_pixels: int) -> Found:
    """Each page measured by its own tags; nothing is unpacked: whoever draws a page does that bounded."""
    try:
        picture = Image.open(file, formats=["TIFF"])
        pages = getattr(picture, "n_frames", 1)
        found: Found = {"pages": pages, "width_px": 0, "height_px": 0}
        for page in range(pages):
            picture.seek(page)
            width, height = picture.size
            if width * height > max_pixels:
                return found | {"problem": "too_many_pixels", "width_px": width, "height_px": height}
            found |= {"width_px": max(width, found["width_px"]), "height_px": max(height, found["height_px"])}
        return found
    except (OSError, SyntaxError, ValueError, KeyError, TypeError, Image.DecompressionBombError):
        return {"problem": "broken"}


def look_into_pdf(file: BinaryIO, task: dict[str, Any]) -> Found:
    """Opens without a password, has pages, was not cut off, and unpacks within the limit."""
    if _is_cut_off(file):
        return {"problem": "broken"}
    try:
        pdf = pikepdf.open(file, suppress_warnings=True)
    except pikepdf.PasswordError:
        return {"problem": "encrypted"}
    except pikepdf.PdfError:
        return {"problem": "broken"}
    with pdf:
        if pdf.is_encrypted:
            return {"problem": "encrypted"}
        try:
            pages = len(pdf.pages)
        except (pikepdf.PdfError, RuntimeError, TypeError):
            return {"problem": "broken"}
        if not pages:
            return {"problem": "no_pages"}
        return {"pages": pages} | _look_into_streams(pdf, task)


def _is_cut_off(file: BinaryIO) -> bool:
    """True when the end mark is missing: a transfer that stopped half way."""
    _start, tail = ends.tail_of_pdf(file, file.seek(0, 2))
    file.seek(0)
    return b"startxref" not in tail or b"%%EOF" not in tail


def _look_into_streams(pdf: pikepdf.Pdf, task: dict[str, Any]) -> Found:
    left = task["max_expanded_bytes"]
    found: Found = {}
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            if runs_something(thing):
                return {"problem": "script"}
            if "/ByteRange" in thing:
                found["is_signed"] = True
        if not isinstance(thing, pikepdf.Stream):
            continue
        width, height = _size(thing)
        if width * height > task["max_pixels"]:
            return {"problem": "too_many_pixels", "width_px": width, "height_px": height}
        left -= sum(len(piece) for piece in _unpacked(thing, left))
        if left < 0:
            raise ExpandsTooMuch
    return found


def runs_something(thing: pikepdf.Object, depth: int = 0) -> bool:
    """Whether a dictionary, or one written inside it, is an action that runs a script or a program.

    What it only refers to stands among the file's objects and has its own turn.
    """
    if str(thing.get("/S", "")) in ACTIONS or "/JS" in thing or "/JavaScript" in thing:
        return True
    if depth == DEEPEST_ACTION:
        return False
    inside = [thing.get(key) for key in ACTION_KEYS if key in thing]
    if depth:
        inside += [thing[key] for key in thing.keys()]  # noqa: SIM118 - a pikepdf object is no mapping
    for key in LISTS:
        listed = thing.get(key)
        if isinstance(listed, pikepdf.Array):
            inside += list(listed)
    return any(_is_written_here(one) and runs_something(one, depth + 1) for one in inside)


def _is_written_here(thing: object) -> TypeGuard[pikepdf.Object]:
    return isinstance(thing, pikepdf.Dictionary) and not thing.is_indirect


def _size(stream: pikepdf.Stream) -> tuple[int, int]:
    if stream.get("/Subtype") != "/Image":
        return 0, 0
    try:
        return int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
    except (TypeError, ValueError):
        return 0, 0


def _unpacked(stream: pikepdf.Stream, limit: int) -> Iterator[bytes]:
    """What comes out of a packed stream, piece by piece, so that nothing large is ever held."""
    filters = stream.get("/Filter")
    if filters is None:
        return
    names = [str(filters)] if isinstance(filters, pikepdf.Name) else [str(name) for name in filters]
    packed = [name for name in names if name in PACKED]
    if not packed:
        return
    if len(packed) > 1:
        raise ExpandsTooMuch  # packed twice: no honest program does it, and it squares the ratio
    if names[0] in FLATE:
        yield from _inflated(stream.read_raw_bytes(), limit)
    elif names[-1] not in PICTURE_ONLY:
        yield stream.read_bytes()  # bounded by the memory limit of this process


def _inflated(raw: bytes, limit: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    seen = 0
    while raw:
        try:
            piece = unpacker.decompress(raw, CHUNK_BYTES)
        except zlib.error:
            return  # readers show what came out so far; so do we count
        seen += len(piece)
        if seen > limit:
            raise ExpandsTooMuch
        if not piece:
            return
        yield piece
        raw = unpacker.unconsumed_tail


def look_into_package(file: BinaryIO, max_expanded_bytes: int) -> Found:
    """A zip archive: an office document is told by its main part and read through once, bounded."""
    try:
        with zipfile.ZipFile(file) as package:
            entries = package.infolist()
            names = {entry.filename for entry in entries}
            kinds = [kind for part, kind in OFFICE.items() if part in names]
            if any(entry.flag_bits & 1 for entry in entries):
                return {"problem": "encrypted"}
            left = max_expanded_bytes
            if sum(entry.file_size for entry in entries) > left:
                raise ExpandsTooMuch
            for entry in entries:
                with package.open(entry) as part:
                    while piece := part.read(CHUNK_BYTES):
                        left -= len(piece)
                        if left < 0:
                            raise ExpandsTooMuch
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        return {"problem": "broken"}
    if len(kinds) != 1 or "[Content_Types].xml" not in names:
        return {"problem": "wrong_type"}
    if any(name.lower().rpartition("/")[2] in MACROS for name in names):
        return {"file_type": kinds[0], "problem": "macro"}
    return {"file_type": kinds[0], "pages": 1}
