"""PDF/A copies of papers: pages bound anew, without what could run, then written as PDF/A-2b."""

from pathlib import Path

from motcua.adapters.inspection.zygote import Zygote
from motcua.adapters.scanning.binder import ChildPageBinder
from motcua.adapters.scanning.wording import FILES
from motcua.records.digitisation.errors import Unreadable
from motcua.records.digitisation.ports import PagePart

from .recogniser import BOUNDS, keep_whole, work_folder

WORK = "motcua.adapters.recognition.pdfa_writing"
MARK = b"pdfaid:part"
PIECE = 1 << 20


class OcrmypdfPdfaMaker:
    def __init__(self) -> None:
        self.zygote = Zygote(WORK, BOUNDS)
        self.binder = ChildPageBinder()

    def says_pdfa(self, path: Path) -> bool:
        with path.open("rb") as file:
            end = b""
            while piece := file.read(PIECE):
                if MARK in end + piece:
                    return True
                end = piece[-len(MARK) :]
        return False

    def make(self, path: Path, to: Path, *, pages: int) -> None:
        with work_folder() as folder:
            bound = folder / "bound.pdf"
            self.binder.bind([PagePart(path, number) for number in range(1, pages + 1)], bound)
            with bound.open("rb") as file:
                task = {"pdf": str(bound), "folder": str(folder)}
                found = self.zygote.ask(task, file=file.fileno())
            if found is None:
                raise Unreadable(FILES["heavy"])
            if problem := found.get("problem"):
                raise Unreadable(FILES[problem])
            keep_whole(folder / "made.pdf", to)
