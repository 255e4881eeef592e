"""Published lists are read from every kind of file into the same rows, with every oddity named."""

import time

import pytest
from django.utils import translation

from motcua.reference.catalogue import shipped
from motcua.reference.catalogue.enums import FindingKind
from tests.factories import lists
from tests.factories.lists import as_read, expected

SLUGS = ["bac-giang-2018", "quang-tri-2021"]
MAKERS = {"xlsx": lists.as_xlsx, "docx": lists.as_docx, "pdf": lists.as_pdf}


@pytest.mark.parametrize("slug", SLUGS)
def test_the_text_that_an_authority_printed_gives_every_row_field_by_field(slug):
    rows, _ = as_read(lists.text_of(slug))

    assert rows == expected(slug)


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("kind", MAKERS)
def test_the_same_list_in_another_kind_of_file_gives_the_same_rows(kind, slug, tmp_path):
    rows, found = as_read(MAKERS[kind](slug, tmp_path / f"{slug}.{kind}"))

    assert found.file_type == kind
    assert rows == expected(slug)


@pytest.mark.slow
def test_a_pdf_whose_pages_do_not_repeat_the_headings_gives_the_same_rows(tmp_path):
    path = lists.as_pdf("quang-tri-2021", tmp_path / "list.pdf", repeat_headings=False)

    assert as_read(path)[0] == expected("quang-tri-2021")


@pytest.mark.parametrize("slug", SLUGS)
def test_the_shipped_csv_is_read_the_same_way(slug):
    assert as_read(shipped.DATA / "lists" / f"{slug}.csv")[0] == expected(slug)


CUT = """TT\tTên TTHC\tMức độ kế hoạch
1\tCấp giấy chứng nhận chuyển giao\t4
\fTT\tTên TTHC\tMức độ kế hoạch
\tcông nghệ (trừ trường hợp khác)\t
2\tCấp giấy chứng nhận hoạt động trong\t4
TT\tTên TTHC\tMức độ kế hoạch
\tlĩnh vực đo lường\t
Tổng số: 2\t\t
"""


def test_the_rest_of_a_name_is_never_taken_for_a_sum_or_a_field(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(CUT, encoding="utf-8")

    assert [row.name for row in as_read(path)[1].rows] == [
        "Cấp giấy chứng nhận chuyển giao công nghệ (trừ trường hợp khác)",
        "Cấp giấy chứng nhận hoạt động trong lĩnh vực đo lường",
    ]


def test_the_first_text_tells_what_is_odd_in_it():
    found = as_read(lists.text_of("quang-tri-2021"))[1]

    assert [(odd.kind, odd.rows) for odd in found.oddities] == [
        (FindingKind.NUMBER_DIFFERS, ()),
        (FindingKind.WORD_TWICE, (1,)),
        (FindingKind.NO_CURRENT_LEVEL, (3,)),
        (FindingKind.NAME_CUT, (14,)),
        (FindingKind.NAME_CUT, (21,)),
        (FindingKind.CODE_TWICE, (32, 47)),
        (FindingKind.CODE_TWICE, (35, 36)),
        (FindingKind.NAME_CUT, (37,)),
        (FindingKind.NAME_CUT, (42,)),
        (FindingKind.NAME_CUT, (50,)),
        (FindingKind.NO_CURRENT_LEVEL, (56,)),
    ]
    assert "08/SKHCN-VP" in str(found.oddities[0])
    assert "08/KH-SKHCN" in str(found.oddities[0])


def test_the_second_text_tells_what_is_odd_in_it():
    found = as_read(lists.text_of("bac-giang-2018"))[1]

    assert [(odd.kind, odd.rows) for odd in found.oddities] == [
        (FindingKind.CODE_MISSING, tuple(range(1, 42))),
        (FindingKind.TWO_LEVELS, (12, 34)),
        (FindingKind.FIELD_TWO_SPELLINGS, (27, 28, 29, 30, 31)),
        (FindingKind.LEVEL_FOR_ONE_CASE, (33,)),
        (FindingKind.NOTE_OF_ANOTHER_ACT, (33,)),
    ]


ODD = """Số: 12/KH-SKHCN

Tổng số thủ tục cung cấp ở mức độ 3: 5 TTHC

STT\tTên thủ tục hành chính\tMức độ hiện tại\t\t\tKế hoạch\t\tGhi chú
\t\tMức độ 2\tMức độ 3\tMức độ 4\tMức độ 3\tMức độ 4\t
A\tLĩnh vực chưa ai biết
1\tCấp giấy phép thử (3.999999.000.00.00.H50)\tx\tx\t\tx
2\tCấp lại giấy phép thử - 2.00125.000.00.00.H50\t\t\tx\tx\t\tx
4\tThu hồi giấy phép thử - 2.001259.000.00.00.H02\tx\t\t\t\t\t
\tThu hồi giấy phép khác - 2.001259.000.00.00.H50\tbị mất\t\t\t\tx
Tổng cộng: 4 thủ tục
"""


def test_every_other_oddity_is_named_and_no_row_is_lost(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(ODD, encoding="utf-8")

    rows, found = as_read(path)

    assert {(str(odd.kind), odd.rows) for odd in found.oddities} >= {
        ("several_marks", (1,)),
        ("code_unknown", (1,)),
        ("code_malformed", (2,)),
        ("level_goes_down", (2,)),
        ("no_planned_level", (3,)),
        ("code_of_another_authority", (3,)),
        ("ordinal_odd", (3,)),
        ("ordinal_odd", (4,)),
        ("field_unknown", (1, 2, 3, 4)),
        ("count_differs", (1, 2)),
    }
    assert [row[3] for row in rows] == [
        "Cấp giấy phép thử",
        "Cấp lại giấy phép thử",
        "Thu hồi giấy phép thử",
        "Thu hồi giấy phép khác",
    ]
    assert found.rows[0].current == "2, 3"
    assert found.rows[1].code == "2.00125.000.00.00.H50"
    assert "bị mất" in found.rows[3].note


def test_every_finding_is_a_vietnamese_sentence(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text(ODD, encoding="utf-8")
    with translation.override("vi"):
        said = [str(odd) for odd in as_read(path)[1].oddities]
    with translation.override("en"):
        meant = [str(odd) for odd in as_read(path)[1].oddities]

    assert len(said) > 10
    assert not set(said) & set(meant)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Cấp giấy phép thử", "-" * 30_000, "1." * 15_000, "a b " * 8_000])
def test_a_list_made_to_be_slow_is_read_in_bounded_time(tmp_path, name):
    count = 10_000 if len(name) < 100 else 200
    rows = [[str(number), "Đo lường", "", name, "2", str(3 + number % 2)] for number in range(1, count + 1)]
    headings = ["TT", "Lĩnh vực", "Mã TTHC", "Tên TTHC", "Mức độ hiện tại", "Mức độ kế hoạch"]
    began = time.process_time()

    found = as_read(lists.as_csv([headings, *rows], tmp_path / "list.csv"))[1]

    assert len(found.rows) == count
    assert time.process_time() - began < 10
