"""Tesseract as a process: a picture on its standard input, words with places and confidence as lines."""

import csv
import os
import subprocess
from statistics import median

from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.digitisation.rules import Box, Word

SECONDS = 120
MISSING = (
    "Máy này chưa có phần mềm nhận dạng chữ. Cài hai gói tesseract-ocr và tesseract-ocr-vie rồi thử lại."
)
_OPTIONS = ("-l", "vie", "--psm", "3", "-c", "thresholding_method=2", "tsv")  # 2: Sauvola, for uneven light


def words_of(picture: bytes, *, dpi: int) -> list[Word]:
    """Words of a PNG, straightened: a page that lies a few degrees askew has level rows again.

    Raises OutsideFailure when Tesseract is not there or does not end in time.
    """
    command = ["tesseract", "stdin", "stdout", "--dpi", str(dpi), *_OPTIONS]
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except FileNotFoundError as missing:
        raise OutsideFailure(MISSING, permanent=True) from missing
    except subprocess.TimeoutExpired as late:
        raise OutsideFailure(f"Nhận dạng chữ một trang quá {SECONDS} giây.", permanent=True) from late
    if done.returncode:
        said = done.stderr.decode(errors="replace")
        raise OutsideFailure(
            MISSING if "language" in said else "Phần mềm nhận dạng chữ báo lỗi.", permanent=True
        )
    return words_of_table(done.stdout.decode(errors="replace"))


def words_of_table(table: str) -> list[Word]:
    """The words of a table that Tesseract wrote, straightened."""
    rows = list(csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    page = next((row for row in rows if row["level"] == "1"), None)
    words = [row for row in rows if row["level"] == "5" and (row["text"] or "").strip()]
    if page is None or not words:
        return []
    width, height = int(page["width"]), int(page["height"])
    lean = _lean(words)
    return [_word(row, width, height, lean) for row in words]


def _lean(words: list[dict[str, str]]) -> float:
    """How much the lines rise or fall: the middle of the slopes of all lines with some words."""
    lines: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in words:
        lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    slopes = []
    for line in lines.values():
        first, last = line[0], line[-1]
        across = int(last["left"]) - int(first["left"])
        if len(line) >= 3 and across > 0:
            slopes.append((_bottom(last) - _bottom(first)) / across)
    return median(slopes) if slopes else 0.0


def _mended(text: str) -> str:
    """Without the eth and the doubled Đ that Tesseract sees in a Đ."""
    return text.replace("Ð", "Đ").replace("ð", "đ").replace("ĐĐ", "Đ")


def _bottom(row: dict[str, str]) -> int:
    return int(row["top"]) + int(row["height"])


def _word(row: dict[str, str], width: int, height: int, lean: float) -> Word:
    left, top = int(row["left"]), int(row["top"])
    drop = lean * (left + int(row["width"]) / 2 - width / 2)
    box = Box(
        left / width,
        (top - drop) / height,
        (left + int(row["width"])) / width,
        (top + int(row["height"]) - drop) / height,
    )
    return Word(_mended(row["text"].strip()), max(0.0, float(row["conf"]) / 100), box)
