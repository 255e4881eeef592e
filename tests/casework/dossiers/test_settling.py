"""What is settled at once: one sitting of one officer, every act with its own event, all of it or nothing."""

from datetime import datetime

import pytest

from motcua.casework.dossiers import checking
from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Delivery, SubStatus
from motcua.casework.dossiers.errors import MoveRefused
from motcua.casework.dossiers.errors.settling import NotAtOnce, PowersMissing
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.rules.settling import POWERS, check_settling
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import Missing, Refused
from motcua.records.letters.models import RegisterEntry
from tests.factories.accounts import officer_view
from tests.factories.dossiers import GRANT, a_publication, an_authority, assigned, filed, later, reload

from .standings import AT_ONCE, ON_PAPER, all_in_one, at_once, lay_out
from .test_acts_are_whole import check_whole
from .traces import no_trace


class TestRules:
    def test_only_what_is_settled_at_once_and_only_with_all_powers(self):
        check_settling(is_at_once=True, held=POWERS)
        with pytest.raises(NotAtOnce):
            check_settling(is_at_once=False, held=POWERS)

    @pytest.mark.parametrize("left_out", POWERS)
    def test_a_power_that_is_missing_is_named(self, left_out):
        with pytest.raises(PowersMissing, match=str(left_out.label)):
            check_settling(is_at_once=True, held=set(POWERS) - {left_out})


pytestmark = pytest.mark.django_db


def settle(dossier, *, by=None, outcome="grant", data=GRANT, minutes=5):
    return dossiers.settle_at_once(
        by=by or all_in_one(), code=dossier.code, outcome=outcome, data=data, opinion="",
        at=later(dossier.submitted_at, minutes),
    )  # fmt: skip


def receptionist():
    return officer_view(an_authority()["receptionist"])


def test_one_sitting_receives_decides_and_numbers_and_the_result_is_returned():
    dossier = at_once()

    result = settle(dossier)

    done = reload(dossier)
    assert (done.sub_status, done.delivery) == (SubStatus.WAITING_RETURN, Delivery.READY)
    assert result.number
    told = AuditEvent.objects.filter(subject=f"dossier:{dossier.code}").order_by("pk")
    acts = ["DossierAccepted", "DossierAssigned", "ResultProposed", "ResultSigned", "ResultNumbered"]
    assert [event.kind for event in told if event.kind in acts] == acts
    assert {event.actor_code for event in told if event.kind in acts} == {"qt-mot-nguoi"}
    lay_out(done)
    dossiers.return_result(by=all_in_one(), code=dossier.code, at=later(dossier.submitted_at, 6), **ON_PAPER)
    assert reload(dossier).sub_status == SubStatus.ENDED


def test_the_tracking_book_has_its_line():
    before = RegisterEntry.objects.filter(register__book="TNHS").count()

    settle(at_once())

    assert RegisterEntry.objects.filter(register__book="TNHS").count() == before + 1


def test_it_goes_on_from_a_dossier_that_the_counter_accepted():
    dossier = at_once()
    dossiers.accept(by=receptionist(), code=dossier.code, at=later(dossier.submitted_at))

    settle(dossier, minutes=20)

    assert reload(dossier).sub_status == SubStatus.WAITING_RETURN


@pytest.mark.parametrize(
    ("accepted_at", "cutoff", "day"),
    [
        ("2026-11-17T09:00:00+07:00", False, "2026-11-17"),
        ("2026-11-17T14:50:00+07:00", True, "2026-11-17"),
        ("2026-11-17T15:10:00+07:00", True, "2026-11-18"),
        ("2026-11-17T15:10:00+07:00", False, "2026-11-17"),
        ("2026-11-20T16:00:00+07:00", True, "2026-11-23"),
    ],
)
def test_the_time_ends_with_the_day_and_after_three_with_the_next_only_where_the_rule_says_so(
    accepted_at, cutoff, day
):
    dossier = filed(publication=a_publication("2.000666", time=AT_ONCE | {"cutoff_15": cutoff}))

    dossiers.accept(by=receptionist(), code=dossier.code, at=datetime.fromisoformat(accepted_at))

    assert f"{reload(dossier).due_at:%Y-%m-%d}" == day


def test_papers_print_the_time_in_words():
    version = at_once().version

    assert checking.time_words(version, "online") == "trong ngày làm việc"


def test_another_procedure_is_not_settled_so():
    dossier, by = filed(), all_in_one()
    with no_trace(), pytest.raises(NotAtOnce):
        settle(dossier, by=by)


def test_who_lacks_a_power_leaves_no_trace():
    dossier = at_once()
    for officer in an_authority().values():
        with no_trace(), pytest.raises((PowersMissing, Missing)):
            settle(dossier, by=officer_view(officer))


@pytest.mark.parametrize(
    ("outcome", "data"),
    [
        ("grant", {}),
        ("refuse", {"reason": "", "basis": ""}),
        ("intend", {"reason": "Chưa đủ.", "basis": "Điều 1 Luật thử"}),
    ],
)
def test_what_one_act_refuses_undoes_all_of_them(outcome, data):
    dossier, by = at_once(), all_in_one()
    with no_trace(), pytest.raises(Refused):
        settle(dossier, by=by, outcome=outcome, data=data)
    assert reload(dossier).accepted_at is None


def test_an_event_that_cannot_be_written_undoes_all_of_them():
    dossier, by = at_once(), all_in_one()

    check_whole(lambda: settle(dossier, by=by))


def test_a_fee_that_starts_the_clock_comes_first():
    publication = a_publication("2.000777", with_fee=True, starts="valid_papers_and_fee", time=AT_ONCE)
    dossier, by = filed(publication=publication), all_in_one()
    with no_trace(), pytest.raises(MoveRefused):
        settle(dossier, by=by)


def test_what_is_already_appraised_goes_its_ordinary_way():
    dossier = assigned(publication=a_publication("2.000888", time=AT_ONCE))
    shown = desk_dossier(viewer=all_in_one(), code=dossier.code, at=dossier.submitted_at)

    assert not shown.act("settle").allowed


def test_the_page_offers_it_to_whom_may_and_says_to_others_what_they_lack():
    dossier = at_once()
    mine = desk_dossier(viewer=all_in_one(), code=dossier.code, at=dossier.submitted_at)
    assert [act.slug for act in mine.acts if act.is_main] == ["settle"]

    theirs = desk_dossier(viewer=receptionist(), code=dossier.code, at=dossier.submitted_at)
    assert "còn thiếu" in theirs.act("settle").why_not
    assert [act.slug for act in theirs.acts if act.is_main] == ["accept"]


def test_nobody_hears_of_it_where_the_procedure_is_not_settled_so():
    dossier = filed()
    shown = desk_dossier(viewer=all_in_one(), code=dossier.code, at=dossier.submitted_at)

    assert shown.act("settle") is None
