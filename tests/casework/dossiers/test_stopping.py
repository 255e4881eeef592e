"""Work ends before the result: by a leader, on the applicant's request, or when a supplement's time is over."""

from datetime import timedelta

import pytest
from django.utils import translation

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Business, ClockKind, Finance, HolderKind, StopReason
from motcua.casework.dossiers.errors import (
    DossierMissing,
    MoveRefused,
    NobodyAskedToStop,
    ReasonMissing,
    SupplementNotLapsed,
)
from motcua.casework.dossiers.errors.endings import StopAskedAlready, StopNotPossible
from motcua.casework.dossiers.models import ClockEntry, Dossier, Proposal, Stop, StopRequest, Supplement
from motcua.casework.dossiers.queries.applicant import dossier_view
from motcua.casework.dossiers.queries.desk import WorklistFilters, worklist
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.rules import endings as ending_rules
from motcua.casework.payments.models import Charge
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.notifications.models import Message
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from tests.factories.accounts import applicant_view, hoa, minh, officer_view
from tests.factories.dossiers import (
    FILED,
    a_publication,
    accepted,
    an_authority,
    assigned,
    filed,
    proposed,
    reload,
    signed,
)

from .traces import no_trace

pytestmark = pytest.mark.django_db
TUESDAY = FILED + timedelta(days=1)
WORDS = {"stop_code": "other", "reason": "Cơ sở đã giải thể.", "basis": "Điều 1 Luật thử"}
MISSING = [dossiers.AskedDefect("paper", "giay-cu", "Thiếu trang 2.")]


def officer(role: str) -> OfficerView:
    return officer_view(an_authority()[role])


def stop(dossier: Dossier, **more: object) -> Dossier:
    facts = {"by": officer("leader"), "code": dossier.code, "at": TUESDAY} | WORDS
    return dossiers.stop(**(facts | more))  # type: ignore[arg-type]


def ask(dossier: Dossier, **more: object) -> StopRequest:
    facts = {"by": applicant_view(minh()), "code": dossier.code, "reason": "Không cần nữa.", "at": TUESDAY}
    return dossiers.ask_to_stop(**(facts | more))  # type: ignore[arg-type]


def asked(limit: dict[str, object] | None = None) -> Dossier:
    """A dossier in appraisal of which a paper is asked for on Tuesday."""
    time = {"supplement": limit} if limit else {}
    publication = a_publication("2.000777", time=time)
    dossier = assigned(publication=publication)
    return dossiers.request_supplement(
        by=officer("specialist"), code=dossier.code, defects=MISSING, at=TUESDAY
    )


# The rule


@pytest.mark.parametrize(
    ("basis", "days_after", "lapsed"),
    [("Điều 8", 1, True), ("Điều 8", 0, False), ("Điều 8", -1, False), ("", 400, False)],
)
def test_a_supplement_lapses_after_its_last_day_and_only_by_law(basis, days_after, lapsed):
    found = ending_rules.has_lapsed(answer_due_at=FILED, basis=basis, at=FILED + timedelta(days=days_after))

    assert found is lapsed


@pytest.mark.parametrize(
    ("code", "is_asked", "lapsed", "error"),
    [
        (StopReason.APPLICANT, False, True, NobodyAskedToStop),
        (StopReason.NO_SUPPLEMENT, True, False, SupplementNotLapsed),
        (StopReason.APPLICANT, True, False, None),
        (StopReason.NO_SUPPLEMENT, False, True, None),
        (StopReason.OTHER, False, False, None),
    ],
)
def test_the_coded_reason_of_a_stop_must_be_true(code, is_asked, lapsed, error):
    facts = {"code": code, "reason": "a", "basis": "b", "is_asked": is_asked, "lapsed": lapsed}
    if error is None:
        ending_rules.check_stop(**facts)
        return
    with pytest.raises(error):
        ending_rules.check_stop(**facts)


# Stopping


def test_a_stop_ends_the_dossier_its_clock_and_what_is_owed():
    dossier = proposed(publication=a_publication("2.000999", with_fee=True))

    stop(dossier)

    dossier = reload(dossier)
    assert (dossier.business, dossier.holder_kind) == (Business.STOPPED, HolderKind.NOBODY)
    assert ClockEntry.objects.filter(dossier=dossier).last().kind == ClockKind.STOP
    assert dossier.finance == Finance.NOTHING_DUE
    assert not Charge.objects.filter(state="due").exists()
    assert not Proposal.objects.filter(dossier=dossier, state="waiting").exists()
    kept = Stop.objects.get(dossier=dossier)
    assert (kept.code, kept.stopped_by) == ("other", an_authority()["leader"])


def test_the_notice_names_reason_ground_and_what_becomes_of_a_paid_fee():
    dossier = assigned(publication=a_publication("2.000999", with_fee=True))
    dossiers.record_payment(
        by=officer("cashier"), code=dossier.code, amount_vnd=3_000_000, way="cash", number="BL-1",
        paid_on=FILED.date(), at=TUESDAY,
    )  # fmt: skip

    stop(dossier)

    words = Letter.objects.get(kind=LetterKind.STOP).data
    assert {row["value"] for row in words["rows"]} >= {WORDS["reason"], WORDS["basis"]}
    assert "3.000.000" in words["paragraphs"][1]
    assert reload(dossier).finance == Finance.PAID
    mail = Message.objects.order_by("-pk")[0].body
    assert WORDS["reason"] in mail
    assert WORDS["basis"] in mail
    event = AuditEvent.objects.get(kind="DossierStopped")
    assert event.payload["reason"] == "other"
    assert WORDS["reason"] not in str(event.payload)


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"basis": ""}])
def test_a_stop_without_reason_or_ground_is_refused_and_leaves_no_trace(wrong):
    dossier = assigned()

    with no_trace(), pytest.raises(ReasonMissing):
        stop(dossier, **wrong)


@pytest.mark.parametrize("bring", [filed, signed])
def test_before_the_receipt_and_after_the_signature_nothing_is_stopped(bring):
    dossier = bring()

    with no_trace(), pytest.raises(MoveRefused):
        stop(dossier)


# The applicant asks


def test_a_request_is_answered_by_a_stop_and_the_applicant_sees_each_step():
    dossier = assigned()
    ask(dossier)
    view = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=TUESDAY)
    assert view.stop_request is not None
    assert (view.stop_request.answered_at, "stop" in view.may) == (None, False)
    assert view.state == Business.PROCESSING
    rows = worklist(viewer=officer("leader"), queue="stop", filters=WorklistFilters(), at=TUESDAY).rows
    assert [row.code for row in rows] == [dossier.code]

    stop(dossier, stop_code="applicant")

    assert StopRequest.objects.get().answered_at == TUESDAY
    view = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=TUESDAY)
    assert view.state == Business.STOPPED
    assert LetterKind.STOP in [letter.kind for letter in view.letters]


def test_a_leader_may_go_on_and_says_why():
    dossier = assigned()
    ask(dossier)

    dossiers.decline_stop(by=officer("leader"), code=dossier.code, reason="Kết quả đã có.", at=TUESDAY)

    with translation.override("vi"):
        view = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=TUESDAY)
    assert view.stop_request.declined_for == "Kết quả đã có."
    assert "stop" in view.may
    assert "Kết quả đã có." in Message.objects.order_by("-pk")[0].body
    assert worklist(viewer=officer("leader"), queue="stop", filters=WorklistFilters(), at=TUESDAY).rows == []


def test_one_request_waits_at_a_time():
    dossier = assigned()
    ask(dossier)

    with no_trace(), pytest.raises(StopAskedAlready):
        ask(dossier)


@pytest.mark.parametrize("bring", [filed, signed])
def test_a_request_before_the_receipt_or_after_the_signature_is_refused(bring):
    dossier = bring()

    with no_trace(), pytest.raises(StopNotPossible):
        ask(dossier)


def test_a_request_needs_words_and_a_stranger_asks_nothing():
    dossier = accepted()

    with no_trace(), pytest.raises(ReasonMissing):
        ask(dossier, reason=" ")
    with no_trace(), pytest.raises(DossierMissing):
        ask(dossier, by=applicant_view(hoa()))


# A supplement that does not come


def test_the_time_of_a_sector_law_is_kept_with_its_ground_whatever_its_unit():
    dossier = asked({"amount": 30, "unit": "day"})

    kept = Supplement.objects.get(dossier=dossier)
    assert (kept.answer_due_at - TUESDAY).days == 30
    assert kept.limit_basis == "Luật thử"


def test_when_it_is_over_the_desk_proposes_the_stop_with_its_ground():
    dossier = asked({"amount": 2, "unit": "working_day"})
    after = TUESDAY + timedelta(days=6)
    page = desk_dossier(viewer=officer("leader"), code=dossier.code, at=after)
    assert page.ending.lapse is not None
    assert page.ending.lapse.basis == "Luật thử"

    stop(dossier, stop_code="no_supplement", at=after)

    assert Stop.objects.get().code == StopReason.NO_SUPPLEMENT


@pytest.mark.parametrize("limit", [None, {"amount": 30, "unit": "day"}])
def test_lateness_alone_stops_nothing(limit):
    dossier = asked(limit)
    late = TUESDAY + timedelta(days=300 if limit is None else 30)
    assert desk_dossier(viewer=officer("leader"), code=dossier.code, at=late).ending.lapse is None

    with no_trace(), pytest.raises(SupplementNotLapsed):
        stop(dossier, stop_code="no_supplement", at=late)


def test_an_answer_after_its_time_is_still_taken():
    dossier = asked({"amount": 2, "unit": "working_day"})

    dossiers.answer_supplement(
        by=applicant_view(minh()), code=dossier.code, raw={}, note="Đã giải trình.", at=TUESDAY + timedelta(days=20)
    )  # fmt: skip

    assert reload(dossier).business == Business.PROCESSING
