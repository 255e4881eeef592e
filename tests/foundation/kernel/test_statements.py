"""Questions put into SQL once: each asking brings its moment and what stands for something."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import F, Model, QuerySet, Value
from django.db.transaction import TransactionManagementError

from motcua.foundation.accounts.models import Agency, Unit
from motcua.foundation.kernel.statements import (
    A_MOMENT,
    Among,
    instances_of,
    one_row,
    part_of,
    statement_of,
)
from tests.factories.accounts import a_unit, an_agency

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 8, tzinfo=UTC)
A_DAY = date(1000, 1, 1)


def test_the_moment_and_what_is_a_little_later_come_with_the_asking():
    an_agency()
    times = Agency.objects.values_list(Value(A_MOMENT), Value(A_MOMENT + timedelta(hours=1)))[:1]

    statement = statement_of(times)

    assert statement.rows(at=AT) == [(AT, AT + timedelta(hours=1))]
    assert statement.rows(at=AT + timedelta(days=1))[0][0] == AT + timedelta(days=1)


def test_a_value_stands_for_another():
    agency = an_agency()
    found = statement_of(Agency.objects.filter(pk=-1, valid_from__lte=A_DAY).values_list("code"))

    assert found.rows(meant={-1: agency.pk, A_DAY: date(2026, 1, 1)}) == [(agency.code,)]
    assert found.rows(meant={-1: agency.pk, A_DAY: date(1900, 1, 1)}) == []
    assert found.rows() == []


def test_values_stand_in_the_question_as_themselves():
    odd = "50% of O'Brien\\n; %s"

    assert one_row(
        None, [("%s::text", [odd]), ("%s::text || '%%'", ["x"]), ("%s::int[]", [[1, 2]])]
    ).rows() == [(odd, "x%", [1, 2])]


def test_a_list_comes_with_the_asking():
    one, other = an_agency(), an_agency("skhcn-bac-giang", place="Bắc Giang")
    found = statement_of(Agency.objects.filter(Among(F("pk"), -1)).order_by("pk").values_list("code"))

    assert found.rows(meant={-1: [one.pk, other.pk]}) == [(one.code,), (other.code,)]
    assert found.rows(meant={-1: [other.pk]}) == [(other.code,)]
    assert found.rows(meant={-1: []}) == []


def test_what_is_prepared_is_planned_once_and_asked_anew():
    one, other = an_agency(), an_agency("skhcn-bac-giang", place="Bắc Giang")
    agencies = Agency.objects.filter(Among(F("pk"), -1), valid_from__lte=A_DAY)
    found = statement_of(agencies.order_by("pk").values_list("code", Value(A_MOMENT)), is_prepared=True)

    answers = [
        found.rows(at=AT, meant={-1: [agency.pk], A_DAY: date(2026, 1, 1)}) for agency in (one, other, one)
    ]

    assert answers == [[(one.code, AT)], [(other.code, AT)], [(one.code, AT)]]
    assert found.rows(at=AT, meant={-1: [one.pk], A_DAY: date(1900, 1, 1)}) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%accounts_agency%'")
        assert cursor.fetchone() == (1,)


def test_small_questions_are_answered_in_one_row():
    an_agency()
    base, more = (
        part_of(Agency.objects.values("code")[:1]),
        [("(SELECT %s::int)", [7]), ("EXISTS (SELECT 1)", [])],
    )

    assert one_row(base, more).rows()[0][1:] == (7, True)
    assert one_row(None, more).rows() == [(7, True)]
    assert one_row(None, []).rows() == [(1,)]


def locking(code: str = "?") -> QuerySet[Unit]:
    return Unit.objects.select_for_update(of=("self",)).select_related("agency__parent").filter(code=code)


def fields_of(made: Model) -> dict[str, object]:
    return {name: value for name, value in vars(made).items() if name != "_state"}


def test_whole_models_come_as_their_queryset_makes_them(django_assert_num_queries):
    department = an_agency(
        "so-noi-vu", place="Bắc Giang", parent=an_agency(), letterhead={"motto": "Độc lập"}
    )
    units = a_unit(), a_unit("phong-noi-vu", agency=department)
    found = instances_of(locking(), is_prepared=True)

    for unit in (*units, *units):
        (made,), expected = found.found(meant={"?": unit.code}), locking(unit.code).get()
        with django_assert_num_queries(0):
            assert fields_of(made) == fields_of(expected)
            assert fields_of(made.agency) == fields_of(expected.agency)
            assert made.agency.parent == expected.agency.parent
        assert (made._state.db, made._state.adding) == (expected._state.db, False)
    assert found.found(meant={"?": "nobody"}) == []


def test_what_is_annotated_comes_with_the_model():
    unit = a_unit()
    rows = Unit.objects.filter(code="?").annotate(agency_is=F("agency__code")).select_related("agency")

    (made,) = instances_of(rows).found(meant={"?": unit.code})

    assert (made.agency_is, made.agency) == (unit.agency.code, unit.agency)


def test_whole_models_are_locked_by_one_query(django_assert_num_queries):
    unit, found = a_unit(), instances_of(locking(), is_prepared=True)

    with django_assert_num_queries(1) as asked:
        assert found.found(meant={"?": unit.code}) == [unit]

    assert asked[0]["sql"].endswith('FOR UPDATE OF "accounts_unit"')
    assert found.found(meant={"?": unit.code}) == [unit]
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%accounts_unit%'")
        assert cursor.fetchone()[0].endswith('FOR UPDATE OF "accounts_unit"')


@pytest.mark.django_db(transaction=True)
def test_nothing_is_locked_outside_a_transaction():
    with transaction.atomic():
        found = instances_of(locking(), is_prepared=True)

    with pytest.raises(TransactionManagementError):
        found.found(meant={"?": a_unit().code})
