"""Queues, lists and the page of one dossier, as officers of several roles see them."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers.enums import SubStatus
from motcua.casework.dossiers.errors import DossierMissing, QueueMissing
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries import assignment, desk, desk_dossier, queues
from motcua.casework.dossiers.queries.filters import WorklistFilters
from motcua.casework.dossiers.queries.orders import ORDERS
from motcua.casework.dossiers.queries.words import due_words
from motcua.foundation.accounts.enums import UnitKind
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.kernel.clock import VIETNAM
from tests.factories.accounts import a_unit, an_agency, an_officer, applicant_view, hoa, minh, officer_view
from tests.factories.dossiers import (
    FILED,
    a_publication,
    accepted,
    an_authority,
    assigned,
    filed,
    later,
    numbered,
    proposed,
    signed,
)

pytestmark = pytest.mark.django_db
ALL = WorklistFilters()


def viewer(role: str) -> OfficerView:
    return officer_view(an_authority()[role])


def codes(role: str, queue: str, filters: WorklistFilters = ALL, *, at: datetime = FILED) -> list[str]:
    page = desk.worklist(viewer=viewer(role), queue=queue, filters=filters, at=at)
    return [row.code for row in page.rows]


def a_stranger() -> OfficerView:
    """A receptionist of another agency."""
    other = an_agency("skhcn-bac-giang", place="Bắc Giang")
    unit = a_unit("bg-mot-cua", agency=other, kind=UnitKind.ONE_STOP)
    return officer_view(an_officer(unit=unit, code="bg-tiep-nhan"))


# Queues


@pytest.mark.parametrize(
    ("bring", "role", "queue"),
    [
        (filed, "receptionist", "reception"),
        (accepted, "division_head", "assign"),
        (assigned, "specialist", "mine"),
        (proposed, "leader", "leader"),
        (signed, "clerk", "number"),
        (numbered, "receptionist", "return"),
    ],
)
def test_each_step_waits_in_the_queue_of_those_who_do_it(bring, role, queue):
    dossier = bring()

    counts = {one.slug: one.total and one.total.count for one in queues.queues(viewer=viewer(role), at=FILED)}

    assert counts[queue] == 1
    assert codes(role, queue) == [dossier.code]


def test_an_officer_has_no_queue_for_what_the_posts_do_not_allow():
    an_authority()

    slugs = [one.slug for one in queues.queues(viewer=viewer("clerk"), at=FILED)]

    assert slugs == [
        "number",
        "soon",
        "late",
        "correct",
        "supplement",
        "questions",
        "mentions",
        "applicant",
        "unit",
        "all",
        "ended",
    ]
    with pytest.raises(QueueMissing):
        codes("clerk", "reception")


def test_a_receptionist_of_another_agency_sees_nothing():
    dossier = filed()
    stranger = a_stranger()

    page = desk.worklist(viewer=stranger, queue="reception", filters=ALL, at=FILED)
    found = desk.search(viewer=stranger, words=dossier.code, at=FILED)

    assert (page.rows, found.rows) == ([], [])
    with pytest.raises(DossierMissing):
        desk_dossier.desk_dossier(viewer=stranger, code=dossier.code, at=FILED)


def test_a_specialist_sees_only_what_passed_through_their_hands():
    mine, other = proposed(), accepted(by=hoa())

    seen = codes("specialist", "all")

    assert mine.code in seen
    assert other.code not in seen


# Order and pages


def test_online_dossiers_come_first_then_the_nearest_deadline():
    first, second, third = filed(), filed(), filed()
    Dossier.objects.filter(pk=first.pk).update(queue_rank=1, channel="counter")
    Dossier.objects.filter(pk=second.pk).update(holder_until=FILED + timedelta(days=3))
    Dossier.objects.filter(pk=third.pk).update(holder_until=FILED + timedelta(days=2))

    assert codes("receptionist", "reception") == [third.code, second.code, first.code]


@pytest.mark.parametrize("order", ORDERS, ids=lambda one: one.slug)
def test_pages_follow_one_another_without_gap_or_double(order):
    filed_codes = {filed(at=FILED + timedelta(minutes=n % 2)).code for n in range(5)}
    seen: list[str] = []
    after = None

    for _ in range(3):
        page = desk.worklist(
            viewer=viewer("receptionist"), queue="reception", filters=ALL, at=FILED, sort=order.slug,
            after=after, limit=2,
        )  # fmt: skip
        seen += [row.code for row in page.rows]
        after = order.cursor_from(str(page.next)) if page.next else None

    assert (len(seen), set(seen), after) == (5, filed_codes, None)


def test_a_list_is_sorted_by_submission_and_by_code():
    early, late = filed(), filed(at=later(FILED))
    asked = {"viewer": viewer("receptionist"), "queue": "all", "filters": ALL, "at": FILED}

    def sorted_by(sort):
        return [row.code for row in desk.worklist(**asked, sort=sort).rows]

    assert sorted_by("oldest") == [early.code, late.code]
    assert sorted_by("newest") == [late.code, early.code]
    assert sorted_by("code") == sorted([early.code, late.code])


def test_ended_dossiers_are_listed_newest_first():
    old, new = filed(), filed(at=later(FILED))
    for one in (old, new):
        dossiers.withdraw(by=applicant_view(minh()), code=one.code, at=later(FILED, 60))

    assert codes("receptionist", "ended") == [new.code, old.code]
    assert codes("receptionist", "reception") == []


@pytest.mark.parametrize("order", ORDERS, ids=lambda one: one.slug)
@pytest.mark.parametrize("text", ["", "x", "1_2", "0_abc_3", "0_1e999_1", "1_1_" + "9" * 400, "nan_1"])
def test_a_broken_cursor_never_breaks_a_page(order, text):
    page = desk.worklist(
        viewer=viewer("receptionist"), queue="reception", filters=ALL, at=FILED, sort=order.slug,
        after=order.cursor_from(text),
    )  # fmt: skip

    assert page.rows == []


# Filters


def test_filters_narrow_a_queue():
    ours = filed(publication=a_publication("2.000086"))
    filed(publication=a_publication("1.001786"))

    assert codes("receptionist", "reception", WorklistFilters(procedure="2.000086")) == [ours.code]
    assert codes("receptionist", "reception", WorklistFilters(channel="counter")) == []
    assert len(codes("receptionist", "reception", WorklistFilters(field="an-toan-buc-xa"))) == 2


@pytest.mark.parametrize(
    "words", ["le van minh", "Lê Văn Minh", "minh lê", "văn m", "045090001234", "045 090 001 234"]
)
def test_words_find_the_owner_with_or_without_diacritics(words):
    ours = filed(by=minh())
    filed(by=hoa())

    assert codes("receptionist", "reception", WorklistFilters(words=words)) == [ours.code]


def test_words_find_a_code_by_its_beginning_in_both_forms():
    dossier = filed()

    for words in (dossier.code, dossier.code[:-2].lower(), dossier.code_short):
        assert codes("receptionist", "reception", WorklistFilters(words=words)) == [dossier.code]


@pytest.mark.parametrize("words", ["261122-0001", "15-261122-0001", ".15-261122-0001", "g06.15-261122-0001"])
def test_words_find_the_code_of_a_ministry_and_the_end_of_any(words):
    ours = filed(at=datetime(2026, 11, 22, 9, tzinfo=VIETNAM))
    other = filed(at=datetime(2026, 11, 23, 9, tzinfo=VIETNAM))
    Dossier.objects.filter(pk=ours.pk).update(code_short="G06.15-261122-0001")

    assert codes("receptionist", "reception", WorklistFilters(words=words)) == [ours.code]
    assert codes("receptionist", "reception", WorklistFilters(words=other.code[-11:])) == [other.code]
    assert codes("receptionist", "reception", WorklistFilters(words="261131-0001")) == []


def test_late_and_soon_are_told_apart():
    late, soon, calm = filed(), filed(), filed()
    at = FILED + timedelta(days=2)
    Dossier.objects.filter(pk=late.pk).update(holder_until=at - timedelta(minutes=1))
    Dossier.objects.filter(pk=soon.pk).update(holder_until=at + timedelta(hours=3))
    Dossier.objects.filter(pk=calm.pk).update(holder_until=at + timedelta(days=3))

    assert codes("receptionist", "reception", WorklistFilters(due="late"), at=at) == [late.code]
    assert codes("receptionist", "reception", WorklistFilters(due="soon"), at=at) == [soon.code]
    assert next(one.is_late for one in queues.queues(viewer=viewer("receptionist"), at=at))


@pytest.mark.parametrize(
    ("holder", "hours_left", "legal_hours_left", "expected"),
    [
        ("unit", 48, None, ("neutral", "Còn 2 ngày")),
        ("unit", 3, None, ("attention", "Còn 3 giờ")),
        ("unit", 48, 3, ("attention", "Còn 2 ngày")),
        ("officer", -3, None, ("late", "Quá hạn 3 giờ")),
        ("officer", 48, -48, ("late", "Quá hạn 2 ngày")),
        ("applicant", 48, None, ("neutral", "Chờ người nộp")),
        ("applicant", -48, -1, ("attention", "Quá hẹn của người nộp")),
    ],
)
def test_the_due_chip_says_how_much_time_is_left(holder, hours_left, legal_hours_left, expected):
    legal = FILED + timedelta(hours=legal_hours_left) if legal_hours_left is not None else None

    said = due_words(
        holder_kind=holder,
        until=FILED + timedelta(hours=hours_left),
        due_at=None,
        legal_due_at=legal,
        business="processing",
        at=FILED,
        soon_until=FILED + timedelta(hours=24),
    )

    assert said == expected


def test_a_deadline_that_is_the_appointment_lasts_to_the_end_of_its_day():
    closing = FILED + timedelta(hours=9)
    facts = {"holder_kind": "officer", "until": closing, "due_at": closing, "business": "processing"}
    facts |= {"legal_due_at": closing + timedelta(hours=7), "soon_until": FILED + timedelta(days=1)}

    assert due_words(**facts, at=closing - timedelta(hours=2)) == ("attention", "Còn 2 giờ")
    assert due_words(**facts, at=closing + timedelta(hours=2)) == ("attention", "Còn 5 giờ")
    assert due_words(**facts, at=closing + timedelta(hours=8)) == ("late", "Quá hạn 8 giờ")


def test_in_the_evening_of_its_last_day_a_dossier_is_due_soon_and_late_after_it():
    dossier = assigned()
    assert dossier.holder_until == dossier.due_at
    evening, night = dossier.due_at + timedelta(hours=2), dossier.due_at + timedelta(hours=8)

    listed = [codes("division_head", one, at=at) for at in (evening, night) for one in ("soon", "late")]

    assert listed == [[dossier.code], [], [], [dossier.code]]


def test_what_is_put_into_sql_once_is_asked_of_each_moment_and_filter_anew():
    dossier = filed()
    much_later = FILED + timedelta(days=30)

    assert (codes("receptionist", "late"), codes("receptionist", "late", at=much_later)) == (
        [],
        [dossier.code],
    )
    assert codes("receptionist", "late") == []
    assert codes("receptionist", "all", WorklistFilters(channel="post")) == []
    assert codes("receptionist", "all", WorklistFilters(channel="online")) == [dossier.code]
    assert [
        next(
            one.total.count
            for one in queues.queues(viewer=viewer("receptionist"), at=at)
            if one.slug == "late"
        )
        for at in (FILED, much_later, FILED)
    ] == [0, 1, 0]


# The number of queries


@pytest.mark.parametrize("rows", [1, 50])
def test_a_page_of_a_queue_is_its_keys_and_their_rows(
    rows, django_assert_num_queries: DjangoAssertNumQueries
):
    for _ in range(rows):
        filed()
    officer = viewer("receptionist")

    with django_assert_num_queries(2):
        page = desk.worklist(viewer=officer, queue="reception", filters=ALL, at=FILED)
    with django_assert_num_queries(1):
        queues.queues(viewer=officer, at=FILED)

    assert len(page.rows) == rows


@pytest.mark.parametrize("order", ORDERS, ids=lambda one: one.slug)
def test_which_dossiers_a_page_holds_is_found_without_joins(
    order, django_assert_num_queries: DjangoAssertNumQueries
):
    for _ in range(3):
        filed()
    asked = {"viewer": viewer("receptionist"), "queue": "all", "filters": ALL, "at": FILED, "limit": 1}
    place = desk.worklist(**asked, sort=order.slug).next

    with django_assert_num_queries(2) as sent:
        page = desk.worklist(**asked, sort=order.slug, after=place)

    keys, rows = (one["sql"] for one in sent.captured_queries)
    assert (len(page.rows), page.more) == (1, True)
    assert " JOIN " not in keys
    assert "LIMIT 2" in keys
    assert "LIMIT 2" not in rows


# One dossier


def test_the_page_of_a_dossier_says_what_may_be_done_and_why_not():
    dossier = filed()

    found = desk_dossier.desk_dossier(viewer=viewer("receptionist"), code=dossier.code, at=later(FILED))
    allowed = {act.slug for act in found.acts if act.allowed}
    shut = {act.slug: act.why_not for act in found.acts if not act.allowed}

    assert allowed == {"accept", "supplement", "refuse", "change-procedure", "note"}
    assert "Chỉ làm được ở bước" in shut["return"]
    assert found.sub_status == SubStatus.WAITING_RECEPTION
    assert [(line.label, line.value) for line in found.answers if line.value] == [
        ("Mục đích", "Chẩn đoán y tế")
    ]


def test_undoing_an_acceptance_is_shut_the_day_after():
    dossier = accepted()

    today = desk_dossier.desk_dossier(viewer=viewer("receptionist"), code=dossier.code, at=later(FILED, 60))
    tomorrow = desk_dossier.desk_dossier(
        viewer=viewer("receptionist"), code=dossier.code, at=FILED + timedelta(days=1)
    )

    assert today.act("undo").allowed
    assert "trong chính ngày" in tomorrow.act("undo").why_not


def test_what_lies_with_a_colleague_is_named():
    dossier = assigned()
    head = viewer("division_head")

    act = desk_dossier.desk_dossier(viewer=head, code=dossier.code, at=later(FILED, 60)).act("propose")

    assert not act.allowed
    assert an_authority()["specialist"].full_name in act.why_not


def test_colleagues_are_listed_with_their_load():
    dossier = accepted()
    assigned(by=hoa())

    rows = assignment.colleagues(viewer=viewer("division_head"), code=dossier.code, at=later(FILED, 60))

    assert {row.code: row.load for row in rows} == {"qt-specialist": 1, "qt-division-head": 0}


def test_the_due_date_explains_itself():
    dossier = accepted()

    found = desk_dossier.desk_dossier(viewer=viewer("receptionist"), code=dossier.code, at=later(FILED, 60))

    assert found.clock.due_at is not None
    assert found.clock.lines
