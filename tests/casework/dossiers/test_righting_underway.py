"""Put under the right procedure after its reception: the fee it waits for, the clock that runs."""

from datetime import date

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, PauseReason, Stage, SubStatus
from motcua.casework.dossiers.errors import righting as errors
from motcua.casework.dossiers.models import ClockEntry, Supplement
from motcua.foundation.audit.models import AuditEvent
from motcua.records.letters.enums import LetterKind, LetterState
from motcua.records.letters.models import Letter
from tests.factories.dossiers import CONTENT, FILED, assigned, later, reload

from .righted import NEW_PAPER, by, change, receipts, the_right_one
from .standings import waiting_for_the_fee
from .traces import no_trace

pytestmark = pytest.mark.django_db


class TestWaitingForTheFee:
    def test_where_the_right_procedure_does_not_wait_the_time_counts_from_the_reception(self):
        dossier = waiting_for_the_fee()
        before = Letter.objects.get(subject=f"dossier:{dossier.code}", kind=LetterKind.RECEIPT)

        after = reload(change(dossier))

        assert after.sub_status == SubStatus.WAITING_ASSIGNMENT
        assert ClockEntry.objects.get(dossier=dossier).at == dossier.accepted_at
        assert after.due_at is not None
        assert receipts(dossier) == [
            (before.code, LetterState.REVOKED),
            (receipts(dossier)[1][0], LetterState.FIXED),
        ]

    def test_what_lacks_something_is_received_anew(self):
        dossier = waiting_for_the_fee()

        after = reload(change(dossier, to=the_right_one(papers=[CONTENT["papers"][0], NEW_PAPER])))  # type: ignore[index]

        assert (after.business, after.accepted_at) == (Business.AWAITING_SUPPLEMENT, None)
        assert AuditEvent.objects.filter(kind="AcceptanceUndone").count() == 1
        assert [state for _code, state in receipts(dossier)] == [LetterState.REVOKED]

    def test_where_it_waits_too_it_stays_with_the_right_fee(self):
        dossier = waiting_for_the_fee()

        after = reload(change(dossier, to=the_right_one(fee_vnd=1_000_000, starts="valid_papers_and_fee")))

        assert (after.sub_status, after.due_at) == (SubStatus.WAITING_PAYMENT, None)
        assert len(receipts(dossier)) == 2


class TestInAppraisal:
    def test_the_clock_counts_by_the_right_time_from_the_reception_that_was_valid(self):
        dossier = assigned()

        after = reload(change(dossier, who="specialist"))

        assert (after.sub_status, after.holder_officer_id) == (
            SubStatus.APPRAISING,
            dossier.holder_officer_id,
        )
        assert dossier.due_at is not None
        assert after.due_at is not None
        assert dossier.due_at.date() == date(2026, 11, 23)
        assert after.due_at.date() == date(2026, 11, 30)
        assert [state for _code, state in receipts(dossier)] == [LetterState.REVOKED, LetterState.FIXED]

    def test_what_is_missing_is_asked_for_in_appraisal(self):
        after = reload(
            change(assigned(), who="specialist", to=the_right_one(papers=[CONTENT["papers"][0], NEW_PAPER]))  # type: ignore[index]
        )

        assert after.business == Business.AWAITING_SUPPLEMENT
        assert Supplement.objects.get(dossier=after).stage == Stage.APPRAISAL

    def test_a_time_that_waits_for_the_fee_stands_still(self):
        dossier, right = assigned(), the_right_one(fee_vnd=1_000_000, starts="valid_papers_and_fee")

        after = reload(change(dossier, who="specialist", to=right))

        assert (after.sub_status, after.due_at) == (SubStatus.PAUSED, None)
        assert (
            ClockEntry.objects.filter(dossier=after).order_by("-pk")[0].reason_code == PauseReason.FINANCIAL
        )

    def test_while_others_are_asked_it_stays(self):
        dossier = assigned()
        dossiers.ask_opinions(
            by=by("specialist"), code=dossier.code, parties=[dossiers.Party(agency_name="Sở Xây dựng")],
            question="Có phù hợp không?", answer_on=date(2026, 11, 18), document_codes=[], at=later(FILED, 60),
        )  # fmt: skip

        with no_trace(), pytest.raises(errors.OpinionsWaiting):
            change(dossier, who="specialist")
