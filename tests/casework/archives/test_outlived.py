"""What has outlived its period: proposed as a list, never what is held, and nothing is destroyed."""

from datetime import date, datetime

import pytest

from motcua.casework.archives import operations as archives
from motcua.casework.archives.errors import NotYourArchives
from motcua.casework.archives.queries import outlived, outlived_papers
from motcua.casework.dossiers.models import Dossier
from motcua.foundation.accounts.queries import OfficerView
from motcua.foundation.audit.models import AuditEvent
from motcua.foundation.kernel.clock import VIETNAM
from tests.factories import archives as make
from tests.factories import dossiers as made
from tests.factories.accounts import officer_view

from .test_retention import a_kind, a_stranger

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def ended(at: datetime) -> Dossier:
    dossier = make.withdrawn()
    Dossier.objects.filter(pk=dossier.pk).update(ended_at=at)
    return dossier


def listed(viewer: OfficerView | None = None, today: date = TODAY) -> list[str]:
    return [str(row[1]) for row in outlived.table(viewer=viewer or make.archivist(), today=today)]


def test_a_dossier_has_outlived_its_period_when_the_last_year_is_over():
    last = ended(datetime(2005, 12, 31, 23, 59, tzinfo=VIETNAM))
    ended(datetime(2006, 1, 1, tzinfo=VIETNAM))

    assert listed() == [last.code]
    [line] = outlived.table(viewer=make.archivist(), today=TODAY)
    assert line[4:] == (
        "31/12/2005", make.kinds().title, "20 năm", "chưa kiểm chứng", "31/12/2025", "chưa",
    )  # fmt: skip
    assert len(listed(today=date(2027, 1, 1))) == 2
    assert Dossier.objects.count() == 2


def test_what_is_held_is_counted_apart_and_not_proposed():
    free, held = (ended(datetime(2000, 3, day, tzinfo=VIETNAM)) for day in (1, 2))
    archives.hold(by=make.archivist(), code=held.code, reason="Kiện", basis="CV 1", at=made.FILED)

    assert listed() == [free.code]
    [row] = outlived.counts(viewer=make.archivist(), today=TODAY)
    assert (row.total, row.held) == (1, 1)


def test_what_is_kept_for_ever_is_never_proposed_nor_what_is_another_agencys():
    dossier = ended(datetime(1990, 1, 1, tzinfo=VIETNAM))
    assert listed(officer_view(a_stranger())) == []
    kind = a_kind("Quyết định cá biệt", None)
    code = dossier.publication.procedure.code
    archives.keep_procedure_as(by=make.editor(), procedure_code=code, kind_code=kind.code, at=made.FILED)
    assert listed() == []
    assert outlived.counts(viewer=make.archivist(), today=TODAY) == []


def test_who_takes_the_list_out_is_kept():
    archives.record_proposal(by=make.archivist(), at=made.FILED)
    assert AuditEvent.objects.get(kind="OutlivedListed").actor_code == make.archivist().actor.code
    with pytest.raises(NotYourArchives):
        archives.record_proposal(by=officer_view(made.an_authority()["leader"]), at=made.FILED)
    assert AuditEvent.objects.filter(kind="OutlivedListed").count() == 1


def test_a_loose_paper_is_proposed_when_its_years_and_its_own_last_day_are_over():
    over = make.loose(issued_on=date(2005, 3, 1), valid_from=None)
    make.loose(issued_on=date(2006, 3, 1), valid_from=None)
    make.loose(issued_on=date(2001, 3, 1), valid_from=None, valid_until=date(2030, 1, 1))
    make.loose(issued_on=None, precision=None, valid_from=None)
    held = make.loose(issued_on=date(2001, 3, 1), valid_from=None)
    archives.hold_paper(by=make.archivist(), code=held.code, reason="Kiện", basis="CV 1", at=made.FILED)

    [line] = outlived_papers.table(viewer=make.archivist(), today=TODAY)

    assert (line[1], line[5:7], line[10:]) == (over.code, ("2005", "không ghi"), ("31/12/2025", "chưa"))
    [row] = outlived_papers.counts(viewer=make.archivist(), today=TODAY)
    assert (row.total, row.held) == (1, 1)
    assert outlived_papers.counts(viewer=officer_view(a_stranger()), today=TODAY) == []
