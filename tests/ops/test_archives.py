"""Packages for the archives from the command line."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from motcua.casework.archives import bags
from motcua.casework.archives.errors import NothingToTransfer, NotYourArchives
from motcua.casework.archives.models import Transfer
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import Missing, Refused
from motcua.ops.commands import archives
from tests.casework.dossiers import standings
from tests.factories import archives as make
from tests.factories.dossiers import FILED

pytestmark = pytest.mark.django_db
YEAR = FILED.year


def asked(path: Path, **more: object) -> Namespace:
    make.an_archivist()
    facts = {
        "path": path, "file": None, "officer": "qt-luu-tru", "year": YEAR, "period": "", "unit": "", "agency": "",
        "transfer": "", "papers": False, "json": True,
    }  # fmt: skip
    return Namespace(**(facts | more))


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    words = capsys.readouterr().out  # a log line may stand before the answer
    return json.loads(words[words.index("{\n") :])


def test_a_transfer_is_made_packed_and_written_whole(capsys, tmp_path: Path):
    make.ended()

    assert archives.export(asked(tmp_path)) == 0

    found = said(capsys)
    file = Path(str(found["file"]))
    assert (found["dossiers"], found["left_out"], file.parent) == (1, {}, tmp_path)
    assert not bags.check(file).wrong
    assert [one.name for one in tmp_path.iterdir()] == [file.name]
    transfer = Transfer.objects.get()
    kinds = AuditEvent.objects.filter(subject=f"transfer:{transfer.code}").order_by("pk")
    assert [one.kind for one in kinds] == ["TransferMade", "TransferPacked", "TransferDownloaded"]
    again = tmp_path / "lan-nua.zip"
    assert archives.export(asked(again, year=None, transfer=transfer.code)) == 0
    assert again.read_bytes() == file.read_bytes()


def test_papers_without_a_dossier_go_the_same_way(capsys, tmp_path: Path):
    make.loose()
    with pytest.raises(Missing):
        archives.export(asked(tmp_path, papers=True, year=2019, unit="qt-mot-cua"))
    assert archives.export(asked(tmp_path, papers=True, year=2019)) == 0
    found = said(capsys)
    assert (found["papers"], found["left_out"]) == (1, {})
    assert not bags.check(Path(str(found["file"]))).wrong


def test_what_was_left_out_is_told_and_the_answer_is_no(capsys, tmp_path: Path):
    make.ended()
    left = standings.refused()
    assert archives.export(asked(tmp_path / "goi.zip")) == 1
    assert list(said(capsys)["left_out"]) == [left.code]


def test_periods_are_named_by_code_years_or_for_ever(tmp_path: Path):
    make.ended()
    code = make.kinds().code
    for period in ("7", "permanent", "RK-0", "10"):
        with pytest.raises((Refused, NothingToTransfer)):
            archives.export(asked(tmp_path, period=period))
    assert not Transfer.objects.exists()
    assert archives.export(asked(tmp_path, period="20")) == 0
    make.ended()
    assert archives.export(asked(tmp_path, period=code)) == 0


def test_what_is_not_said_clearly_is_asked_for(tmp_path: Path):
    make.ended()
    for how in ({"year": None}, {"officer": "khong-co"}, {"officer": "qt-leader"}):
        with pytest.raises(Missing):
            archives.export(asked(tmp_path, **how))
    with pytest.raises(NotYourArchives):
        archives.export(asked(tmp_path, officer="qt-leader", agency="skhcn-quang-tri"))
    with pytest.raises(Missing):
        archives.export(asked(tmp_path / "khong-co" / "goi.zip"))
    assert list(tmp_path.iterdir()) == []


def test_a_package_is_verified_without_a_database(capsys, tmp_path: Path):
    make.ended()
    file = tmp_path / "goi.zip"
    archives.export(asked(file))
    capsys.readouterr()

    assert archives.export(asked(Path("verify"), file=file)) == 0
    assert said(capsys)["wrong"] == []

    changed = bytearray(file.read_bytes())
    changed[len(changed) // 3] ^= 1
    file.write_bytes(changed)
    assert archives.export(asked(Path("verify"), file=file, json=False)) == 1
    assert capsys.readouterr().out.startswith("! ")
