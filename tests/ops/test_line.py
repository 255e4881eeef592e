"""The digitisation line from the command line."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from motcua.foundation.kernel.errors import Missing
from motcua.ops.commands import line
from motcua.records.digitisation.enums import Standing
from motcua.records.digitisation.models import Scan
from motcua.records.digitisation.rules.line import Station
from tests.factories.line import a_box, a_campaign, a_paper
from tests.factories.line_pages import a_scan_file, lead

pytestmark = pytest.mark.django_db


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    words = capsys.readouterr().out  # a log line may stand before the answer
    return json.loads(words[words.index("{\n") :])


def test_progress_is_counted_with_its_stations(capsys):
    campaign = a_campaign(planned_papers=3)
    box = a_box(campaign)
    a_paper(box, station=Station.CHECKING)
    a_paper(box, station=Station.STORAGE, standing=Standing.STORED, holding_code="KH-1")

    status = line.progress(Namespace(campaign=campaign.code, json=True, watch=False))

    found = said(capsys)
    assert status == 1
    assert (found["tally"]["planned"], found["tally"]["scanned"], found["tally"]["stored"]) == (3, 2, 1)
    assert [one["slug"] for one in found["stations"]][3] == "checking"
    assert found["left_minutes"] is None


def test_watching_ends_when_all_is_stored(capsys):
    box = a_box()
    a_paper(box, station=Station.STORAGE, standing=Standing.STORED, holding_code="KH-1")

    assert line.progress(Namespace(campaign=box.campaign.code, json=False, watch=True)) == 0
    assert "lưu kho 1/1" in capsys.readouterr().out


def test_a_folder_is_taken_and_what_was_refused_is_told(capsys, tmp_path: Path):
    box, by = a_box(), lead()
    (tmp_path / "a.pdf").write_bytes(a_scan_file())
    (tmp_path / "b.pdf").write_bytes(b"khong phai PDF")
    (tmp_path / "ghi-chu.txt").write_text("không phải bản quét")

    status = line.take(Namespace(folder=tmp_path, box=box.code, officer=by.code, json=True))

    found = said(capsys)
    assert status == 1
    assert (found["files"], found["taken"], list(found["refused"])) == (2, 1, ["b.pdf"])
    assert Scan.objects.get().scanned_by == by.code


def test_nobody_of_that_code_takes_nothing(tmp_path: Path):
    box = a_box()
    (tmp_path / "a.pdf").write_bytes(a_scan_file())

    with pytest.raises(Missing):
        line.take(Namespace(folder=tmp_path, box=box.code, officer="khong-co", json=True))

    assert not Scan.objects.exists()
