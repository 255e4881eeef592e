"""Where a dossier lay in its internal process, who had it and how long, read from its hand-overs."""

from datetime import timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import HolderKind, SubStatus
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.operations.acceptance import AskedDefect
from motcua.casework.dossiers.queries.course import course
from motcua.casework.dossiers.rules.course import Handed, punctuality, stays_of
from motcua.foundation.calendar.queries import calendar_in_force
from motcua.foundation.calendar.rules import add_working_hours
from motcua.reference.workflow.rules import Step
from tests.factories import dossiers as made
from tests.factories.accounts import MONDAY, officer_view
from tests.reference.workflow.writing import a_published_process, fitting_rows

STEPS = tuple(
    Step(slug, "Phòng", role, 8, slug=slug)
    for slug, role in [
        ("nhan", "receptionist"),
        ("lam", "specialist"),
        ("soat", "division_head"),
        ("ky", "leader"),
        ("so", "clerk"),
        ("tra", "receptionist"),
    ]
)


def lain(*waited_for, steps=STEPS):
    """The slugs where a dossier lay, `~` with the applicant; `~` alone gives it to the applicant."""
    handed = [Handed(MONDAY, _kind(one), _status(one), "lan") for one in waited_for]
    return ["~" if stay.with_applicant else stay.slug for stay in stays_of(handed, steps)]


def _kind(one):
    return {"~": HolderKind.APPLICANT, "ended": HolderKind.NOBODY}.get(one, HolderKind.UNIT)


def _status(one):
    return SubStatus.WAITING_SUPPLEMENT if one == "~" else one


@pytest.mark.parametrize(
    ("waited_for", "expected"),
    [
        ([], []),
        (["waiting_reception"], ["nhan"]),
        (["waiting_reception", "waiting_assignment", "appraising"], ["nhan", "lam", "lam"]),
        (["waiting_reception", "waiting_assignment", "waiting_reception"], ["nhan", "lam", "nhan"]),
        (["waiting_reception", "~", "waiting_assignment"], ["nhan", "~", "lam"]),
        (["waiting_reception", "~", "waiting_reception"], ["nhan", "~", "nhan"]),
        (["waiting_assignment", "appraising", "~", "appraising"], ["lam", "lam", "~", "lam"]),
        (["appraising", "waiting_leader", "appraising"], ["lam", "ky", "lam"]),
        (["appraising", "paused"], ["lam", "lam"]),
        (["waiting_number", "waiting_return", "ended"], ["so", "tra"]),
        (["waiting_reception", "ended"], ["nhan"]),
    ],
)
def test_each_hand_over_leads_to_the_step_of_its_role(waited_for, expected):
    assert lain(*waited_for) == expected


def test_a_head_who_stands_first_assigns_and_a_step_that_is_not_there_has_no_slug():
    head_first = (STEPS[0], STEPS[2], STEPS[1])
    waited_for = ("waiting_assignment", "appraising", "waiting_number", "waiting_return")

    assert lain(*waited_for, steps=head_first) == ["soat", "lam", "", ""]


def test_only_the_last_stay_of_an_open_dossier_has_no_end():
    handed = [
        Handed(MONDAY, _kind(one), one, "lan") for one in ("waiting_reception", "waiting_assignment", "ended")
    ]

    assert [stay.until is None for stay in stays_of(handed[:2], STEPS)] == [False, True]
    assert [(stay.until, stay.ended_by) for stay in stays_of(handed, STEPS)] == [(MONDAY, "lan")] * 2


@pytest.mark.parametrize(
    ("kind", "hours", "expected"),
    [
        (HolderKind.UNIT, -24, "early"),
        (HolderKind.OFFICER, -1, "on_time"),
        (HolderKind.UNIT, 0, "on_time"),
        (HolderKind.UNIT, 1, "late"),
        (HolderKind.APPLICANT, 400, ""),
    ],
)
def test_who_gives_a_dossier_on_is_early_on_time_or_late(kind, hours, expected):
    assert punctuality(kind, until=MONDAY, at=MONDAY + timedelta(hours=hours)) == expected
    assert punctuality(kind, until=None, at=MONDAY) == ""


@pytest.mark.parametrize(
    ("until", "hours", "expected"),
    [
        (MONDAY, 3, "on_time"),
        (MONDAY, 7, "on_time"),
        (MONDAY, 8, "late"),
        (MONDAY - timedelta(hours=1), 3, "late"),
    ],
)
def test_whose_deadline_is_the_appointment_has_its_whole_day(until, hours, expected):
    at, legal = MONDAY + timedelta(hours=hours), MONDAY + timedelta(hours=7)

    said = punctuality(HolderKind.OFFICER, until=until, at=at, due_at=MONDAY, legal_due_at=legal)

    assert said == expected


@pytest.mark.django_db
class TestOfADossier:
    def test_it_is_late_against_the_hours_of_the_step_itself(self):
        a_published_process()
        dossier = made.assigned()
        tuan = officer_view(made.an_authority()["specialist"])

        soon = course(viewer=tuan, code=dossier.code, at=made.later(dossier.submitted_at, 60))
        late = course(viewer=tuan, code=dossier.code, at=dossier.submitted_at + timedelta(days=4))

        assert soon.version == 1
        assert [stay.name for stay in soon.stays] == ["Tiep nhan", "Tham dinh", "Tham dinh"]
        assert soon.stays[0].who == made.an_authority()["receptionist"].full_name
        assert soon.states == {"tiep-nhan": "done", "tham-dinh": "now"}
        assert (soon.now.who, soon.now.hours, soon.now.is_late) == (tuan.name, 0, False)
        assert late.now.hours > 24
        assert (late.now.allowed, late.now.is_late) == (24, True)
        assert late.states["tham-dinh"] == "late"

    def test_steps_that_one_officer_does_one_after_the_other_are_given_together(self):
        rows = fitting_rows()
        rows[1]["hours"] = "16"
        rows.insert(2, rows[1] | {"slug": "du-thao", "name": "Du thao", "hours": "8"})
        a_published_process(rows)
        dossier = made.assigned()
        tuan = officer_view(made.an_authority()["specialist"])

        found = course(viewer=tuan, code=dossier.code, at=dossier.submitted_at + timedelta(days=3))

        assert (found.now.numbers, found.now.name) == ("2–3", "Tham dinh; Du thao")
        assert (found.now.allowed, found.now.is_late) == (24, False)
        assert found.states["tham-dinh"] == found.states["du-thao"] == "now"
        calendar = calendar_in_force(agency_code=dossier.agency.code, at=dossier.submitted_at)
        given = add_working_hours(
            at=made.later(dossier.submitted_at, 20), working_hours=24, calendar=calendar
        )
        assert made.reload(dossier).holder_until == given

    def test_with_the_applicant_nobody_is_late(self):
        a_published_process()
        dossier = made.assigned()
        tuan = officer_view(made.an_authority()["specialist"])
        dossiers.request_supplement(
            by=tuan,
            code=dossier.code,
            defects=[AskedDefect("other", "", "Thiếu bản vẽ.")],
            at=made.later(dossier.submitted_at, 30),
        )

        found = course(viewer=tuan, code=dossier.code, at=dossier.submitted_at + timedelta(days=30))

        assert (found.now.name, found.now.who, found.now.allowed, found.now.is_late) == (
            "Chờ người nộp",
            "người nộp",
            None,
            False,
        )

    def test_before_acceptance_there_is_none_and_to_a_stranger_no_dossier(self):
        a_published_process()
        dossier = made.filed()
        officers = made.an_authority()

        assert course(viewer=officer_view(officers["receptionist"]), code=dossier.code, at=MONDAY) is None
        with pytest.raises(DossierMissing):
            course(viewer=officer_view(officers["specialist"]), code=dossier.code, at=MONDAY)
