"""What waits for the archive: counted by year and kind, page by page, for whom it is to see."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from motcua.casework.archives import operations as archives
from motcua.casework.archives.enums import Standing
from motcua.casework.archives.queries import due
from motcua.casework.dossiers.models import Dossier
from tests.factories import archives as make
from tests.factories import dossiers as made
from tests.factories.accounts import officer_view

from .test_retention import a_kind, a_stranger

pytestmark = pytest.mark.django_db
ENDED = made.FILED.date()
OVERDUE = date(ENDED.year + 1, ENDED.month, ENDED.day) + timedelta(1)


def groups(viewer=None, today=ENDED):
    found = due.groups(viewer=viewer or make.archivist(), today=today)
    return [(one.year, one.kind.period, one.total, one.overdue) for one in found]


def page(viewer=None, after="", today=ENDED, **filters):
    return due.page(
        viewer=viewer or make.archivist(), filters=due.Filters(**filters), after=after, today=today
    )


def test_ended_dossiers_wait_by_year_and_period_and_open_ones_do_not():
    make.withdrawn()
    made.filed()
    other = make.withdrawn(publication=made.a_publication("2.000069"))
    archives.keep_procedure_as(
        by=make.editor(), procedure_code="2.000069", kind_code=a_kind("Sổ", 5).code, at=other.ended_at
    )

    assert groups() == [(ENDED.year, "20 năm", 1, 0), (ENDED.year, "5 năm", 1, 0)]
    assert groups(today=OVERDUE) == [(ENDED.year, "20 năm", 1, 1), (ENDED.year, "5 năm", 1, 1)]


def test_heads_see_what_is_theirs_and_strangers_nothing():
    dossier = make.withdrawn()
    head = officer_view(made.an_authority()["division_head"])
    leader = officer_view(made.an_authority()["leader"])

    assert groups(leader) == [(ENDED.year, "20 năm", 1, 0)]
    assert groups(head) == []
    Dossier.objects.filter(pk=dossier.pk).update(
        work_unit=made.an_authority()["division_head"].posts.get().unit
    )
    assert groups(head) == [(ENDED.year, "20 năm", 1, 0)]
    assert not due.groups(viewer=head, today=ENDED)[0].may_transfer
    assert due.groups(viewer=make.archivist(), today=ENDED)[0].may_transfer
    assert groups(officer_view(a_stranger())) == []
    assert page(officer_view(a_stranger())).rows == []


def test_the_list_walks_from_the_longest_overdue(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(due, "PAGE", 2)
    codes = [make.withdrawn(at=made.FILED + timedelta(days=days)).code for days in (2, 0, 1)]

    first = page(today=OVERDUE)
    second = page(today=OVERDUE, after=first.next)

    assert [row.code for row in first.rows] == [codes[1], codes[2]]
    assert [row.standing for row in first.rows] == [Standing.OVERDUE, Standing.SOON]
    assert ([row.code for row in second.rows], second.next) == ([codes[0]], "")
    assert (first.total, first.overdue, second.total) == (3, 1, 3)
    assert page(today=OVERDUE, only=Standing.OVERDUE).total == 1
    assert page(year=ENDED.year - 1).total == 0
    assert page(agency="khong-co").total == page(kind="RK-0").total == page(unit="khong-co").total == 0
    assert page(unit="qt-mot-cua", year=ENDED.year).total == 3


def test_a_page_costs_as_many_queries_for_many_as_for_one(django_assert_num_queries: DjangoAssertNumQueries):
    for _ in range(3):
        make.withdrawn()
    viewer = make.archivist()
    with django_assert_num_queries(6):
        page(viewer)
    with django_assert_num_queries(4):
        groups(viewer)


def test_an_open_dossier_has_no_archive_line(django_assert_num_queries: DjangoAssertNumQueries):
    viewer = make.archivist()
    assert due.line_of(viewer=viewer, dossier_id=made.filed().pk, today=ENDED) is None
    ended = make.withdrawn()
    with django_assert_num_queries(5):
        line = due.line_of(viewer=viewer, dossier_id=ended.pk, today=ENDED)
    assert (line.due_on, line.kept_until) == (
        date(ENDED.year + 1, ENDED.month, ENDED.day), date(ENDED.year + 20, 12, 31),
    )  # fmt: skip
