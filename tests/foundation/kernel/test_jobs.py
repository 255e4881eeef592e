"""Which queue a job waits in: long work never stands before what people wait for."""

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from motcua.foundation.kernel import jobs
from motcua.records.digitisation import jobs as line_jobs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "queue"), [("letters.make", jobs.QUEUE), ("digitisation.read", jobs.LONG_QUEUE)]
)
def test_long_work_waits_in_a_queue_of_its_own(name, queue):
    number = jobs.defer(name, code="X-1")
    assert ProcrastinateJob.objects.get(pk=number).queue_name == queue


def test_jobs_of_the_line_are_done_from_where_they_wait():
    assert {
        app.tasks[f"digitisation.{job}"].queue for job in ("look", "bind", "sign", "read", "seal", "store")
    } == {jobs.LONG_QUEUE}
    assert line_jobs.read
