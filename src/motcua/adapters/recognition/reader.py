"""Any paper as pages of words: its text layer where it has one of its own, else read by Tesseract."""

import base64
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from motcua.adapters.inspection.zygote import Bounds, Zygote
from motcua.records.digitisation.errors import Unreadable
from motcua.records.digitisation.rules import Box, Page, Word, page_of_text, page_of_words
from motcua.records.digitisation.rules.encodings import to_unicode

from .tesseract import words_of

WORK = "motcua.adapters.recognition.layers"
BOUNDS = Bounds(memory_bytes=768 * 1024 * 1024, cpu_seconds=30, wall_seconds=45.0)
MOST_TEXT = 4_000_000
PROBLEMS = {
    "locked": "tệp có mật khẩu. Hãy gỡ mật khẩu rồi gửi lại.",
    "broken": "tệp bị hỏng.",
    "heavy": "ảnh quá lớn.",
    "unknown": "đây không phải là PDF, ảnh hay văn bản thuần.",
}


class Reader:
    def __init__(self, bounds: Bounds = BOUNDS) -> None:
        self.zygote = Zygote(WORK, bounds)

    def read(self, path: Path) -> Iterator[Page]:
        text = _plain_text(path)
        if text is not None:
            for number, part in enumerate(to_unicode(text).split("\f"), 1):
                yield page_of_text(part, number=number)
            return
        number, pages = 1, 1
        while number <= pages:
            found = self._ask(path, number)
            pages = found["pages"]
            if number <= pages:
                yield _page(found, number)
            number += 1

    def _ask(self, path: Path, number: int) -> dict[str, Any]:
        file = os.open(path, os.O_RDONLY)
        try:
            found = self.zygote.ask({"page": number}, file=file)
        finally:
            os.close(file)
        if found is None:
            raise Unreadable(PROBLEMS["heavy"])
        if "problem" in found:
            raise Unreadable(PROBLEMS[found["problem"]])
        return found


def _plain_text(path: Path) -> str | None:
    """The text of a file that has no bytes but those of text; None for everything else."""
    with path.open("rb") as file:
        content = file.read(MOST_TEXT + 1)
    if content.startswith((b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")):
        return None
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content or len(content) > MOST_TEXT:
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")  # the code points that TCVN3 and VNI stand on


def _page(found: dict[str, Any], number: int) -> Page:
    if "words" in found:
        return page_of_words(in_unicode(found["words"]), number=number)
    picture = base64.b64decode(found["drawn"])
    return page_of_words(words_of(picture, dpi=found["dpi"]), number=number)


def in_unicode(words: list[list[Any]]) -> list[Word]:
    """The words of a text layer; one in an old encoding is told from the page as a whole."""
    before = " ".join(word[0] for word in words)
    after = to_unicode(before).split(" ")
    assert len(after) == len(words)
    return [
        Word(text.upper() if _is_capital_font(font) else text, 1.0, Box(*places))
        for text, (_old, *places, font) in zip(after, words, strict=True)
    ]


def _is_capital_font(name: str) -> bool:
    """Fonts such as .VnTimeH and .VnArialH draw small letters as capitals."""
    bare = name.split("+")[-1].split(",")[0].split("-")[0]
    return bare.startswith(".Vn") and bare.endswith("H")
