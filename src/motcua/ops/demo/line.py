"""A plan and an open campaign of the sample authority, to play the digitisation line with."""

from datetime import datetime

from motcua.foundation.accounts.models import Officer
from motcua.foundation.accounts.queries import OfficerView
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.enums import Sampling
from motcua.records.digitisation.models import Plan
from motcua.records.digitisation.queries.plans import usual_phases
from motcua.records.digitisation.rules.line import USUAL_ORDER, CutBy
from motcua.records.digitisation.rules.line.codes import USUAL_TEMPLATE
from motcua.records.digitisation.rules.line.fields import USUAL_FIELDS

from .authority import officer

AGENCY, HEAD, SCANNER = "skhcn-quang-tri", "khoa", "hien"
VOLUMES = {2021: (200, 30), 2022: (4_200, 150), 2023: (6_800, 220), 2024: (3_100, 110), 2025: (900, 45)}
"""Papers and million đồng planned for each year of work; made up for the sample."""
MILLION = 1_000_000


WAYS = {
    "unit_code": "qt-quan-ly-chuyen-nganh",
    "planned_papers": 60,
    "stations": [station.value for station in USUAL_ORDER],
    "cut_by": CutBy.BARCODE.value,
    "fields": list(USUAL_FIELDS),
    "keyings": 2,
    "sampling": Sampling.PERCENT,
    "sampling_percent": 30,
    "code_template": USUAL_TEMPLATE,
    "paper_type_name": "Giấy phép tiến hành công việc bức xạ",
}


def make(*, at: datetime) -> None:
    """Once, by the operations that people use; nothing where the sample was made before there was a line."""
    if Plan.objects.exists() or not Officer.objects.filter(code=HEAD).exists():
        return
    head, scanner = officer(HEAD, at=at), officer(SCANNER, at=at)
    campaign = line.make_campaign(
        by=head,
        plan_code=_plan(head, at).code,
        year=2022,
        name="Giấy phép, chứng chỉ bức xạ ban hành 2016–2021 (mẫu)",
        agency_name="SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        ways=WAYS,
        at=at,
    )
    line.open_campaign(by=head, code=campaign.code, at=at)
    for label in ("Hộp 01", "Hộp 02"):
        line.make_box(
            by=scanner,
            campaign_code=campaign.code,
            store="Kho lưu trữ Văn phòng Sở, giá 3",
            label=label,
            planned_papers=30,
            at=at,
        )


def _plan(head: OfficerView, at: datetime) -> Plan:
    phases = [
        phase | {"planned_papers": papers, "planned_dong": millions * MILLION}
        for phase in usual_phases()
        for papers, millions in [VOLUMES[phase["year"]]]
    ]
    return line.make_plan(
        by=head,
        agency_code=AGENCY,
        name="Kế hoạch số hóa kết quả giải quyết thủ tục hành chính 2021–2025 (mẫu)",
        decision="Số 12/KH-SKHCN (mẫu)",
        phases=phases,
        at=at,
    )
