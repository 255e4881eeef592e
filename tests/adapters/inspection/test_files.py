"""What the look into a file finds, through the real child process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from motcua.adapters.inspection.inspector import ChildInspector
from motcua.records.documents.enums import FileType, Problem
from motcua.records.documents.ports import Inspection
from tests.factories import files

MEGABYTE = 1 << 20
INSPECTOR = ChildInspector()


def look(tmp_path: Path, content: bytes) -> Inspection:
    path = tmp_path / "file"
    path.write_bytes(content)
    return INSPECTOR.inspect(
        path, max_pixels=120_000_000, max_expanded_bytes=1024 * MEGABYTE, look_seconds=10, quality_seconds=0
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (files.a_pdf(3), Inspection(file_type=FileType.PDF, pages=3)),
        (files.a_pdf(1, size_bytes=300_000), Inspection(file_type=FileType.PDF, pages=1)),
        (files.a_pdf() + b"\0" * 5_000_000, Inspection(file_type=FileType.PDF, pages=1)),
        (files.a_jpeg(), Inspection(file_type=FileType.JPEG, pages=1, width_px=640, height_px=480)),
        (files.a_png(), Inspection(file_type=FileType.PNG, pages=1, width_px=64, height_px=48)),
        (files.a_tiff(), Inspection(file_type=FileType.TIFF, pages=2, width_px=64, height_px=48)),
        (files.a_docx(), Inspection(file_type=FileType.DOCX, pages=1)),
    ],
    ids=["pdf", "pdf of 300 kB", "padded pdf", "jpeg", "png", "tiff", "docx"],
)
def test_a_good_file_is_told_by_its_content(tmp_path: Path, content: bytes, expected: Inspection) -> None:
    assert look(tmp_path, content) == expected


def test_what_stands_behind_a_good_file_is_said(tmp_path: Path) -> None:
    found = look(tmp_path, files.a_png() + b"notes")

    assert found == Inspection(
        file_type=FileType.PNG, pages=1, width_px=64, height_px=48, has_more_behind=True
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (files.an_encrypted_pdf(), Problem.ENCRYPTED),
        (files.an_encrypted_pdf(owner_only=True), Problem.ENCRYPTED),
        (files.a_pdf_without_pages(), Problem.NO_PAGES),
        (files.a_pdf()[:200], Problem.BROKEN),
        (files.a_pdf()[:200] + b"\0" * 5000, Problem.BROKEN),
        (b"%PDF-1.7\n" + b"junk " * 100, Problem.BROKEN),
        (b"%PDF-1.7\njunk\nstartxref\n0\n%%EOF\n", Problem.BROKEN),
        (files.a_pdf_packed_twice(), Problem.EXPANDS_TOO_MUCH),
        (files.a_pdf_with_a_huge_picture(), Problem.TOO_MANY_PIXELS),
        (files.a_png_that_claims(50_000, 50_000), Problem.TOO_MANY_PIXELS),
        (files.a_jpeg()[:2000], Problem.BROKEN),
        (files.a_png()[:60], Problem.BROKEN),
        (files.a_tiff()[:12], Problem.BROKEN),
        (files.a_zip(), Problem.WRONG_TYPE),
        (files.a_docx()[:100], Problem.BROKEN),
        (files.a_pdf() + files.a_zip(), Problem.POLYGLOT),
        (files.a_jpeg() + files.a_zip(), Problem.POLYGLOT),
        (b"MZ\x90\x00" * 50, Problem.WRONG_TYPE),
        (b"<html><script>alert(1)</script></html>", Problem.WRONG_TYPE),
    ],
    ids=[
        "encrypted",
        "owner password",
        "no pages",
        "cut off",
        "cut off and padded",
        "junk",
        "junk with an end",
        "packed twice",
        "picture in a pdf",
        "png",
        "cut jpeg",
        "cut png",
        "cut tiff",
        "zip",
        "cut docx",
        "pdf and zip",
        "jpeg and zip",
        "program",
        "web page",
    ],
)
def test_a_bad_file_is_told_what_is_wrong(tmp_path: Path, content: bytes, problem: Problem) -> None:
    assert look(tmp_path, content).problem is problem


@pytest.mark.slow
@pytest.mark.parametrize("bomb", [files.a_pdf_bomb, files.a_docx_bomb], ids=["pdf", "docx"])
def test_a_bomb_is_stopped_before_it_is_unpacked(tmp_path: Path, bomb: Callable[[], bytes]) -> None:
    content = bomb()
    assert len(content) < 4 * MEGABYTE

    assert look(tmp_path, content).problem is Problem.EXPANDS_TOO_MUCH
