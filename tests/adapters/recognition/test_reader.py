"""Pages of any paper: text layers, plain text, and pictures read by a real Tesseract."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from motcua.adapters.recognition.reader import Reader
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.digitisation.errors import Unreadable
from motcua.records.digitisation.rules import Reading, read
from tests.factories.administrative import Made, made, scanned

READER = Reader()


def kept(folder: Path, content: bytes, name: str = "paper") -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def wrong(reading: Reading, paper: Made) -> dict[str, object]:
    """What was read otherwise than it is written."""
    found = {key: getattr(reading, key) for key in paper.truth}
    values = {key: one.value if one else None for key, one in found.items()}
    return {key: value for key, value in values.items() if value != _as_read(paper.truth[key])}


def _as_read(truth: object) -> object:
    return tuple(truth) if isinstance(truth, list) else truth


@pytest.mark.parametrize("seed", range(12))
def test_a_text_layer_is_read_without_a_mistake(seed: int, tmp_path: Path) -> None:
    paper = made(seed)

    reading = read(list(READER.read(kept(tmp_path, paper.pdf))))

    assert wrong(reading, paper) == {}
    assert reading.number is not None
    assert reading.number.box is not None
    assert 0 < reading.number.box.left < reading.number.box.right < 0.5
    assert reading.number.box.top < 0.25


@pytest.mark.parametrize("seed", [1, 2, 4, 7])
def test_number_symbol_and_date_are_read_off_a_bad_scan_under_a_seal(seed: int, tmp_path: Path) -> None:
    paper = made(seed)
    scan = scanned(paper.pdf, dpi=200, seed=seed, noise=1.0, skew=seed - 4, stamp=True)

    mistakes = wrong(read(list(READER.read(kept(tmp_path, scan)))), paper)

    assert not {"number", "symbol", "issued_on", "type"} & set(mistakes)


def test_a_scan_inside_a_pdf_is_read_as_a_picture_whatever_text_lies_under_it(tmp_path: Path) -> None:
    paper = made(2)
    picture = Image.open(io.BytesIO(scanned(paper.pdf, dpi=200, seed=2)))
    out = io.BytesIO()
    picture.save(out, "PDF", resolution=200)

    mistakes = wrong(read(list(READER.read(kept(tmp_path, out.getvalue())))), paper)

    assert not {"number", "symbol", "issued_on"} & set(mistakes)


def test_pages_are_counted_and_an_empty_one_has_no_lines(tmp_path: Path) -> None:
    pdf = pikepdf.open(io.BytesIO(made(0).pdf))
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out)

    pages = list(READER.read(kept(tmp_path, out.getvalue())))

    assert [page.number for page in pages] == [1, 2]
    assert pages[1].lines == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\nbroken", "bị hỏng"),
        (b"\x00\x01\x02 no paper", "không phải là PDF"),
        (b"\x89PNG\r\n\x1a\n cut", "không phải là PDF"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=said):
        list(READER.read(kept(tmp_path, content)))


def test_a_locked_pdf_says_that_it_is_locked(tmp_path: Path) -> None:
    pdf = pikepdf.open(io.BytesIO(made(0).pdf))
    out = io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))

    with pytest.raises(Unreadable, match="mật khẩu"):
        list(READER.read(kept(tmp_path, out.getvalue())))


def test_a_picture_larger_than_any_page_is_refused_and_not_loaded(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("1", (40_000, 40_000)).save(out, "TIFF", compression="group4")

    with pytest.raises(Unreadable, match="quá lớn"):
        list(READER.read(kept(tmp_path, out.getvalue())))


def test_text_of_before_unicode_is_read_as_unicode(tmp_path: Path) -> None:
    text = "Sè: 37/KH-SKHCN\nB¾c Giang, ngµy 03 th¸ng 4 n¨m 1998\nKÕ ho¹ch"

    reading = read(list(READER.read(kept(tmp_path, text.encode("latin-1")))))

    assert reading.place is not None
    assert reading.place.value == "Bắc Giang"
    assert reading.issued_on is not None
    assert reading.issued_on.value == "1998-04-03"


def test_without_tesseract_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = kept(tmp_path, scanned(made(0).pdf, dpi=100, seed=0))
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(OutsideFailure, match="tesseract-ocr-vie"):
        list(READER.read(scan))
