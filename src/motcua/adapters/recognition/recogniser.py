"""Renditions with words, through the zygote: one grandchild for each PDF, its files in a folder."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from motcua.adapters.inspection.zygote import Bounds, Zygote
from motcua.adapters.scanning.wording import FILES
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.digitisation.errors import Unreadable
from motcua.records.digitisation.ports import Recognised
from motcua.records.digitisation.rules import Page, page_of_words

from .reader import in_unicode
from .tesseract import MISSING, words_of_table

WORK = "motcua.adapters.recognition.rendition"
FOLDER = "motcua-ocr-"
LOCK = "lock"
LEFT_BEHIND_SECONDS = 60.0
SECONDS_A_PAGE = 120
BOUNDS = Bounds(
    memory_bytes=2 * 1024 * 1024 * 1024, cpu_seconds=3600, wall_seconds=4 * 3600.0,
    written_bytes=4 * 1024 * 1024 * 1024, open_files=256,
)  # fmt: skip


class OcrmypdfRecogniser:
    def __init__(self, bounds: Bounds | None = None) -> None:
        self.zygote = Zygote(WORK, bounds or BOUNDS)

    def recognise(self, pdf: Path, to: Path, *, text_to: Path, jobs: int = 1) -> Recognised:
        if shutil.which("tesseract") is None:
            raise OutsideFailure(MISSING, permanent=True)
        with work_folder() as folder:
            found = self._ask(pdf, folder, jobs)
            pages = tuple(_page(folder, number, found) for number in range(1, found["pages"] + 1))
            text = folder / "text.txt"
            text.write_text("".join(_text(page) for page in pages), encoding="utf-8")
            keep_whole(text, text_to)
            keep_whole(folder / "made.pdf", to)
        return Recognised(pages, tuple(found["failed"]), found["engine"])

    def _ask(self, pdf: Path, folder: Path, jobs: int) -> dict[str, Any]:
        task = {
            "pdf": str(pdf.resolve()), "folder": str(folder), "jobs": jobs, "seconds_a_page": SECONDS_A_PAGE,
        }  # fmt: skip
        with pdf.open("rb") as file:
            found = self.zygote.ask(task, file=file.fileno())
        if found is None:
            raise Unreadable(FILES["heavy"])
        if problem := found.get("problem"):
            if problem == "missing":
                raise OutsideFailure(MISSING, permanent=True)
            raise Unreadable(FILES[problem])
        return found


def _page(folder: Path, number: int, found: dict[str, Any]) -> Page:
    """Its own words where a program wrote it, else what Tesseract saw; without any where it gave up."""
    table = folder / f"{number}.tsv"
    if written := found["layers"].get(str(number)):
        return page_of_words(in_unicode(written), number=number)
    read = table.read_text(encoding="utf-8", errors="replace") if table.exists() else ""
    return page_of_words(words_of_table(read), number=number)


def _text(page: Page) -> str:
    """One row a line, its columns apart; a form feed ends the page."""
    rows: dict[int, list[str]] = {}
    for line in page.lines:
        rows.setdefault(line.row, []).append(line.text)
    return "".join("    ".join(row) + "\n" for _, row in sorted(rows.items())) + "\f"


def keep_whole(made: Path, to: Path) -> None:
    """Whole or not at all, wherever it is wanted."""
    descriptor, draft = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file, made.open("rb") as source:
            shutil.copyfileobj(source, file, 1 << 20)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, to)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(draft)


@contextmanager
def work_folder() -> Iterator[Path]:
    """A folder for one PDF; those of processes that were killed are swept by whoever comes next."""
    _sweep(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=FOLDER))
    try:
        with (folder / LOCK).open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(root: Path) -> None:
    for folder in root.glob(f"{FOLDER}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > LEFT_BEHIND_SECONDS:
                with (folder / LOCK).open("rb") as lock:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder, ignore_errors=True)
