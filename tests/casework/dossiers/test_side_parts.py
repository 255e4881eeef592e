"""Parts of the work for others: sub-dossiers, each with its own clock."""

from datetime import date, datetime

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import flow as flow_errors
from motcua.casework.dossiers.models import SideTask
from motcua.casework.dossiers.operations import PartOrder, Party
from motcua.casework.dossiers.queries import side_tasks as queries
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from tests.factories.accounts import MONDAY
from tests.factories.dossiers import assigned, later, reload

from .test_side_tasks import (
    adviser,
    answer,
    lay_before_the_leader,
    other_unit,
    said,
    specialist,
    with_process,
)
from .traces import no_trace


@pytest.mark.django_db
class TestParts:
    def open(self, dossier, *slugs):
        units = {"dat": Party(unit_code="qt-phap-che")}
        adviser()
        return dossiers.open_parts(
            by=specialist(), code=dossier.code, document_codes=[], at=later(MONDAY, 60),
            parts=[PartOrder(slug, units.get(slug, Party(agency_name="Sở khác"))) for slug in slugs],
        )  # fmt: skip

    def state(self):
        return {task.step_slug: task.state for task in SideTask.objects.all()}

    def test_each_has_a_code_and_a_clock_of_its_own_and_one_may_wait_for_another(self):
        dossier = with_process(assigned())

        self.open(dossier, "xay", "dat", "moi-truong")

        assert self.state() == {"dat": "waiting", "xay": "next", "moi-truong": "waiting"}
        land = SideTask.objects.get(step_slug="dat")
        assert (land.code, land.hours) == (f"{dossier.code}-TP1", 8)
        assert land.due_at == datetime.fromisoformat("2026-11-17T09:31:00+07:00")
        assert said("PartsOpened")[0]["steps"] == ["dat", "xay", "moi-truong"]
        with no_trace(), pytest.raises(flow_errors.SideTaskNotBegun):
            dossiers.record_side_answer(
                by=specialist(), code=SideTask.objects.get(step_slug="xay").code, stance="agrees", answer="x",
                letter_number="1", letter_on=date(2026, 11, 16), upload=None, at=later(MONDAY, 80),
            )  # fmt: skip

        answer(land)

        building = SideTask.objects.get(step_slug="xay")
        assert (building.state, building.begun_at) == ("waiting", later(MONDAY, 120))
        assert reload(dossier).sub_status == "appraising"

    def test_an_officer_of_the_unit_holds_it(self):
        dossier = with_process(assigned())
        self.open(dossier, "dat")
        task = SideTask.objects.get()

        dossiers.take_side_task(by=adviser(), code=task.code, at=later(MONDAY, 90))

        [row] = queries.asked_of(viewer=adviser(), at=later(MONDAY, 3600))
        assert (row.holder_name, row.hours_spent, row.hours) == ("Cán bộ qt-phap-che-1", 0, 8)
        with no_trace(), pytest.raises(flow_errors.SideTaskMissing):
            dossiers.take_side_task(by=specialist(), code=task.code, at=MONDAY)
        answer(task)
        with no_trace(), pytest.raises(flow_errors.SideTaskOver):
            dossiers.take_side_task(by=adviser(), code=task.code, at=MONDAY)

    @pytest.mark.parametrize("slugs", [("tong-hop",), ("khong-co",), ("dat", "dat")])
    def test_only_what_the_process_names_is_opened_and_once(self, slugs):
        dossier = with_process(assigned())
        adviser()
        with no_trace(), pytest.raises(flow_errors.PartUnknown):
            self.open(dossier, *slugs)

    def test_the_lead_waits_for_all_or_releases_them_with_a_reason(self):
        dossier = with_process(assigned())
        self.open(dossier, "dat", "xay")
        with no_trace(), pytest.raises(flow_errors.SideTasksWaiting, match="hồ sơ thành phần"):
            lay_before_the_leader(dossier)

        answer(SideTask.objects.get(step_slug="dat"))
        later_one = SideTask.objects.get(step_slug="xay").code
        dossiers.waive_side_task(by=specialist(), code=later_one, reason="Không xây.", at=later(MONDAY, 200))

        assert lay_before_the_leader(dossier).state == "waiting"

    def test_they_are_offered_where_the_process_names_them(self):
        without = assigned()
        assert desk_dossier(viewer=specialist(), code=without.code, at=MONDAY).act("parts") is None
        dossier = with_process(without)
        other_unit()

        offered = queries.parts_to_open(viewer=specialist(), code=dossier.code)

        assert [(one.slug, one.hours, one.after) for one in offered] == [
            ("dat", 8, ""),
            ("xay", 8, "Xác nhận đất"),
            ("moi-truong", 12, ""),
        ]
        assert desk_dossier(viewer=specialist(), code=dossier.code, at=MONDAY).act("parts").allowed
