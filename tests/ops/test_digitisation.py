"""`motcua digitisation read`: what a document says about itself, as JSON alone on standard output."""

import json
from pathlib import Path

from motcua.ops import cli

PLAN = """Số: 37 /KH-KHCN

Bắc Giang, ngày 03 tháng 4 năm 2018

**KẾ HOẠCH**
**Cung cấp dịch vụ công trực tuyến**

Căn cứ Nghị định 43/2011/NĐ-CP ngày 13/6/2011 của Chính phủ;

**Nơi nhận:**

- Lưu: VT, VP.

**Nguyễn Đức Kiên**
"""


def test_a_plain_text_is_read_into_json(tmp_path: Path, capsys) -> None:
    file = tmp_path / "ke-hoach.txt"
    file.write_text(PLAN, encoding="utf-8")

    assert cli.main(["digitisation", "read", str(file), "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert {key: value["value"] for key, value in found.items() if value} == {
        "number": "37",
        "symbol": "KH-KHCN",
        "type": "Kế hoạch",
        "place": "Bắc Giang",
        "issued_on": "2018-04-03",
        "abstract": "Cung cấp dịch vụ công trực tuyến",
        "signer": "Nguyễn Đức Kiên",
        "recipients": ["Lưu: VT, VP"],
    }
    assert found["issued_on"]["precision"] == "day"
    assert set(found["number"]) == {"value", "raw", "confidence", "page", "box"}
    assert found["superior_agency"] is found["issuing_agency"] is found["signer_title"] is None


def test_a_file_that_is_no_paper_is_refused_with_a_sentence(tmp_path: Path, capsys) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(b"%PDF-1.7 broken")

    assert cli.main(["digitisation", "read", str(file), "--json"]) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert "Không đọc được" in said.err


def test_a_file_that_is_not_there_is_missing(tmp_path: Path, capsys) -> None:
    assert cli.main(["digitisation", "read", str(tmp_path / "none.pdf")]) == 2
    assert "none.pdf" in capsys.readouterr().err
