"""Some dossiers go before others: who says so, what it moves, and that pages stay whole."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import Priority
from motcua.casework.dossiers.errors import ReasonMissing
from motcua.casework.dossiers.errors.priorities import (
    NoTurnLeft,
    PriorityReasonTooLong,
    PrioritySet,
    PriorityUnknown,
)
from motcua.casework.dossiers.models import TURN, Dossier, Note
from motcua.casework.dossiers.queries import applicant, desk, desk_dossier
from motcua.casework.dossiers.queries.filters import WorklistFilters
from motcua.casework.dossiers.queries.orders import order_of
from motcua.casework.dossiers.rules import prioritising
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from tests.factories.accounts import applicant_view, minh, officer_view
from tests.factories.dossiers import FILED, an_authority, filed, later, reload

from .traces import no_trace

pytestmark = pytest.mark.django_db
WHY = "Giấy phép của cơ sở sắp hết hạn."


def leader() -> OfficerView:
    return officer_view(an_authority()["leader"])


def put(dossier: Dossier, priority: int, reason: str = WHY) -> Dossier:
    return dossiers.prioritise(
        by=leader(), code=dossier.code, priority=priority, reason=reason, at=later(FILED)
    )


def queue(*, limit: int = 50) -> list[str]:
    """The codes of the reception queue, page by page, as its links walk it."""
    order, after, seen = order_of("", is_open=True), None, []
    while True:
        page = desk.worklist(
            viewer=officer_view(an_authority()["receptionist"]), queue="reception",
            filters=WorklistFilters(), at=FILED, after=after, limit=limit,
        )  # fmt: skip
        seen += [row.code for row in page.rows]
        if page.next is None:
            return seen
        after = order.cursor_from(str(page.next))


def test_online_comes_first_then_priority_then_the_deadline():
    early, high, urgent, counter, urgent_counter = (filed() for _ in range(5))
    at_counter = [counter.pk, urgent_counter.pk]
    Dossier.objects.filter(pk__in=at_counter).update(queue_rank=1, channel="counter")
    Dossier.objects.filter(pk__in=[high.pk, urgent.pk]).update(holder_until=FILED + timedelta(days=9))
    put(high, Priority.HIGH)
    put(urgent, Priority.URGENT)
    put(urgent_counter, Priority.URGENT)

    wanted = [urgent.code, high.code, early.code, urgent_counter.code, counter.code]

    assert queue() == wanted
    assert queue(limit=1) == wanted
    assert queue(limit=2) == wanted


def test_it_is_marked_with_its_reason_and_kept_as_an_event_without_words():
    dossier = filed()
    until = dossier.holder_until

    put(dossier, Priority.URGENT)

    page = desk_dossier.desk_dossier(viewer=leader(), code=dossier.code, at=FILED)
    (row,) = desk.worklist(viewer=leader(), queue="all", filters=WorklistFilters(), at=FILED).rows
    event = AuditEvent.objects.get(kind="DossierPrioritised")
    assert (page.priority_word, page.priority_reason, row.priority) == ("Khẩn", WHY, "Khẩn")
    assert reload(dossier).holder_until == until
    assert (event.payload["priority"], event.payload["before"]) == ("urgent", "normal")
    assert WHY not in str(event.payload)
    assert Note.objects.get().text == f"Đặt mức ưu tiên “Khẩn”: {WHY}"
    assert page.timeline[-1].sentence == "Đã đặt mức ưu tiên của hồ sơ: Khẩn."


def test_the_applicant_sees_nothing_of_it():
    dossier = filed()
    asked = {"viewer": applicant_view(minh()), "code": dossier.code, "at": later(FILED)}
    before = applicant.dossier_view(**asked)

    put(dossier, Priority.URGENT)

    after = applicant.dossier_view(**asked)
    assert replace(after, lookups=before.lookups) == before
    assert WHY not in repr(after)


def test_it_is_taken_back_with_a_reason_and_the_old_one_stays_a_note():
    dossier = filed()
    put(dossier, Priority.URGENT)

    put(dossier, Priority.NORMAL, "Cơ sở đã được gia hạn.")

    page = desk_dossier.desk_dossier(viewer=leader(), code=dossier.code, at=FILED)
    assert (page.priority_word, page.priority_reason) == ("", "")
    assert len(page.notes) == 2


@pytest.mark.parametrize(
    ("priority", "reason", "refused"),
    [
        (Priority.URGENT, " ", ReasonMissing),
        (Priority.NORMAL, WHY, PrioritySet),
        (7, WHY, PriorityUnknown),
        (Priority.HIGH, "x" * (prioritising.LONGEST + 1), PriorityReasonTooLong),
    ],
)
def test_what_is_refused_leaves_no_trace(priority, reason, refused):
    dossier = filed()

    with no_trace(), pytest.raises(refused):
        put(dossier, priority, reason)


def test_an_ended_dossier_has_no_turn_left_and_shows_no_mark():
    dossier = filed()
    put(dossier, Priority.URGENT)
    dossiers.withdraw(by=applicant_view(minh()), code=dossier.code, at=later(FILED))

    with no_trace(), pytest.raises(NoTurnLeft):
        put(dossier, Priority.HIGH)
    page = desk_dossier.desk_dossier(viewer=leader(), code=dossier.code, at=later(FILED))
    assert page.priority_word == ""


def test_the_database_keeps_no_priority_without_a_reason():
    dossier = filed()

    with pytest.raises(IntegrityError, match="priority_has_a_reason"), transaction.atomic():
        Dossier.objects.filter(pk=dossier.pk).update(priority=Priority.URGENT)


def test_what_an_earlier_release_files_without_a_priority_is_normal():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, column_default FROM information_schema.columns"
            " WHERE table_name = 'dossiers_dossier' AND column_name LIKE 'priority%' ORDER BY 1"
        )
        given = dict(cursor.fetchall())

    assert given["priority"] == str(Priority.NORMAL.value)
    assert given["priority_reason"].startswith("''")


def test_a_list_costs_its_keys_and_its_rows_however_many_have_a_priority(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    for priority in (Priority.URGENT, Priority.HIGH):
        put(filed(), priority)
    asked = {"viewer": leader(), "queue": "all", "filters": WorklistFilters(), "at": FILED}

    with django_assert_num_queries(2):
        page = desk.worklist(**asked)

    assert [row.priority for row in page.rows] == ["Khẩn", "Ưu tiên"]


def test_each_standing_order_has_an_index_of_its_own():
    orders = {tuple(index.fields) for index in Dossier._meta.indexes}

    assert {TURN, ("agency", *TURN), ("holder_unit", *TURN), ("holder_officer", *TURN)} <= orders
    assert order_of("", is_open=True).fields == TURN
