"""After appraisal, not eligible yet: by when it goes back, on which ground, with whose approval."""

from datetime import UTC, datetime, timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import WrongOfficer
from motcua.casework.dossiers.models import Dossier, Supplement
from motcua.casework.dossiers.operations import AskedDefect
from motcua.casework.dossiers.queries.desk import worklist
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.queries.filters import WorklistFilters
from motcua.casework.dossiers.rules import supplementing
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar.enums import Unit
from motcua.foundation.calendar.rules import TimeLimit
from tests.factories.accounts import applicant_view, minh, officer_view
from tests.factories.dossiers import FILED, a_publication, accepted, an_authority, assigned, later, reload

from .traces import no_trace

pytestmark = pytest.mark.django_db
BLURRED = AskedDefect("paper", "giay-cu", "Tệp mờ, không đọc được.")
THIRD_DAY = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)  # 17:00 on the third working day after Monday 16/11
HEAD = "qt-division-head"


def tuan() -> OfficerView:
    return officer_view(an_authority()["specialist"])


def asked(at: datetime, **given: str) -> Supplement:
    dossier = assigned()
    dossiers.request_supplement(by=tuan(), code=dossier.code, defects=[BLURRED], at=at, **given)
    return Supplement.objects.get(dossier=dossier)


def test_the_law_gives_three_working_days_and_the_sector_law_goes_before_it():
    own = TimeLimit(5, Unit.DAY)

    assert supplementing.asked_within(None) == TimeLimit(3, Unit.WORKING_DAY)
    assert supplementing.asked_within(own) == own


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (THIRD_DAY - timedelta(days=1), False),
        (THIRD_DAY + timedelta(hours=6, minutes=59), False),  # 23:59 of that day
        (THIRD_DAY + timedelta(hours=7), True),
    ],
)
def test_asking_is_late_after_midnight_of_its_day(at, late):
    assert supplementing.is_late(ask_by=THIRD_DAY, at=at) is late


def test_the_day_for_asking_is_set_at_reception_and_shown_while_it_matters():
    dossier = assigned()

    assert reload(dossier).ask_by == THIRD_DAY
    assert desk_dossier(viewer=tuan(), code=dossier.code, at=later(FILED, 60)).clock.ask_by == THIRD_DAY
    row = worklist(
        viewer=tuan(), queue="mine", filters=WorklistFilters(), at=THIRD_DAY + timedelta(days=1)
    ).rows[0]
    assert (row.ask_by, row.is_late_to_ask) == (THIRD_DAY, True)


def test_the_sector_laws_own_time_is_taken_and_named():
    day = {"return": {"amount": 1, "unit": "working_day"}}
    dossier = assigned(publication=a_publication("2.000333", time=day))

    assert reload(dossier).ask_by == datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
    dossiers.request_supplement(by=tuan(), code=dossier.code, defects=[BLURRED], at=later(FILED, 60))
    assert Supplement.objects.get(dossier=dossier).basis == "Luật thử"


def test_an_acceptance_that_is_undone_takes_the_day_with_it():
    dossier = accepted()
    lan = officer_view(an_authority()["receptionist"])

    dossiers.undo_acceptance(by=lan, code=dossier.code, reason="Nhận nhầm.", at=later(FILED, 60))

    assert reload(dossier).ask_by is None


def test_asking_in_time_keeps_stage_ground_and_day():
    supplement = asked(THIRD_DAY)

    assert (supplement.stage, supplement.basis, supplement.ask_by) == (
        "appraisal",
        "ND-61-2018/19.4",
        THIRD_DAY,
    )
    assert supplement.approved_by is None
    assert last_event().payload["late"] is False


def test_asking_late_is_done_and_told():
    supplement = asked(THIRD_DAY + timedelta(days=1))

    dossier = Dossier.objects.get()
    assert dossier.sub_status == "waiting_supplement"
    assert last_event().payload["late"] is True
    row = desk_dossier(viewer=tuan(), code=dossier.code, at=supplement.asked_at).supplements[0]
    assert (row.was_late, row.basis) == (True, "khoản 4 Điều 19 Nghị định 61/2018/NĐ-CP")


def test_who_approved_it_is_kept_and_shown():
    supplement = asked(later(FILED, 60), approved_by=HEAD)

    assert supplement.approved_by is not None
    assert supplement.approved_by.code == HEAD
    assert last_event().payload["approver"] == HEAD
    row = desk_dossier(viewer=tuan(), code=supplement.dossier.code, at=supplement.asked_at).supplements[0]
    assert row.approved_by == supplement.approved_by.full_name


@pytest.mark.parametrize("code", ["lan", "qt-specialist", "khong-co"])
def test_who_may_not_approve_is_refused_and_leaves_no_trace(code):
    dossier = assigned()

    with no_trace(), pytest.raises(WrongOfficer):
        dossiers.request_supplement(
            by=tuan(), code=dossier.code, defects=[BLURRED], approved_by=code, at=later(FILED, 60)
        )


def test_the_answer_begins_a_new_time_and_a_new_day_for_asking():
    supplement = asked(later(FILED, 60))
    answered_at = FILED + timedelta(days=2)

    dossiers.answer_supplement(
        by=applicant_view(minh()), code=supplement.dossier.code, raw={}, note="Đã giải trình.", at=answered_at
    )

    dossier = Dossier.objects.get()
    assert dossier.ask_by == datetime(2026, 11, 23, 10, 0, tzinfo=UTC)  # Thursday, Friday, Monday
    assert dossier.due_at is not None
    assert dossier.due_at > dossier.ask_by


def last_event() -> AuditEvent:
    return AuditEvent.objects.filter(kind="SupplementRequested").latest("pk")
