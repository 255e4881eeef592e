"""The digitisation line: people who work on it, a campaign, boxes, papers at a station.

Papers are put at a station with files that the documents room kept; the way there through the machines is
tested where the machines are.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import Any

from motcua.foundation.accounts.enums import Permission, Scope
from motcua.foundation.accounts.models import Officer, Role
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.actors import SYSTEM
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.enums import Standing
from motcua.records.digitisation.models import Box, Campaign, Extraction, Paper, Plan
from motcua.records.digitisation.rules.line import USUAL_ORDER, Station
from motcua.records.digitisation.rules.line.codes import USUAL_TEMPLATE
from motcua.records.digitisation.rules.line.fields import USUAL_FIELDS
from motcua.records.documents import operations as documents
from motcua.records.documents.enums import Purpose
from tests.factories.accounts import MONDAY, a_unit, an_officer, officer_view
from tests.factories.files import a_pdf

AGENCY = "skhcn-quang-tri"
PHASES = (
    {"year": 2021, "issued_from": None, "issued_to": None, "work": "Rà soát, thí điểm"},
    {"year": 2022, "issued_from": 2016, "issued_to": 2021, "work": "Số hóa"},
    {"year": 2025, "issued_from": None, "issued_to": 1995, "work": "Số hóa"},
)
VALUES = {
    "issuing_agency": "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    "number": "15",
    "symbol": "GP-SKHCN",
    "type": "Giấy phép",
    "issued_on": "3/4/2018",
    "abstract": "Tiến hành công việc bức xạ",
    "signer": "Trần Thanh Trường",
    "owner": "Bệnh viện Đa khoa Ánh Dương",
    "owner_number": "9900000009",
}
_serial = count(1)


def works_on_the_line(code: str, *permissions: str) -> Officer:
    """An officer of the first agency with these permissions alone; the same code gives the same officer."""
    found = Officer.objects.filter(code=code).first()
    if found is not None:
        return found
    name = "line-" + "-".join(sorted(one.replace(".", "-") for one in permissions))
    Role.objects.get_or_create(
        code=name[:40],
        defaults={"name": name[:120], "permissions": sorted(permissions), "scope": Scope.AGENCY},
    )
    officer = an_officer(code=code, full_name=f"Cán bộ {code}")
    officer.posts.all().delete()
    a_post_with(officer, name[:40])
    return officer


def a_post_with(officer: Officer, role_code: str) -> None:
    role = Role.objects.get(code=role_code)
    officer.posts.create(unit=a_unit(), role=role, valid_from=MONDAY.date().replace(year=2018))


def planner() -> OfficerView:
    return officer_view(works_on_the_line("ke-hoach", Permission.DIGITISE_PLAN))


def scanner(code: str = "quet") -> OfficerView:
    return officer_view(works_on_the_line(code, Permission.DIGITISE_SCAN))


def keyer(code: str = "nhap-1") -> OfficerView:
    return officer_view(works_on_the_line(code, Permission.DIGITISE_KEY))


def checker(code: str = "kiem-tra") -> OfficerView:
    return officer_view(works_on_the_line(code, Permission.DIGITISE_CHECK))


def sealer() -> OfficerView:
    return officer_view(works_on_the_line("van-thu", Permission.DIGITISE_SEAL))


def ways(**changes: Any) -> dict[str, Any]:
    return {
        "stations": [one.value for one in USUAL_ORDER],
        "cut_by": "barcode",
        "fields": list(USUAL_FIELDS),
        "code_template": USUAL_TEMPLATE,
        "paper_type_code": "KQ.G15.000001",
        "paper_type_name": "Giấy phép tiến hành công việc bức xạ",
    } | changes


def a_plan() -> Plan:
    return line.make_plan(by=planner(), agency_code=AGENCY, name="Kế hoạch số hóa", phases=PHASES, at=MONDAY)


def a_campaign(**changes: Any) -> Campaign:
    """An open campaign of 2022."""
    plan = a_plan()
    campaign = line.make_campaign(
        by=planner(),
        plan_code=plan.code,
        year=2022,
        name=f"Đợt {next(_serial)}",
        agency_name="SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        ways=ways(**changes),
        at=MONDAY,
    )
    return line.open_campaign(by=planner(), code=campaign.code, at=MONDAY)


def a_box(campaign: Campaign | None = None, *, store: str = "Kho A") -> Box:
    campaign = campaign or a_campaign()
    return line.make_box(
        by=scanner(), campaign_code=campaign.code, store=store, label=f"Hộp {next(_serial)}", at=MONDAY
    )


def a_paper(
    box: Box | None = None,
    *,
    station: Station = Station.CHECKING,
    standing: Standing = Standing.PERSON,
    scanned_by: str = "quet",
    at: datetime = MONDAY,
    read: dict[str, str] | None = None,
    **columns: Any,
) -> Paper:
    """A paper that stands at a station with one page, as machines would have left it."""
    box = box or a_box()
    scanner(scanned_by)
    pdf = documents.keep(
        content=a_pdf(size_bytes=2000 + next(_serial)),
        name="ban-quet.pdf",
        by=SYSTEM,
        at=at,
        purpose=Purpose.SCAN,
    )
    paper = Paper.objects.create(
        box=box,
        place=box.papers.count() + 1,
        station=station.value,
        standing=standing,
        scanned_by=scanned_by,
        pages_count=1,
        scanned=pdf,
        moved_at=at,
        **columns,
    )
    if read is not None:
        Extraction.objects.create(
            paper=paper,
            values={name: reading(value) for name, value in read.items()} | {"doubts": []},
            text="\n".join(read.values()),
            engine="test",
            seconds=1.0,
            made_at=at,
        )
    return paper


def reading(value: str, confidence: float = 0.95) -> dict[str, Any]:
    return {"value": value, "raw": value, "confidence": confidence, "page": 1, "box": [0.1, 0.1, 0.4, 0.13]}


def key(paper: Paper, *values: dict[str, str], by: Sequence[str] = ("nhap-1", "nhap-2")) -> Paper:
    """Keyed by as many people as there are values."""
    for entry, code in zip(values, by, strict=False):
        line.take_next(by=keyer(code), at=MONDAY, box_code=paper.box.code)
        line.keep_entry(by=keyer(code), paper_code=paper.code, values=entry, at=MONDAY)
    paper.refresh_from_db()
    return paper


def reload(paper: Paper) -> Paper:
    return Paper.objects.select_related("box__campaign").get(pk=paper.pk)
