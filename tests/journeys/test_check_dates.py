"""The whole journey as of awkward days: it holds, and its papers say what a person would expect that day."""

import json
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest

from motcua.foundation.kernel import clock
from motcua.foundation.kernel.clock import VIETNAM
from tests.ops.conftest import data_folder

from .product import Product

__all__ = ["data_folder"]

pytestmark = [pytest.mark.slow, pytest.mark.processes]

NO_OFFICIAL_YEAR = "Dự kiến"
DAYS = [
    pytest.param(
        "2026-12-31 10:00",
        "261231",
        NO_OFFICIAL_YEAR,
        id="31 December: due in a year without calendar",
        marks=pytest.mark.large,
    ),
    pytest.param("2027-01-01 08:00", "270101", NO_OFFICIAL_YEAR, id="1 January: numbers begin anew"),
    pytest.param(
        "2027-02-06 09:00", "270206", NO_OFFICIAL_YEAR, id="the first day of Tết", marks=pytest.mark.large
    ),
    pytest.param("2026-12-06 23:30", "261206", "", id="a Sunday night", marks=pytest.mark.large),
    pytest.param("2026-12-31 23:59", "", "", id="over midnight into a new year", marks=pytest.mark.large),
]


@pytest.mark.parametrize(("moment", "dated", "says"), DAYS)
def test_the_journey_holds_on_any_day(data_folder, tmp_path, moment, dated, says):
    """On a sample that was made today; `scripts/demo --check` makes its own."""
    product, kept = Product(data_folder / "data"), tmp_path / "kept"
    product.load()

    done = product.run(
        "demo", "check", "--json", "--on", str(product.data), "--keep", str(kept),
        MOTCUA_CLOCK_OFFSET_SECONDS=_until(moment),
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    steps = json.loads(done.stdout)["steps"]
    assert len(steps) > 15
    assert [step for step in steps if step["fault"]] == []
    receipt, result = _words(kept / "giay-tiep-nhan.pdf"), _words(kept / "ket-qua.pdf")
    assert f"000.00.15.H50-{dated}" in receipt
    assert f"000.00.15.H50-{dated}" in result
    assert (says or "giờ") in receipt
    if dated:
        assert (NO_OFFICIAL_YEAR in receipt) == bool(says)
    if dated == "270101":
        assert "Số: 01/GP-SKHCN" in result
    # signed in what is still the future here: the clock of whoever verifies is not asked to agree
    assert product.json("documents", "verify", str(kept / "ket-qua.pdf"))["valid"] is True


def _until(moment: str) -> str:
    """Seconds from now to that moment in Vietnam."""
    at = datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM)
    return str(int((at - clock.now()).total_seconds()))


def _words(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return " ".join(" ".join(pages).split())
