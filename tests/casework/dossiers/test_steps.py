"""A dossier along its own process inside the unit: on, back, past a step; jumps are refused."""

from datetime import datetime, timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import DossierMissing, MoveRefused, NotYourDossier, ReasonMissing
from motcua.casework.dossiers.errors import flow as flow_errors
from motcua.casework.dossiers.models import Dossier, Note
from motcua.casework.dossiers.queries.course import course
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.rules import stepping
from motcua.foundation.accounts.models import Unit
from motcua.foundation.audit.models import AuditEvent
from motcua.reference.workflow.models import ProcessVersion
from motcua.reference.workflow.rules import parse_steps
from tests.factories.accounts import MONDAY, an_agency, an_officer, officer_view
from tests.factories.dossiers import GRANT, an_authority, assigned, later, reload

from .traces import no_trace

STEPS = [
    {"slug": "nhan", "name": "Tiếp nhận", "unit": "Một cửa", "role": "receptionist", "hours": 4, "next": ["xet"]},
    {"slug": "xet", "name": "Xem xét", "unit": "Phòng", "role": "specialist", "hours": 8, "output": "Dự thảo",
     "next": ["tra"]},
    {"slug": "tra", "name": "Thẩm tra", "unit": "Phòng", "role": "specialist", "hours": 4,
     "next": ["ngoai", "soat"], "back": ["xet"]},
    {"slug": "ngoai", "name": "Ý kiến", "unit": "Sở khác", "role": "partner", "hours": 8, "next": ["soat"]},
    {"slug": "soat", "name": "Rà soát", "unit": "Phòng", "role": "division_head", "hours": 4, "next": ["ky"],
     "back": ["xet", "tra"], "skip": True},
    {"slug": "ky", "name": "Ký", "unit": "Lãnh đạo", "role": "leader", "hours": 4, "next": ["done"]},
]  # fmt: skip


class TestRules:
    @pytest.mark.parametrize(
        ("at", "onward", "earlier", "skippable", "must_go"),
        [
            ("", ["tra"], [], [], ["soat"]),
            ("xet", ["tra"], [], [], ["soat"]),
            ("tra", ["soat"], ["xet"], ["soat"], ["soat"]),
            ("soat", [], ["xet", "tra"], [], []),
        ],
    )
    def test_where_one_may_go(self, at, onward, earlier, skippable, must_go):
        found = stepping.ways_from(parse_steps(STEPS), at, is_binding=True)

        def slugs(steps):
            return [step.slug for step in steps]

        assert (slugs(found.onward), slugs(found.earlier)) == (onward, earlier)
        assert (slugs(found.skippable), slugs(found.must_go)) == (skippable, must_go)

    def test_a_process_that_nobody_approved_binds_nobody(self):
        assert stepping.ways_from(parse_steps(STEPS), "", is_binding=False).must_go == ()

    def test_a_process_without_a_specialist_leads_nowhere(self):
        assert stepping.ways_from(parse_steps(STEPS[:1]), "", is_binding=True) == stepping.Ways(None)


pytestmark = pytest.mark.django_db


def under_way(decision="12/QĐ-SKHCN", step=""):
    dossier = assigned()
    process = ProcessVersion.objects.create(
        procedure_code="2.000086", agency=an_agency(), number=1, steps=STEPS, content_hash="x", kept_at=MONDAY,
        decision=decision,
    )  # fmt: skip
    Dossier.objects.filter(pk=dossier.pk).update(process=process, step_slug=step)
    return reload(dossier)


def specialist():
    return officer_view(an_authority()["specialist"])


def colleague():
    return an_officer("specialist", unit=Unit.objects.get(code="qt-chuyen-mon"), code="qt-dung")


def forward(dossier, step="tra", *, by=None, officer="qt-dung", made="Dự thảo lần 1"):
    return dossiers.forward_step(
        by=by or specialist(), code=dossier.code, step_slug=step, officer_code=officer, made=made,
        at=later(MONDAY, 60),
    )  # fmt: skip


def propose(dossier, by=None):
    return dossiers.propose(
        by=by or specialist(),
        code=dossier.code,
        outcome="grant",
        data=GRANT,
        opinion="",
        at=later(MONDAY, 90),
    )


def offered(dossier, by=None):
    shown = desk_dossier(viewer=by or specialist(), code=dossier.code, at=MONDAY)
    return {act.slug for act in shown.acts if act.allowed} & {"forward", "step-back", "skip-step", "propose"}


def test_the_work_goes_on_step_by_step_to_the_leader():
    dossier = under_way()
    other = officer_view(colleague())
    assert offered(dossier) == {"forward"}

    forward(dossier)

    moved = reload(dossier)
    assert (moved.step_slug, moved.holder_officer.code, moved.sub_status) == ("tra", "qt-dung", "appraising")
    assert moved.holder_until == datetime.fromisoformat("2026-11-16T14:31:00+07:00") + timedelta(minutes=30)
    assert "Dự thảo lần 1" in Note.objects.get().text
    with no_trace(), pytest.raises(NotYourDossier):
        forward(dossier)
    forward(dossier, "soat", by=other, officer="qt-division-head", made="")
    head = officer_view(an_authority()["division_head"])
    assert offered(dossier, head) == {"propose", "step-back"}
    propose(dossier, by=head)
    kinds = [event.kind for event in AuditEvent.objects.filter(kind__startswith="Step").order_by("pk")]
    assert kinds == ["StepForwarded", "StepForwarded"]
    stays = course(viewer=head, code=dossier.code, at=later(MONDAY, 120)).stays
    assert [stay.name for stay in stays][-3:] == ["Thẩm tra", "Rà soát", "Ký"]


def test_a_jump_that_the_process_does_not_know_is_refused():
    dossier = under_way()
    colleague()
    for step in ("soat", "ky", "nhan", "ngoai", "khong-co", ""):
        with no_trace(), pytest.raises(flow_errors.StepJump):
            forward(dossier, step)
    with no_trace(), pytest.raises(flow_errors.StepJump):
        dossiers.skip_step(by=specialist(), code=dossier.code, step_slug="soat", reason="x", at=MONDAY)
    with no_trace(), pytest.raises(flow_errors.StepJump):
        dossiers.return_step(
            by=specialist(),
            code=dossier.code,
            step_slug="nhan",
            officer_code="qt-dung",
            reason="x",
            at=MONDAY,
        )


def test_what_a_step_must_produce_is_asked_for():
    dossier = under_way()
    colleague()
    with no_trace(), pytest.raises(flow_errors.OutputMissing, match="Dự thảo"):
        forward(dossier, made=" ")


def test_an_approved_process_is_walked_before_the_leader():
    dossier = under_way()
    with no_trace(), pytest.raises(flow_errors.StepsLeft, match="Rà soát"):
        propose(dossier)


def test_a_sample_that_nobody_approved_binds_nobody():
    dossier = under_way(decision="")

    assert offered(dossier) == {"forward", "propose"}
    assert propose(dossier).state == "waiting"


def test_a_step_that_may_be_skipped_is_skipped_with_a_reason():
    dossier = under_way(step="tra")
    until = dossier.holder_until
    with no_trace(), pytest.raises(ReasonMissing):
        dossiers.skip_step(by=specialist(), code=dossier.code, step_slug="soat", reason=" ", at=MONDAY)

    dossiers.skip_step(
        by=specialist(), code=dossier.code, step_slug="soat", reason="Trưởng phòng trực tiếp làm.", at=later(MONDAY, 60)
    )  # fmt: skip

    moved = reload(dossier)
    assert (moved.step_slug, moved.holder_officer.code, moved.holder_until) == (
        "soat",
        "qt-specialist",
        until,
    )
    assert AuditEvent.objects.get(kind="StepSkipped").payload["step"] == "soat"
    assert propose(dossier).state == "waiting"


def test_it_goes_back_to_an_earlier_step_with_a_reason():
    dossier = under_way(step="tra")
    colleague()
    given = {"by": specialist(), "code": dossier.code, "step_slug": "xet", "officer_code": "qt-dung"}
    with no_trace(), pytest.raises(ReasonMissing):
        dossiers.return_step(reason="", at=MONDAY, **given)

    dossiers.return_step(reason="Dự thảo thiếu căn cứ.", at=later(MONDAY, 60), **given)

    moved = reload(dossier)
    assert (moved.step_slug, moved.holder_officer.code) == ("xet", "qt-dung")
    assert "thiếu căn cứ" in Note.objects.get().text


def test_only_who_holds_it_moves_it_and_only_while_it_is_appraised():
    dossier = under_way()
    by = officer_view(colleague())
    with no_trace(), pytest.raises(DossierMissing):
        forward(dossier, by=by)
    Dossier.objects.filter(pk=dossier.pk).update(sub_status="paused")
    with no_trace(), pytest.raises(MoveRefused):
        forward(dossier)


def test_what_the_leader_sends_back_is_at_the_step_it_came_from():
    dossier = under_way(step="soat")
    propose(dossier)
    leader = officer_view(an_authority()["leader"])
    dossiers.send_back(by=leader, code=dossier.code, reason="Sửa lỗi.", at=later(MONDAY, 100))

    assert reload(dossier).step_slug == "soat"
    assert course(viewer=leader, code=dossier.code, at=later(MONDAY, 120)).stays[-1].name == "Rà soát"


def weights(dossier):
    seen = desk_dossier(viewer=specialist(), code=dossier.code, at=later(MONDAY, 60))
    main = [act.slug for act in seen.acts if act.is_main]
    return main, [act.slug for act in seen.acts if act.allowed and act.aside]


SELDOM = ["appraisal-change-procedure", "leave-out-parts"]


@pytest.mark.parametrize(
    ("decision", "step", "main", "aside"),
    [
        ("12/QĐ-SKHCN", "", ["forward"], SELDOM),
        ("12/QĐ-SKHCN", "soat", ["propose"], SELDOM),
        ("", "", ["propose"], ["forward", *SELDOM]),
        ("", "tra", ["propose"], ["forward", "step-back", "skip-step", *SELDOM]),
    ],
)
def test_only_the_next_right_act_stands_out(decision, step, main, aside):
    found, stands_aside = weights(under_way(decision=decision, step=step))

    assert found == main
    assert sorted(stands_aside) == sorted(aside)
