"""The same act on many dossiers: each done in its own transaction, refusals told, nothing done twice."""

from dataclasses import replace

import pytest
from django.db import connection, transaction

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.bulk_looks import Given
from motcua.casework.dossiers.errors.lists import BulkMissing, NothingToDo, TooMany
from motcua.casework.dossiers.jobs import do_bulk_line
from motcua.casework.dossiers.models import Bulk, BulkLine, Dossier, Result, ResultReturn
from motcua.casework.dossiers.operations import bulk as lines
from motcua.casework.dossiers.queries import bulk
from motcua.casework.dossiers.rules.returns import Taking
from motcua.foundation.accounts.errors import PermissionLacking
from motcua.foundation.accounts.models import Post
from motcua.foundation.accounts.operations import block_officer
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.actors import SYSTEM
from tests.factories.accounts import a_unit, an_agency, an_officer, officer_view
from tests.factories.dossiers import (
    FILED,
    GRANT,
    accepted,
    an_authority,
    assigned,
    filed,
    later,
    proposed,
    reload,
    signed,
)

from .standings import made
from .test_steps import colleague, under_way
from .traces import no_trace

pytestmark = pytest.mark.django_db
AT = later(FILED, 120)


def by_role(role: str) -> OfficerView:
    return officer_view(an_authority()[role])


def seen(role: str, act: str, found: list[Dossier]) -> dict[str, str]:
    shown = bulk.looks(viewer=by_role(role), act=act, codes=[one.code for one in found])
    return {one.code: one.seen for one in shown}


def order(role: str, act: str, found: list[Dossier], **more) -> Bulk:
    return dossiers.order_bulk(by=by_role(role), act=act, seen=seen(role, act, found), at=AT, **more)


def run(ordered: Bulk) -> None:
    for line in ordered.lines.order_by("pk"):
        lines.do_line(line=line.pk, at=AT)


def steps(found: list[Dossier]) -> list[str]:
    return list(
        Dossier.objects.filter(pk__in=[d.pk for d in found])
        .order_by("pk")
        .values_list("sub_status", flat=True)
    )


def jobs_waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [lines.DO_LINE])
        return cursor.fetchone()[0]


def test_many_are_signed_each_with_its_own_event_and_job():
    found = [proposed() for _ in range(3)]

    ordered = order("leader", "sign", found)
    assert jobs_waiting() == 3
    run(ordered)

    assert steps(found) == ["waiting_number"] * 3
    signed_events = AuditEvent.objects.filter(kind__endswith="ResultSigned")
    assert signed_events.count() == 3
    assert len(set(signed_events.values_list("act_id", flat=True))) == 3
    assert AuditEvent.objects.filter(kind__endswith="BulkOrdered").count() == 1
    told = bulk.progress(viewer=by_role("leader"), code=ordered.code)
    assert (told.total, told.done, told.refused, told.is_ended) == (3, 3, 0, True)


def test_one_that_moved_is_left_alone_and_the_others_are_done():
    found = [proposed() for _ in range(3)]
    ordered = order("leader", "sign", found)
    bad = found[1]
    dossiers.send_back(by=by_role("leader"), code=bad.code, reason="Thiếu căn cứ.", at=AT)

    run(ordered)

    assert steps(found) == ["waiting_number", "appraising", "waiting_number"]
    told = bulk.progress(viewer=by_role("leader"), code=ordered.code)
    assert (told.done, told.refused) == (2, 1)
    assert [one.code for one in told.failures] == [bad.code]
    assert "đã thay đổi sau khi anh/chị xem" in told.failures[0].why


def test_another_proposal_than_the_one_seen_is_not_signed():
    dossier = proposed()
    ordered = order("leader", "sign", [dossier])
    dossiers.send_back(by=by_role("leader"), code=dossier.code, reason="Thiếu căn cứ.", at=AT)
    dossiers.propose(
        by=by_role("specialist"), code=dossier.code, outcome="grant", data=GRANT, opinion="Khác.", at=AT
    )

    run(ordered)

    assert not Result.objects.exists()
    assert BulkLine.objects.get().state == "refused"


def test_a_line_is_done_once_however_often_its_job_comes():
    dossier = proposed()
    ordered = order("leader", "sign", [dossier])
    line = ordered.lines.get()

    do_bulk_line(line=line.pk)
    with no_trace():
        do_bulk_line(line=line.pk)

    assert Result.objects.filter(dossier=dossier).count() == 1


def test_a_refused_line_leaves_no_trace_but_its_sentence():
    dossier = proposed()
    ordered = order("leader", "sign", [dossier])
    Post.objects.filter(officer=an_authority()["leader"]).update(
        valid_to="2020-01-01", valid_from="2019-01-01"
    )

    with no_trace():
        run(ordered)

    assert BulkLine.objects.get().why


def test_nothing_more_is_signed_for_a_leader_who_was_shut_out():
    found = [proposed() for _ in range(2)]
    ordered = order("leader", "sign", found)
    first, last = ordered.lines.order_by("pk")
    lines.do_line(line=first.pk, at=AT)
    block_officer(by=SYSTEM, code=an_authority()["leader"].code, at=AT)

    with no_trace():
        lines.do_line(line=last.pk, at=AT)

    assert steps(found) == ["waiting_number", "waiting_leader"]
    assert BulkLine.objects.get(pk=last.pk).state == "refused"


def test_what_is_ordered_is_done_with_the_posts_held_then():
    """A dossier given out in bulk is given by the officer who ordered it, to the one who was named."""
    found = [accepted() for _ in range(2)]
    specialist = an_authority()["specialist"]

    run(order("division_head", "assign", found, given=Given(officer_code=specialist.code)))

    assert steps(found) == ["appraising"] * 2
    assert {one.holder_officer_id for one in Dossier.objects.all()} == {specialist.pk}


def test_numbers_are_given_in_the_order_of_the_lines():
    found = [signed() for _ in range(3)]
    ordered = order("clerk", "number", found)

    run(ordered)

    told = bulk.progress(viewer=by_role("clerk"), code=ordered.code)
    assert (told.done, told.refused) in {(3, 0), (0, 3)}  # papers not made yet are refused, none is lost
    assert told.done + len(told.failures) == 3


def test_who_may_not_do_the_act_orders_nothing():
    dossier = proposed()

    with no_trace(), pytest.raises(PermissionLacking), transaction.atomic():
        dossiers.order_bulk(by=by_role("specialist"), act="sign", seen={dossier.code: "x"}, at=AT)

    assert not Bulk.objects.exists()


def test_what_is_out_of_sight_is_left_out():
    dossier = proposed()
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    unit = a_unit("bg-lanh-dao", agency=other)
    stranger = officer_view(an_officer("leader", unit=unit, code="bg"))

    with pytest.raises(NothingToDo):
        dossiers.order_bulk(by=stranger, act="sign", seen={dossier.code: "x"}, at=AT)
    assert bulk.looks(viewer=stranger, act="sign", codes=[dossier.code]) == []


def test_an_order_is_seen_by_whoever_gave_it_alone():
    ordered = order("leader", "sign", [proposed()])

    with pytest.raises(BulkMissing):
        bulk.progress(viewer=by_role("clerk"), code=ordered.code)


def test_more_than_the_limit_are_refused():
    with no_trace(), pytest.raises(TooMany):
        dossiers.order_bulk(by=by_role("leader"), act="sign", seen={f"x{n}": "" for n in range(501)}, at=AT)


def test_the_look_says_which_cannot_and_why():
    ready, early = proposed(), filed()

    looks = bulk.looks(viewer=by_role("leader"), act="sign", codes=[early.code, ready.code])

    assert [one.code for one in looks] == [early.code, ready.code]
    assert "Chờ lãnh đạo ký" in looks[0].why_not
    assert (looks[1].why_not, "Đồng ý cấp" in looks[1].says) == ("", True)


def ready_to_return(way: str) -> Dossier:
    dossier = made()
    Dossier.objects.filter(pk=dossier.pk).update(result_way=way)
    return dossier


AT_COUNTER = Taking(by="filer", name="Lê Văn Minh", paper_seen="identity_card", is_signed=True)


def test_results_are_posted_each_under_its_own_number_and_one_without_stays():
    found = [ready_to_return("post") for _ in range(3)]
    numbers = {found[0].code: "EE123456789VN", found[2].code: " EE987654321VN "}

    ordered = order("receptionist", "return", found, given=Given(tracking=numbers))
    run(ordered)

    assert steps(found) == ["ended", "waiting_return", "ended"]
    assert list(ResultReturn.objects.order_by("pk").values_list("tracking_number", flat=True)) == [
        "EE123456789VN",
        "EE987654321VN",
    ]
    told = bulk.progress(viewer=by_role("receptionist"), code=ordered.code)
    assert [one.code for one in told.failures] == [found[1].code]
    assert "bưu gửi" in told.failures[0].why


def test_results_are_handed_over_at_the_counter_to_one_who_signed():
    found = [ready_to_return("counter") for _ in range(2)]

    run(order("receptionist", "return", found, given=Given(taking=AT_COUNTER)))

    assert steps(found) == ["ended"] * 2
    assert set(ResultReturn.objects.values_list("taken_name", "taken_by")) == {("Lê Văn Minh", "filer")}


def test_without_who_took_them_nothing_is_handed_over():
    dossier = ready_to_return("counter")
    ordered = order(
        "receptionist", "return", [dossier], given=Given(taking=replace(AT_COUNTER, is_signed=False))
    )

    with no_trace():
        run(ordered)

    assert steps([dossier]) == ["waiting_return"]
    assert BulkLine.objects.get().state == "refused"


def beside(first: Dossier, *, step: str) -> Dossier:
    """Another dossier in the same process."""
    dossier = assigned()
    Dossier.objects.filter(pk=dossier.pk).update(process=first.process, step_slug=step)
    return reload(dossier)


def test_many_go_on_to_the_next_step_and_what_has_none_stays():
    first = under_way(step="xet")
    found = [first, beside(first, step="tra"), beside(first, step="soat")]
    to = colleague()
    given = Given(officer_code=to.code, made="Dự thảo")

    shown = bulk.looks(viewer=by_role("specialist"), act="forward", codes=[one.code for one in found])
    ordered = order("specialist", "forward", found, given=given)
    run(ordered)

    assert [one.why_not for one in shown[:2]] == ["", ""]
    assert ("Thẩm tra" in shown[0].says, "Dự thảo" in shown[0].says) == (True, True)
    assert "không có bước tiếp" in shown[2].why_not
    went = [reload(one) for one in found]
    assert [one.step_slug for one in went] == ["tra", "soat", "soat"]
    assert [one.holder_officer_id == to.pk for one in went] == [True, True, False]
    assert AuditEvent.objects.filter(kind__endswith="StepForwarded").count() == 2
    assert bulk.progress(viewer=by_role("specialist"), code=ordered.code).refused == 1


def test_what_a_step_must_produce_is_asked_of_each():
    dossier = under_way(step="xet")
    ordered = order("specialist", "forward", [dossier], given=Given(officer_code=colleague().code))

    with no_trace():
        run(ordered)

    assert "Dự thảo" in BulkLine.objects.get().why


def test_a_step_taken_since_the_look_is_not_taken_again():
    dossier = under_way(step="xet")
    me = by_role("specialist")
    ordered = order("specialist", "forward", [dossier], given=Given(officer_code=me.code, made="Dự thảo"))
    dossiers.forward_step(
        by=me, code=dossier.code, step_slug="tra", officer_code=me.code, made="Dự thảo", at=AT
    )

    run(ordered)

    assert reload(dossier).step_slug == "tra"
    assert "đã thay đổi" in BulkLine.objects.get().why


def test_work_is_given_to_the_units_of_whoever_gives_it():
    here = an_authority()["specialist"]
    other = an_officer("specialist", unit=a_unit("bg", agency=an_agency("skhcn-bac-giang")), code="bg")
    shut_out = colleague()
    block_officer(by=SYSTEM, code=shut_out.code, at=AT)

    there = {one.code for one in bulk.hands(viewer=by_role("specialist"), act="forward", at=AT)}

    assert (here.code in there, other.code in there, shut_out.code in there) == (True, False, False)


@pytest.mark.slow
@pytest.mark.parametrize("many", [50, pytest.param(500, marks=pytest.mark.large)])
def test_one_bad_dossier_among_many(many):
    """A refusal that says why, the others done, an event for each."""
    found = [accepted() for _ in range(many)]
    specialist = an_authority()["specialist"]
    ordered = order("division_head", "assign", found, given=Given(officer_code=specialist.code))
    bad = found[many // 2]
    dossiers.assign(by=by_role("division_head"), code=bad.code, officer_code=specialist.code, at=AT)

    run(ordered)

    told = bulk.progress(viewer=by_role("division_head"), code=ordered.code)
    assert (told.total, told.done, told.refused) == (many, many - 1, 1)
    assert [one.code for one in told.failures] == [bad.code]
    assert told.failures[0].why
    assert AuditEvent.objects.filter(kind__endswith="DossierAssigned").count() == many
