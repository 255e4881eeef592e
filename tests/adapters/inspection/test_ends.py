"""What stands behind the end of a file: another file is a problem, what honest files have there is not."""

import io
import random
import struct

import pytest

from motcua.adapters.inspection.ends import CHUNK_BYTES, look_behind
from tests.factories import files

ZIP = files.a_zip()
ENDED_LIKE_A_PDF = ZIP[:-2] + struct.pack("<H", 18) + b"startxref\n0\n%%EOF\n"
GOOD = {"pdf": files.a_pdf(), "jpg": files.a_jpeg(160, 120), "png": files.a_png(), "tif": files.a_tiff()}
POLYGLOT = {"problem": "polyglot"}
TOLD = {"more_behind": True}


@pytest.mark.parametrize("kind", GOOD)
def test_nothing_behind_is_nothing_to_say(kind: str) -> None:
    assert look_behind(io.BytesIO(GOOD[kind]), kind) == {}


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("between", [b"", b"\n", b"\0" * 700])
def test_an_archive_behind_any_file_is_a_problem(kind: str, between: bytes) -> None:
    assert look_behind(io.BytesIO(GOOD[kind] + between + ZIP), kind) == POLYGLOT


@pytest.mark.parametrize("kind", ["pdf", "jpg", "png"])
@pytest.mark.parametrize(
    "more",
    [
        b"<!DOCTYPE html><p>hello",
        b"\r\n<HTML><body>",
        b"words <script>alert(1)</script>",
        b"<?php system($_GET['x']);",
        b"#!/bin/sh\nrm -r /",
        b"MZ\x90\0\3",
        b"\x7fELF\2\1",
        b"Rar!\x1a\7\1",
        b"7z\xbc\xaf\x27\x1c\0",
        files.a_docx()[:60],
    ],
    ids=["page", "page in capitals", "script", "php", "shell", "exe", "elf", "rar", "7z", "cut zip"],
)
def test_a_page_a_script_or_a_program_behind_is_a_problem(kind: str, more: bytes) -> None:
    assert look_behind(io.BytesIO(GOOD[kind] + b"\0" + more), kind) == POLYGLOT


def test_a_script_across_two_pieces_is_seen() -> None:
    at_the_seam = b"\0" * ((1 << 20) - 4) + b"<script>"

    assert look_behind(io.BytesIO(GOOD["jpg"] + at_the_seam), "jpg") == POLYGLOT


def test_an_archive_whose_comment_ends_like_a_pdf_is_a_problem() -> None:
    assert look_behind(io.BytesIO(GOOD["pdf"] + ENDED_LIKE_A_PDF), "pdf") == POLYGLOT


@pytest.mark.parametrize("kind", ["jpg", "png", "tif"])
def test_a_picture_that_begins_as_a_pdf_too_is_a_problem(kind: str) -> None:
    content = GOOD[kind][:8] + b"%PDF-1.4" + GOOD[kind][8:]

    assert look_behind(io.BytesIO(content), kind) == POLYGLOT


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("pdf", b"\r\n\r\n"),
        ("pdf", b"\0" * 3000),
        ("pdf", b"\0" * (CHUNK_BYTES + 5000)),
        ("pdf", files.with_a_line_more(files.a_pdf())[len(files.a_pdf()) :]),
        ("png", b"\0" * 50),
        ("jpg", b"\0" * 50_000),
        ("jpg", GOOD["jpg"]),
        ("jpg", random.Random(2).randbytes(50_000) + b"SEFT"),
    ],
    ids=[
        "line ends",
        "zeros",
        "many zeros",
        "added to",
        "png",
        "jpeg",
        "second picture",
        "a telephone's notes",
    ],
)
def test_what_honest_files_have_behind_is_not_spoken_of(kind: str, more: bytes) -> None:
    assert look_behind(io.BytesIO(GOOD[kind] + more), kind) == {}


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("pdf", b"\x1b%-12345X@PJL\r\n"),
        ("pdf", ZIP + b"\nstartxref\n0\n%%EOF\n"),
        ("png", b"notes"),
        ("jpg", b"\0\0\0\x18ftypmp42" + random.Random(3).randbytes(5000)),
    ],
    ids=["printer", "archive inside a pdf", "png", "film"],
)
def test_what_may_be_honest_is_told(kind: str, more: bytes) -> None:
    assert look_behind(io.BytesIO(GOOD[kind] + more), kind) == TOLD


def test_a_picture_cut_in_the_middle_of_a_marker_ends_with_the_file() -> None:
    cut = GOOD["jpg"][:21]

    assert look_behind(io.BytesIO(cut), "jpg") == {}
