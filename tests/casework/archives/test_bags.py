"""Packages: deterministic, of a known shape, and every change to them is found."""

import hashlib
import random
import shutil
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from motcua.casework.archives import bags
from motcua.foundation.kernel.clock import VIETNAM

DAY = datetime(2026, 11, 23, 9, 30, 10, tzinfo=VIETNAM)
FILES = {
    "a/1.txt": b"mot",
    "a/lon.bin": random.Random(1).randbytes(3_000_000),
    "bang.csv": "Tên\r\n".encode(),
}


def entries(**hashes: str) -> list[bags.Entry]:
    cut = 700_000
    return [
        bags.Entry(
            path,
            [content[at : at + cut] for at in range(0, len(content), cut)],
            len(content),
            hashes.get(path, ""),
        )
        for path, content in FILES.items()
    ]


def packed(to: Path) -> Path:
    pieces = bags.streamed(root="goi", day=DAY, facts={"External-Identifier": "NL-1"}, entries=entries())
    to.write_bytes(b"".join(pieces))
    return to


def test_a_package_is_a_bag_in_a_zip(tmp_path: Path):
    with ZipFile(packed(tmp_path / "goi.zip")) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            *(f"goi/data/{name}" for name in FILES),
            "goi/bagit.txt", "goi/bag-info.txt", "goi/manifest-sha256.txt", "goi/tagmanifest-sha256.txt",
        ]  # fmt: skip
        assert archive.read("goi/bagit.txt") == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
        info = archive.read("goi/bag-info.txt").decode()
        lines = archive.read("goi/manifest-sha256.txt").decode().splitlines()
    assert f"Payload-Oxum: {sum(map(len, FILES.values()))}.{len(FILES)}" in info
    assert lines == [f"{hashlib.sha256(content).hexdigest()}  data/{name}" for name, content in FILES.items()]


def test_the_same_files_give_the_same_bytes(tmp_path: Path):
    assert packed(tmp_path / "1.zip").read_bytes() == packed(tmp_path / "2.zip").read_bytes()


def test_it_comes_in_pieces_and_not_all_at_once():
    sizes = [len(piece) for piece in bags.streamed(root="goi", day=DAY, facts={}, entries=entries())]
    assert len(sizes) > 3
    assert max(sizes) < 2_500_000


def test_a_file_that_is_not_what_was_promised_stops_it():
    with pytest.raises(bags.EntryBroken) as broken:
        list(bags.streamed(root="goi", day=DAY, facts={}, entries=entries(**{"a/lon.bin": "0" * 64})))
    assert broken.value.path == "a/lon.bin"


def test_a_whole_package_is_found_whole(tmp_path: Path):
    assert bags.check(packed(tmp_path / "goi.zip")) == bags.Checked(3, sum(map(len, FILES.values())))


def changed(tmp_path: Path, *, drop: str = "", put: dict[str, bytes] | None = None) -> tuple[str, ...]:
    """What is wrong with the package after a file was dropped, or others put in its place."""
    put = put or {}
    whole, other = packed(tmp_path / "goi.zip"), tmp_path / "khac.zip"
    with ZipFile(whole) as source, ZipFile(other, "w") as target:
        for name in source.namelist():
            if name != drop and name not in put:
                target.writestr(name, source.read(name))
        for name, content in put.items():
            target.writestr(name, content)
    return bags.check(other).wrong


def test_every_change_is_found(tmp_path: Path):
    assert changed(tmp_path) == ()
    assert "data/a/1.txt is not what was packed" in changed(tmp_path, put={"goi/data/a/1.txt": b"hai"})
    assert "data/a/1.txt is missing or cannot be read" in changed(tmp_path, drop="goi/data/a/1.txt")
    assert changed(tmp_path, put={"goi/data/them.txt": b"x"}) == ("data/them.txt is in no manifest",)
    assert changed(tmp_path, put={"ngoai.txt": b"x"})
    assert changed(tmp_path, drop="goi/bagit.txt") == ("bagit.txt is missing",)
    assert "bag-info.txt is not what was packed" in changed(tmp_path, put={"goi/bag-info.txt": b"x: y\n"})


def test_what_is_no_package_is_said_in_a_sentence(tmp_path: Path):
    (tmp_path / "x.zip").write_bytes(b"khong phai zip")
    assert len(bags.check(tmp_path / "x.zip").wrong) == 1
    cut = packed(tmp_path / "goi.zip")
    half = tmp_path / "nua.zip"
    half.write_bytes(cut.read_bytes()[:1_000_000])
    assert bags.check(half).wrong
    flipped = bytearray(cut.read_bytes())
    flipped[600_000] ^= 1
    half.write_bytes(flipped)
    assert "data/a/lon.bin is missing or cannot be read" in bags.check(half).wrong
    empty = tmp_path / "rong.zip"
    with ZipFile(empty, "w"):
        pass
    assert bags.check(empty).wrong
    assert bags.check(tmp_path / "khong-co.zip").wrong
    shutil.copy(cut, half)
    assert not bags.check(half).wrong
