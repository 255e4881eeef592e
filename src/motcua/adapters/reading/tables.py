"""The work module: tells what a file is by its content and reads it. Runs in a grandchild only."""

import zipfile
import zlib
from typing import Any, BinaryIO
from xml.parsers.expat import ExpatError

from . import paged, plain, word, workbook
from .gathering import Gathered, Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
ENDINGS = {
    "pdf": {"pdf"},
    "xlsx": {"xlsx", "xlsm"},
    "docx": {"docx", "docm"},
    "csv": {"csv"},
    "text": {"txt", "tsv", "tab", "md", "text"},
}


def work(task: dict[str, Any], file: BinaryIO) -> dict[str, Any]:
    """`task` holds the limits and the file's `name`."""
    gathered = Gathered(task)
    try:
        file_type = _read(task, file, gathered)
    except Unreadable as refused:
        return {"problem": refused.problem}
    except (zipfile.BadZipFile, zlib.error, ExpatError, EOFError, NotImplementedError, KeyError, OSError):
        return {"problem": "broken"}
    ending = _ending(task["name"])
    if ending and ending not in ENDINGS[file_type]:
        gathered.remark("wrong_extension", ending=ending, file_type=file_type)
    return gathered.answer(file_type)


def _ending(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    return ending.lower() if stem else ""


def _read(task: dict[str, Any], file: BinaryIO, gathered: Gathered) -> str:
    head = file.read(4096)
    file.seek(0)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        paged.read(file, gathered, max_pages=task["max_pages"])
        return "pdf"
    if head.startswith(OLE):
        name = "EncryptedPackage".encode("utf-16-le")
        raise Unreadable("encrypted" if name in file.read(1 << 22) else "old_office")
    if head.startswith(b"PK"):
        return _read_package(task, file, gathered)
    return plain.read(file, gathered, ending=_ending(task["name"]))


def _read_package(task: dict[str, Any], file: BinaryIO, gathered: Gathered) -> str:
    with zipfile.ZipFile(file) as package:
        entries = package.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable("encrypted")
        names = {entry.filename for entry in entries}
        kinds = [kind for kind, part in MAIN_PARTS.items() if part in names]
        if len(kinds) != 1 or "[Content_Types].xml" not in names or len(names) != len(entries):
            raise Unreadable("wrong_kind")
        if any(name.endswith("vbaProject.bin") for name in names):
            gathered.remark("macro")
        if any("/embeddings/" in name or "/oleObject" in name for name in names):
            gathered.remark("embedded_object")
        read = workbook.read if kinds == ["xlsx"] else word.read
        read(package, gathered, max_expanded_bytes=task["max_expanded_bytes"])
        return kinds[0]
