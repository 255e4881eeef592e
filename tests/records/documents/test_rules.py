"""The rules of files, by table."""

import pytest

from motcua.records.documents import errors, rules
from motcua.records.documents.enums import FileType, Problem
from motcua.records.documents.ports import Inspection
from motcua.records.documents.rules import Limits

PDF = Inspection(file_type=FileType.PDF, pages=1)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("đơn.pdf", "đơn.pdf"),
        ("C:\\Users\\minh\\đơn.pdf", "đơn.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_keeps_its_last_part_and_its_extension(name: str, cleaned: str) -> None:
    assert rules.clean_name(name) == cleaned


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.pdf", FileType.PDF), ("A.PDF", FileType.PDF), ("a.jpeg", FileType.JPEG), ("a.b.png", FileType.PNG)],
)
def test_an_extension_promises_a_type(name: str, expected: FileType) -> None:
    assert rules.type_by_name(name, Limits()) is expected


@pytest.mark.parametrize("name", ["a.exe", "pdf", "a", "a.docx", "a.pdf.html"])
def test_a_type_outside_the_limits_is_not_accepted(name: str) -> None:
    with pytest.raises(errors.TypeNotAccepted):
        rules.type_by_name(name, Limits())


@pytest.mark.parametrize(
    ("found", "refusal"),
    [
        (Inspection(file_type=FileType.PDF, problem=Problem.ENCRYPTED), errors.EncryptedFile),
        (Inspection(file_type=FileType.PDF, problem=Problem.BROKEN), errors.BrokenFile),
        (Inspection(problem=Problem.BROKEN), errors.BrokenFile),
        (Inspection(file_type=FileType.PNG, problem=Problem.BROKEN), errors.WrongType),
        (Inspection(file_type=FileType.PDF, problem=Problem.NO_PAGES), errors.NoPages),
        (Inspection(problem=Problem.TOO_MANY_PIXELS, width_px=50_000), errors.TooManyPixels),
        (Inspection(problem=Problem.EXPANDS_TOO_MUCH), errors.ExpandsTooMuch),
        (Inspection(problem=Problem.TOO_HEAVY), errors.TooHeavy),
        (Inspection(file_type=FileType.PDF, problem=Problem.POLYGLOT), errors.TwoFilesInOne),
        (Inspection(problem=Problem.WRONG_TYPE), errors.WrongType),
        (Inspection(file_type=FileType.PNG, pages=1), errors.WrongType),
    ],
)
def test_each_finding_has_its_refusal(found: Inspection, refusal: type[errors.FileRefused]) -> None:
    with pytest.raises(refusal, match=r"a\.pdf"):
        rules.check_inspection("a.pdf", FileType.PDF, found, Limits())


def test_a_good_file_passes_in_silence() -> None:
    rules.check_inspection("a.pdf", FileType.PDF, PDF, Limits())
