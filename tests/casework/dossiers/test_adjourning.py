"""A later day instead of settling at once: a reason, a ground, a receipt with the day, and the clock to it."""

from datetime import date

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import ClockKind, SubStatus
from motcua.casework.dossiers.errors import NewDayRefused, ReasonMissing
from motcua.casework.dossiers.errors.settling import (
    AdjournedAlready,
    FeeFirst,
    GroundMissing,
    NotAtOnce,
    NotAtReception,
)
from motcua.casework.dossiers.models import ClockEntry, Sitting
from motcua.casework.dossiers.queries.counter import registered
from motcua.casework.dossiers.queries.desk import filtered_total, worklist
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.queries.filters import WorklistFilters
from motcua.casework.dossiers.queries.sittings import sittings
from motcua.casework.dossiers.rules.settling import Later, check_adjourning
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import local_date
from motcua.records.letters.enums import LetterKind, LetterState
from motcua.records.letters.models import Letter
from tests.factories.dossiers import GRANT, a_publication, assigned, filed, later, reload

from .standings import ADJOURN, AT_ONCE, adjourned, all_in_one, at_once, at_once_accepted, by_role
from .traces import no_trace

LATER = Later(ADJOURN["new_day"], ADJOURN["reason"], ADJOURN["basis"])


class TestRules:
    def check(self, **other):
        asked = {
            "is_at_once": True,
            "sub_status": "waiting_assignment",
            "is_adjourned": False,
            "later": LATER,
        }
        check_adjourning(**(asked | other))

    @pytest.mark.parametrize("step", SubStatus)
    def test_only_while_it_lies_at_the_reception(self, step):
        if step in (SubStatus.WAITING_RECEPTION, SubStatus.WAITING_ASSIGNMENT):
            self.check(sub_status=step)
            return
        with pytest.raises(NotAtReception):
            self.check(sub_status=step)

    @pytest.mark.parametrize(
        ("other", "error"),
        [
            ({"is_at_once": False}, NotAtOnce),
            ({"is_adjourned": True}, AdjournedAlready),
            ({"later": Later(LATER.new_day, " ", LATER.basis)}, ReasonMissing),
            ({"later": Later(LATER.new_day, LATER.reason, " ")}, GroundMissing),
        ],
    )
    def test_once_with_a_reason_and_its_ground(self, other, error):
        with pytest.raises(error):
            self.check(**other)


pytestmark = pytest.mark.django_db


def adjourn(dossier, *, by=None, **other):
    return dossiers.adjourn(
        by=by or by_role("receptionist"), code=dossier.code, at=later(dossier.submitted_at, 12),
        **(ADJOURN | other),
    )  # fmt: skip


def receipts(dossier):
    return Letter.objects.filter(subject=f"dossier:{dossier.code}", kind=LetterKind.RECEIPT).order_by("pk")


def test_it_is_accepted_with_one_receipt_that_names_the_day_and_why():
    dossier = at_once()

    done = adjourn(dossier)

    assert done.sub_status == SubStatus.WAITING_ASSIGNMENT
    assert local_date(done.due_at) == ADJOURN["new_day"]
    assert local_date(done.legal_due_at) > ADJOURN["new_day"]  # 24:00 of that day
    only = receipts(dossier).get()
    assert "25/11/2026" in str(only.data)
    assert ADJOURN["reason"] in str(only.data)
    assert [entry.kind for entry in ClockEntry.objects.order_by("pk")] == [ClockKind.START, ClockKind.EXTEND]
    kept = Sitting.objects.get(dossier=dossier)
    assert (kept.end, kept.new_day, kept.basis) == ("adjourned", ADJOURN["new_day"], ADJOURN["basis"])


def test_a_receipt_that_was_issued_is_replaced_and_the_owner_is_told():
    dossier = at_once_accepted()
    first = receipts(dossier).get()

    adjourn(dossier)

    one, other = receipts(dossier)
    assert (one.pk, one.state) == (first.pk, LetterState.REVOKED)
    assert "25/11/2026" in str(other.data)
    told = AuditEvent.objects.filter(subject=f"dossier:{dossier.code}", kind="SittingAdjourned").get()
    assert told.payload["receipt"] == other.code
    assert told.payload["appointed_at"].startswith("2026-11-25")


def test_from_there_it_goes_its_ordinary_way():
    dossier = adjourned()

    dossiers.assign(
        by=by_role("division_head"), code=dossier.code, officer_code="qt-specialist",
        at=later(dossier.submitted_at, 20),
    )  # fmt: skip

    assert reload(dossier).sub_status == SubStatus.APPRAISING


def test_settled_after_all_it_stays_counted_as_adjourned():
    dossier, by = adjourned(), all_in_one()

    dossiers.settle_at_once(
        by=by, code=dossier.code, outcome="grant", data=GRANT, opinion="", at=later(dossier.submitted_at, 30)
    )

    assert Sitting.objects.get(dossier=dossier).end == "adjourned"


def test_an_acceptance_undone_takes_the_day_back():
    dossier = adjourned()

    dossiers.undo_acceptance(
        by=by_role("receptionist"), code=dossier.code, reason="Nhận nhầm.", at=later(dossier.submitted_at, 15)
    )

    assert not Sitting.objects.exists()
    assert adjourn(dossier).due_at is not None


@pytest.mark.parametrize(
    ("other", "error"),
    [
        ({"new_day": date(2026, 11, 29)}, NewDayRefused),  # a Sunday
        ({"new_day": date(2026, 11, 1)}, NewDayRefused),
        ({"reason": " "}, ReasonMissing),
        ({"basis": ""}, GroundMissing),
    ],
)
@pytest.mark.parametrize("state", [at_once, at_once_accepted])
def test_what_is_refused_leaves_no_trace(state, other, error):
    dossier, by = state(), by_role("receptionist")

    with no_trace(), pytest.raises(error):
        adjourn(dossier, by=by, **other)


def test_it_is_given_once_and_for_such_procedures_only():
    for dossier, error in ((adjourned(), AdjournedAlready), (filed(), NotAtOnce)):
        with no_trace(), pytest.raises(error):
            adjourn(dossier)


def test_what_is_worked_on_already_needs_an_apology():
    dossier = assigned(publication=a_publication("2.000888", time=AT_ONCE))

    with no_trace(), pytest.raises(NotAtReception):
        adjourn(dossier)


def test_a_fee_that_starts_the_clock_comes_first():
    publication = a_publication("2.000777", with_fee=True, starts="valid_papers_and_fee", time=AT_ONCE)
    dossier = filed(publication=publication)

    with no_trace(), pytest.raises(FeeFirst):
        adjourn(dossier)


def test_the_page_of_a_dossier_says_that_it_was_adjourned():
    dossier = adjourned()

    shown = desk_dossier(
        viewer=by_role("receptionist"), code=dossier.code, at=later(dossier.submitted_at, 15)
    )

    assert shown.act("adjourn").why_not == str(AdjournedAlready())


def test_the_counter_offers_to_whom_may_and_says_to_others_what_they_lack():
    dossier = at_once_accepted()
    mine = registered(viewer=all_in_one(), code=dossier.code, at=later(dossier.submitted_at, 15)).at_once
    theirs = registered(viewer=by_role("receptionist"), code=dossier.code, at=dossier.submitted_at).at_once

    assert (mine.may_settle, mine.may_adjourn, mine.why_not) == (True, True, "")
    assert (theirs.may_settle, theirs.may_adjourn) == (False, True)
    assert "còn thiếu" in theirs.why_not
    for other in (adjourned(), filed()):
        assert (
            registered(viewer=by_role("receptionist"), code=other.code, at=other.submitted_at).at_once is None
        )


def some_sittings():
    settled, put_off = at_once(), adjourned()
    dossiers.settle_at_once(
        by=all_in_one(), code=settled.code, outcome="grant", data=GRANT, opinion="",
        at=later(settled.submitted_at),
    )  # fmt: skip
    return settled, put_off


def test_lists_are_narrowed_to_how_sittings_ended():
    settled, put_off = some_sittings()
    filed()
    leader, at = by_role("leader"), later(settled.submitted_at, 60)

    def found(end):
        asked = {"viewer": leader, "queue": "all", "filters": WorklistFilters(sitting=end), "at": at}
        assert filtered_total(**asked).count == len(worklist(**asked).rows)
        return [row.code for row in worklist(**asked).rows]

    assert found("settled") == [settled.code]
    assert found("adjourned") == [put_off.code]
    assert len(found("")) == 3


def test_leaders_read_how_many_of_month_and_year_in_one_query(django_assert_num_queries):
    settled, _put_off = some_sittings()
    leader = by_role("leader")

    with django_assert_num_queries(1):
        found = sittings(viewer=leader, at=later(settled.submitted_at, 60))

    assert (found.settled, found.adjourned) == (1, 1)
    assert (found.settled_this_month, found.adjourned_this_month) == (1, 1)
