"""Runs in a grandchild only: one bound PDF written as PDF/A-2b, without reading any words."""

import tempfile
from pathlib import Path
from typing import Any, BinaryIO

import ocrmypdf
import pikepdf
from ocrmypdf import exceptions as failures

Found = dict[str, Any]
OPTIONS: dict[str, Any] = {
    "ocr_engine": "none",
    "output_type": "pdfa",
    "pdfa_backend": "internal",  # no Ghostscript
    "rasterizer": "pypdfium",
    "optimize": 0,
    "progress_bar": False,
    "use_threads": True,
    "jobs": 1,
}


def work(task: Found, _file: BinaryIO) -> Found:
    """`task`: pdf, folder. Makes made.pdf; where fonts cannot stand in PDF/A, pages are drawn."""
    folder, source = Path(task["folder"]), Path(task["pdf"])
    tempfile.tempdir = str(folder)
    made = folder / "made.pdf"
    try:
        try:
            ocrmypdf.ocr(source, made, mode="skip", **OPTIONS)
        except failures.PdfaConversionFailedError:
            ocrmypdf.ocr(source, made, mode="force", **OPTIONS)
        with pikepdf.open(made) as found, found.open_metadata() as described:
            return {"pages": len(found.pages)} if described.pdfa_status else {"problem": "broken"}
    except failures.EncryptedPdfError:
        return {"problem": "locked"}
    except (failures.ExitCodeException, pikepdf.PdfError):
        return {"problem": "broken"}
