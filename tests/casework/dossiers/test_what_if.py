"""What if: past dossiers against a draft; what would fail, cost, take another way or day; nothing is left."""

import copy
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers import operations as dossiers
from motcua.casework.dossiers import what_if
from motcua.casework.dossiers.errors import NothingToReplay
from motcua.casework.dossiers.what_if import Replay
from motcua.ops.demo.papers import sample_pdf
from motcua.reference.catalogue.models import Publication
from tests.factories.accounts import applicant_view, minh
from tests.factories.dossiers import (
    CONTENT,
    FEE,
    FILED,
    FORM,
    a_draft,
    a_publication,
    accepted,
    an_authority,
    filed,
    later,
)

pytestmark = pytest.mark.django_db
AT = later(FILED, 3600)
CODE = "2.000086.000.00.00.H50"


def a_package(**procedure: Any) -> dict[str, Any]:
    """The four parts as they are published, with other facts in the procedure."""
    return {"procedure": CONTENT | procedure, "form": copy.deepcopy(FORM), "fee": None, "process": None}


def with_field(**facts: Any) -> dict[str, Any]:
    package = a_package()
    field = {"name": "floor", "kind": "short_text", "label": {"vi": "Tầng"}} | facts
    package["form"]["sections"][0]["fields"].append(field)
    return package


def tried(package: dict[str, Any], **facts: Any) -> Replay:
    return what_if.replay(content=package, publication_code=CODE, at=AT, **facts)


def whole_database() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, those of the queue too, and the place of every sequence."""
    rows = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            rows[table] = cursor.fetchall()
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")
        rows["sequences"] = cursor.fetchall()
    return rows


def test_the_same_package_changes_nothing():
    filed(paper=sample_pdf("giay-cu"))
    accepted()

    found = tried(a_package())

    assert (found.looked_at, found.failing, found.changed) == (2, 0, ())


def test_a_replay_leaves_the_whole_database_as_it_was():
    filed(paper=sample_pdf("giay-cu"))
    accepted()
    before = whole_database()
    assert len(before) > len(apps.get_models()) // 2

    found = tried(with_field(required=True) | {"fee": FEE})

    assert found.failing == 2
    assert whole_database() == before


def test_the_database_refuses_to_write_during_a_replay_and_writes_again_after_it():
    filed()

    with pytest.raises(InternalError), transaction.atomic(), what_if._leaving_nothing():
        Publication.objects.update(decision_number=None)

    filed(at=later(FILED))


def test_a_new_required_field_fails_at_that_field():
    filed()

    change = tried(with_field(required=True)).changed[0]

    assert [(one.check, one.field, one.label) for one in change.failures] == [("answers", "floor", "Tầng")]
    assert "bắt buộc" in change.failures[0].why


def test_nothing_that_somebody_typed_is_told():
    filed()
    package = a_package()
    package["form"]["sections"][0]["fields"][0] |= {"kind": "whole_number"}

    found = tried(package)

    assert found.failing == 1
    assert "Chẩn đoán" not in str(found)


def test_an_answer_that_is_no_longer_asked_is_lost_and_no_failure():
    filed()
    package = a_package()
    package["form"]["sections"][0]["fields"] = [
        {"name": "remark", "kind": "long_text", "label": {"vi": "Ghi"}}
    ]

    change = tried(package).changed[0]

    assert (change.lost, change.failures) == (("purpose",), ())


def test_a_question_that_is_now_hidden_is_lost_and_no_failure():
    filed()
    package = with_field(kind="yes_no")
    fields = package["form"]["sections"][0]["fields"]
    package["form"]["sections"][0]["fields"] = [
        fields[2],
        fields[0] | {"when": {"==": [{"var": "floor"}, True]}},
    ]

    change = tried(package).changed[0]

    assert (change.lost, change.failures) == (("purpose",), ())


def test_papers_more_and_less_are_named_and_a_required_one_fails():
    filed()
    new = {"slug": "kiem-dinh", "name": {"vi": "Giấy kiểm định"}, "source": "luat", "verified": False}

    change = tried(a_package(papers=[CONTENT["papers"][0], new])).changed[0]

    assert (change.papers_more, change.papers_less) == (("Giấy kiểm định",), ("Giấy phép đã cấp",))
    assert [(one.check, one.field) for one in change.failures] == [("papers", "kiem-dinh")]


def test_a_change_of_fee_says_by_which_line():
    filed()

    change = tried(a_package() | {"fee": FEE}).changed[0]

    assert (change.fee_before_vnd, change.fee_after_vnd) == (0, 3_000_000)
    assert any("Phí thẩm định" in line for line in change.fee_why)


def test_another_time_gives_another_day_from_the_dossiers_own_clock():
    dossier = accepted()

    change = tried(a_package(time=CONTENT["time"] | {"amount": 4})).changed[0]

    assert change.due_before == dossier.due_at
    assert change.due_after == dossier.due_at - timedelta(days=3)
    assert change.due_why
    assert not change.is_forecast


def test_a_time_that_waits_for_the_fee_has_no_day_yet():
    filed()
    package = a_package(time=CONTENT["time"] | {"starts": "valid_papers_and_fee"}) | {"fee": FEE}

    change = tried(package).changed[0]

    assert change.due_after is None
    assert "phí" in change.due_why


def test_another_route_names_the_steps():
    filed()
    steps = [{"name": "Thẩm định", "unit": "Phòng", "role": "specialist", "hours": 40}]

    change = tried(a_package() | {"process": {"code": "x", "decision": None, "steps": steps}}).changed[0]

    assert change.route_why == ("thêm: Thẩm định (Phòng, 40 giờ)",)


def test_a_case_that_the_draft_asks_for_fails_those_that_have_none():
    filed()
    case = {"slug": "lost", "label": {"vi": "Bị mất"}, "source": "luat", "verified": False}

    assert [one.check for one in tried(a_package(cases=[case])).changed[0].failures] == ["case"]


def test_only_the_last_ones_are_looked_at_newest_first():
    older = filed()
    newer = filed(at=later(FILED))

    assert [one.code for one in tried(a_package(), last=1).changes] == [newer.code]
    assert [one.code for one in tried(a_package(), last=10_000).changes] == [newer.code, older.code]


def test_a_replay_stops_when_its_time_is_over_and_says_so():
    filed()

    found = tried(a_package(), longest_seconds=0)

    assert (found.is_cut, found.looked_at) == (True, 0)


def test_a_draft_that_cannot_be_read_is_refused():
    filed()

    with pytest.raises(NothingToReplay):
        tried({"procedure": {}, "form": None, "fee": None, "process": None})


def test_a_procedure_without_dossiers_has_nothing_to_tell():
    an_authority()
    a_publication()

    assert tried(a_package()).looked_at == 0


def test_more_dossiers_cost_no_query_more():
    filed(paper=sample_pdf("giay-cu"))
    counts = []
    for at in (later(FILED), later(FILED, 20)):
        with CaptureQueriesContext(connection) as queries:
            tried(a_package() | {"fee": FEE})
        counts.append(len(queries))
        accepted(at=at)
        filed(at=later(at, 3))

    assert counts[0] == counts[1]
    assert counts[0] <= 14


def test_days_of_papers_are_judged_on_the_day_of_filing():
    an_authority()
    draft = a_draft(paper=sample_pdf("giay-cu"))
    days = {"giay-cu": (None, date(2026, 12, 1))}
    dossiers.save_paper_days(by=applicant_view(minh()), beside=draft, days=days, at=FILED)
    dossiers.submit(by=applicant_view(minh()), draft_code=draft, at=FILED)
    old = CONTENT["papers"][1]

    change = tried(a_package(papers=[CONTENT["papers"][0], old | {"valid_days": 45}])).changed[0]

    assert [(one.field, one.why) for one in change.failures] == [
        ("giay-cu", "không còn đủ thời hạn vào ngày nộp")
    ]
