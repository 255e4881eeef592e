"""Lists as PDF whose tables have no ruled lines: the same rows as with them, or said where they cannot be told."""

import pytest

from tests.factories import lists
from tests.factories.lists import as_read, expected
from tests.journeys.browsing import a_browser

SLUGS = ["bac-giang-2018", "quang-tri-2021"]
NO_LINES = "stroke: none,"
MARGIN = {side: "2cm" for side in ("top", "bottom", "left", "right")}
LOOKS = {
    "plain": NO_LINES,
    "numbers in the middle of the row": "stroke: none, align: horizon,",
    "all but names in the centre": "stroke: none, align: (x, y) => if x == 1 and y > 0 { left + horizon } else { center + horizon },",
    "rows as close as lines": "stroke: none, inset: (x: 4pt, y: 0.33em),",
    "lines between rows": "stroke: (x, y) => (top: 0.5pt, bottom: 0.5pt),",
    "lines between columns": "stroke: (x, y) => (left: 0.5pt, right: 0.5pt),",
}
STYLES = {
    "padded": "td, th { padding: 4px 6px }",
    "marks in the centre": "td { padding: 5px 6px } td:not(:nth-child(2)) { text-align: center } table { width: 100% }",
    "a box around rows that pages cut": "td { padding: 4px 6px } table { border: 1px solid; border-collapse: collapse } tr { break-inside: auto }",
    "rows as close as lines": "td, th { vertical-align: top; padding: 0 8px }",
}


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("look", LOOKS)
def test_a_typeset_list_without_lines_gives_the_same_rows(slug, look, tmp_path):
    path = lists.as_pdf(slug, tmp_path / "list.pdf", table=LOOKS[look])

    rows, found = as_read(path)

    assert rows == expected(slug)
    assert "columns_unclear" not in {odd.kind for odd in found.oddities}


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_headings_that_stand_once_and_page_numbers_do_no_harm(slug, tmp_path):
    page = '#set page(numbering: "1", header: [Công báo])'
    path = lists.as_pdf(slug, tmp_path / "list.pdf", table=NO_LINES, repeat_headings=False, page=page)

    assert as_read(path)[0] == expected(slug)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("slug", SLUGS)
def test_a_list_that_a_browser_printed_gives_the_same_rows(slug, tmp_path):
    with a_browser("about:blank") as context:
        page = context.new_page()
        for name, css in STYLES.items():
            page.set_content(lists.as_html(slug, css=css))
            page.pdf(path=tmp_path / "list.pdf", format="A4", margin=MARGIN)

            assert as_read(tmp_path / "list.pdf")[0] == expected(slug), name


RUN_TOGETHER = """#set page(paper: "a4", margin: 2cm)
#table(stroke: none, columns: (1cm, 5cm, 3cm),
  [TT], [Tên thủ tục], [Mức độ],
  [1], [#box(width: 7cm)[Cấp giấy phép thử nghiệm thiết bị]], align(right)[3],
  [2], [#box(width: 7cm)[Thu hồi giấy phép thử nghiệm]], align(right)[4],
)
"""


def test_columns_that_run_into_one_another_are_said_and_their_text_is_kept(tmp_path):
    _, found = as_read(lists.typeset(RUN_TOGETHER, tmp_path / "list.pdf"))

    said = [odd for odd in found.oddities if odd.kind == "columns_unclear"]
    assert [odd.rows for odd in said] == [(1, 2)]
    assert [row.printed for row in found.rows] == ["1", "2"]
    assert not any(row.name or row.current or row.planned for row in found.rows)
    assert found.rows[0].note == "Cấp giấy phép thử nghiệm thiết bị 3"
    assert found.rows[1].note == "Thu hồi giấy phép thử nghiệm 4"


def test_text_around_a_table_and_numbers_in_it_are_no_rows(tmp_path):
    source = """#set page(paper: "a4", margin: 2cm)
      Danh mục dự kiến ở mức độ 4: #parbreak() TT 07 ngày 20/01 #parbreak()
      #table(stroke: none, columns: (1cm, 8cm, 3cm), [TT], [Tên thủ tục], [Ghi chú],
        [1], [Cấp giấy phép \\ 15 ngày], [], [2], [Thu hồi giấy phép], [])
      Nơi nhận: các sở #parbreak() 3 bản lưu"""

    rows, _ = as_read(lists.typeset(source, tmp_path / "list.pdf"))

    assert [(row[0], row[3]) for row in rows] == [("1", "Cấp giấy phép 15 ngày"), ("2", "Thu hồi giấy phép")]
