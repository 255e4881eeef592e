"""Questions put into SQL once: each asking brings its moment and what stands for something."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import Value

from motcua.foundation.accounts.models import Agency
from motcua.foundation.kernel.statements import A_MOMENT, one_row, part_of, statement_of
from tests.factories.accounts import an_agency

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


def test_small_questions_are_answered_in_one_row():
    an_agency()
    base, more = (
        part_of(Agency.objects.values("code")[:1]),
        [("(SELECT %s::int)", [7]), ("EXISTS (SELECT 1)", [])],
    )

    assert one_row(base, more).rows()[0][1:] == (7, True)
    assert one_row(None, more).rows() == [(7, True)]
    assert one_row(None, []).rows() == [(1,)]
