"""What came from outside is exactly what the manifest says, with its licence, and names no address."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
VENDOR = ROOT / "src/motcua/web/ui/static/ui/vendor"
PACKAGES = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))["packages"]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_every_file_has_the_hash_of_the_manifest(package: dict[str, dict[str, str]]) -> None:
    for name, digest in package["sha256"].items():
        assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest, name


def test_nothing_lies_there_that_the_manifest_does_not_name() -> None:
    named = {name for package in PACKAGES for name in package["sha256"]} | {
        str((VENDOR / "manifest.json").relative_to(ROOT))
    }
    there = {str(path.relative_to(ROOT)) for path in VENDOR.glob("**/*") if path.is_file()}

    assert there - named == set()


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_every_package_brings_its_licence(package: dict[str, object]) -> None:
    assert package["licence"]
    assert any(name.endswith("LICENSE.txt") for name in package["sha256"])


def test_no_file_points_to_a_map_that_is_not_there() -> None:
    for path in VENDOR.glob("**/*.*s"):
        assert b"sourceMappingURL=" not in path.read_bytes(), path


def test_versions_are_exact_and_the_lock_names_no_address() -> None:
    wanted = json.loads((ROOT / "vendor/package.json").read_text(encoding="utf-8"))
    lock = (ROOT / "vendor/package-lock.json").read_text(encoding="utf-8")

    assert all(
        version[0].isdigit()
        for version in [*wanted["dependencies"].values(), *wanted["devDependencies"].values()]
    )
    assert '"resolved"' not in lock
