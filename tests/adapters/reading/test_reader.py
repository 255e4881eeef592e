"""Files that want to do harm, or are not what they say: a named problem or remark, bounded memory and time."""

import resource
import time
import zipfile
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement

from motcua.adapters.inspection.zygote import Bounds
from motcua.adapters.reading.reader import ChildListReader
from motcua.reference.catalogue.enums import ListFileProblem
from tests.factories import lists

HEADINGS = ["TT", "Lĩnh vực", "Mã TTHC", "Tên TTHC", "Mức độ hiện tại", "Mức độ kế hoạch"]
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


@pytest.fixture(scope="module")
def reader():
    made = ChildListReader()
    yield made
    made.zygote.close()


def repacked(path: Path, **changed: str) -> Path:
    """The same package with parts replaced or added."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts |= {name.replace("__", "/").replace("_", "."): text.encode() for name, text in changed.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def a_workbook(path: Path, *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    for row in [HEADINGS, *rows]:
        book.active.append(row)
    book.save(path)
    return path


def remarks(found):
    return {remark.kind: remark for remark in found.remarks}


def test_formulas_of_a_workbook_are_not_computed_and_are_named_with_their_rows(reader, tmp_path):
    path = a_workbook(
        tmp_path / "list.xlsx",
        [1, "Đo lường", "", "Cấp phép", 2, 3],
        [2, "Đo lường", "", '=HYPERLINK("http://x.test")', 2, 3],
    )

    found = reader.read(path, name="list.xlsx")

    assert remarks(found)["formula"].pieces == (2,)
    assert found.pieces[2].cells[3] == '=HYPERLINK("http://x.test")'


def test_links_out_of_a_document_are_counted_and_none_is_opened(reader, tmp_path):
    document = docx.Document()
    document.add_paragraph("Danh mục")
    document.part.relate_to("http://x.test/evil.dotm", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    document.save(tmp_path / "list.docx")

    found = reader.read(tmp_path / "list.docx", name="list.docx")

    assert remarks(found)["external_link"].facts == {"count": 1}


def test_a_field_of_a_document_that_computes_is_named(reader, tmp_path):
    document = docx.Document()
    field = OxmlElement("w:instrText")
    field.text = ' DDEAUTO c:\\\\windows "x" '
    document.add_paragraph("Danh mục").add_run()._r.append(field)
    document.save(tmp_path / "list.docx")

    assert "formula" in remarks(reader.read(tmp_path / "list.docx", name="list.docx"))


def test_a_macro_is_named_and_not_run(reader, tmp_path):
    path = repacked(a_workbook(tmp_path / "list.xlsx"), xl__vbaProject_bin="macro")

    assert "macro" in remarks(reader.read(path, name="list.xlsm"))


@pytest.mark.slow
def test_a_workbook_of_a_million_rows_is_refused_in_bounded_time(reader, tmp_path):
    path = a_workbook(tmp_path / "list.xlsx")
    row = '<row><c t="inlineStr"><is><t>{}</t></is></c></row>'
    path = repacked(
        path, xl__worksheets__sheet1_xml=SHEET.format("".join(row.format(n) for n in range(1_000_000)))
    )

    began = time.monotonic()
    found = reader.read(path, name="list.xlsx")

    assert found.problem == ListFileProblem.TOO_MANY_ROWS
    assert time.monotonic() - began < 5


@pytest.mark.slow
@pytest.mark.parametrize("maker", [lists.as_xlsx, lists.as_docx])
def test_a_package_that_expands_without_end_is_refused_in_bounded_memory(reader, tmp_path, maker):
    path = maker("bac-giang-2018", tmp_path / f"list.{maker.__name__[3:]}")
    main = "xl/worksheets/sheet1.xml" if maker is lists.as_xlsx else "word/document.xml"
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist() if name != main}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
        with package.open(main, "w", force_zip64=True) as part:
            part.write(b"<a>")
            for _ in range(300):
                part.write(b" " * (1 << 20))
            part.write(b"</a>")

    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    found = reader.read(path, name=path.name)

    assert found.problem in {ListFileProblem.EXPANDS_TOO_MUCH, ListFileProblem.TOO_HEAVY}
    # of the largest child so far, which another test of this process may have had
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(before, 700_000)


def test_a_document_that_defines_entities_is_refused(reader, tmp_path):
    path = lists.as_docx("bac-giang-2018", tmp_path / "list.docx")
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'

    assert (
        reader.read(repacked(path, word__document_xml=bomb), name="list.docx").problem
        == ListFileProblem.ENTITIES
    )


def test_a_document_nested_without_end_is_refused(reader, tmp_path):
    path = lists.as_docx("bac-giang-2018", tmp_path / "list.docx")
    deep = "<a>" * 100_000 + "</a>" * 100_000

    assert (
        reader.read(repacked(path, word__document_xml=deep), name="list.docx").problem
        == ListFileProblem.BROKEN
    )


def test_a_locked_pdf_is_named(reader, tmp_path):
    path = lists.as_pdf("bac-giang-2018", tmp_path / "open.pdf")
    with pikepdf.open(path) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="secret", owner="secret"))

    assert reader.read(tmp_path / "locked.pdf", name="locked.pdf").problem == ListFileProblem.ENCRYPTED


def test_a_pdf_of_pictures_is_named(reader, tmp_path):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "scan.pdf")

    assert reader.read(tmp_path / "scan.pdf", name="scan.pdf").problem == ListFileProblem.NO_TEXT


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STRANGE = [
    (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), ListFileProblem.ENCRYPTED),
    (OLE + b"\0" * 600, ListFileProblem.OLD_OFFICE),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, ListFileProblem.WRONG_KIND),
    (b"MZ\x90\0\x03\0\0\0", ListFileProblem.WRONG_KIND),
    (b"PK\x03\x04 and nothing more", ListFileProblem.BROKEN),
    (b"%PDF-1.7\nnothing", ListFileProblem.BROKEN),
]


@pytest.mark.parametrize(("content", "problem"), STRANGE)
def test_what_is_no_list_is_named(reader, tmp_path, content, problem):
    (tmp_path / "list.xlsx").write_bytes(content)

    assert reader.read(tmp_path / "list.xlsx", name="list.xlsx").problem == problem


def test_a_zip_of_something_else_is_no_list(reader, tmp_path):
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as package:
        package.writestr("readme.txt", "hello")

    assert reader.read(tmp_path / "list.xlsx", name="list.xlsx").problem == ListFileProblem.WRONG_KIND


def test_a_file_named_as_another_kind_is_read_as_what_it_is_and_said_so(reader, tmp_path):
    path = lists.as_docx("bac-giang-2018", tmp_path / "list.docx")

    found = reader.read(path, name="list.pdf")

    assert found.file_type == "docx"
    assert remarks(found)["wrong_extension"].facts == {"ending": "pdf", "file_type": "docx"}


def test_a_file_beyond_its_bounds_is_too_heavy(tmp_path):
    reader = ChildListReader(Bounds(memory_bytes=1 << 20, cpu_seconds=1, wall_seconds=2.0))
    path = tmp_path / "list.csv"
    path.write_text("TT,Tên TTHC\n" + "1,abc\n" * 15_000, encoding="utf-8")
    try:
        assert reader.read(path, name="list.csv").problem == ListFileProblem.TOO_HEAVY
    finally:
        reader.zygote.close()
