"""What a file must be to be taken. Pure: values in, values out."""

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from . import errors
from .enums import FileType, Problem
from .ports import Inspection

MEGABYTE = 1024 * 1024

EXTENSIONS = {
    "pdf": FileType.PDF,
    "jpg": FileType.JPEG,
    "jpeg": FileType.JPEG,
    "png": FileType.PNG,
    "tif": FileType.TIFF,
    "tiff": FileType.TIFF,
    "docx": FileType.DOCX,
    "xlsx": FileType.XLSX,
}
MACRO_EXTENSIONS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlam", "pptm"})
MEDIA_TYPES = {
    FileType.PDF: "application/pdf",
    FileType.JPEG: "image/jpeg",
    FileType.PNG: "image/png",
    FileType.TIFF: "image/tiff",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

ZIP_TYPE = "application/zip"
DRAWN_TYPES = frozenset({"application/pdf", "image/jpeg", "image/png"})
SMALL_WIDTH = 240
MOST_SMALL = 20
"""Pages of a file, from the first, of which a small picture is drawn ahead."""


def small_name(page: int) -> str:
    """Under which the small picture of a page lies among the drawings; it stays as long as its content."""
    return f"small-{page}.jpg"


@dataclass(frozen=True)
class Limits:
    """What one upload may be. Pictures are bounded in pixels, packed streams in what they unpack to.

    `look_seconds` is the processor time that the look into it may take, all in all.
    """

    max_bytes: int = 20 * MEGABYTE
    types: frozenset[FileType] = field(default=frozenset({FileType.PDF, FileType.JPEG, FileType.PNG}))
    max_pixels: int = 120_000_000
    max_expanded_bytes: int = 1024 * MEGABYTE
    look_seconds: int = 10
    quality_seconds: float = 1.2


def clean_name(name: str) -> str:
    """The last part of a path, without control characters, at most 150 characters with its extension kept."""
    last = PurePosixPath(name.replace("\\", "/")).name
    printable = "".join(c for c in last if c.isprintable()).strip() or "file"
    stem, dot, extension = printable.rpartition(".")
    if not dot:
        return printable[:150]
    return f"{stem[: 149 - len(extension)]}.{extension}"[-150:]


def type_by_name(name: str, limits: Limits) -> FileType:
    """The type that the extension promises. Raises TypeNotAccepted, MacroInside."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if extension in MACRO_EXTENSIONS:
        raise errors.MacroInside(name)
    found = EXTENSIONS.get(extension)
    if found is None or found not in limits.types:
        raise errors.TypeNotAccepted(name, limits.types)
    return found


def check_inspection(name: str, expected: FileType, found: Inspection, limits: Limits) -> None:
    """Raises the refusal that belongs to what was found; silent for a good file."""
    match found.problem:
        case Problem.ENCRYPTED:
            raise errors.EncryptedFile(name)
        case Problem.BROKEN if found.file_type in (None, expected):
            raise errors.BrokenFile(name)
        case Problem.NO_PAGES:
            raise errors.NoPages(name)
        case Problem.TOO_MANY_PIXELS:
            raise errors.TooManyPixels(name, found.width_px, found.height_px, limits.max_pixels)
        case Problem.EXPANDS_TOO_MUCH:
            raise errors.ExpandsTooMuch(name)
        case Problem.TOO_HEAVY:
            raise errors.TooHeavy(name)
        case Problem.MACRO:
            raise errors.MacroInside(name)
        case Problem.SCRIPT:
            raise errors.ScriptInside(name)
        case Problem.POLYGLOT:
            raise errors.TwoFilesInOne(name)
    if found.problem is not None or found.file_type != expected:
        raise errors.WrongType(name, expected)


def subject_of_content(sha256: str) -> str:
    """How the audit trail names kept bytes."""
    return f"content:{sha256}"


def subject_of(code: str) -> str:
    """How the audit trail names a document."""
    return f"document:{code}"
