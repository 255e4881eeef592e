"""About to be late: drafted by the system, sent once and in time by a leader, the receipt as issued."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers import rules
from motcua.casework.dossiers.enums import ClockKind, SubStatus
from motcua.casework.dossiers.errors import (
    ApologisedAlready,
    ApologyTooLate,
    DossierMissing,
    NewDayRefused,
    NoDayToMove,
    NotYourDossier,
    ReasonMissing,
)
from motcua.casework.dossiers.models import Apology, ClockEntry, Dossier
from motcua.casework.dossiers.queries.applicant import dossier_view
from motcua.casework.dossiers.queries.desk import WorklistFilters, worklist
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar.queries import shipped_calendar
from motcua.foundation.kernel.clock import VIETNAM, local
from motcua.foundation.notifications.models import Message
from motcua.records.letters import queries as letters
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from tests.factories.accounts import applicant_view, minh, officer_view
from tests.factories.dossiers import FILED, accepted, an_authority, assigned, numbered, reload

from .traces import no_trace

pytestmark = pytest.mark.django_db

# Filed on Monday 16/11/2026, five working days: due on Monday 23/11 at 17:00. 24/11 is a day off.
THURSDAY, FRIDAY, SATURDAY, DUE_DAY = (FILED + timedelta(days=days) for days in (3, 4, 5, 7))
NEW_DAY = date(2026, 12, 1)
WORDS = {"reason": "Cơ quan phối hợp chưa trả lời.", "new_day": NEW_DAY}


def officer(role: str) -> OfficerView:
    return officer_view(an_authority()[role])


def send(dossier: Dossier, **more: object) -> Apology:
    facts = {"by": officer("leader"), "code": dossier.code, "at": FRIDAY} | WORDS
    return dossiers.send_apology(**(facts | more))  # type: ignore[arg-type]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("accepted_at", "at", "near"),
    [
        ("2026-11-16 09:00", "2026-11-18 23:00", False),
        ("2026-11-16 09:00", "2026-11-19 00:00", True),  # two working days before Monday
        ("2026-11-16 09:00", "2026-11-22 23:59", False),  # the last day to send it was Friday
        ("2026-11-19 09:00", "2026-11-19 15:00", False),  # received today: nothing is late yet
        ("2026-11-19 09:00", "2026-11-20 08:00", True),
    ],
)
def test_a_draft_is_made_near_the_day_and_in_time(accepted_at, at, near):
    found = rules.is_about_to_be_late(
        accepted_at=moment(accepted_at), due_at=moment("2026-11-23 17:00"), at=moment(at),
        calendar=shipped_calendar(),
    )  # fmt: skip

    assert found is near


def test_the_working_day_before_knows_tet():
    calendar = shipped_calendar()

    assert calendar.working_day_before(date(2026, 2, 23)) == date(2026, 2, 13)
    assert calendar.working_day_before(date(2026, 8, 24)) == date(2026, 8, 22)  # a worked Saturday


def test_the_system_drafts_one_apology_for_who_is_about_to_be_late_and_none_twice():
    dossier, young = assigned(), assigned(at=THURSDAY)

    made = [dossiers.draft_apologies(at=at) for at in (FILED + timedelta(days=1), THURSDAY, FRIDAY)]

    assert made == [0, 1, 0]
    draft = Apology.objects.get()
    assert (draft.dossier_id, draft.new_day, draft.reason) == (dossier.pk, date(2026, 12, 1), "")
    assert (draft.drafted_by, draft.sent_at) == (None, None)
    assert not Apology.objects.filter(dossier=young).exists()
    assert AuditEvent.objects.filter(kind="ApologyDrafted", subject=f"dossier:{dossier.code}").count() == 1


def test_nothing_is_drafted_for_what_is_numbered_or_paused():
    numbered()
    still = assigned()
    dossiers.pause(
        by=officer("specialist"), code=still.code, reason="other", detail="Chờ", basis="Điều 1",
        until=date(2026, 12, 1), at=FILED + timedelta(days=1),
    )  # fmt: skip

    assert dossiers.draft_apologies(at=THURSDAY) == 0


def test_a_drafted_apology_lies_in_the_leaders_queue_until_it_is_sent():
    dossier = assigned()
    dossiers.draft_apologies(at=THURSDAY)

    def queued() -> list[str]:
        page = worklist(viewer=officer("leader"), queue="apology", filters=WorklistFilters(), at=FRIDAY)
        return [row.code for row in page.rows]

    assert queued() == [dossier.code]
    send(dossier)
    assert queued() == []


def test_a_pause_takes_the_draft_along_and_a_new_one_comes_when_the_day_is_near_again():
    dossier = assigned()
    dossiers.draft_apologies(at=THURSDAY)
    measuring = {"reason": "measuring", "detail": "Đo", "basis": "Điều 9", "until": date(2026, 12, 15)}
    dossiers.pause(by=officer("specialist"), code=dossier.code, at=FRIDAY, **measuring)

    again = moment("2026-12-14 09:00")
    dossiers.resume(by=officer("specialist"), code=dossier.code, reason="Đã đo", at=again)
    assert not Apology.objects.exists()

    due = local(reload(dossier).due_at)
    assert dossiers.draft_apologies(at=due - timedelta(days=1)) == 1
    assert Apology.objects.get().new_day > due.date()


def test_a_draft_that_nobody_sent_in_time_is_no_work_any_more_and_is_told_apart_from_one_that_is():
    late, moved, kept = assigned(), assigned(), assigned()
    dossiers.draft_apologies(at=THURSDAY)
    Dossier.objects.filter(pk=late.pk).update(due_at=FRIDAY)
    Dossier.objects.filter(pk=moved.pk).update(due_at=moment("2026-12-25 17:00"))

    assert dossiers.draft_apologies(at=FRIDAY) == 0

    assert [one.dossier for one in Apology.objects.all()] == [kept]
    assert AuditEvent.objects.filter(kind="ApologyDropped").count() == 2


def test_sending_sets_the_day_anew_and_leaves_the_receipt_as_issued():
    dossier = assigned()
    receipt = Letter.objects.get(kind=LetterKind.RECEIPT).data

    apology = send(dossier)

    dossier = reload(dossier)
    assert f"{local(dossier.due_at):%d/%m/%Y %H:%M}" == "01/12/2026 17:00"
    assert f"{local(dossier.legal_due_at):%d/%m %H:%M}" == "02/12 00:00"
    assert f"{local(apology.due_before):%d/%m %H:%M}" == "23/11 17:00"
    entry = ClockEntry.objects.get(dossier=dossier, kind=ClockKind.EXTEND)
    assert (entry.until, entry.basis) == (NEW_DAY, "ND-61-2018/19.9")
    assert Letter.objects.get(kind=LetterKind.RECEIPT).data == receipt


def test_the_apology_says_what_the_form_asks_and_can_be_typeset():
    dossier = assigned()
    apology = send(dossier)

    words = Letter.objects.get(kind=LetterKind.APOLOGY).data
    assert words["head"]["dossier_code"] == dossier.code
    assert words["received_at"].endswith("ngày 16 tháng 11 năm 2026")
    assert words["promised_at"] == "17 giờ 00 phút, ngày 23 tháng 11 năm 2026"
    assert words["returns_at"] == "17 giờ 00 phút, ngày 01 tháng 12 năm 2026"
    assert words["reason"] == WORDS["reason"]
    assert words["leader"] == an_authority()["leader"].full_name
    assert apology.letter is not None
    assert letters.preview_of(code=apology.letter.code, at=FRIDAY).startswith(b"%PDF")


def test_the_applicant_is_told_by_mail_and_on_the_page():
    dossier = assigned()

    send(dossier)

    told = Message.objects.order_by("-pk")[0]
    assert WORDS["reason"] in told.body
    assert "17:00 23/11/2026" in told.body
    assert "17:00 01/12/2026" in told.body
    view = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=FRIDAY)
    assert any("01/12/2026" in row.sentence for row in view.timeline)
    assert not any(row.kind == "ApologyDrafted" for row in view.timeline)
    assert any(row.kind == LetterKind.APOLOGY for row in view.letters)
    assert view.clock is not None
    assert any("01/12/2026" in line.sentence for line in view.clock.lines if line.code == "extended")


def test_a_second_apology_is_refused_and_leaves_no_trace():
    dossier = assigned()
    send(dossier)

    with no_trace(), pytest.raises(ApologisedAlready):
        send(dossier, new_day=date(2026, 12, 15), at=FILED + timedelta(days=9))
    with no_trace(), pytest.raises(ApologisedAlready):
        dossiers.draft_apology(by=officer("specialist"), code=dossier.code, at=SATURDAY, **WORDS)


@pytest.mark.parametrize("at", [SATURDAY, DUE_DAY, DUE_DAY + timedelta(days=3)])
def test_less_than_a_working_day_before_it_is_refused_and_leaves_no_trace(at):
    dossier = assigned()

    with no_trace(), pytest.raises(ApologyTooLate, match="20/11/2026"):
        send(dossier, at=at)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"reason": "  "}, ReasonMissing),
        ({"new_day": date(2026, 11, 23)}, NewDayRefused),
        ({"new_day": date(2026, 11, 24)}, NewDayRefused),  # a day off
        ({"new_day": date(2026, 11, 29)}, NewDayRefused),  # a Sunday
        ({"new_day": date(2026, 11, 20)}, NewDayRefused),
    ],
)
def test_an_apology_without_reason_or_with_a_wrong_day_is_refused_and_leaves_no_trace(wrong, error):
    dossier = assigned()

    with no_trace(), pytest.raises(error):
        send(dossier, **wrong)


def test_where_no_time_runs_there_is_nothing_to_apologise_for():
    dossier = assigned()
    dossiers.request_supplement(
        by=officer("specialist"), code=dossier.code, at=FILED + timedelta(days=1),
        defects=[dossiers.AskedDefect("other", "", "Bản vẽ")],
    )  # fmt: skip

    with no_trace(), pytest.raises(NoDayToMove):
        send(dossier)


@pytest.mark.parametrize("role", ["receptionist", "specialist", "division_head", "clerk", "cashier"])
def test_only_a_leader_sends_it(role):
    dossier = assigned()

    with no_trace(), pytest.raises((NotYourDossier, DossierMissing)):
        send(dossier, by=officer(role))


def test_the_specialist_writes_the_draft_that_the_leader_sends():
    dossier = assigned()
    dossiers.draft_apologies(at=THURSDAY)

    dossiers.draft_apology(by=officer("specialist"), code=dossier.code, at=FRIDAY, **WORDS)

    draft = Apology.objects.get()
    assert (draft.reason, draft.new_day) == (WORDS["reason"], NEW_DAY)
    assert draft.drafted_by == an_authority()["specialist"]
    assert reload(dossier).due_at == dossier.due_at
    with no_trace(), pytest.raises((NotYourDossier, DossierMissing)):
        dossiers.draft_apology(by=officer("clerk"), code=dossier.code, at=FRIDAY, **WORDS)


def test_whoever_held_the_dossier_until_the_day_holds_it_until_the_new_one():
    dossier = accepted()
    Dossier.objects.filter(pk=dossier.pk).update(holder_until=dossier.due_at)

    send(dossier)

    dossier = reload(dossier)
    assert (dossier.sub_status, dossier.holder_until) == (SubStatus.WAITING_ASSIGNMENT, dossier.due_at)


def test_the_database_keeps_one_apology_whole():
    dossier = assigned()
    Apology.objects.create(dossier=dossier, new_day=NEW_DAY, drafted_at=FRIDAY)

    for wrong in ({"dossier": dossier}, {"dossier": assigned(), "sent_at": FRIDAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Apology.objects.create(new_day=NEW_DAY, drafted_at=FRIDAY, **wrong)
