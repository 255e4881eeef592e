"""Two officers on one dossier at the same moment, along its process and beside it."""

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors.flow import SideTaskOver
from motcua.casework.dossiers.models import SideTask
from motcua.foundation.accounts.errors import LeaveOverlaps
from motcua.foundation.accounts.models import Leave
from motcua.foundation.accounts.operations import record_leave
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.errors import Forbidden
from tests.factories.accounts import MONDAY, officer_view
from tests.factories.dossiers import an_authority, assigned, later

from .test_concurrency import at_once
from .test_side_tasks import adviser, ask
from .test_steps import colleague, forward, reload, under_way

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_two_advisers_answer_at_once_and_one_answer_is_kept():
    task, _outside = ask(assigned())
    given = {"code": task.code, "stance": "agrees", "upload": None, "at": later(MONDAY, 120)}
    both = [adviser(), adviser("qt-phap-che-2")]

    made = at_once(
        [
            lambda by=by: dossiers.answer_side_task(by=by, answer=f"Ý kiến của {by.code}.", **given)
            for by in both
        ]
    )

    assert {type(one) for one in made} == {SideTask, SideTaskOver}
    assert AuditEvent.objects.filter(kind="SideTaskAnswered").count() == 1


def test_an_answer_given_and_no_longer_awaited_at_once_is_one_of_both():
    dossier = assigned()
    task, _outside = ask(dossier)
    specialist, other = officer_view(an_authority()["specialist"]), adviser()
    at = later(MONDAY, 120)

    made = at_once(
        [
            lambda: dossiers.waive_side_task(by=specialist, code=task.code, reason="Đã rõ.", at=at),
            lambda: dossiers.answer_side_task(
                by=other, code=task.code, stance="agrees", answer="Phù hợp.", upload=None, at=at
            ),
        ]
    )

    assert sorted(type(one).__name__ for one in made) == ["SideTask", "SideTaskOver"]
    assert SideTask.objects.get(code=task.code).state in ("answered", "waived")


def test_one_dossier_handed_on_twice_at_once_goes_one_step():
    dossier = under_way()
    colleague()

    def once():
        try:
            return forward(dossier)
        except Forbidden as refusal:
            return refusal

    made = at_once([once, once])

    assert sorted(isinstance(one, Exception) for one in made) == [False, True]
    assert (reload(dossier).step_slug, AuditEvent.objects.filter(kind="StepForwarded").count()) == ("tra", 1)


def test_the_same_days_away_written_twice_at_once_are_written_once():
    by = officer_view(an_authority()["specialist"])
    day = MONDAY.date()

    def write():
        return record_leave(
            by=by, officer_code=by.code, substitute_code="", first_day=day, last_day=day, at=MONDAY
        )

    made = at_once([write, write])

    assert {type(one) for one in made} == {Leave, LeaveOverlaps}
