"""Published lists in every kind of file, made with real libraries from the two texts in tests/data/lists."""

import csv
import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

import docx
import openpyxl
import typst

from motcua.reference.catalogue import reading, shipped

TEXTS = Path(__file__).parents[1] / "data" / "lists"
Table = list[list[str]]


COLUMNS = {
    "printed": "tt",
    "field": "linh_vuc",
    "code": "ma_tthc",
    "name": "ten_tthc",
    "current": "muc_do_hien_tai",
    "note": "ghi_chu",
}
PLANNED = {"bac-giang-2018": "muc_do_ke_hoach_2018", "quang-tri-2021": "muc_do_ke_hoach_2021"}


def expected(slug: str) -> list[tuple[str, ...]]:
    """The rows of a shipped list, part by part as `as_read` gives them."""
    with open(shipped.DATA / "lists" / f"{slug}.csv", newline="", encoding="utf-8") as file:
        return [
            tuple(row.get(column, "") for column in (*COLUMNS.values(), PLANNED[slug]))
            for row in csv.DictReader(file)
        ]


def as_read(path: Path) -> tuple[list[tuple[str, ...]], reading.ReadList]:
    found = reading.read_list(path, name=path.name)
    return [tuple(getattr(row, part) for part in (*COLUMNS, "planned")) for row in found.rows], found


def text_of(slug: str) -> Path:
    return TEXTS / f"{slug}.txt"


def parts_of(slug: str) -> Iterator[str | Table]:
    """Lines of text and tables of the plan, in order; a table ends at a line that is no row."""
    table: Table = []
    for line in text_of(slug).read_text(encoding="utf-8").splitlines():
        bare = re.sub(r"</?b>|\*+|^#+ ", "", line)
        if "\t" in bare:
            table.append(bare.split("\t"))
        elif bare.strip():
            if table:
                yield whole(table)
            table = []
            yield bare.strip()
    if table:
        yield whole(table)


def whole(table: Table) -> Table:
    """The table as one that no page cuts: headings once, the halves of a row together."""
    heads = 2 if len(table) > 1 and not table[1][0].strip() and "Mức độ" in table[1][2] else 1
    rows = table[:heads]
    width = max(map(len, table))
    for row in table[heads:]:
        padded = [cell.strip() for cell in row] + [""] * (width - len(row))
        if row in table[:heads] or not any(padded):
            continue
        if not padded[0]:
            last = rows[-1]
            rows[-1] = [f"{one} {two}".strip() for one, two in zip(last, padded, strict=True)]
        else:
            rows.append(padded)
    return [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in rows]


def as_xlsx(slug: str, path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for part in parts_of(slug):
        for row in [[part]] if isinstance(part, str) else part:
            sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    for number in range(1, sheet.max_row):
        if sheet.cell(number, 3).value == "Mức độ thực hiện hiện tại":
            sheet.merge_cells(start_row=number, end_row=number, start_column=3, end_column=5)
            sheet.merge_cells(start_row=number, end_row=number, start_column=6, end_column=7)
    book.save(path)
    return path


def as_docx(slug: str, path: Path) -> Path:
    document = docx.Document()
    for part in parts_of(slug):
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=len(part), cols=len(part[0]))
        cells = table._cells
        for place, text in enumerate(cell for row in part for cell in row):
            if text:
                cells[place].text = text
        if "Mức độ 2" in part[1]:
            table.cell(0, 2).merge(table.cell(0, 4))
            table.cell(0, 5).merge(table.cell(0, 6))
            table.cell(0, 0).merge(table.cell(1, 0))
    document.save(str(path))
    return path


def as_pdf(slug: str, path: Path, *, repeat_headings: bool = True, table: str = "", page: str = "") -> Path:
    """`table` are arguments of Typst's table, such as `stroke: none,`; `page` is Typst before the text."""
    source = [
        page,
        '#set page(paper: "a4", margin: 2cm)',
        '#set text(font: "Be Vietnam Pro", size: 10pt, lang: "vi")',
    ]
    for part in parts_of(slug):
        source.append(
            f"#par[{_typst(part)}]" if isinstance(part, str) else _typst_table(part, repeat_headings, table)
        )
    return typeset("\n\n".join(source), path)


def typeset(source: str, path: Path) -> Path:
    path.with_suffix(".typ").write_text(source, encoding="utf-8")
    typst.compile(path.with_suffix(".typ"), output=path)
    return path


def _typst(text: str) -> str:
    return "#" + '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _typst_table(table: Table, repeat: bool, look: str) -> str:
    widths = (
        ["auto", "1fr", *["1.4cm"] * (len(table[0]) - 2)] if len(table[0]) > 3 else ["auto", "1fr", "3cm"]
    )
    heads = 2 if "Mức độ 2" in table[1] else 1
    rows = [" ".join(f"[{_typst(cell) if cell else ''}]," for cell in row) for row in table]
    if heads == 2:
        rows[0] = (
            "table.cell(rowspan: 2)[TT], table.cell(rowspan: 2)[Tên thủ tục hành chính], "
            "table.cell(colspan: 3)[Mức độ thực hiện hiện tại], "
            "table.cell(colspan: 2)[Kế hoạch thực hiện năm 2021], table.cell(rowspan: 2)[Ghi chú],"
        )
        rows[1] = "[Mức độ 2], [Mức độ 3], [Mức độ 4], [Mức độ 3], [Mức độ 4],"
    header = f"table.header(repeat: {str(repeat).lower()}, {' '.join(rows[:heads])})"
    return f"#table({look} columns: ({', '.join(widths)}), {header}, {' '.join(rows[heads:])})"


def as_html(slug: str, *, css: str) -> str:
    """A page that a browser prints."""
    body = "".join(
        f"<p>{escape(part)}</p>" if isinstance(part, str) else _html_table(part) for part in parts_of(slug)
    )
    return f'<meta charset="utf-8"><style>{css}</style>{body}'


def _html_table(table: Table) -> str:
    heads = 2 if "Mức độ 2" in table[1] else 1
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table[0])
    if heads == 2:
        head = (
            "<th rowspan=2>TT</th><th rowspan=2>Tên thủ tục hành chính</th>"
            "<th colspan=3>Mức độ thực hiện hiện tại</th><th colspan=2>Kế hoạch thực hiện năm 2021</th>"
            "<th rowspan=2>Ghi chú</th></tr><tr>"
        ) + "".join(f"<th>{cell}</th>" for cell in table[1] if cell)
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in table[heads:])
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def as_csv(rows: Sequence[Sequence[str]], path: Path, *, delimiter: str = ",") -> Path:
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path
