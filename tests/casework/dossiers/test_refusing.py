"""An intended refusal: told first, answered or not, and only then refused."""

from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import NewDayRefused, SupplementIncomplete
from motcua.casework.dossiers.errors.refusing import NoNoticeHere, NoticeComesFirst, NoticeIsNoResult
from motcua.casework.dossiers.models import ClockEntry, Dossier, Supplement
from motcua.casework.dossiers.queries.applicant import dossier_view, dossiers_of
from motcua.casework.dossiers.queries.desk import filtered_total, worklist
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.queries.filters import WorklistFilters
from motcua.casework.dossiers.rules.refusing import is_reply_time_over
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar.enums import Unit
from motcua.foundation.calendar.rules import TimeLimit
from motcua.foundation.notifications.models import Message
from motcua.records.letters.enums import LetterKind
from motcua.records.letters.models import Letter
from motcua.reference.catalogue.rules.content import RefusalNotice
from tests.factories.accounts import applicant_view, minh, officer_view
from tests.factories.dossiers import FILED, a_publication, an_authority, assigned, filed, later, reload

from .standings import ASKED
from .traces import no_trace

pytestmark = pytest.mark.django_db
WHY = {"reason": "Không có giám định viên.", "basis": "Điều 1 Luật thử"}
TOLD = later(FILED, 60)
WINDOW = {"refusal_notice": True, "refusal_reply": {"amount": 2, "unit": "working_day"}}
UNTIL = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)  # 17:00 of the second working day
MIDNIGHT = UNTIL + timedelta(hours=7)


def officer(role: str) -> OfficerView:
    return officer_view(an_authority()[role])


def in_work(**time: object) -> Dossier:
    return assigned(publication=a_publication("2.000444", time=WINDOW | time))


def laid(dossier: Dossier, outcome: str, at: datetime = later(FILED, 30)) -> None:  # noqa: B008
    dossiers.propose(
        by=officer("specialist"), code=dossier.code, outcome=outcome, data=WHY, opinion="", at=at
    )


def told(**time: object) -> Dossier:
    dossier = in_work(**time)
    laid(dossier, "intend")
    dossiers.tell_intended_refusal(by=officer("leader"), code=dossier.code, at=TOLD)
    return reload(dossier)


def test_refusing_without_the_notice_is_refused_and_leaves_no_trace():
    dossier = in_work()

    with no_trace(), pytest.raises(NoticeComesFirst):
        laid(dossier, "refuse")


def test_where_the_procedure_knows_no_notice_there_is_none():
    dossier = assigned()

    with no_trace(), pytest.raises(NoNoticeHere):
        laid(dossier, "intend")
    assert desk(dossier).outcomes == (("grant", "Đồng ý cấp"), ("refuse", "Từ chối giải quyết"))


def test_the_applicant_is_told_at_once_with_the_reason_and_the_day():
    dossier = told()

    assert (dossier.sub_status, dossier.holder_kind, dossier.holder_until) == (
        "waiting_supplement",
        "applicant",
        UNTIL,
    )
    kept = Supplement.objects.get()
    assert (kept.stage, kept.asked_by.code) == ("refusal", "qt-specialist")
    assert kept.approved_by is not None
    assert kept.approved_by.code == "qt-leader"
    assert Letter.objects.get(kind=LetterKind.INTENDED_REFUSAL).pk == (kept.letter and kept.letter.pk)
    body = Message.objects.latest("pk").body
    assert "Không có giám định viên." in body
    assert "18/11/2026" in body
    view = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=TOLD)
    assert "supplement" in view.may
    assert view.waiting_supplement is not None
    assert view.waiting_supplement.is_before_refusal


def listed(step: str = "", queue: str = "all") -> list[tuple[str, str]]:
    """Codes and steps of the leader's list."""
    found = worklist(viewer=officer("leader"), queue=queue, filters=WorklistFilters(step=step), at=TOLD)
    total = filtered_total(viewer=officer("leader"), queue=queue, filters=WorklistFilters(step=step), at=TOLD)
    assert not step or total.count == len(found.rows)
    return [(row.code, row.step) for row in found.rows]


def test_until_the_reply_it_is_called_what_it_is_in_lists_and_to_the_applicant():
    other = filed()
    dossiers.request_supplement(by=officer("receptionist"), code=other.code, defects=ASKED, at=TOLD)
    dossier = told()
    word, usual = (dossier.code, "Chờ ý kiến về dự định từ chối"), (other.code, "Chờ người nộp bổ sung")

    assert sorted(listed(queue="supplement")) == sorted([word, usual])
    assert (listed("reply"), listed("waiting_supplement")) == ([word], [usual])
    assert desk(dossier).step == word[1]
    own = {row.code: row.state_label for row in dossiers_of(viewer=applicant_view(minh()))[0]}
    assert own[dossier.code] == word[1]
    assert own[other.code] != own[dossier.code]
    view = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=TOLD)
    assert view.state_label == own[dossier.code]

    reply(dossier)

    assert listed("reply") == []
    view = dossier_view(viewer=applicant_view(minh()), code=dossier.code, at=TOLD)
    assert view.state_label != word[1]


def test_the_time_runs_on_unless_the_data_stop_it():
    dossier = told()

    assert dossier.due_at is not None
    assert [entry.kind for entry in ClockEntry.objects.filter(dossier=dossier)] == ["start"]


def test_where_the_data_stop_it_the_rest_is_counted_from_the_reply():
    dossier = told(refusal_stops_clock=True)
    assert dossier.due_at is None

    reply(dossier)

    kinds = ClockEntry.objects.filter(dossier=dossier).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["start", "pause", "resume"]
    assert reload(dossier).due_at is not None


def reply(dossier: Dossier, note: str = "Đã tuyển hai người.", at: datetime = later(TOLD, 3600)) -> None:  # noqa: B008
    dossiers.answer_supplement(by=applicant_view(minh()), code=dossier.code, raw={}, note=note, at=at)


def test_a_reply_goes_back_to_who_proposed_and_either_answer_is_open():
    dossier = told()
    due = dossier.due_at

    reply(dossier)

    dossier = reload(dossier)
    assert (dossier.sub_status, dossier.due_at) == ("appraising", due)
    assert dossier.holder_officer is not None
    assert dossier.holder_officer.code == "qt-specialist"
    assert desk(dossier).supplements[0].was_answered
    assert [value for value, _label in desk(dossier).outcomes] == ["grant", "refuse"]
    laid(dossier, "refuse", at=later(TOLD, 7200))
    dossiers.approve_and_sign(by=officer("leader"), code=dossier.code, at=later(TOLD, 7300))


def test_an_empty_reply_is_refused_and_leaves_no_trace():
    dossier = told()

    with no_trace(), pytest.raises(SupplementIncomplete):
        reply(dossier, note=" ")


@pytest.mark.parametrize(
    ("limit", "last_in_time", "first_over"),
    [
        (TimeLimit(2, Unit.WORKING_DAY), MIDNIGHT - timedelta(seconds=1), MIDNIGHT),
        (None, MIDNIGHT - timedelta(seconds=1), MIDNIGHT),
        (TimeLimit(8, Unit.HOUR), UNTIL, UNTIL + timedelta(seconds=1)),
    ],
)
def test_a_reply_is_in_time_until_the_day_is_over_or_the_hours_are(limit, last_in_time, first_over):
    notice = RefusalNotice(reply=limit, stops_clock=False)

    assert not is_reply_time_over(answer_due_at=UNTIL, notice=notice, at=last_in_time)
    assert is_reply_time_over(answer_due_at=UNTIL, notice=notice, at=first_over)


def test_a_reply_in_the_evening_of_the_last_day_is_taken():
    dossier, evening = told(), UNTIL + timedelta(hours=3)
    assert dossiers.end_reply_times(at=evening) == 0

    reply(dossier, at=evening)

    assert desk(dossier).supplements[0].was_answered


def test_without_a_reply_it_goes_back_when_the_last_day_is_over():
    dossier = told()
    assert dossiers.end_reply_times(at=UNTIL + timedelta(hours=6)) == 0

    assert dossiers.end_reply_times(at=MIDNIGHT) == 1
    assert dossiers.end_reply_times(at=MIDNIGHT + timedelta(minutes=1)) == 0

    assert reload(dossier).sub_status == "appraising"
    assert not desk(dossier).supplements[0].was_answered
    assert AuditEvent.objects.filter(kind="ReplyTimeEnded").count() == 1
    assert "hết thời gian" in Message.objects.latest("pk").subject.lower()
    laid(reload(dossier), "refuse", at=MIDNIGHT + timedelta(hours=10))


def test_a_notice_is_not_signed_as_a_result_and_leaves_no_trace():
    dossier = in_work()
    laid(dossier, "intend")

    with no_trace(), pytest.raises(NoticeIsNoResult):
        dossiers.approve_and_sign(by=officer("leader"), code=dossier.code, at=TOLD)
    offered = {act.slug for act in desk(dossier, "leader").acts if act.allowed}
    assert "intend" in offered
    assert "approve" not in offered


def test_a_second_notice_is_refused_and_leaves_no_trace():
    dossier = told()
    reply(dossier)

    with no_trace(), pytest.raises(NoNoticeHere):
        laid(dossier, "intend", at=later(TOLD, 7200))


@pytest.mark.parametrize(
    "day",
    [None, date(2026, 11, 16), date(2026, 11, 21)],  # none, today, a Saturday
)
def test_where_no_source_gives_the_time_the_leader_names_a_working_day(day):
    dossier = in_work(refusal_reply=None)
    laid(dossier, "intend")

    with no_trace(), pytest.raises(NewDayRefused):
        dossiers.tell_intended_refusal(by=officer("leader"), code=dossier.code, answer_on=day, at=TOLD)
    assert desk(dossier, "leader").names_reply_day
    dossiers.tell_intended_refusal(
        by=officer("leader"), code=dossier.code, answer_on=date(2026, 11, 18), at=TOLD
    )
    assert reload(dossier).holder_until == UNTIL


def test_time_that_is_over_is_no_ground_to_stop():
    dossier = told()

    assert desk(dossier, at=UNTIL + timedelta(days=2)).ending.lapse is None


def desk(dossier: Dossier, role: str = "specialist", at: datetime = TOLD):
    return desk_dossier(viewer=officer(role), code=dossier.code, at=at)
