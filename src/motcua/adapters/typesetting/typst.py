"""Typst: templates are text files, the compiler runs no code of the machine and reads one folder only.

Each set of sources gets a folder and a compiler of its own, which are used again: a page with new words takes
some three milliseconds. Fonts are those of this package, never the machine's, so that a paper looks the same
everywhere.
"""

import atexit
import hashlib
import io
import json
import os
import re
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pikepdf
import segno
import typst

from motcua.adapters.typesetting.apart import typeset_apart
from motcua.foundation.kernel.clock import local
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.letters.ports import Place, Typeset

FONTS = Path(__file__).parent / "fonts"
STANDARD: Literal["a-2b"] = "a-2b"
PICTURE = "picture.png"
MASK = 4  # weighing all eight costs more than the page; running text is balanced under each
KEPT_COMPILERS = 32
NO_GLYPH = "could not be displayed"
UNKNOWN = "□"
WHERE = re.compile(r"┌─ (?:\S*/)?([\w.-]+):(\d+):\d+")


class TypstTypesetter:
    """One compiler per set of sources; a lock, since a compiler does one paper at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begin()

    def _begin(self) -> None:
        self._pid = os.getpid()
        self._folder = Path(tempfile.mkdtemp(prefix="motcua-typst-"))
        atexit.register(_remove, self._folder, self._pid)
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
        )
        self._compilers: OrderedDict[str, typst.Compiler] = OrderedDict()

    def typeset(
        self,
        *,
        sources: Mapping[str, str],
        main: str,
        data: Mapping[str, Any],
        qr: str,
        at: datetime,
        picture: bytes | None = None,
        tagged: bool = True,
        claim: str = "",
    ) -> Typeset:
        words = json.dumps(data, ensure_ascii=False)
        inputs = {"data": words, "qr": _qr_svg(qr) if qr else "", "claim": _qr_svg(claim) if claim else ""}
        with self._lock:
            if self._pid != os.getpid():
                self._begin()
            compiler = self._compiler(sources, main, picture)
            try:
                return _set(compiler, main, inputs, at, tagged)
            except typst.TypstError as error:
                if NO_GLYPH not in str(error):
                    raise _failure(main, error) from error
            try:
                return _set(compiler, main, inputs | {"data": _writable(words)}, at, tagged)
            except typst.TypstError as error:
                raise _failure(main, error) from error

    def try_out(
        self, *, sources: Mapping[str, str], papers: Sequence[Mapping[str, Any]], at: datetime
    ) -> list[Typeset]:
        return typeset_apart(sources=sources, papers=papers, at=at)

    def join(self, parts: Sequence[bytes]) -> bytes:
        whole = io.BytesIO()
        with ExitStack() as opened:
            first, *others = (opened.enter_context(pikepdf.open(io.BytesIO(part))) for part in parts)
            for other in others:
                first.pages.extend(other.pages)
            first.save(whole, deterministic_id=True)
        return whole.getvalue()

    def _compiler(self, sources: Mapping[str, str], main: str, picture: bytes | None) -> typst.Compiler:
        files = {name: text.encode() for name, text in sources.items()}
        if picture is not None:
            files[PICTURE] = picture
        digest = hashlib.sha256(main.encode())
        for name in sorted(files):
            digest.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
        key = digest.hexdigest()
        if key in self._compilers:
            self._compilers.move_to_end(key)
            return self._compilers[key]
        folder = self._folder / key
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / Path(name).name).write_bytes(content)
        compiler = typst.Compiler(
            str(folder / main), root=str(folder), font_paths=self._fonts, ignore_system_fonts=True
        )
        self._compilers[key] = compiler
        while len(self._compilers) > KEPT_COMPILERS:
            shutil.rmtree(self._folder / self._compilers.popitem(last=False)[0], ignore_errors=True)
        return compiler


def _set(compiler: typst.Compiler, main: str, inputs: dict[str, str], at: datetime, tagged: bool) -> Typeset:
    pdf = compiler.compile(
        sys_inputs=inputs,
        format="pdf",
        pdf_standards=[STANDARD],
        timestamp=_fixed_offset(at),
        pdf_tags=tagged,
    )
    assert isinstance(pdf, bytes)
    found = json.loads(compiler.query("<place>", field="value"))
    papers = json.loads(compiler.query("<paper>", field="value"))
    if len(papers) != 1:
        raise OutsideFailure(
            f"{main}: mẫu phải kết thúc bằng size-of-paper() của layout.typ.", permanent=True
        )
    (paper,) = papers
    return Typeset(
        pdf=pdf,
        pages=paper["pages"],
        page_width_mm=paper["width_mm"],
        page_height_mm=paper["height_mm"],
        places={place.pop("name"): Place(**place) for place in found},
    )


def _failure(main: str, error: typst.TypstError) -> OutsideFailure:
    """Permanent: the same words and the same template fail again. Says the file and the line where it can."""
    found = WHERE.search(getattr(error, "diagnostic", "") or "")
    where = f"{found[1]}:{found[2]}" if found else main
    return OutsideFailure(f"{where}: {error}", permanent=True)


def _writable(text: str) -> str:
    """A letter that the fonts lack becomes an empty box: PDF/A forbids it, and the paper must be made."""
    return "".join(c if ord(c) < 128 or ord(c) in _letters() else UNKNOWN for c in text)


@cache
def _letters() -> frozenset[int]:
    return frozenset(set.intersection(*(_letters_of(path) for path in sorted(FONTS.glob("*.ttf")))))


def _letters_of(path: Path) -> set[int]:
    from fontTools.ttLib import TTFont  # heavy, and hardly ever needed

    with TTFont(path) as face:
        return set(face.getBestCmap())


def _qr_svg(text: str) -> str:
    drawn = io.BytesIO()
    segno.make_qr(text, error="m", mask=MASK).save(drawn, kind="svg", xmldecl=False, border=0)
    return drawn.getvalue().decode()


def _fixed_offset(at: datetime) -> datetime:
    """Typst takes a moment with a plain offset only, to the second."""
    there = local(at).replace(microsecond=0)
    return datetime.fromisoformat(there.isoformat())


def _remove(folder: Path, pid: int) -> None:
    if os.getpid() == pid:
        shutil.rmtree(folder, ignore_errors=True)
