"""Plans and their phases, money, campaigns and the boxes that they scan."""

from datetime import date

import pytest

from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.audit.models import AuditEvent
from motcua.records.digitisation import errors
from motcua.records.digitisation import operations as line
from motcua.records.digitisation.enums import BoxState, CampaignState, ScanState, Standing
from motcua.records.digitisation.models import Box, Campaign, Plan, RefusedFile, Scan, Spending
from motcua.records.digitisation.rules.line import USUAL_ORDER, Station
from tests.factories.accounts import MONDAY, an_agency
from tests.factories.line import (
    AGENCY,
    PHASES,
    a_box,
    a_campaign,
    a_paper,
    a_plan,
    keyer,
    planner,
    reload,
    scanner,
    ways,
)

pytestmark = pytest.mark.django_db


def trace() -> tuple[int, ...]:
    events = AuditEvent.objects.exclude(kind="ActRefused").count()
    return (
        events,
        Plan.objects.count(),
        Campaign.objects.count(),
        Box.objects.count(),
        Spending.objects.count(),
    )


def test_a_plan_keeps_its_phases_and_what_they_cost():
    plan = a_plan()
    line.plan_volume(by=planner(), plan_code=plan.code, year=2022, papers=12_000, dong=300_000_000, at=MONDAY)
    spend = {"by": planner(), "plan_code": plan.code, "year": 2022, "on": date(2022, 5, 4), "at": MONDAY}
    line.spend(**spend, dong=120_000_000, what_for="Thuê quét đợt 1")
    line.spend(**spend, dong=-20_000_000, what_for="Ghi nhầm")

    phase = plan.phases.get(year=2022)
    assert (phase.issued_from, phase.issued_to, phase.planned_papers) == (2016, 2021, 12_000)
    assert sum(phase.spendings.values_list("dong", flat=True)) == 100_000_000


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"by": "quet"}, PermissionLacking),
        ({"agency_code": "so-khac"}, PermissionLacking),
        ({"name": " "}, errors.NameLacking),
        ({"phases": []}, errors.PhasesRefused),
        ({"phases": [PHASES[1], PHASES[1]]}, errors.PhasesRefused),
    ],
)
def test_a_plan_that_cannot_be_is_refused_without_trace(change, refusal):
    an_agency("so-khac")
    asked = {"by": planner(), "agency_code": AGENCY, "name": "Kế hoạch", "phases": PHASES} | change
    if asked["by"] == "quet":
        asked["by"] = scanner()
    before = trace()

    with pytest.raises(refusal):
        line.make_plan(**asked, at=MONDAY)

    assert trace() == before


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"stations": ["intake", "reading"]}, errors.StationOrderRefused),
        ({"code_template": "{ma_dinh_danh}"}, errors.CodeTemplateRefused),
        ({"fields": ["number"]}, errors.FieldsRefused),
        ({"fields": ["issuing_agency", "type", "issued_on", "mau_ao"]}, errors.FieldsRefused),
        ({"paper_type_name": ""}, errors.NameLacking),
        ({"sampling": "quality_limit", "sampling_percent": 3}, errors.SamplingRefused),
        ({"cut_by": "count"}, errors.NameLacking),
    ],
)
def test_a_way_along_the_line_that_cannot_be_gone_is_refused_without_trace(change, refusal):
    plan = a_plan()
    before = trace()
    make = {"plan_code": plan.code, "year": 2022, "name": "Đợt", "agency_name": "SỞ", "at": MONDAY}

    with pytest.raises(refusal):
        line.make_campaign(by=planner(), **make, ways=ways(**change))

    assert trace() == before


def test_a_campaign_changes_its_way_until_something_was_scanned():
    campaign = a_campaign()
    order = [one.value for one in USUAL_ORDER]
    order[1], order[2] = order[2], order[1]

    changed = line.change_campaign(
        by=planner(), code=campaign.code, ways=ways(stations=order, keyings=1), at=MONDAY
    )

    assert (changed.stations, changed.keyings) == (order, 1)


def test_a_campaign_closes_when_nothing_of_it_is_under_way():
    paper = a_paper()
    code = paper.box.campaign.code
    with pytest.raises(errors.PapersUnderWay):
        line.close_campaign(by=planner(), code=code, at=MONDAY)
    line.leave_out(by=scanner(), paper_code=paper.code, at=MONDAY)

    assert line.close_campaign(by=planner(), code=code, at=MONDAY).state == CampaignState.CLOSED
    with pytest.raises(errors.CampaignNotOpen):
        line.make_box(by=scanner(), campaign_code=code, store="Kho A", label="Hộp mới", at=MONDAY)


def test_a_campaign_does_not_close_over_scans_and_refused_files():
    """Papers cut from a scan afterwards would stand in a campaign in which nobody may act."""
    paper = a_paper()
    box, code = paper.box, paper.box.campaign.code
    line.leave_out(by=scanner(), paper_code=paper.code, at=MONDAY)
    scan = Scan.objects.create(
        box=box, document=paper.scanned, sha256="a", scanned_by="quet", scanned_at=MONDAY
    )
    refused = RefusedFile.objects.create(box=box, file_name="khoa.pdf", why="Có mật khẩu", at=MONDAY)
    before = trace()
    for state in (ScanState.LOOKING, ScanState.FAULTY):
        Scan.objects.filter(pk=scan.pk).update(state=state)
        with pytest.raises(errors.PapersUnderWay, match=r"Còn 1 tệp quét .* 1 tệp trong thư mục"):
            line.close_campaign(by=planner(), code=code, at=MONDAY)
    assert trace() == before

    Scan.objects.filter(pk=scan.pk).update(state=ScanState.LEFT_OUT)
    line.settle_refused(by=scanner(), box_code=box.code, number=refused.pk, at=MONDAY)

    assert line.close_campaign(by=planner(), code=code, at=MONDAY).state == CampaignState.CLOSED


def test_a_box_has_its_label_alone_in_a_store():
    box = a_box()
    make = {"by": scanner(), "campaign_code": box.campaign.code, "at": MONDAY}
    before = trace()
    with pytest.raises(errors.BoxTaken):
        line.make_box(**make, store=f" {box.store} ", label=box.label)
    with pytest.raises(errors.NameLacking):
        line.make_box(**make, store="", label="1")
    assert trace() == before
    assert line.make_box(**make, store="Kho B", label=box.label).store == "Kho B"


def test_a_paused_box_stands_still_and_is_taken_up_where_it_was():
    paper = a_paper(station=Station.READING, standing=Standing.MACHINE)
    box = paper.box
    line.pause_box(by=scanner(), code=box.code, reason="Máy quét hỏng", at=MONDAY)

    with pytest.raises(errors.BoxNotOpen):
        line.leave_out(by=scanner(), paper_code=paper.code, at=MONDAY)
    with pytest.raises(errors.NothingWaits):
        line.take_next(by=keyer(), at=MONDAY)
    resumed = line.resume_box(by=scanner(), code=box.code, at=MONDAY)

    assert (resumed.state, resumed.paused_at) == (BoxState.OPEN, None)
    last = AuditEvent.objects.get(subject=f"box:{box.code}", kind="BoxResumed")
    assert last.payload["papers"] == 1


def test_a_folder_is_watched_for_one_box():
    box, other = a_box(), a_box()
    line.watch_folder(by=scanner(), code=box.code, folder="may-quet-1", at=MONDAY)
    before = trace()
    with pytest.raises(errors.FolderTaken):
        line.watch_folder(by=scanner(), code=other.code, folder="may-quet-1", at=MONDAY)
    with pytest.raises(errors.FolderNameRefused):
        line.watch_folder(by=scanner(), code=other.code, folder="../khac", at=MONDAY)
    assert trace() == before
    line.watch_folder(by=scanner(), code=box.code, folder="", at=MONDAY)
    assert Box.objects.get(pk=box.pk).watched_for == ""


def test_a_fault_said_by_hand_waits_for_somebody_and_is_tried_again():
    paper = a_paper()
    with pytest.raises(errors.ReasonLacking):
        line.report_fault(by=keyer(), paper_code=paper.code, why=" ", at=MONDAY)
    line.report_fault(by=keyer(), paper_code=paper.code, why="Thiếu trang 2", at=MONDAY)
    assert reload(paper).standing == Standing.FAULTY

    line.try_again(by=scanner(), paper_code=paper.code, at=MONDAY)

    assert reload(paper).standing == Standing.PERSON
    assert paper.faults_found.get().remedy == "again"
