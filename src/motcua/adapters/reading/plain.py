"""Text with tab tables, and CSV."""

import csv
import io
import re
from typing import BinaryIO

from .gathering import Gathered, Unreadable

MOST_BYTES = 16 << 20
_MARKS = re.compile(r"</?(?:b|i|u|strong|em|sup|sub|span|p|br)\b[^<>]{0,100}>", re.IGNORECASE)
_STARS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|^#{1,6}\s+")


def read(file: BinaryIO, gathered: Gathered, *, ending: str) -> str:
    """The kind that it turned out to be: "csv" or "text"."""
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Unreadable("too_many_rows")
    text = _decoded(raw, gathered)
    delimiter = _delimiter(text, ending)
    if delimiter:
        _read_csv(text, delimiter, gathered)
        return "csv"
    for line in text.replace("\f", "\n\f\n").split("\n"):
        if line.strip("\r") == "\f":
            gathered.page_end()
        elif "\t" in line:
            gathered.row(0, [_bare(cell) for cell in line.split("\t")])
        else:
            gathered.line(_bare(line))
    return "text"


def _decoded(raw: bytes, gathered: Gathered) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in raw[:8192]:
        raise Unreadable("wrong_kind")
    else:
        encoding = "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        text = raw.decode("cp1258", errors="replace")
        gathered.remark("encoding_guessed")
    controls = sum(c < " " and c not in "\t\r\n\f" for c in text[:8192])
    if controls > 8:
        raise Unreadable("wrong_kind")
    return text


def _delimiter(text: str, ending: str) -> str:
    """What parts the cells of a CSV file; "" for text."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    if ending in {"csv", "tsv"}:
        return max(",;\t", key=first.count)
    if ending in {"txt", "md", "text"} or "\t" in text:
        return ""
    best = max(",;", key=first.count)
    return best if first.count(best) >= 2 else ""


def _read_csv(text: str, delimiter: str, gathered: Gathered) -> None:
    csv.field_size_limit(100_000)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if any(cell.lstrip().startswith("=") for cell in row):
                gathered.remark("formula", here=True)
            gathered.row(0, row)
    except csv.Error as error:
        raise Unreadable("broken") from error


def _bare(text: str) -> str:
    return _STARS.sub("", _MARKS.sub(" ", text))
