from datetime import datetime, timedelta

import croniter
import pytest

from motcua.foundation.kernel import jobs
from motcua.ops import schedule

NOON = datetime(2026, 11, 20, 12, 0, 0)


@pytest.mark.parametrize("name", schedule.ROOM_JOBS)
def test_what_stands_in_the_schedule_is_a_job_of_a_room(name):
    assert {name, f"schedule.{name}"} <= jobs.known_jobs()


@pytest.mark.parametrize(
    ("cron", "apart"),
    [
        (schedule.EVERY_TEN_SECONDS, timedelta(seconds=10)),
        (schedule.EVERY_MINUTE, timedelta(minutes=1)),
        (schedule.EVERY_HOUR, timedelta(hours=1)),
        (schedule.EVERY_NIGHT, timedelta(days=1)),
    ],
)
def test_the_clock_means_what_its_name_says(cron, apart):
    turns = croniter.croniter(cron, NOON)

    first, second = turns.get_next(datetime), turns.get_next(datetime)

    assert second - first == apart
