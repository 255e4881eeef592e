"""Who stands in for an absent colleague, and who worked in the unit once: what they may do and what not."""

from datetime import timedelta

import pytest

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.errors import DossierMissing
from motcua.casework.dossiers.errors.flow import NoLongerInUnit, StandsInNoLonger
from motcua.casework.dossiers.queries import desk, desk_dossier
from motcua.casework.dossiers.queries.filters import WorklistFilters
from motcua.foundation.accounts import queries as accounts
from motcua.foundation.accounts.models import Leave, Post
from motcua.foundation.audit.models import AuditEvent
from tests.factories.accounts import FRIDAY, MONDAY, a_leave, a_post, a_unit, an_officer, officer_view
from tests.factories.dossiers import GRANT, accepted, an_authority, assigned, later, proposed

from .traces import no_trace

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def colleague():
    unit = an_authority()["specialist"].posts.get().unit
    return an_officer("specialist", unit=unit, code="qt-dung", full_name="Lê Dũng")


def propose(dossier, by, at=MONDAY):
    return dossiers.propose(
        by=by, code=dossier.code, outcome="grant", data=GRANT, opinion="", at=later(at, 60)
    )


def test_a_substitute_finds_and_does_the_work_and_the_event_names_both():
    dossier, absent, other = assigned(), an_authority()["specialist"], colleague()
    with no_trace(), pytest.raises(DossierMissing):
        propose(dossier, officer_view(other))
    a_leave(absent, substitute=other)
    by = officer_view(other)

    lying = desk.worklist(viewer=by, queue="mine", filters=WorklistFilters(), at=MONDAY)
    assert [(row.code, row.holder_name) for row in lying.rows] == [(dossier.code, absent.full_name)]
    propose(dossier, by)

    event = AuditEvent.objects.get(kind="ResultProposed")
    assert (event.actor_code, event.payload["stands_for"]) == ("qt-dung", "qt-specialist")
    shown = desk_dossier.desk_dossier(viewer=by, code=dossier.code, at=MONDAY)
    assert shown.timeline[-1].actor_name == f"Lê Dũng (thay {absent.full_name})"


def test_a_receptionist_who_stands_in_for_the_leader_signs_for_them_and_receives_as_themselves():
    dossier, officers = proposed(), an_authority()
    a_leave(officers["leader"], substitute=officers["receptionist"])
    by = officer_view(officers["receptionist"])

    dossiers.send_back(by=by, code=dossier.code, reason="Thiếu căn cứ.", at=later(MONDAY, 60))

    sent_back = AuditEvent.objects.get(kind="ProposalSentBack")
    accepted_event = AuditEvent.objects.get(kind="DossierAccepted")
    assert sent_back.payload["stands_for"] == "qt-leader"
    assert "stands_for" not in accepted_event.payload


def test_own_posts_come_before_those_stood_in_for():
    dossier, officers = accepted(), an_authority()
    a_leave(officers["leader"], substitute=officers["division_head"])

    dossiers.assign(
        by=officer_view(officers["division_head"]), code=dossier.code, officer_code="qt-specialist",
        at=later(MONDAY, 30),
    )  # fmt: skip

    assert "stands_for" not in AuditEvent.objects.get(kind="DossierAssigned").payload


def test_a_substitute_whose_time_is_over_is_told_so():
    dossier, absent, other = assigned(), an_authority()["specialist"], colleague()
    a_leave(absent, substitute=other, last_day=MONDAY.date())
    afterwards = accounts.officer_of(account=other.account, on=MONDAY.date() + DAY)

    with no_trace(), pytest.raises(StandsInNoLonger, match=f"chỉ thay {absent.full_name} từ ngày 16/11/2026"):
        propose(dossier, afterwards, at=MONDAY + DAY)


def test_a_substitute_whose_time_was_ended_is_told_so():
    dossier, absent, other = assigned(), an_authority()["specialist"], colleague()
    a_leave(absent, substitute=other)
    Leave.objects.update(ended_at=MONDAY)

    with no_trace(), pytest.raises(StandsInNoLonger, match="đến hết ngày 16/11/2026"):
        propose(dossier, officer_view(other))


def test_whoever_left_the_unit_is_told_so_even_with_the_dossier_in_hand():
    dossier, officer = assigned(), an_authority()["specialist"]
    Post.objects.filter(officer=officer).update(valid_to=MONDAY.date())
    a_post(officer, role="specialist", unit=a_unit("qt-phong-khac"))
    by = accounts.officer_of(account=officer.account, on=MONDAY.date() + DAY)

    with no_trace(), pytest.raises(NoLongerInUnit, match="đã kết thúc sau ngày 16/11/2026"):
        propose(dossier, by, at=MONDAY + DAY)


def test_a_dossier_filed_after_they_left_does_not_exist_for_them():
    officers, other = an_authority(), colleague()
    a_leave(officers["specialist"], substitute=other, last_day=MONDAY.date())
    Post.objects.filter(officer=other).update(valid_to=MONDAY.date())
    a_post(other, role="specialist", unit=a_unit("qt-phong-khac"))
    dossier = assigned(at=FRIDAY)
    by = accounts.officer_of(account=other.account, on=FRIDAY.date())

    with no_trace(), pytest.raises(DossierMissing):
        propose(dossier, by, at=FRIDAY)
