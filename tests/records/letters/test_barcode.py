"""The barcode of the templates, read from the page by the table of another library."""

from datetime import UTC, datetime
from itertools import groupby

import pytest
from barcode.charsets import code128
from pypdfium2 import PdfDocument

from motcua.adapters.typesetting.typst import TypstTypesetter
from motcua.records.letters import sources

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
PAGE = """#import "layout.typ": data
#import "barcode.typ": barcode
#set page(width: 130mm, height: 30mm, margin: 10mm)
#barcode(data.qr, width: 100mm, height: 9mm)
#context [#metadata((pages: 1, width_mm: 130, height_mm: 30)) <paper>]
"""
BEGIN_B, STOP = 104, "11000111010"


def drawn(text: str) -> str:
    """The modules on the page, `1` for black, from the first bar to the last."""
    shared = {name: (sources.SHIPPED / name).read_text(encoding="utf-8") for name in sources.SHARED}
    files = shared | {"page.typ": PAGE}
    typeset = TypstTypesetter().typeset(
        sources=files, main="page.typ", data={"qr": text, "is_sample": False, "head": None}, qr=text, at=AT
    )
    picture = PdfDocument(typeset.pdf)[0].render(scale=12, grayscale=True).to_pil()
    row = [picture.getpixel((x, picture.height // 2 - 20)) for x in range(picture.width)]
    runs = [(black, len(list(run))) for black, run in groupby(row, lambda shade: shade < 128)][1:-1]
    unit = runs[0][1] / 2  # every beginning opens with a bar of two
    return "".join(("1" if black else "0") * round(length / unit) for black, length in runs)


def read(modules: str) -> str:
    """The text of a Code 128 symbol in set B; fails on a wrong sum or a missing end."""
    body, end = modules[:-13], modules[-13:]
    assert end == STOP + "11"
    values = [code128.CODES.index(body[at : at + 11]) for at in range(0, len(body), 11)]
    begin, *text, check = values
    assert begin == BEGIN_B
    assert check == (begin + sum(place * value for place, value in enumerate(text, start=1))) % 103
    return "".join(chr(value + 32) for value in text)


@pytest.mark.parametrize(
    "code", ["000.00.15.H50-261122-0001", "H15.50.05.13-261008-0975", "G09.20-20260609-0092637", "A"]
)
def test_a_reader_reads_the_code(code):
    assert read(drawn(code)) == code
