"""Opinions and sub-dossiers: who is asked, who answers, what is late, and what waits for them."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import DossierMissing, MoveRefused, NotYourDossier, ReasonMissing
from motcua.casework.dossiers.errors import flow as flow_errors
from motcua.casework.dossiers.models import Dossier, SideTask
from motcua.casework.dossiers.operations import Party, Upload
from motcua.casework.dossiers.queries import side_tasks as queries
from motcua.casework.dossiers.queries.course import course
from motcua.casework.dossiers.queries.desk_dossier import desk_document_for, desk_dossier
from motcua.casework.dossiers.rules import siding
from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.accounts.models import Account
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.calendar.queries import calendar_in_force
from motcua.foundation.notifications.models import Message
from motcua.ops.demo.papers import sample_pdf
from motcua.reference.workflow.models import ProcessVersion
from motcua.reference.workflow.rules import longest_hours, parse_steps
from tests.factories.accounts import FRIDAY, MONDAY, a_leave, a_unit, an_agency, an_officer, officer_view
from tests.factories.dossiers import GRANT, an_authority, assigned, later, reload

from .traces import no_trace

STEPS = [
    {"slug": "nhan", "name": "Tiếp nhận", "unit": "Một cửa", "role": "receptionist", "hours": 4, "next": ["xet"]},
    {"slug": "xet", "name": "Xem xét", "unit": "Phòng", "role": "specialist", "hours": 8,
     "next": ["dat", "moi-truong"]},
    {"slug": "dat", "name": "Xác nhận đất", "unit": "Phòng Đất đai", "role": "partner", "hours": 8,
     "output": "Phiếu xác nhận", "next": ["xay"]},
    {"slug": "xay", "name": "Xác nhận xây dựng", "unit": "Sở Xây dựng", "role": "partner", "hours": 8,
     "next": ["tong-hop"]},
    {"slug": "moi-truong", "name": "Ý kiến môi trường", "unit": "Sở Tài nguyên", "role": "partner", "hours": 12,
     "next": ["tong-hop"]},
    {"slug": "tong-hop", "name": "Tổng hợp", "unit": "Phòng", "role": "specialist", "hours": 8, "next": ["ky"]},
    {"slug": "ky", "name": "Ký", "unit": "Lãnh đạo", "role": "leader", "hours": 4, "next": ["done"]},
]  # fmt: skip
WEDNESDAY = date(2026, 11, 18)


class TestRules:
    """Asked on Monday 16/11/2026 at 09:00, the dossier due on Friday at 17:00."""

    @pytest.mark.parametrize(
        ("question", "answer_on", "refusal"),
        [
            ("Có không?", date(2026, 11, 16), None),
            ("Có không?", date(2026, 11, 20), None),
            (" ", date(2026, 11, 18), flow_errors.QuestionMissing),
            ("Có không?", date(2026, 11, 13), flow_errors.AnswerDayRefused),
            ("Có không?", date(2026, 11, 22), flow_errors.AnswerDayRefused),
            ("Có không?", date(2026, 11, 23), flow_errors.AnswerDayRefused),
        ],
    )
    @pytest.mark.django_db
    def test_an_answer_is_due_on_a_working_day_before_the_dossier_is(self, question, answer_on, refusal):
        calendar = calendar_in_force(agency_code="", at=MONDAY)
        asked = {"question": question, "answer_on": answer_on, "at": MONDAY, "calendar": calendar}
        due_at = calendar.closing(date(2026, 11, 20))
        if refusal is None:
            siding.check_asked(due_at=due_at, **asked)
            return
        with pytest.raises(refusal):
            siding.check_asked(due_at=due_at, **asked)

    def test_sub_dossiers_run_beside_one_another_or_one_after_the_other(self):
        steps = parse_steps(STEPS)

        assert [step.slug for step in siding.parts_of(steps)] == ["dat", "xay", "moi-truong"]
        assert siding.may_begin(steps, "dat", unanswered={"dat", "xay", "moi-truong"})
        assert siding.may_begin(steps, "moi-truong", unanswered={"dat", "xay", "moi-truong"})
        assert not siding.may_begin(steps, "xay", unanswered={"dat", "xay"})
        assert siding.may_begin(steps, "xay", unanswered={"xay"})

    def test_the_longest_parallel_way_is_what_counts_against_the_published_time(self):
        assert longest_hours(parse_steps(STEPS)) == 4 + 8 + (8 + 8) + 8 + 4


pytestmark = pytest.mark.django_db


def specialist():
    return officer_view(an_authority()["specialist"])


def other_unit():
    return a_unit("qt-phap-che", kind=UnitKind.DIVISION, agency=an_agency(), name="Phòng Pháp chế")


def adviser(code="qt-phap-che-1"):
    return officer_view(an_officer("specialist", unit=other_unit(), code=code))


def ask(dossier, *, by=None, at=MONDAY, **more):
    adviser()
    given = {
        "parties": [Party(unit_code="qt-phap-che"), Party(agency_name="Sở Xây dựng")],
        "question": "Có phù hợp quy hoạch không?",
        "answer_on": WEDNESDAY,
        "document_codes": [],
    } | more
    return dossiers.ask_opinions(by=by or specialist(), code=dossier.code, at=later(at, 60), **given)


def answer(task, *, by=None, at=MONDAY, **more):
    given = {"stance": "agrees", "answer": "Phù hợp.", "upload": None} | more
    return dossiers.answer_side_task(by=by or adviser(), code=task.code, at=later(at, 120), **given)


def lay_before_the_leader(dossier):
    return dossiers.propose(
        by=specialist(), code=dossier.code, outcome="grant", data=GRANT, opinion="", at=later(MONDAY, 600)
    )


def said(kind):
    return [event.payload for event in AuditEvent.objects.filter(kind=kind).order_by("pk")]


class TestOpinions:
    def test_several_are_asked_at_once_and_the_clock_runs_on(self):
        dossier = assigned()
        due_at = dossier.due_at

        inside, outside = ask(dossier)

        assert [inside.code, outside.code] == [f"{dossier.code}-YK1", f"{dossier.code}-YK2"]
        assert (inside.party, outside.party) == (
            "Phòng Pháp chế, Sở Khoa học và Công nghệ",
            "Sở Xây dựng",
        )
        asked = reload(dossier)
        assert (asked.due_at, asked.sub_status, asked.holder_officer.code) == (
            due_at,
            "appraising",
            "qt-specialist",
        )
        assert said("OpinionsAsked") == [
            {
                "tasks": [inside.code, outside.code],
                "units": ["qt-phap-che"],
                "until": "2026-11-18T17:00:00+07:00",
            }
        ]
        assert Message.objects.filter(subject=f"Việc phối hợp mới: {inside.code}").count() == 1

    @pytest.mark.parametrize(
        ("more", "refusal"),
        [
            ({"parties": []}, flow_errors.PartyMissing),
            ({"parties": [Party(unit_code="khong-co")]}, flow_errors.PartyMissing),
            ({"parties": [Party(unit_code="qt-chuyen-mon")]}, flow_errors.PartyMissing),
            ({"question": ""}, flow_errors.QuestionMissing),
            ({"answer_on": date(2026, 12, 30)}, flow_errors.AnswerDayRefused),
            ({"document_codes": ["D-0"]}, flow_errors.PaperNotThere),
        ],
    )
    def test_what_cannot_be_asked_is_refused(self, more, refusal):
        dossier = assigned()
        adviser()
        with no_trace(), pytest.raises(refusal):
            ask(dossier, **more)

    def test_only_who_holds_the_dossier_asks_and_only_while_it_is_worked_on(self):
        dossier = assigned()
        by = adviser("qt-phap-che-2")
        head = officer_view(an_authority()["division_head"])
        adviser()
        for who, error in ((by, DossierMissing), (head, NotYourDossier)):
            with no_trace(), pytest.raises(error):
                ask(dossier, by=who)
        dossiers.propose(
            by=specialist(), code=dossier.code, outcome="grant", data=GRANT, opinion="", at=later(MONDAY, 50)
        )
        with no_trace(), pytest.raises((MoveRefused, NotYourDossier)):
            ask(dossier)

    def test_the_asked_see_the_question_and_the_papers_given_and_nothing_else(self):
        dossier = assigned(paper=sample_pdf("giay-cu"))
        paper = dossier.filings.get().papers.exclude(document=None).first().document
        task, _outside = ask(dossier, document_codes=[paper.code])
        by = adviser()

        [row] = queries.asked_of(viewer=by, at=later(MONDAY, 90))
        assert (row.code, row.is_late, [one.code for one in row.papers]) == (task.code, False, [paper.code])
        assert desk_document_for(viewer=by, code=paper.code).code == paper.code
        with pytest.raises(DossierMissing):
            desk_dossier(viewer=by, code=dossier.code, at=MONDAY)
        stranger = officer_view(an_officer("specialist", unit=a_unit("qt-khac"), code="qt-khac-1"))
        assert queries.asked_of(viewer=stranger, at=MONDAY) == ()
        with pytest.raises(flow_errors.SideTaskMissing):
            queries.side_task(viewer=stranger, code=task.code, at=MONDAY)
        with pytest.raises(DossierMissing):
            desk_document_for(viewer=stranger, code=paper.code)

    def test_the_answer_with_its_file_stands_beside_the_others(self):
        dossier = assigned()
        task, _outside = ask(dossier)

        answer(task, upload=Upload(BytesIO(sample_pdf("y-kien")), "y-kien.pdf"))

        side = queries.side_of(viewer=specialist(), code=dossier.code, at=later(MONDAY, 130))
        assert [(one.party, one.stance_label, one.answer) for one in side.opinions] == [
            ("Phòng Pháp chế, Sở Khoa học và Công nghệ", "Đồng ý", "Phù hợp."),
            ("Sở Xây dựng", "", ""),
        ]
        paper = side.opinions[0].document
        assert desk_document_for(viewer=specialist(), code=paper.code).file_name == "y-kien.pdf"
        assert said("SideTaskAnswered") == [
            {"task": task.code, "stance": "agrees", "late": False, "by_hand": False}
        ]
        assert Message.objects.filter(subject=f"Đã có trả lời: {task.code}").count() == 1

    def test_an_answer_is_given_once_by_the_asked_unit(self):
        dossier = assigned()
        task, outside = ask(dossier)
        for who in (specialist(), officer_view(an_authority()["leader"])):
            with no_trace(), pytest.raises(flow_errors.SideTaskMissing):
                answer(task, by=who)
        with no_trace(), pytest.raises(flow_errors.SideTaskMissing):
            answer(outside)
        with no_trace(), pytest.raises(flow_errors.AnswerMissing):
            answer(task, answer=" ")
        with no_trace(), pytest.raises(flow_errors.AnswerMissing):
            answer(task, stance="perhaps")
        answer(task)
        with no_trace(), pytest.raises(flow_errors.SideTaskOver):
            answer(task)

    def test_a_substitute_answers_for_the_absent_adviser(self):
        dossier = assigned()
        task, _outside = ask(dossier)
        a_leave(adviser_row := an_officer("specialist", unit=other_unit(), code="qt-phap-che-1"),
                substitute=an_authority()["clerk"])  # fmt: skip

        answer(task, by=officer_view(an_authority()["clerk"]))

        assert said("SideTaskAnswered")[0]["stands_for"] == adviser_row.code

    def test_a_letter_from_an_agency_without_accounts_is_recorded_by_hand(self):
        dossier = assigned()
        _task, outside = ask(dossier)
        given = {"stance": "conditions", "answer": "Đồng ý, giữ chỉ giới.", "upload": None}

        def record(by, number="12/SXD", on=date(2026, 11, 16)):
            return dossiers.record_side_answer(
                by=by, code=outside.code, letter_number=number, letter_on=on, at=later(MONDAY, 90), **given
            )

        for number, on in (("", date(2026, 11, 16)), ("12/SXD", date(2026, 11, 17))):
            with no_trace(), pytest.raises(flow_errors.LetterMissing):
                record(specialist(), number, on)
        with no_trace(), pytest.raises(DossierMissing):
            record(adviser())
        record(specialist())

        assert said("SideTaskAnswered")[0]["by_hand"] is True
        assert SideTask.objects.get(code=outside.code).letter_number == "12/SXD"

    def test_a_result_waits_for_every_answer_or_a_reason_not_to(self):
        dossier = assigned()
        task, outside = ask(dossier)
        with no_trace(), pytest.raises(flow_errors.SideTasksWaiting, match=r"Phòng Pháp chế.*Sở Xây dựng"):
            lay_before_the_leader(dossier)
        shut = desk_dossier(viewer=specialist(), code=dossier.code, at=MONDAY).act("propose")
        assert (shut.allowed, "Còn chờ Phòng Pháp chế" in shut.why_not) == (False, True)
        answer(task)
        with no_trace(), pytest.raises(ReasonMissing):
            dossiers.waive_side_task(by=specialist(), code=outside.code, reason="", at=MONDAY)
        with no_trace(), pytest.raises(DossierMissing):
            dossiers.waive_side_task(by=adviser(), code=outside.code, reason="x", at=MONDAY)

        dossiers.waive_side_task(
            by=specialist(), code=outside.code, reason="Đã có quy hoạch công bố.", at=later(MONDAY, 300)
        )

        assert said("SideTaskWaived") == [{"task": outside.code, "late": False}]
        assert lay_before_the_leader(dossier).state == "waiting"

    def test_nothing_is_answered_once_the_dossier_has_ended(self):
        dossier = assigned()
        task, _outside = ask(dossier)
        Dossier.objects.filter(pk=dossier.pk).update(
            business="stopped", sub_status="ended", holder_kind="nobody", holder_unit=None,
            holder_officer=None, holder_until=None, ended_at=MONDAY,
        )  # fmt: skip

        with no_trace(), pytest.raises(flow_errors.SideTaskOver):
            answer(task)
        assert queries.asked_of(viewer=adviser(), at=MONDAY) == ()


class TestDeadlines:
    def watch(self, at: datetime) -> int:
        return dossiers.watch_side_tasks(at=at)

    def test_the_asked_are_reminded_once_a_working_day_before(self):
        task, _outside = ask(assigned())

        assert self.watch(later(MONDAY, 120)) == 0
        assert [self.watch(MONDAY + timedelta(days=1)), self.watch(MONDAY + timedelta(days=1))] == [2, 0]
        assert Message.objects.filter(subject=f"Sắp đến hạn trả lời: {task.code}").count() == 1
        assert {one["task"] for one in said("SideTaskReminded")} >= {task.code}

    def test_of_a_late_one_the_one_stop_desk_is_told_once(self):
        task, _outside = ask(assigned())

        assert [self.watch(FRIDAY), self.watch(FRIDAY)] == [2, 0]

        told = Message.objects.filter(subject=f"Chậm trả lời: {task.code}")
        assert {one.address for one in told} == {
            "lan@motcua.example",
            "qt-specialist@motcua.example",
            "qt-phap-che-1@motcua.example",
        }
        assert len(said("SideTaskLate")) == 2
        [row] = queries.asked_of(viewer=adviser(), at=FRIDAY)
        assert row.is_late
        assert queries.asked_count(viewer=adviser(), at=FRIDAY) == (1, 1)
        answer(task, at=FRIDAY)
        assert said("SideTaskAnswered")[0]["late"] is True

    def test_who_is_shut_out_is_told_nothing(self):
        task, _outside = ask(assigned())
        Account.objects.filter(email="qt-phap-che-1@motcua.example").update(is_active=False)

        self.watch(FRIDAY)

        told = Message.objects.filter(subject=f"Chậm trả lời: {task.code}")
        assert {one.address for one in told} == {"lan@motcua.example", "qt-specialist@motcua.example"}


def with_process(dossier):
    process = ProcessVersion.objects.create(
        procedure_code="2.000086", agency=an_agency(), number=1, steps=STEPS, content_hash="x", kept_at=MONDAY
    )
    Dossier.objects.filter(pk=dossier.pk).update(process=process)
    return reload(dossier)


def test_the_steps_of_partners_are_lit_on_the_way_of_the_dossier_while_they_are_at_work():
    dossier = with_process(assigned(at=MONDAY))
    specialist = officer_view(an_authority()["specialist"])
    dossiers.open_parts(
        by=specialist, code=dossier.code, document_codes=[], at=later(MONDAY, 60),
        parts=[
            dossiers.PartOrder(slug, Party(agency_name="Sở khác")) for slug in ("dat", "xay", "moi-truong")
        ],
    )  # fmt: skip

    on_time = course(viewer=specialist, code=dossier.code, at=later(MONDAY, 70)).states
    too_late = course(viewer=specialist, code=dossier.code, at=MONDAY + timedelta(days=30)).states

    assert (on_time["dat"], on_time["moi-truong"]) == ("now", "now")
    assert "xay" not in on_time, "it begins when the one before it has answered"
    assert (too_late["dat"], too_late["moi-truong"]) == ("late", "late")
