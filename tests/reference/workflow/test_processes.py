"""Internal processes: versions of their own, never changed but for their last day."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from motcua.reference.workflow import operations, queries
from motcua.reference.workflow.models import ProcessVersion
from motcua.reference.workflow.rules import parse_steps, total_hours
from tests.factories.accounts import MONDAY, an_agency

STEPS = [
    {"name": "Tiếp nhận", "unit": "Một cửa", "role": "receptionist", "hours": 4, "output": "Giấy tiếp nhận"},
    {"name": "Thẩm định", "unit": "Phòng", "role": "specialist", "hours": 36},
]


def kept(steps, *, valid_from=None, valid_to=None) -> ProcessVersion:
    return operations.keep_version(
        procedure_code="2.002131",
        agency=an_agency(),
        content={"steps": steps, "decision": None},
        valid_from=valid_from,
        valid_to=valid_to,
        at=MONDAY,
    )


def test_steps_are_values_and_their_hours_add_up():
    steps = parse_steps(STEPS)

    assert (steps[0].role, steps[1].output) == ("receptionist", "")
    assert total_hours(steps) == 40


@pytest.mark.django_db
def test_the_same_steps_are_one_version():
    assert kept(STEPS) == kept(STEPS)
    assert kept(STEPS[:1]).number == 2


@pytest.mark.django_db
def test_the_process_of_a_day_is_the_one_in_force_else_the_newest():
    first = kept(STEPS, valid_from=date(2024, 1, 1), valid_to=date(2024, 12, 31))
    second = kept(STEPS[:1], valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31))

    def on(day):
        return queries.process_in_force(procedure_code="2.002131", agency_code=an_agency().code, on=day)

    assert on(date(2024, 6, 1)) == first
    assert on(date(2026, 6, 1)) == second
    assert queries.process_in_force(procedure_code="x", agency_code="y", on=date(2024, 1, 1)) is None


@pytest.mark.django_db
def test_a_process_is_not_changed_but_may_end():
    process = kept(STEPS, valid_from=date(2024, 1, 1))

    with pytest.raises(IntegrityError), transaction.atomic():
        ProcessVersion.objects.filter(pk=process.pk).update(steps=[])
    with pytest.raises(IntegrityError), transaction.atomic():
        process.delete()
    ProcessVersion.objects.filter(pk=process.pk).update(valid_to=date(2024, 12, 31))

    assert ProcessVersion.objects.get().steps == STEPS
