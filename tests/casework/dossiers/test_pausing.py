"""Time that the law does not count: paused with reason and ground, resumed with a new appointment."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers import rules
from motcua.casework.dossiers.enums import Business, ClockKind, PauseReason, SubStatus
from motcua.casework.dossiers.errors import (
    DossierMissing,
    MoveRefused,
    NotPaused,
    NotYourDossier,
    PausedAlready,
    PauseEndsBefore,
    ReasonMissing,
)
from motcua.casework.dossiers.models import ClockEntry, Dossier
from motcua.casework.dossiers.queries.applicant import dossier_view
from motcua.casework.dossiers.queries.timeline import clock_of, timeline
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar.enums import ClockPhase
from motcua.foundation.calendar.errors import ClockOrderRefused
from motcua.foundation.kernel.clock import local
from motcua.foundation.notifications.models import Message
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from tests.factories.accounts import (
    a_unit,
    an_agency,
    an_officer,
    applicant_view,
    hoa,
    minh,
    officer_view,
)
from tests.factories.dossiers import FILED, a_publication, accepted, an_authority, assigned, reload

from .traces import no_trace

pytestmark = pytest.mark.django_db
TUESDAY, NEXT_MONDAY = FILED + timedelta(days=1), FILED + timedelta(days=14)
PAUSE = {
    "reason": "measuring",
    "detail": "Chờ kết quả đo của trung tâm",
    "basis": "Điều 9 khoản 4 Thông tư 02/2015/TT-BKHCN",
    "until": date(2026, 11, 30),
}


def officer(role: str = "specialist") -> OfficerView:
    return officer_view(an_authority()[role])


def paused(**more: object) -> Dossier:
    dossier = assigned()
    return dossiers.pause(by=officer(), code=dossier.code, at=TUESDAY, **(PAUSE | more))


def go_on(dossier: Dossier, **more: object) -> Dossier:
    facts = {"by": officer(), "code": dossier.code, "reason": "Đã có kết quả đo", "at": NEXT_MONDAY}
    return dossiers.resume(**(facts | more))  # type: ignore[arg-type]


def test_a_pause_stops_the_clock_and_says_when_somebody_looks_again():
    dossier = reload(paused())

    assert (dossier.business, dossier.sub_status) == (Business.PROCESSING, SubStatus.PAUSED)
    assert (dossier.due_at, dossier.legal_due_at) == (None, None)
    assert dossier.holder_officer_id == an_authority()["specialist"].pk
    assert f"{local(dossier.holder_until):%d/%m %H:%M}" == "30/11 17:00"
    reading = clock_of(dossier)
    assert reading is not None
    assert reading.phase is ClockPhase.PAUSED
    assert reading.left is not None
    assert reading.left.amount == 4


def test_a_resumption_counts_what_was_left_and_leaves_the_receipt_as_issued():
    dossier = paused()
    receipt = Letter.objects.get(kind=LetterKind.RECEIPT).data

    go_on(dossier)

    dossier = reload(dossier)
    assert (dossier.business, dossier.sub_status) == (Business.PROCESSING, SubStatus.APPRAISING)
    assert f"{local(dossier.due_at):%d/%m %H:%M}" == "04/12 17:00"
    assert Letter.objects.get(kind=LetterKind.RECEIPT).data == receipt
    kinds = list(ClockEntry.objects.filter(dossier=dossier).order_by("pk").values_list("kind", flat=True))
    assert kinds == [ClockKind.START, ClockKind.PAUSE, ClockKind.RESUME]


@pytest.mark.parametrize(
    ("reason", "business", "code"),
    [("financial", Business.AWAITING_PAYMENT, 6), ("measuring", Business.PROCESSING, 4), ("other", Business.PROCESSING, 4)],
)  # fmt: skip
def test_each_reason_has_its_national_status(reason, business, code):
    dossier = reload(paused(reason=reason))

    assert dossier.business == business
    assert rules.NATIONAL_CODE[Business(dossier.business)] == code
    go_on(dossier)
    assert reload(dossier).business == Business.PROCESSING


def test_the_events_hold_codes_and_the_words_stand_on_the_page():
    dossier = go_on(paused())

    events = AuditEvent.objects.filter(subject=f"dossier:{dossier.code}", kind__startswith="Clock")
    stopped, resumed = events.order_by("sequence")
    assert (stopped.payload["reason"], stopped.payload["until"]) == ("measuring", "2026-11-30")
    assert PAUSE["detail"] not in str(stopped.payload)
    assert resumed.payload["appointed_at"].startswith("2026-12-04")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("vi", "Thời gian không tính vào thời hạn: đo kiểm, thử nghiệm."), ("en", "The time is not counted: measuring or testing.")],
)  # fmt: skip
def test_the_applicant_reads_it_in_the_timeline_and_in_the_explanation(language, sentence):
    dossier = paused()

    with translation.override(language):
        rows = [row.sentence for row in timeline(dossier, for_desk=False)]
        view = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=NEXT_MONDAY)
        assert view.clock is not None
        lines = [line.sentence for line in view.clock.lines]

    assert sentence in rows
    assert any(PAUSE["detail"] in line and PAUSE["basis"] in line for line in lines)


def test_the_applicant_is_told_of_both_by_mail():
    dossier = paused()
    told = Message.objects.order_by("-pk")[0]
    assert PAUSE["detail"] in told.body
    assert PAUSE["basis"] in told.body

    go_on(dossier)

    assert "17:00 04/12/2026" in Message.objects.order_by("-pk")[0].body


def test_a_pause_that_is_already_there_is_refused_and_leaves_no_trace():
    dossier = paused()

    with no_trace(), pytest.raises(PausedAlready):
        dossiers.pause(by=officer(), code=dossier.code, at=NEXT_MONDAY, **PAUSE)


def test_a_resumption_without_a_pause_is_refused_and_leaves_no_trace():
    dossier = assigned()

    with no_trace(), pytest.raises(NotPaused):
        go_on(dossier)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"detail": " "}, ReasonMissing),
        ({"basis": ""}, ReasonMissing),
        ({"until": date(2026, 11, 17)}, PauseEndsBefore),
        ({"at": FILED - timedelta(hours=1)}, ClockOrderRefused),
    ],
)
def test_a_pause_that_says_too_little_is_refused_and_leaves_no_trace(wrong, error):
    dossier = assigned()

    with no_trace(), pytest.raises(error):
        dossiers.pause(**({"by": officer(), "code": dossier.code, "at": TUESDAY} | PAUSE | wrong))


def test_a_clock_set_back_is_refused_with_the_reason_and_leaves_no_trace():
    dossier = paused()

    with (
        no_trace(),
        pytest.raises(ClockOrderRefused, match="before the last event"),
        translation.override("en"),
    ):
        go_on(dossier, at=TUESDAY - timedelta(minutes=1))


@pytest.mark.parametrize("role", ["receptionist", "division_head", "leader", "clerk", "cashier"])
def test_only_who_holds_the_dossier_pauses_and_resumes(role):
    dossier = assigned()
    with no_trace(), pytest.raises((NotYourDossier, DossierMissing)):
        dossiers.pause(by=officer(role), code=dossier.code, at=TUESDAY, **PAUSE)

    dossiers.pause(by=officer(), code=dossier.code, at=TUESDAY, **PAUSE)
    with no_trace(), pytest.raises((NotYourDossier, DossierMissing)):
        go_on(dossier, by=officer(role))


def test_a_stranger_does_not_learn_that_the_dossier_exists():
    dossier = paused()
    unit = a_unit("bg-chuyen-mon", agency=an_agency("skhcn-bac-giang", place="Bắc Giang"))
    stranger = officer_view(an_officer("specialist", unit=unit, code="bg-chuyen-vien"))

    with no_trace(), pytest.raises(DossierMissing):
        go_on(dossier, by=stranger)
    with pytest.raises(DossierMissing):
        dossier_view(viewer=applicant_view(hoa()), code=dossier.code, at=NEXT_MONDAY)


def test_a_paused_dossier_can_be_given_on_and_stays_paused():
    dossier = paused()

    dossiers.assign(
        by=officer("division_head"), code=dossier.code, officer_code=an_authority()["division_head"].code,
        at=NEXT_MONDAY,
    )  # fmt: skip

    dossier = reload(dossier)
    assert dossier.sub_status == SubStatus.PAUSED
    assert dossier.holder_officer_id == an_authority()["division_head"].pk


def test_nothing_is_proposed_or_asked_while_the_time_stands_still():
    dossier = paused()

    with no_trace(), pytest.raises(MoveRefused):
        dossiers.propose(
            by=officer(), code=dossier.code, outcome="refuse", data={"reason": "a", "basis": "b"}, opinion="",
            at=NEXT_MONDAY,
        )  # fmt: skip
    defects = [dossiers.AskedDefect("other", "", "Bản vẽ")]
    with no_trace(), pytest.raises(MoveRefused):
        dossiers.request_supplement(by=officer(), code=dossier.code, defects=defects, at=NEXT_MONDAY)


@pytest.mark.parametrize(
    ("reason", "step", "kinds"),
    [
        ("financial", SubStatus.APPRAISING, ["start", "pause", "resume"]),
        ("measuring", SubStatus.PAUSED, ["start", "pause"]),
    ],
)
def test_a_fee_that_was_waited_for_ends_the_pause_on_the_day_it_was_paid_and_nothing_else_does(
    reason, step, kinds
):
    dossier = assigned(publication=a_publication("2.000999", with_fee=True))
    dossiers.pause(by=officer(), code=dossier.code, at=TUESDAY, **(PAUSE | {"reason": reason}))

    dossiers.record_payment(
        by=officer("cashier"), code=dossier.code, amount_vnd=3_000_000, way="cash", number="BL-1",
        paid_on=date(2026, 11, 18), at=NEXT_MONDAY,
    )  # fmt: skip

    dossier, entries = reload(dossier), ClockEntry.objects.filter(dossier=dossier).order_by("pk")
    assert (dossier.sub_status, [one.kind for one in entries]) == (step, kinds)
    if reason == "financial":
        assert f"{local(entries[2].at):%d/%m}" == "18/11"
        assert f"{local(dossier.due_at):%d/%m}" == "25/11"
        assert dossier.holder_officer_id == an_authority()["specialist"].pk
        assert AuditEvent.objects.filter(kind="ClockResumed").count() == 1


def test_the_database_keeps_coded_reasons_and_days_where_they_belong():
    dossier = accepted()
    for wrong in ({"kind": "stop", "reason_code": PauseReason.OTHER}, {"kind": "extend"}, {"kind": "stop", "until": date(2026, 12, 1)}):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            ClockEntry.objects.create(dossier=dossier, at=TUESDAY, **wrong)
