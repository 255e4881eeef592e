"""Whom a unit's rules choose, what the head sees of it, and work that changes hands in the unit."""

from datetime import timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import AssignmentReason
from motcua.casework.dossiers.errors import DossierMissing, NotYourDossier, ReasonMissing, WrongOfficer
from motcua.casework.dossiers.errors import flow as flow_errors
from motcua.casework.dossiers.models import AssignmentRule, Note
from motcua.casework.dossiers.queries import assignment, desk
from motcua.casework.dossiers.queries.filters import WorklistFilters
from motcua.casework.dossiers.rules import assigning
from motcua.casework.dossiers.rules.assigning import Candidate, Given
from motcua.foundation.accounts.models import Post
from motcua.foundation.accounts.operations import block_officer
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from tests.factories.accounts import (
    MONDAY,
    a_leave,
    a_post,
    an_administrator,
    an_officer,
    hoa,
    officer_view,
)
from tests.factories.dossiers import (
    a_publication,
    accepted,
    an_authority,
    assigned,
    later,
    proposed,
    reload,
)

from . import standings
from .traces import no_trace

UNIT = "qt-chuyen-mon"
LAST_FRIDAY = MONDAY.date() - timedelta(days=3)
R = AssignmentReason


def one(code, load=0, *, away=False):
    return Candidate(code, code, "", load, load, away)


@pytest.mark.parametrize(
    ("candidates", "rules", "chosen", "reason", "passed_over"),
    [
        ([one("a", 2), one("b", 1)], [], "b", R.LOAD, ()),
        ([one("b", 1), one("a", 1)], [], "a", R.LOAD, ()),
        ([one("a", 9), one("b")], [Given("a", procedure="p")], "a", R.PROCEDURE, ()),
        ([one("a", 9), one("b")], [Given("a", field="f")], "a", R.FIELD, ()),
        ([one("a"), one("b", 9)], [Given("a", field="f"), Given("b", procedure="p")], "b", R.PROCEDURE, ()),
        ([one("a", 3), one("b", 2)], [Given("a", procedure="p"), Given("b", procedure="p")], "b", R.PROCEDURE, ()),
        ([one("a", away=True), one("b", 5)], [Given("a", procedure="p")], "b", R.LOAD, ("a",)),
        ([one("b", 5)], [Given("a", procedure="p")], "b", R.LOAD, ("a",)),
        ([one("a", away=True), one("b", 5)], [Given("a", procedure="p"), Given("b", field="f")], "b", R.FIELD, ("a",)),
        ([one("a"), one("b")], [Given("b", procedure="other"), Given("b", field="other")], "a", R.LOAD, ()),
    ],
)  # fmt: skip
def test_the_procedure_goes_before_the_field_and_both_before_the_load(
    candidates, rules, chosen, reason, passed_over
):
    found = assigning.choose(candidates, rules, procedure="p", field="f")

    assert (found.officer, found.reason, found.passed_over) == (chosen, reason, passed_over)


def test_the_head_gets_work_by_a_rule_only():
    head = Candidate("a", "a", "", 0, 0, is_away=False, gives_out=True)

    assert assigning.choose([head, one("b", 9)], [], procedure="p", field="f").officer == "b"
    assert assigning.choose([head], [], procedure="p", field="f") is None
    assert assigning.choose([head, one("b")], [Given("a", "p")], procedure="p", field="f").officer == "a"


def test_nobody_is_chosen_when_everybody_is_away():
    assert assigning.choose([one("a", away=True)], [], procedure="p", field="f") is None


pytestmark = pytest.mark.django_db


def head():
    return officer_view(an_authority()["division_head"])


def leave_the_unit(role):
    posts = Post.objects.filter(officer=an_authority()[role])
    posts.update(valid_from="2020-01-01", valid_to="2020-12-31")


def set_way(way, by=None):
    dossiers.set_assignment_way(by=by or head(), unit_code=UNIT, way=way, at=MONDAY)


def add_rule(by=None, **given):
    named = {"officer_code": "qt-specialist", "procedure_code": "", "field_code": ""} | given
    return dossiers.add_assignment_rule(by=by or head(), unit_code=UNIT, at=MONDAY, **named)


def proposal(dossier):
    rows = assignment.colleagues(viewer=head(), code=dossier.code, at=MONDAY)
    return {row.code: row.why_proposed for row in rows if row.why_proposed}


class TestProposals:
    def test_a_unit_that_said_nothing_gets_no_proposal(self):
        assert proposal(accepted()) == {}

    def test_the_head_reads_who_is_proposed_and_why(self):
        dossier = accepted()
        set_way("proposed")

        assert proposal(dossier) == {"qt-specialist": "đang giữ ít việc nhất trong những người có mặt"}
        add_rule(field_code="an-toan-buc-xa")
        assert proposal(dossier) == {"qt-specialist": "lĩnh vực này được giao cho người đó"}
        a_leave(an_authority()["specialist"])
        assert proposal(dossier) == {}
        unit = an_authority()["specialist"].posts.get().unit
        an_officer("specialist", unit=unit, code="qt-dung")
        assert "đang nghỉ hoặc đã rời" in proposal(dossier)["qt-dung"]

    def test_a_dossier_is_given_at_once_where_the_unit_said_so(self):
        a_publication()
        an_authority()
        set_way("at_once")
        add_rule(procedure_code="2.000086")

        dossier = accepted()

        event = AuditEvent.objects.get(kind="DossierAssigned")
        assert (event.actor_kind, event.payload) == (
            "system",
            {"officer": "qt-specialist", "why": "procedure", "step": ""},
        )
        assert (dossier.sub_status, dossier.holder_officer.code) == ("appraising", "qt-specialist")

    def test_who_came_from_another_desk_is_given_work_at_once_too(self):
        specialist = an_authority()["specialist"]
        a_post(specialist, role="receptionist", valid_to=LAST_FRIDAY)
        set_way("at_once")

        assert accepted().holder_officer == specialist

    def test_it_waits_for_the_head_when_everybody_is_away(self):
        officers = an_authority()
        set_way("at_once")
        a_leave(officers["specialist"])

        assert accepted().sub_status == "waiting_assignment"

    def test_whoever_is_shut_out_gets_no_work_by_rule_or_by_hand(self):
        a_publication()
        specialist = an_authority()["specialist"]
        set_way("at_once")
        add_rule(field_code="an-toan-buc-xa")
        block_officer(by=SYSTEM, code=specialist.code, at=MONDAY)

        dossier = accepted()

        assert dossier.sub_status == "waiting_assignment"
        offered = assignment.colleagues(viewer=head(), code=dossier.code, at=MONDAY)
        assert "qt-specialist" not in {row.code for row in offered}
        with no_trace(), pytest.raises(WrongOfficer):
            dossiers.assign(by=head(), code=dossier.code, officer_code="qt-specialist", at=MONDAY)


class TestSettings:
    def test_the_head_the_leader_and_the_administrator_set_them_and_nobody_else(self):
        officers = an_authority()
        for who in ("specialist", "receptionist", "clerk"):
            with no_trace(), pytest.raises(flow_errors.UnitMissing):
                set_way("at_once", by=officer_view(officers[who]))
        for who in (officers["leader"], an_administrator()):
            set_way("at_once", by=officer_view(who))
            set_way("by_hand", by=officer_view(who))
        assert AuditEvent.objects.filter(kind="AssignmentWaySet").count() == 4

    @pytest.mark.parametrize(
        "given",
        [
            {},
            {"procedure_code": "2.000086", "field_code": "an-toan-buc-xa"},
            {"procedure_code": "9.999999"},
            {"field_code": "khong-co"},
            {"procedure_code": "2.000086", "officer_code": "lan"},
        ],
    )
    def test_a_rule_names_one_thing_of_the_agency_and_an_officer_of_the_unit(self, given):
        a_publication()
        head()
        with no_trace(), pytest.raises(flow_errors.RuleUnusable):
            add_rule(**given)

    def test_a_rule_is_kept_once_and_taken_out(self):
        a_publication()
        rule = add_rule(procedure_code="2.000086")

        with no_trace(), pytest.raises(flow_errors.RuleKnown):
            add_rule(procedure_code="2.000086")
        with no_trace(), pytest.raises(flow_errors.WayUnknown):
            set_way("somehow")
        for _twice in range(2):
            dossiers.remove_assignment_rule(by=head(), unit_code=UNIT, rule_id=rule.pk, at=MONDAY)
        assert not AssignmentRule.objects.exists()
        assert AuditEvent.objects.filter(kind="AssignmentRuleRemoved").count() == 1


class TestChangingHands:
    def test_the_head_takes_over_what_a_colleague_holds_with_a_reason(self):
        dossier = assigned()
        until = dossier.holder_until

        dossiers.take_from_colleague(by=head(), code=dossier.code, reason="Bận họp.", at=later(MONDAY, 60))

        taken = reload(dossier)
        assert (taken.holder_officer.code, taken.holder_until) == ("qt-division-head", until)
        event = AuditEvent.objects.get(kind="DossierTakenOver")
        assert event.payload["officer"] == "qt-specialist"
        assert "Bận họp." in Note.objects.get().text

    def test_it_is_given_back_to_the_unit_and_waits_in_the_head_s_queue(self):
        dossier = assigned(by=hoa())
        by = officer_view(an_authority()["specialist"])
        with no_trace(), pytest.raises(ReasonMissing):
            dossiers.give_back(by=by, code=dossier.code, reason=" ", at=MONDAY)

        dossiers.give_back(by=by, code=dossier.code, reason="Sai chuyên môn.", at=later(MONDAY, 60))

        waiting = desk.worklist(viewer=head(), queue="assign", filters=WorklistFilters(), at=MONDAY)
        assert [row.code for row in waiting.rows] == [dossier.code]
        dossiers.assign(by=head(), code=dossier.code, officer_code="qt-specialist", at=later(MONDAY, 70))
        assert reload(dossier).holder_officer.code == "qt-specialist"

    def test_a_colleague_of_the_same_rank_takes_nothing(self):
        dossier = assigned()
        unit = an_authority()["specialist"].posts.get().unit
        other = an_officer("specialist", unit=unit, code="qt-dung")
        for role, error in (("leader", NotYourDossier), ("receptionist", NotYourDossier)):
            with no_trace(), pytest.raises(error):
                dossiers.take_from_colleague(
                    by=officer_view(an_authority()[role]), code=dossier.code, reason="x", at=MONDAY
                )
        with no_trace(), pytest.raises(DossierMissing):
            dossiers.take_from_colleague(by=officer_view(other), code=dossier.code, reason="x", at=MONDAY)

    def test_what_lay_with_one_who_left_waits_in_the_head_s_queue(self):
        dossier, paused = assigned(), standings.paused()
        until = dossier.holder_until
        with no_trace():
            assert dossiers.give_back_left(at=later(MONDAY, 60)) == 0
        leave_the_unit("specialist")

        assert dossiers.give_back_left(at=later(MONDAY, 70)) == 2

        waiting = desk.worklist(viewer=head(), queue="assign", filters=WorklistFilters(), at=MONDAY)
        assert {row.code for row in waiting.rows} == {dossier.code, paused.code}
        assert (reload(dossier).holder_kind, reload(dossier).holder_until) == ("unit", until)
        event = AuditEvent.objects.filter(kind="DossierGivenBack", subject__endswith=dossier.code).get()
        assert event.actor_kind == "system"
        with no_trace():
            assert dossiers.give_back_left(at=later(MONDAY, 80)) == 0

    def test_whoever_is_shut_out_keeps_what_they_hold(self):
        dossier = assigned()
        block_officer(by=SYSTEM, code="qt-specialist", at=MONDAY)

        with no_trace():
            assert dossiers.give_back_left(at=later(MONDAY, 60)) == 0
        assert reload(dossier).holder_officer.code == "qt-specialist"

    @pytest.mark.parametrize("is_gone", [False, True])
    def test_the_leader_sends_back_to_who_proposed_or_to_the_unit_where_they_left(self, is_gone):
        dossier = proposed()
        if is_gone:
            leave_the_unit("specialist")

        leader = officer_view(an_authority()["leader"])
        dossiers.send_back(by=leader, code=dossier.code, reason="Thiếu căn cứ.", at=later(MONDAY, 60))

        back = reload(dossier)
        assert (back.sub_status, back.holder_kind) == ("appraising", "unit" if is_gone else "officer")
        waiting = desk.worklist(viewer=head(), queue="assign", filters=WorklistFilters(), at=MONDAY)
        assert [row.code for row in waiting.rows] == ([dossier.code] if is_gone else [])

    def test_what_lies_before_the_leader_is_not_taken(self):
        dossier = proposed()
        with no_trace(), pytest.raises(NotYourDossier):
            dossiers.take_from_colleague(by=head(), code=dossier.code, reason="x", at=MONDAY)
