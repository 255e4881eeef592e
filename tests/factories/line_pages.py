"""Scanned files of the line whose pages were looked at, as the machine would have left them."""

from collections.abc import Sequence
from io import BytesIO
from itertools import count
from typing import Any

from django.test import Client

from motcua.foundation.accounts.enums import Permission
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.models import Box, Paper, Scan, ScannedPage
from motcua.records.digitisation.operations import intake
from tests.factories.accounts import MONDAY, officer_view, signed_in_client
from tests.factories.line import works_on_the_line
from tests.factories.scans import a_page, scanned

ALL_OF_THE_LINE = (
    Permission.DIGITISE_PLAN,
    Permission.DIGITISE_SCAN,
    Permission.DIGITISE_KEY,
    Permission.DIGITISE_CHECK,
    Permission.DIGITISE_SEAL,
)
_serial = count(1)


def lead() -> OfficerView:
    """Somebody who may do everything on the line."""
    return officer_view(works_on_the_line("phu-trach", *ALL_OF_THE_LINE))


def at_the_desk(code: str = "phu-trach", *permissions: str) -> Client:
    return signed_in_client(works_on_the_line(code, *(permissions or ALL_OF_THE_LINE)))


def a_scan_file(pages: int = 2, *, dpi: int = 72) -> bytes:
    """A PDF of pages with letters; never twice the same."""
    return scanned(*[a_page(dpi, text=f"Tờ {next(_serial)} của hộp. ") for _ in range(pages)], dpi=dpi)


def a_scan(box: Box, *, looks: Sequence[dict[str, Any]], by: OfficerView | None = None) -> Scan:
    """A file with as many pages as `looks`, each with `faults` and `look` as measured, cut into papers."""
    scan = line.take_scan(
        by=by or lead(),
        box_code=box.code,
        stream=BytesIO(a_scan_file(len(looks))),
        name=f"quet-{next(_serial)}.pdf",
        at=MONDAY,
    )
    ScannedPage.objects.bulk_create(
        ScannedPage(
            scan=scan,
            number=number,
            faults=list(one.get("faults", ())),
            look={"dpi": 300} | one.get("look", {}),
        )
        for number, one in enumerate(looks, 1)
    )
    intake.cut_scan(scan_code=scan.code, at=MONDAY)
    scan.refresh_from_db()
    return scan


def a_looked_at_paper(box: Box, *looks: dict[str, Any]) -> Paper:
    """The paper cut from a scan of its own."""
    scan = a_scan(box, looks=looks)
    return Paper.objects.get(pages__scan=scan, pages__number=1)
