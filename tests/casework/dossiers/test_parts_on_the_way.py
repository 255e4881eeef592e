"""The sub-dossiers of an approved process: none is passed in silence on the way to the leader."""

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import ReasonMissing
from motcua.casework.dossiers.errors.flow import PartsNotOpened, PartUnknown, SideTasksWaiting
from motcua.casework.dossiers.queries.desk_dossier import desk_dossier
from motcua.casework.dossiers.queries.side_tasks import side_of
from motcua.casework.dossiers.rules.on_the_way import unopened
from motcua.reference.workflow.rules import parse_steps
from tests.factories.accounts import MONDAY
from tests.factories.dossiers import later

from .standings import WITH_A_PART, must_open, under
from .test_side_tasks import STEPS, adviser, answer, lay_before_the_leader, said, specialist
from .traces import no_trace


def process(*rows):
    """Of (slug, role, next slugs); a role with ? may be skipped."""
    return parse_steps(
        [
            {"slug": slug, "name": slug, "unit": "Phòng", "role": role.strip("?"), "hours": 8,
             "next": list(onward), "skip": role.endswith("?")}
            for slug, role, *onward in rows
        ]
    )  # fmt: skip


PARALLEL = parse_steps(STEPS)
TO_LEADER = process(("xet", "specialist", "dat"), ("dat", "partner", "ky"), ("ky", "leader", "done"))
OR_NOT = process(("xet", "specialist", "dat", "ky"), ("dat", "partner", "ky"), ("ky", "leader", "done"))
AFTER = process(("xet", "specialist", "ky"), ("ky", "leader", "in"), ("in", "partner", "done"))
BEFORE = process(
    ("nhan", "receptionist", "dat"), ("dat", "partner", "xet"), ("xet", "specialist", "ky"), ("ky", "leader", "done")
)  # fmt: skip
TWO_WAYS = process(
    ("xet", "specialist", "dat", "soat"), ("dat", "partner", "tra"), ("tra", "specialist", "ky"),
    ("soat", "division_head", "ky"), ("ky", "leader", "done"),
)  # fmt: skip
PAST_A_SKIP = process(
    ("xet", "specialist", "soat"), ("soat", "division_head?", "dat"), ("dat", "partner", "viet"),
    ("viet", "specialist", "ky"), ("ky", "leader", "done"),
)  # fmt: skip
BESIDE_A_SKIP = process(
    ("xet", "specialist", "ngoai", "soat"), ("ngoai", "partner", "soat"), ("soat", "division_head?", "ky"),
    ("ky", "leader", "done"),
)  # fmt: skip
NO_LEADER = process(("xet", "specialist", "dat"), ("dat", "partner", "done"))


@pytest.mark.parametrize(
    ("steps", "places", "opened", "left"),
    [
        (PARALLEL, ["xet"], [], []),
        (PARALLEL, ["xet", "tong-hop"], [], ["dat", "xay", "moi-truong"]),
        (PARALLEL, ["xet", "tong-hop"], ["dat", "moi-truong"], ["xay"]),
        (PARALLEL, ["xet", "tong-hop"], ["dat", "xay", "moi-truong"], []),
        (PARALLEL, ["xet", "tong-hop", "xet"], [], []),
        (TO_LEADER, ["xet"], [], ["dat"]),
        (OR_NOT, ["xet"], [], []),
        (AFTER, ["xet"], [], []),
        (BEFORE, ["xet"], [], ["dat"]),
        (TWO_WAYS, ["xet", "tra"], [], ["dat"]),
        (TWO_WAYS, ["xet", "soat"], [], []),
        (TWO_WAYS, ["xet", "tra", "xet", "soat"], [], []),
        (PAST_A_SKIP, ["xet", "viet"], [], ["dat"]),
        (BESIDE_A_SKIP, ["xet"], [], []),
        (NO_LEADER, ["xet"], [], ["dat"]),
        (TO_LEADER, ["khac"], [], []),
        (TO_LEADER, [], [], []),
        ((), ["xet"], [], []),
    ],
)
def test_what_lies_on_the_way_and_can_not_be_passed_must_be_opened(steps, places, opened, left):
    assert [step.slug for step in unopened(steps, places, opened)] == left


pytestmark = pytest.mark.django_db


def leave_out(dossier, *slugs, reason="Đất đã có xác nhận."):
    return dossiers.leave_out_parts(
        by=specialist(), code=dossier.code, step_slugs=slugs, reason=reason, at=later(MONDAY, 60)
    )


def act(dossier, slug="propose"):
    return desk_dossier(viewer=specialist(), code=dossier.code, at=later(MONDAY, 90)).act(slug)


def test_the_leader_is_not_asked_before_it_is_opened_and_answered():
    dossier = must_open()
    with no_trace(), pytest.raises(PartsNotOpened, match="Xác nhận đất"):
        lay_before_the_leader(dossier)
    assert "Xác nhận đất" in act(dossier).why_not
    assert act(dossier, "parts").is_main

    adviser()
    [task] = dossiers.open_parts(
        by=specialist(), code=dossier.code, document_codes=[], at=later(MONDAY, 60),
        parts=[dossiers.PartOrder("dat", dossiers.Party(unit_code="qt-phap-che"))],
    )  # fmt: skip
    with no_trace(), pytest.raises(SideTasksWaiting):
        lay_before_the_leader(dossier)
    answer(task)

    assert act(dossier).allowed
    assert lay_before_the_leader(dossier).state == "waiting"


def test_or_it_is_left_out_with_a_reason_that_stays():
    dossier = must_open()
    with no_trace(), pytest.raises(ReasonMissing):
        leave_out(dossier, "dat", reason=" ")

    [task] = leave_out(dossier, "dat")

    assert (task.code, task.state, task.party) == (f"{dossier.code}-TP1", "waived", "Phòng Đất đai")
    assert said("PartsLeftOut") == [{"tasks": [task.code], "steps": ["dat"]}]
    [row] = side_of(viewer=specialist(), code=dossier.code, at=later(MONDAY, 70)).parts
    assert (row.answer, row.is_unanswered, row.is_late) == ("Đất đã có xác nhận.", False, False)
    with no_trace(), pytest.raises(PartUnknown):
        leave_out(dossier, "dat")
    assert lay_before_the_leader(dossier).state == "waiting"


@pytest.mark.parametrize("slugs", [(), ("ky",), ("khong-co",), ("dat", "ky")])
def test_only_what_the_process_names_is_left_out(slugs):
    dossier = must_open()
    with no_trace(), pytest.raises(PartUnknown):
        leave_out(dossier, *slugs)


def test_the_way_is_what_the_dossier_went():
    dossier = under(STEPS)
    dossiers.forward_step(
        by=specialist(), code=dossier.code, step_slug="tong-hop", officer_code="qt-specialist", made="",
        at=later(MONDAY, 60),
    )  # fmt: skip
    with (
        no_trace(),
        pytest.raises(PartsNotOpened, match="Xác nhận đất; Xác nhận xây dựng; Ý kiến môi trường"),
    ):
        lay_before_the_leader(dossier)

    leave_out(dossier, "dat", "xay", "moi-truong")

    assert lay_before_the_leader(dossier).state == "waiting"


def test_a_sample_process_binds_nobody():
    dossier = under(WITH_A_PART, decision="")

    assert lay_before_the_leader(dossier).state == "waiting"
