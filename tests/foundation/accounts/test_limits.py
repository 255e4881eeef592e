"""How often something may be tried, and what is swept away."""

from datetime import timedelta

import pytest

from motcua.foundation.accounts import errors, jobs, operations
from motcua.foundation.accounts.models import Attempt, LoginSession
from tests.factories import accounts as make
from tests.factories.accounts import MONDAY

pytestmark = pytest.mark.django_db


def attempt(key="a", *, at=MONDAY):
    operations.throttle(key=key, limit=2, window_seconds=600, at=at)


def test_what_is_within_the_limit_passes_and_the_rest_waits_for_the_next_window():
    attempt()
    attempt()

    with pytest.raises(errors.TooManyAttempts) as refusal:
        attempt(at=MONDAY + timedelta(seconds=100))
    assert refusal.value.retry_after_seconds == 500
    attempt(at=MONDAY + timedelta(seconds=600))


def test_places_are_counted_apart():
    for _ in range(2):
        attempt("a")
    attempt("b")

    assert Attempt.objects.count() == 2


def test_old_counts_are_forgotten_and_new_ones_stay():
    attempt(at=MONDAY)
    attempt(at=MONDAY + timedelta(hours=25))

    assert operations.forget_old_attempts(at=MONDAY + timedelta(hours=26)) == 1
    assert Attempt.objects.count() == 1


def test_sessions_that_ran_out_end_and_old_rows_go():
    make.signed_in_client(make.minh())
    LoginSession.objects.create(
        account=make.minh().account, session_key="gone", started_at=MONDAY, seen_at=MONDAY
    )

    operations.forget_ended_sessions(at=MONDAY)
    assert LoginSession.objects.get(session_key="gone").ended_at == MONDAY
    assert LoginSession.objects.filter(ended_at=None).count() == 1

    operations.forget_ended_sessions(at=MONDAY + timedelta(days=91))
    assert not LoginSession.objects.filter(session_key="gone").exists()


def test_the_job_runs_twice_without_harm():
    jobs.sweep()
    jobs.sweep()
