"""Renditions with words under the picture, by a real OCRmyPDF and Tesseract."""

import io
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf.pdfa import Flavour, validate_written

from motcua.adapters.recognition import recogniser as module
from motcua.adapters.recognition.recogniser import FOLDER, OcrmypdfRecogniser
from motcua.foundation.kernel.errors import OutsideFailure
from motcua.records.digitisation.errors import Unreadable
from motcua.records.digitisation.ports import Recognised
from motcua.records.digitisation.rules import read
from tests.factories import files
from tests.factories.made_pages import paper_of, pdf_of, scans

RECOGNISER = OcrmypdfRecogniser()


@pytest.fixture(scope="module")
def two_scans():
    return list(scans(40, 1))


def joined(*pdfs: bytes) -> bytes:
    whole = pikepdf.new()
    for pdf in pdfs:
        whole.pages.extend(pikepdf.open(io.BytesIO(pdf)).pages)
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def recognised(folder: Path, content: bytes, *, jobs: int = 2) -> Recognised:
    source = folder / "source.pdf"
    source.write_bytes(content)
    found = RECOGNISER.recognise(source, folder / "made.pdf", text_to=folder / "made.txt", jobs=jobs)
    assert source.read_bytes() == content, "the original is never changed"
    assert not left_over()
    return found


@pytest.fixture(autouse=True)
def folders_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What others recognise at the same time is not taken for left over."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))


def left_over() -> list[Path]:
    return list(Path(tempfile.gettempdir()).glob(f"{FOLDER}*"))


def values(found: Recognised) -> dict[str, object]:
    reading = read([found.pages[0]])
    return {key: one.value for key in ("number", "symbol", "issued_on") if (one := getattr(reading, key))}


def test_a_scan_gets_words_under_it_and_its_values_come_from_the_same_reading(
    tmp_path: Path, two_scans
) -> None:
    clean, noisy = two_scans

    found = recognised(tmp_path, joined(pdf_of(clean), pdf_of(noisy)))

    assert found.failed == ()
    assert "Tesseract" in found.engine
    assert [page.number for page in found.pages] == [1, 2]
    assert values(found) == {key: clean.paper.truth[key] for key in ("number", "symbol", "issued_on")}
    made = pdfium.PdfDocument(tmp_path / "made.pdf")
    assert all("Căn cứ" in made[number].get_textpage().get_text_range() for number in (0, 1))
    text = (tmp_path / "made.txt").read_text()
    assert text.count("\f") == 2
    assert text.endswith("\f")
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text.split("\f")[0]


def test_it_is_declared_pdf_a_2b_and_breaks_none_of_its_rules(tmp_path: Path, two_scans) -> None:
    recognised(tmp_path, pdf_of(two_scans[0]))

    with pikepdf.open(tmp_path / "made.pdf") as made, made.open_metadata() as about:
        assert about.pdfa_status == "2B"
    report = validate_written(tmp_path / "made.pdf", Flavour.PDFA_2B)
    assert [one for one in report.findings if one.kind == "violation"] == []


def test_a_page_that_a_program_wrote_keeps_its_own_words(tmp_path: Path, two_scans) -> None:
    paper = paper_of(5, layout="department", font="Liberation Sans")

    found = recognised(tmp_path, joined(paper.pdf, pdf_of(two_scans[0])))

    assert values(found) == {key: paper.truth[key] for key in ("number", "symbol", "issued_on")}
    assert {word.confidence for line in found.pages[0].lines for word in line.words} == {1.0}
    assert found.failed == ()


def test_words_that_somebody_laid_under_a_scan_are_read_anew(tmp_path: Path, two_scans) -> None:
    once = recognised(tmp_path, pdf_of(two_scans[0]))

    again = recognised(tmp_path, (tmp_path / "made.pdf").read_bytes())

    assert values(again) == values(once)
    assert min(word.confidence for line in again.pages[0].lines for word in line.words) < 1.0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (files.an_encrypted_pdf(), "mật khẩu"),
        (files.an_encrypted_pdf(owner_only=True), "mật khẩu"),
        (files.a_pdf(1)[:200], "hỏng"),
        (files.a_pdf_without_pages(), "hỏng|không có trang"),
        (b"no pdf at all", "hỏng"),
    ],
    ids=["locked", "locked for changes", "torn", "no page", "no PDF"],
)
def test_what_cannot_be_read_is_refused_and_leaves_nothing(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        recognised(tmp_path, content)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["source.pdf"]
    assert not left_over()


def test_a_page_without_any_word_is_no_failure(tmp_path: Path) -> None:
    found = recognised(tmp_path, files.a_pdf(1))

    assert (len(found.pages), found.pages[0].lines, found.failed) == (1, (), ())


def test_without_tesseract_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "source.pdf").write_bytes(files.a_pdf(1))
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(OutsideFailure, match="tesseract-ocr-vie"):
        RECOGNISER.recognise(tmp_path / "source.pdf", tmp_path / "made.pdf", text_to=tmp_path / "made.txt")


KILLED = """
import sys
from pathlib import Path
from motcua.adapters.recognition.recogniser import OcrmypdfRecogniser
folder = Path(sys.argv[1])
OcrmypdfRecogniser().recognise(folder / "source.pdf", folder / "made.pdf", text_to=folder / "made.txt")
"""


@pytest.mark.processes
def test_a_killed_process_leaves_nothing_half_made_and_the_next_one_sweeps(tmp_path: Path, two_scans) -> None:
    (tmp_path / "source.pdf").write_bytes(joined(*[pdf_of(two_scans[1])] * 4))
    work = tmp_path / "tmp"
    work.mkdir()
    asking = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        env={**os.environ, "TMPDIR": str(work), "DJANGO_SETTINGS_MODULE": "motcua.config.settings"},
    )
    until = time.monotonic() + 60
    while not list(work.glob(f"{FOLDER}*/*/*ocr*.png")) and time.monotonic() < until:
        time.sleep(0.1)
    os.kill(asking.pid, signal.SIGKILL)
    asking.wait()

    assert not (tmp_path / "made.pdf").exists()
    assert not (tmp_path / "made.txt").exists()
    (folder,) = work.glob(f"{FOLDER}*")
    os.utime(folder, (0, 0))
    module._sweep(work)
    assert list(work.glob(f"{FOLDER}*")) == []
